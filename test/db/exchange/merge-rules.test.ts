// What the report of an import says, and which lines of other desks and programs are taken.
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../db/desk/desk.ts';
import { openDesk } from '../../../db/desk/open.ts';
import { erasePersonal } from '../../../db/exchange/erase.ts';
import type { Checkpoint } from '../../../db/exchange/proof.ts';
import { commit } from '../../../db/log/commit.ts';
import { readRow } from '../../../db/log/projection.ts';
import { chain, chainStart } from '../../../db/operations/operation.ts';
import { environment, freshDesk, stockedDesk, stockedFolder } from '../../fresh-desk.ts';
import { refusalOf } from '../../refusal.ts';
import { add, deliver, lastOperation, operationCount, set, valuesOf } from '../desk-actions.ts';

const linesOf = (desk: Desk) => desk.db.all<{ line: string }>('SELECT line FROM sync_op ORDER BY seq').map(({ line }) => line);
const city = '01a22364-4abb-75f3-8837-56b0d1ba8f80';
const stamp = '0123456789ab0000';
const base = { x: 1, t: stamp, v: '1.0', u: '乙' };
const writerLine = (w: string, desk: string, prev: { w: string; n: number; sha: string } | null = null) =>
  JSON.stringify({ ...base, w, n: 1, k: 'writer', writer: { desk, prev, opened: stamp, app: '1', schema: '1.0', host: 'h' } });
const [one, two, elsewhere] = ['1a', '2b', 'cd'].map((pair) => pair.repeat(16)) as [string, string, string];
/** A delivery of these lines, as a desk made them that is not here. */
const give = (to: Desk, lines: readonly string[]) => deliver(freshDesk(), to, { lines, from: elsewhere, upto: () => new Map() }).report;

describe('a chain that continues another', () => {
  const first = writerLine(one, elsewhere);
  const second = JSON.stringify({ ...base, w: one, n: 2, x: 2, k: 'export', export: { bundle: 'b', kind: 'full', to: [] } });
  const [afterFirst, afterSecond] = [chain(chainStart, first), chain(chain(chainStart, first), second)];

  it('is refused when it names another end than that one has', () => {
    const desk = freshDesk();
    const lines = [first, second, writerLine(two, elsewhere, { w: one, n: 2, sha: afterFirst })];
    expect(refusalOf(() => give(desk, lines))).toEqual({ code: 'bundleBroken', what: 'chain', line: 3 });
    expect(operationCount(desk)).toBe(0);
    expect(give(desk, [first, second, writerLine(two, elsewhere, { w: one, n: 2, sha: afterSecond })]).applied).toBe(3);
  });

  it('from a place before its end is a copy, and is taken', () => {
    const desk = freshDesk();
    expect(give(desk, [first, second, writerLine(two, elsewhere, { w: one, n: 1, sha: afterFirst })]).applied).toBe(3);
    const begun = desk.db.get<{ prev: number; head: string }>('SELECT prev_n AS prev, head_sha AS head FROM sync_writer WHERE id = ?', two);
    expect(begun?.prev).toBe(1);
    expect(begun?.head).toBe(chain(afterFirst, linesOf(desk)[2] ?? ''));
  });
});

describe('an operation of a later program', () => {
  const change = { w: one, n: 2, x: 2, e: 'partner', r: city, s: { nameJa: '甲市', kind: 'city' } };

  it('is kept without effect when its kind is not known, though it names a record', () => {
    const desk = freshDesk();
    const report = give(desk, [writerLine(one, elsewhere), JSON.stringify({ ...base, ...change, k: 'merge' })]);
    expect(report).toMatchObject({ applied: 2, kept: 1, tables: [], authors: [] });
    expect(readRow(desk.db, 'partner', city)).toBeUndefined();
    expect(desk.db.all('SELECT state FROM sync_op ORDER BY seq')).toEqual([{ state: 0 }, { state: 1 }]);
  });

  it('is kept without effect when its table only resembles one that is known', () => {
    const desk = freshDesk();
    const report = give(desk, [writerLine(one, elsewhere), JSON.stringify({ ...base, ...change, k: 'set', e: 'partners' })]);
    expect(report).toMatchObject({ applied: 2, kept: 1 });
    expect(readRow(desk.db, 'partner', city)).toBeUndefined();
  });
});

