// The papers of a meeting: numbered, with figures that a plain count confirms, charts that point at their cells, and the
// record of what was decided.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cell } from '../../electron/services/tabular/cells.ts';
import { readSheetFile } from '../../electron/services/tabular/read-safely.ts';
import { TestDesk } from '../exchange/desks.ts';

const period = '令和8年度第2四半期';
const before = '令和8年度第1四半期';
const rank = ['notStarted', 'atRisk', 'behind', 'onTrack', 'done'];

interface Report {
  readonly measure: string;
  readonly bureau: string;
  readonly status: string;
}

let desk: TestDesk;
let out: string;
let meeting: string;
const paper = (start: string) => join(out, readdirSync(out).find((name) => name.startsWith(start)) ?? `no ${start}`);
const unzipped = (file: string, part: string) => execFileSync('unzip', ['-p', file, part], { encoding: 'utf8' });
const parts = (file: string) => execFileSync('unzip', ['-Z1', file], { encoding: 'utf8' }).split('\n');
async function reports(name: string): Promise<Report[]> {
  const id = (await desk.done('list', 'periods', '--filter', JSON.stringify({ nameJa: name }))).rows[0]?.id;
  return (await desk.done('list', 'progress', '--filter', JSON.stringify({ period: id }), '--limit', '500')).rows as unknown as Report[];
}

