// A reporting round: opened, issued to every bureau, filled in with a library and an office suite that are not ours,
// returned, merged cell by cell, and turned into the papers of the meeting.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decide } from '../../electron/services/council/merge-returned.ts';
import { readSheetFile } from '../../electron/services/tabular/read-safely.ts';
import { acquainted, TestDesk } from '../exchange/desks.ts';
import { freshFolder, root } from '../fresh-desk.ts';

const period = '令和8年度第3四半期';
type Edit = Record<string, unknown>;

function folder(): string {
  const made = freshFolder();
  mkdirSync(made, { recursive: true });
  return made;
}
function edit(file: string, edits: readonly Edit[], out = join(folder(), '返送.xlsx')): string {
  const list = `${out}.json`;
  writeFileSync(list, JSON.stringify(edits));
  execFileSync('/usr/bin/python3', [join(root, 'test', 'electron', 'edit-sheet.py'), file, list, out]);
  return out;
}
function throughOffice(file: string, to = 'xlsx'): string {
  const out = folder();
  execFileSync('soffice', ['--headless', `-env:UserInstallation=file://${out}/office`, '--convert-to', to, '--outdir', join(out, 'saved'), file], {
    stdio: 'ignore',
    timeout: 120_000,
  });
  return join(out, 'saved', (file.split('/').pop() ?? '').replace(/xlsx$/, to));
}

async function opened(): Promise<{ desk: TestDesk; files: string; sheet: (bureau: string) => string }> {
  const desk = new TestDesk('国際課1');
  await desk.done('init', '--sample', '--desk', '国際課1');
  const made = await desk.done(
    'council',
    'open-period',
    '--council',
    '都市外交推進会議',
    '--strategy',
    '東京都都市外交基本戦略',
    '--period',
    period,
    '--from',
    '2026-10-01',
    '--until',
    '2026-12-31',
    '--due',
    '2026-11-20',
  );
  expect(made.records).toBeGreaterThan(90);
  const files = folder();
  await desk.done('council', 'issue', '--period', period, '--out', files);
  return { desk, files, sheet: (bureau) => join(files, readdirSync(files).find((name) => name.endsWith('.xlsx') && name.includes(`_${bureau}_`)) ?? '') };
}
const rowsOf = async (desk: TestDesk): Promise<Record<string, string | null>[]> => {
  const periods = (await desk.done('list', 'periods', '--filter', JSON.stringify({ nameJa: period }))).rows;
  return (await desk.done('list', 'progress', '--filter', JSON.stringify({ period: periods[0].id }), '--limit', '500')).rows;
};
const without = (rows: Record<string, string | null>[], ...columns: string[]) =>
  rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !columns.includes(name))));