describe('an import', () => {
  it('of versions that were erased brings no values, and keeps nothing for a later program', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const person = add(a, 'person', { nameJa: '見本 花子' });
    erasePersonal(a, '鈴木', [{ table: 'person', id: person }], { reason: '本人の求め' });
    expect(deliver(a, b).report).toMatchObject({ applied: 3, kept: 0 });
    expect(b.db.all('SELECT state FROM sync_op ORDER BY seq')).toEqual([{ state: 0 }, { state: 2 }, { state: 0 }]);
    expect(valuesOf(b, 'person', person).nameJa).toBeNull();
  });

  it('of another operation under a known name says whose it is, by the name of that desk if it has one here', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    deliver(a, b);
    const forged = linesOf(a).map((line) => line.replace('甲市', '偽市'));
    const refused = () => refusalOf(() => deliver(a, b, { lines: forged }));
    const details = { code: 'bundleTwice', deskId: a.id, writer: a.tip()?.w, n: 2 };
    expect(refused()).toEqual({ ...details, desk: a.id.slice(0, 8) });
    add(b, 'desk', { deskId: a.id, name: '総務課' });
    expect(refused()).toEqual({ ...details, desk: '総務課' });
  });

  it('says which operations came in, and the earliest and latest of their times in whatever order they came', () => {
    const a = freshDesk();
    const { folder } = a;
    add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    a.close();
    const early = openDesk(folder, { ...environment, now: () => environment.now() - 3_600_000 });
    add(early, 'partner', { nameJa: '乙市', kind: 'city' });
    const b = freshDesk();
    add(b, 'partner', { nameJa: '丙市', kind: 'city' });
    const { report } = deliver(early, b, { from: early.id });
    const stamps = linesOf(early)
      .map((line) => JSON.parse(line).t as string)
      .sort();
    early.close();
    expect([report.firstStamp, report.lastStamp]).toEqual([stamps[0], stamps.at(-1)]);
    expect(b.db.all('SELECT seq FROM sync_op WHERE seq BETWEEN ? AND ?', report.fromSeq, report.toSeq)).toHaveLength(report.applied);
    expect([report.applied, report.toSeq]).toEqual([4, operationCount(b)]);
    expect(report.clocks).toEqual([]);
  });

  it('asks no signature for reference data, and compares no clock with it', () => {
    const folder = stockedFolder(false);
    const a = openDesk(folder, { ...environment, now: () => Date.UTC(1999, 0, 1) });
    const b = freshDesk();
    const taken = deliver(a, b).report;
    expect([taken.applied, taken.unproven]).toEqual([operationCount(a), []]);
    const seeded = a.db.value<string>("SELECT id FROM partner WHERE nameJa = 'パリ市'") ?? '';
    set(a, 'partner', seeded, { note: '時計が遅れている' });
    const { report } = deliver(a, b);
    expect([report.applied, report.clocks]).toEqual([2, []]);
    expect(lastOperation(a)).toMatchObject({ p: { note: [expect.any(String)] } });
    a.close();
  });
});

describe('the report of an import', () => {
  it('names the desks whose keys nobody has checked, and not those that are known', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    add(b, 'partner', { nameJa: '乙市', kind: 'city' });
    deliver(b, a);
    const checkpoints = a.db.all<Checkpoint>("SELECT id AS writer, max_n AS n, head_sha AS sha, 'k:s' AS sig FROM sync_writer");
    const relay = (known: readonly string[]) =>
      deliver(a, freshDesk(), { from: elsewhere, checkpoints, verify: (desk) => (known.includes(desk) ? 'proven' : 'unproven') }).report.unproven;
    expect([relay([a.id, b.id]), relay([a.id]), [...relay([])].sort()]).toEqual([[], [b.id], [a.id, b.id].sort()]);
  });

  it('counts a line that comes again as known, however long the file and whether or not anybody follows it', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    const lines = linesOf(a);
    expect(deliver(a, b, { lines: [...lines, ...Array.from({ length: 2_000 }, () => lines[0] ?? '')] }).report).toMatchObject({
      applied: 2,
      alreadyKnown: 2_000,
    });
    expect(operationCount(b)).toBe(2);
  });

  it('names a conflict once, in the import that raised it', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const id = add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    deliver(a, b);
    set(a, 'partner', id, { note: '甲の案' });
    set(b, 'partner', id, { note: '乙の案' });
    expect(deliver(a, b).report).toMatchObject({ conflicts: [{ table: 'partner', id, register: 'note' }], conflictCount: 1, notices: [], noticeCount: 0 });
    set(a, 'partner', id, { nameEn: 'A' });
    expect(deliver(a, b).report).toMatchObject({ conflicts: [], conflictCount: 0, notices: [{ table: 'partner', id }] });
  });

  it('gives no notice of what the sender had seen, though this desk went on with other records', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const id = add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    deliver(a, b);
    set(b, 'partner', id, { note: '乙' });
    deliver(b, a);
    add(b, 'partner', { nameJa: '乙市', kind: 'city' });
    set(a, 'partner', id, { nameEn: 'A' });
    expect(deliver(a, b).report).toMatchObject({ applied: 1, notices: [], noticeCount: 0 });
    set(b, 'partner', id, { nameKo: '갑' });
    set(a, 'partner', id, { nameEn: 'B' });
    expect(deliver(a, b).report).toMatchObject({ notices: [{ table: 'partner', id }], noticeCount: 1 });
  });

  it('gives no notice of a link that both took away', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const partner = add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    const agreement = add(a, 'agreement', { titleJa: '一', kind: 'other' });
    const link = (desk: Desk, partners: string[]) => commit(desk, '見本', [{ kind: 'set', table: 'agreement', id: agreement, set: { partners } }]);
    link(a, [partner]);
    deliver(a, b);
    link(a, []);
    link(b, []);
    expect(deliver(a, b).report).toMatchObject({ applied: 1, noticeCount: 0, conflictCount: 0 });
  });

  it('lists 200 records and counts all', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const many = Array.from({ length: 402 }, (_, at) => ({ kind: 'create' as const, table: 'partner', set: { nameJa: `市${at}`, kind: 'city' } }));
    const ids = commit(a, '見本', many).rows.map(({ row }) => row.id);
    deliver(a, b);
    const change = (desk: Desk, set: (at: number) => Record<string, string>) =>
      commit(
        desk,
        '見本',
        ids.map((id, at) => ({ kind: 'set' as const, table: 'partner', id, set: set(at) })),
      );
    change(a, () => ({ note: '甲' }));
    change(b, (at) => (at % 2 === 0 ? { note: '乙' } : { nameEn: 'B' }));
    const { report } = deliver(a, b);
    expect([report.conflicts.length, report.conflictCount, report.notices.length, report.noticeCount]).toEqual([200, 201, 200, 201]);
  });
});

describe('reference data on two desks', () => {
  it('is the same: neither is told of it as new', () => {
    const [a, b] = [stockedDesk(), stockedDesk()];
    expect(deliver(a, b).report).toMatchObject({ applied: 0, conflictCount: 0, noticeCount: 0 });
  });
});