const base = mkdtempSync(join(tmpdir(), 'council-papers-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

beforeAll(async () => {
  desk = new TestDesk('国際課1', join(base, 'desk'), join(base, 'keys'));
  await desk.done('init', '--sample', '--desk', '国際課1');
  const meetings = (await desk.done('list', 'meetings')).rows as { id: string; status: string }[];
  meeting = meetings.find(({ status }) => status === 'held')?.id ?? '';
  out = join(base, 'papers');
  await desk.done('council', 'papers', '--period', period, '--out', out, '--meeting', meeting);
}, 200_000);

/** What is calculated with, however it is shown. */
const numberIn = (cell: Cell | undefined): number => Number(cell !== null && typeof cell === 'object' && 'number' in cell ? cell.number : cell);

describe('papers of a meeting', () => {
  it('are numbered in one folder, with the agenda', () => {
    const names = readdirSync(out).sort();
    expect(names.filter((name) => /^資料\d_/.test(name)).map((name) => name.slice(0, 3))).toEqual(['資料1', '資料2', '資料3', '資料4', '資料5']);
    expect(names.some((name) => name.startsWith('次第') && name.endsWith('.docx'))).toBe(true);
    // The number of the paper is printed on it.
    for (const number of [1, 2, 3, 4, 5]) expect(unzipped(paper(`資料${number}`), 'xl/worksheets/sheet1.xml')).toContain(`資料${number}</oddHeader>`);
  });

  it('count the reports by status as the records have them', async () => {
    const rows = (await readSheetFile(paper('資料3'))).sheets[0]?.rows.map((row) => row.map((cell) => cell)) ?? [];
    const now = await reports(period);
    const total = rows.find((row) => row[0] === '計') ?? [];
    const scale = ['notStarted', 'onTrack', 'behind', 'atRisk', 'done', 'cancelled'];
    expect(total.slice(1).map(numberIn)).toEqual([...scale.map((status) => now.filter((one) => one.status === status).length), now.length]);
    const was = new Map((await reports(before)).map((one) => [`${one.measure}:${one.bureau}`, one.status]));
    const moves = { better: 0, same: 0, worse: 0, other: 0 };
    for (const one of now) {
      const last = was.get(`${one.measure}:${one.bureau}`) ?? '';
      const step = rank.indexOf(one.status) - rank.indexOf(last);
      if (last === one.status) moves.same += 1;
      else if (!rank.includes(last) || !rank.includes(one.status)) moves.other += 1;
      else moves[step > 0 ? 'better' : 'worse'] += 1;
    }
    const at = rows.findIndex((row) => row[1] === '改善');
    const moved = rows.slice(at).find((row) => row[0] === '計') ?? [];
    expect(moved.slice(1, 5).map(Number)).toEqual([moves.better, moves.same, moves.worse, moves.other]);
    expect(Math.min(moves.better, moves.same, moves.worse)).toBeGreaterThan(0);
  });

  it('show what the indicators reached of their targets', async () => {
    const rows = (await readSheetFile(paper('資料3'))).sheets[0]?.rows ?? [];
    const at = rows.findIndex((row) => row.includes('達成率'));
    const shown = rows.slice(at + 1).filter((row) => /見本/.test(String(row[0])));
    const targets = (await desk.done('list', 'indicator-targets', '--filter', JSON.stringify({ fiscalYear: '2026' }), '--limit', '100')).rows as unknown as {
      value: string;
      actual: string | null;
    }[];
    expect(shown.length).toBe(targets.length);
    const reached = (list: readonly number[]) => [...list].sort((a, b) => a - b).map((value) => value.toFixed(3));
    expect(reached(shown.flatMap((row) => (Number.isFinite(numberIn(row[5])) ? [numberIn(row[5])] : [])))).toEqual(
      reached(targets.flatMap(({ value, actual }) => (actual === null ? [] : [Number(actual) / Number(value)]))),
    );
  });

  it('have charts that are drawn from the cells of their tables', () => {
    const charts = parts(paper('資料3')).filter((name) => /^xl\/charts\/chart\d+\.xml$/.test(name));
    expect(charts.length).toBe(5);
    for (const name of charts) {
      const chart = unzipped(paper('資料3'), name);
      const areas = [...chart.matchAll(/<c:f>([^<]+)<\/c:f>/g)].map(([, area]) => area ?? '');
      expect(areas.length).toBeGreaterThan(2);
      for (const area of areas) expect(area.replaceAll('&apos;', "'")).toMatch(/^'集計'!\$[A-H]\$\d+(:\$[A-H]\$\d+)?$/);
    }
  });

  it('include the record of the meeting in Word', async () => {
    const file = join(base, 'record.docx');
    await desk.done('council', 'record', '--meeting', meeting, '--out', file);
    const text = unzipped(file, 'word/document.xml').replace(/<[^>]+>/g, ' ');
    expect(text).toContain('開催結果');
    expect(text).toContain('担当部長(見本)');
    expect(text).toContain('次回までに対応案を示すこととした');
    expect(text).not.toMatch(/[{}]/);
    expect((await desk.run('council', 'record', '--meeting', meeting, '--out', file)).code).toBe(1); // there already
    expect((await desk.run('council', 'record', '--meeting', 'none', '--out', `${file}2`)).code).toBe(1);
  });

  it('have findings before the meeting and a history of each measure', async () => {
    const findings = (await desk.done('council', 'check', '--period', period)).findings as { code: string }[];
    expect(new Set(findings.map((one) => one.code)).size).toBeGreaterThan(0);
    // What the checks call worse is what the summary calls worse.
    const rows = (await readSheetFile(paper('資料3'))).sheets[0]?.rows ?? [];
    const moved = rows.slice(rows.findIndex((row) => row[1] === '改善')).find((row) => row[0] === '計') ?? [];
    expect(findings.filter((one) => one.code === 'fallen').length).toBe(numberIn(moved[3]));
    const cells = (await desk.done('council', 'history', '--bureau', '政策企画局')).cells as { periodName: string }[];
    expect(new Set(cells.map((one) => one.periodName)).size).toBeGreaterThan(1);
  });
});

describe('renumbered measures', () => {
  it('follow the tree, keep their history, and are undone at once', async () => {
    const rows = async () => (await desk.done('list', 'measures', '--limit', '200')).rows as { id: string; number: number; strategy: string; goal: string }[];
    const name = '東京都都市外交基本戦略';
    expect((await desk.done('council', 'renumber', '--strategy', name, '--dry-run')).changes).toEqual([]);
    const before = (await rows()).sort((a, b) => a.number - b.number);
    const own = before.filter((row) => row.strategy === before[0]?.strategy);
    // The first goes to where the last is: all numbers between move up by one, and nothing may collide on the way.
    const [first, last] = [own[0], own[own.length - 1]];
    await desk.done('set', 'measures', first?.id ?? '', `goal=${last?.goal}`);
    const { changes } = (await desk.done('council', 'renumber', '--strategy', name)) as { changes: { id: string; from: number; to: number }[] };
    expect(changes.length).toBeGreaterThan(5);
    const after = new Map((await rows()).map((row) => [row.id, row.number]));
    expect(
      [...after.values()]
        .filter((number) => number <= own.length)
        .sort((a, b) => a - b)
        .slice(0, own.length),
    ).toEqual(own.map((_, at) => at + 1));
    for (const { id, to } of changes) expect(after.get(id)).toBe(to);
    expect(JSON.stringify(await desk.done('history', 'measures', first?.id ?? ''))).toContain('number');
    await desk.done('undo');
    expect(new Map((await rows()).map((row) => [row.id, row.number]))).toEqual(new Map(before.map((row) => [row.id, row.number])));
    expect((await desk.done('council', 'history', '--measure', first?.id ?? '')).cells.length).toBeGreaterThan(1);
    await desk.done('undo');
  });

  it('may exchange numbers in a cycle', async () => {
    const rows = (await desk.done('list', 'goals', '--limit', '100')).rows as { id: string; order: number; parent: string | null; strategy: string }[];
    const measures = (await desk.done('list', 'measures', '--limit', '200')).rows as { id: string; number: number; goal: string; strategy: string }[];
    const busy = rows.filter((goal) => measures.some((measure) => measure.goal === goal.id) && goal.strategy === measures[0]?.strategy);
    const one = busy.find((goal) => busy.some((other) => other.id !== goal.id && other.parent === goal.parent));
    const sibling = busy.find((goal) => goal.id !== one?.id && goal.parent === one?.parent);
    await desk.done('set', 'goals', one?.id ?? '', `order=${sibling?.order}`);
    await desk.done('set', 'goals', sibling?.id ?? '', `order=${one?.order}`);
    const { changes } = (await desk.done('council', 'renumber', '--strategy', '東京都都市外交基本戦略')) as { changes: { id: string; to: number }[] };
    expect(changes.length).toBeGreaterThan(1);
    const after = new Map(
      ((await desk.done('list', 'measures', '--limit', '200')).rows as { id: string; number: number }[]).map((row) => [row.id, row.number]),
    );
    for (const { id, to } of changes) expect(after.get(id)).toBe(to);
    expect((await desk.done('council', 'renumber', '--strategy', '東京都都市外交基本戦略', '--dry-run')).changes).toEqual([]);
  });
});