describe('a round of sheets', () => {
  it('takes in every edited cell once, and changes nothing else', { timeout: 400_000 }, async () => {
    const { desk, files } = await opened();
    const before = await rowsOf(desk);
    const digestBefore = (await desk.done('digest')).digest;
    const names = readdirSync(files).filter((name) => name.endsWith('.xlsx'));
    expect(names.length).toBe(new Set(before.map((row) => row.bureau)).size + 1);
    const measures = new Map<string, number>(
      (await desk.done('list', 'measures', '--limit', '100')).rows.map((row: { id: string; number: number }) => [row.id, row.number]),
    );
    const bureaus = new Map<string, string>(
      (await desk.done('list', 'bureaus', '--limit', '100')).rows.map((row: { id: string; nameJa: string }) => [row.id, row.nameJa]),
    );
    const returned: string[] = [];
    const expected = new Map<string, { done: string; status?: string }>();
    for (const [at, name] of names.entries()) {
      const own = before.filter((row) => name.includes(`_${bureaus.get(String(row.bureau))}_`));
      if (own.length === 0) continue; // the one for all comes back in another test
      const edits = own.flatMap((row, index): Edit[] => {
        const done = `${bureaus.get(String(row.bureau))}の実績\n${measures.get(String(row.measure))}番`;
        const status = index % 3 === 0 ? '遅れ' : undefined;
        expected.set(String(row.id), { done, ...(status ? { status: 'behind' } : {}) });
        return [
          { do: 'set', number: measures.get(String(row.measure)), column: '取組実績', value: done },
          ...(status ? [{ do: 'set', number: measures.get(String(row.measure)), column: '状況', value: status }] : []),
        ];
      });
      const file = edit(join(files, name), edits);
      returned.push(at % 4 === 0 ? throughOffice(file) : file);
    }
    const dry = await desk.done('import', 'progress-sheet', ...returned, '--dry-run');
    expect((await desk.done('digest')).digest).toBe(digestBefore);
    const done = await desk.done('import', 'progress-sheet', ...returned);
    const changed = [...expected].reduce(
      (sum, [id, { status }]) => sum + 1 + (status !== undefined && before.find((row) => row.id === id)?.status !== status ? 1 : 0),
      0,
    );
    expect([dry.files.flatMap((file: { changes: unknown[] }) => file.changes).length, done.applied, done.conflicts]).toEqual([changed, changed, 0]);
    const after = await rowsOf(desk);
    for (const row of after)
      expect([row.id, row.done, row.status]).toEqual([
        row.id,
        expected.get(String(row.id))?.done,
        expected.get(String(row.id))?.status ?? before.find((one) => one.id === row.id)?.status,
      ]);
    expect(without(after, 'done', 'status', 'reportedOn')).toEqual(without(before, 'done', 'status', 'reportedOn'));
    // The same files again: nothing to do. One undo: as before.
    expect((await desk.done('import', 'progress-sheet', ...returned)).applied).toBe(0);
    await desk.done('undo');
    expect((await desk.done('digest')).digest).toBe(digestBefore);
    const waiting = (await desk.done('council', 'remind', '--period', period)).reminders;
    expect(waiting.length).toBe(names.length - 1);
    expect(waiting[0].text).toContain('日過ぎています');
  });

  it('reports cells in which two files differ, and takes neither', { timeout: 200_000 }, async () => {
    const { desk, files, sheet } = await opened();
    const all = join(files, readdirSync(files).find((name) => name === `推進会議_進捗管理表_${period}_${name.slice(-15)}`) ?? '');
    const one = edit(sheet('政策企画局'), [{ do: 'set', number: 2, column: '取組実績', value: '局の回答' }]);
    const other = edit(all, [{ do: 'set', number: 2, bureau: '政策企画局', column: '取組実績', value: '全体版の回答' }]);
    const done = await desk.done('import', 'progress-sheet', one, other);
    expect(done.applied).toBe(0);
    expect(done.files.map((file: { changes: { theirs: string }[] }) => file.changes.map((change) => change.theirs))).toEqual([['局の回答'], ['全体版の回答']]);
  });

  it('reads sheets that were sorted, filtered, extended, translated and rebuilt', { timeout: 400_000 }, async () => {
    const { desk, sheet } = await opened();
    const file = sheet('政策企画局');
    const value = (text: string): Edit => ({ do: 'set', number: 13, column: '取組実績', value: text });
    const dry = async (path: string) => (await desk.done('import', 'progress-sheet', path, '--dry-run')).files[0];
    const changes = (answer: { changes: { number: number; column: string; theirs: string }[] }) =>
      answer.changes.map(({ number, column, theirs }) => [number, column, theirs]);
    const codes = (answer: { notices: { code: string }[] }) => [...new Set(answer.notices.map(({ code }) => code))].sort();
    const just = [[13, 'done', '書きました']];

    const cases: [string, Edit[], string[]][] = [
      ['sorted with the ids', [value('書きました'), { do: 'sort', withIds: true }], []],
      ['sorted without the ids', [value('書きました'), { do: 'sort', withIds: false }], ['matchedByNumber', 'tornIds']],
      ['a column added', [value('書きました'), { do: 'insertColumn', at: 5, heading: '局内メモ' }], ['extraColumn']],
      ['a row deleted', [value('書きました'), { do: 'deleteRow', number: 2 }], ['missingRow']],
      ['the sheet renamed', [value('書きました'), { do: 'rename', to: '提出用' }], []],
      ['no hidden sheet', [value('書きました'), { do: 'stripIdentity' }], []],
      ['no hidden column', [value('書きました'), { do: 'dropIds' }], ['matchedByNumber']],
      ['rebuilt by a gateway that leaves only what is seen', [value('書きました'), { do: 'rebuild' }], ['matchedByReference', 'matchedByNumber']],
      ['comments in cells', [value('書きました'), { do: 'comment' }], ['comments']],
      ['blanks and line ends', [value('書きました  \r\n')], []],
      ['an error in a cell', [value('書きました'), { do: 'set', number: 16, column: '課題', value: '#REF!' }], ['unreadable']],
      ['a word that is no status', [value('書きました'), { do: 'set', number: 16, column: '状況', value: 'まあまあ' }], ['unreadable']],
    ];
    for (const [name, edits, expected] of cases) {
      const answer = await dry(edit(file, edits));
      expect([name, changes(answer)]).toEqual([name, just]);
      for (const code of expected) expect([name, codes(answer)]).toEqual([name, expect.arrayContaining([code])]);
    }
    const percent = await dry(edit(file, [{ do: 'percent', number: 13, column: '取組実績', value: 0.3 }]));
    expect(changes(percent)).toEqual([[13, 'done', '30%']]);
    const status = await dry(edit(file, [{ do: 'set', number: 13, column: '状況', value: ' At Risk ' }]));
    expect(changes(status)).toEqual([[13, 'status', 'atRisk']]);
    const merged = await dry(edit(file, [value('書きました'), { do: 'set', number: 16, column: '課題', value: '合わせた' }, { do: 'merge', number: 16 }]));
    expect(codes(merged)).toContain('mergedCells');
    expect(changes(merged)).toEqual(expect.arrayContaining([...just, [16, 'problems', '合わせた']]));
    const copied = await dry(edit(file, [{ do: 'copyRow', number: 16 }, value('書きました')]));
    expect([changes(copied), codes(copied)]).toEqual([just, ['copiedRow']]);
    const locked = await dry(edit(file, [{ do: 'set', number: 13, column: '施策', value: '勝手な名前' }, value('書きました')]));
    expect([changes(locked), codes(locked)]).toEqual([just, ['lockedChanged']]);
    const added = await dry(edit(file, [value('書きました'), { do: 'append', values: { 施策: '新しい施策', 取組実績: '始めました' } }]));
    expect([changes(added), added.added]).toEqual([just, 1]);
    for (const way of ['ods', 'xls']) expect(changes(await dry(throughOffice(edit(file, [value('書きました')]), way)))).toEqual(just);
    const disguised = join(folder(), '返送.xlsx');
    copyFileSync(throughOffice(edit(file, [value('書きました')]), 'xls'), disguised);
    expect(changes(await dry(disguised))).toEqual(just);
    const cleared = await dry(edit(file, [value('書きました'), { do: 'set', number: 16, column: '今後の予定', value: '' }]));
    expect(cleared.changes.filter((one: { verdict: string }) => one.verdict === 'cleared').length).toBeLessThanOrEqual(1);
    expect(
      (
        await desk.done('import', 'progress-sheet', edit(file, [{ do: 'set', number: 16, column: '今後の予定', value: '' }]), '--dry-run')
      ).files[0].changes.every((one: { verdict: string }) => one.verdict === 'cleared'),
    ).toBe(true);
  });

  it('names the desk that issued a sheet, when its records have not come yet', { timeout: 200_000 }, async () => {
    const [one, other] = (await acquainted(['国際課1', '国際課2'], { sample: true })) as [TestDesk, TestDesk];
    const files = folder();
    await one.done('export', 'progress-sheet', '--period', '令和8年度第2四半期', '--bureau', '政策企画局', '--out', join(files, 'a.xlsx'));
    const back = edit(join(files, 'a.xlsx'), [{ do: 'set', number: 13, column: '取組実績', value: '書きました' }]);
    const refused = await other.run('import', 'progress-sheet', back);
    expect([refused.json.error.code, refused.json.error.details.desk]).toEqual(['sheetElsewhere', '国際課1']);
    const bundle = `${freshFolder()}.citydesk`;
    await one.done('sync', 'export', '--out', bundle);
    await other.done('sync', 'import', bundle);
    // An edit made here meanwhile is asked about, not written over.
    const target = (await other.done('import', 'progress-sheet', back, '--dry-run')).files[0].changes[0];
    expect(target).toMatchObject({ number: 13, verdict: 'take' });
    expect((await other.done('import', 'progress-sheet', back)).applied).toBe(1);
  });
});

describe('the three-way merge of one cell', () => {
  it.each([
    ['nothing changed', ['B', 'B', 'B', undefined], undefined],
    ['already so', ['B', 'T', 'T', undefined], undefined],
    ['only the bureau', ['B', 'B', 'T', undefined], 'take'],
    ['only the desk', ['B', 'O', 'B', undefined], undefined],
    ['both, differently', ['B', 'O', 'T', undefined], 'conflict'],
    ['emptied', ['B', 'B', '', undefined], 'cleared'],
    ['the same as last time', ['B', 'O', 'L', 'L'], undefined],
    ['as it was sent, after another answer', ['B', 'L', 'B', 'L'], 'ambiguous'],
    ['another answer', ['B', 'L', 'T', 'L'], 'take'],
  ] as const)('%s', (_name, [base, ours, theirs, last], verdict) => {
    expect(decide(base, ours, theirs, last)?.verdict).toBe(verdict);
  });
});

describe('another column set', () => {
  it('is data: the yearly survey is issued and taken in', { timeout: 200_000 }, async () => {
    const { desk } = await opened();
    const files = folder();
    await desk.done('council', 'issue', '--period', period, '--out', files, '--sheet', 'survey');
    const name = readdirSync(files).find((one) => one.includes('_政策企画局_') && one.endsWith('.xlsx')) ?? '';
    expect(name).toContain('国際施策状況調査票');
    const back = edit(join(files, name), [
      { do: 'set', number: 13, column: '前年度の実績', value: '三回' },
      { do: 'set', number: 13, column: '実施区分', value: '実施済' },
    ]);
    const done = await desk.done('import', 'progress-sheet', back);
    expect(done.applied).toBe(2);
  });
});

describe('the period before', () => {
  it('is one of the same strategy, even when another strategy of the same council was reported on in between', async () => {
    const { desk } = await opened();
    const out = folder();
    const table = async () => {
      await desk.done('council', 'papers', '--period', period, '--out', out);
      const paper = readdirSync(out).find((name) => name.startsWith('資料4')) ?? '';
      return (await readSheetFile(join(out, paper))).sheets[0]?.rows.map((row) => row.map(String));
    };
    const before = await table();
    const [council, strategy] = await Promise.all(
      (['councils', 'strategies'] as const).map(async (name) => (await desk.done('list', name, '--limit', '50')).rows as { id: string; nameJa: string }[]),
    );
    const other = strategy?.find((one) => one.nameJa !== '東京都都市外交基本戦略')?.id ?? '';
    expect(other).not.toBe('');
    await desk.done(
      ...['set', 'periods', 'new', `council=${council?.find((one) => one.nameJa === '都市外交推進会議')?.id}`, `strategy=${other}`],
      ...['nameJa=別の戦略の期間', 'kind=quarter', 'dateFrom=2026-09-01', 'dateTo=2026-09-30', 'status=open'],
    );
    expect(await table()).toEqual(before);
  });
});
