// What the tables show of operations that this program did not write: values of later programs, versions from elsewhere, erased ones.
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../db/desk/desk.ts';
import { erasePersonal } from '../../../db/exchange/erase.ts';
import { withdraw } from '../../../db/exchange/withdraw.ts';
import { commit } from '../../../db/log/commit.ts';
import { isWhole, Projection, readRow, versions, WriterNumbers } from '../../../db/log/projection.ts';
import { verify } from '../../../db/log/verify.ts';
import type { Operation } from '../../../db/operations/operation.ts';
import { catchUp } from '../../../db/store/search-index.ts';
import { environment, freshDesk } from '../../fresh-desk.ts';
import { signature } from '../../signature.ts';
import { add, deliver, lastOperation, operationCount, set, valuesOf } from '../desk-actions.ts';

const [writer, elsewhere] = ['1a', 'cd'].map((pair) => pair.repeat(16)) as [string, string];
const id = '01a22364-4abb-75f3-8837-56b0d1ba8f80';
const base = { w: writer, x: 1, t: '0123456789ab0000', v: '1.0', u: '乙' };
const opening = JSON.stringify({
  ...base,
  n: 1,
  k: 'writer',
  writer: { desk: elsewhere, prev: null, opened: base.t, app: '1', schema: '1.0', host: 'h' },
});
type Change = Partial<Pick<Operation, 'e' | 'r' | 's' | 'p' | 'saw'>>;
const operation = (n: number, change: Change) => ({ ...base, n, x: n, k: 'set', e: 'partner', r: id, ...change }) as Operation;

/** Takes operations of a desk that is not here. */
function take(to: Desk, ...changes: Change[]) {
  const lines = [opening, ...changes.map((change, at) => JSON.stringify(operation(at + 2, change)))];
  return deliver(freshDesk(), to, { lines, from: elsewhere, upto: () => new Map() }).report;
}
const faultsOf = (desk: Desk) => {
  catchUp(desk.db);
  return verify(desk.db, environment).faults;
};
const states = (desk: Desk) => desk.db.all<{ state: number }>('SELECT state FROM sync_op ORDER BY seq').map(({ state }) => state);
const contested = (desk: Desk) => desk.db.all<{ register: string }>('SELECT register FROM sync_conflict ORDER BY 1').map(({ register }) => register);
const named = { nameJa: '甲市', kind: 'city' };

describe('a value from a later program', () => {
  it.each<[string, string, Record<string, string | number | null>]>([
    ['a word that is not on this program’s list', 'partner', { kind: 'planet' }],
    ['a text that is longer than this program accepts', 'partner', { nameEn: 'x'.repeat(300) }],
    ['an empty cell that this program requires', 'partner', { nameJa: null }],
    ['blanks in a cell that this program requires', 'partner', { nameJa: '　' }],
    ['a number beyond this program’s bounds', 'agreement', { reviewYears: 99 }],
  ])('is shown as it is: %s', (_, table, given) => {
    const desk = freshDesk();
    const report = take(desk, { e: table, s: { ...(table === 'partner' ? named : { titleJa: '一', kind: 'other' }), ...given } });
    expect([report.kept, states(desk)]).toEqual([0, [0, 0]]);
    expect(readRow(desk.db, table, id)?.values).toMatchObject(given);
    expect(faultsOf(desk)).toEqual([]);
  });

  it.each<[string, string, Record<string, string | number>]>([
    ['for a column it does not have', 'partner', { motto: '平和' }],
    ['of another kind than its column', 'partner', { note: 5 }],
    ['that is no date in a column of dates', 'agreement', { validFrom: '昨日' }],
    ['that refers to no record', 'partner', { country: '甲国' }],
    ['for a column that is worked out', 'agreement', { nextReview: '2020' }],
    ['for a column of links', 'agreement', { partners: id }],
    ['for what every object has', 'partner', { toString: '平和' }],
  ])('is kept and not shown %s; the other cells are shown', (_, table, given) => {
    const desk = freshDesk();
    const good: Record<string, string> = table === 'partner' ? named : { titleJa: '一', kind: 'other' };
    const report = take(desk, { e: table, s: { ...given, ...good } });
    expect([report.applied, report.kept, states(desk)]).toEqual([2, 1, [0, 1]]);
    const values = readRow(desk.db, table, id)?.values ?? {};
    expect(values).toMatchObject(good);
    for (const name of Object.keys(given)) expect(Object.hasOwn(values, name) ? values[name] : null).toBeNull();
    expect(faultsOf(desk)).toEqual([]);
  });

  it('is kept when only what it replaces is not known here', () => {
    const desk = freshDesk();
    const report = take(desk, { s: named }, { s: { note: '一' }, p: { note: [`${writer}.2`], slogan: [`${writer}.2`] } });
    expect([report.kept, states(desk), valuesOf(desk, 'partner', id).note]).toEqual([1, [0, 0, 1], '一']);
  });

  it('deletes only with the mark 1', () => {
    const desk = freshDesk();
    const seen = { '*': `${writer}.2` } as const;
    take(desk, { s: named }, { s: { deleted: 2 }, p: { deleted: [`${writer}.2`] }, saw: seen });
    expect([valuesOf(desk, 'partner', id).deleted, states(desk)]).toEqual([0, [0, 0, 0]]);
  });

  it('is whole when every part of it is understood, and always when it changes no record', () => {
    expect(isWhole(operation(2, { s: named }))).toBe(true);
    expect(isWhole(operation(2, { s: { ...named, motto: '平和' } }))).toBe(false);
    expect(isWhole(operation(2, { s: { note: '一' }, p: { note: [] } }))).toBe(true);
    expect(isWhole(operation(2, { s: { note: '一' }, p: { slogan: [] } }))).toBe(false);
    for (const e of ['planet', 'partners']) expect(isWhole(operation(2, { e, s: named }))).toBe(false);
    expect(isWhole({ ...operation(2, { s: named }), redacted: { sha: '0'.repeat(64), columns: [] } })).toBe(false);
    expect(isWhole({ ...operation(2, {}), k: 'export' })).toBe(true);
    expect(isWhole({ ...operation(2, {}), k: 'set', e: undefined } as Operation)).toBe(false);
  });
});

describe('what is not in the log', () => {
  it('is asked for in vain, with its name: a writer, an operation', () => {
    const desk = freshDesk();
    add(desk, 'partner', named);
    expect(() => new WriterNumbers(desk.db).of(elsewhere)).toThrow(`unknown writer ${elsewhere}`);
    expect(() => versions(desk.db)('1.99')).toThrow('the log has no operation 1.99');
    expect(readRow(desk.db, 'partner', id)).toBeUndefined();
  });
});

describe('a conflict in a delivery of several operations', () => {
  /** Two desks that hold one city, in conflict about its note. */
  function contestedNote() {
    const [a, b] = [freshDesk(), freshDesk()];
    const city = add(a, 'partner', named);
    deliver(a, b);
    set(a, 'partner', city, { note: '甲の案' });
    set(b, 'partner', city, { note: '乙の案' });
    return { a, b, city };
  }

  it('that is raised and settled in it is none', () => {
    const { a, b, city } = contestedNote();
    const c = freshDesk();
    deliver(a, c, { checkpoints: [] });
    deliver(b, a);
    expect(contested(a)).toEqual(['note']);
    commit(a, '見本', [{ kind: 'set', table: 'partner', id: city, set: { note: '両方' } }], { why: 'settle' });
    const lines = a.db.all<{ line: string }>('SELECT line FROM sync_op ORDER BY seq').map(({ line }) => line);
    const ends = a.db.all<{ writer: string; n: number; sha: string }>('SELECT id AS writer, max_n AS n, head_sha AS sha FROM sync_writer');
    const { report } = deliver(a, c, { lines, checkpoints: ends.map((end) => ({ ...end, sig: signature(end.writer, end.n, end.sha) })) });
    expect([contested(c), report.conflictCount, valuesOf(c, 'partner', city).note]).toEqual([[], 0, '両方']);
    expect(faultsOf(c)).toEqual([]);
  });

  it('that stood before it ends with it, and another one of the same record stays', () => {
    const { a, b, city } = contestedNote();
    set(a, 'partner', city, { nameEn: 'A' });
    set(b, 'partner', city, { nameEn: 'B' });
    deliver(a, b);
    deliver(b, a);
    expect([contested(a), contested(b)]).toEqual([
      ['nameEn', 'note'],
      ['nameEn', 'note'],
    ]);
    commit(a, '見本', [{ kind: 'set', table: 'partner', id: city, set: { note: '両方' } }], { why: 'settle' });
    set(a, 'partner', city, { nameKo: '갑' });
    expect(contested(a)).toEqual(['nameEn']);
    deliver(a, b);
    expect([contested(b), faultsOf(a), faultsOf(b)]).toEqual([['nameEn'], [], []]);
  });

  it('ends for every cell of a record that is deleted, and is back when it is restored', () => {
    const { a, b, city } = contestedNote();
    deliver(a, b);
    deliver(b, a);
    commit(a, '見本', [{ kind: 'delete', table: 'partner', id: city }]);
    deliver(a, b);
    for (const desk of [a, b]) expect([valuesOf(desk, 'partner', city).deleted, contested(desk), faultsOf(desk)]).toEqual([1, [], []]);
    commit(b, '見本', [{ kind: 'restore', table: 'partner', id: city }]);
    deliver(b, a);
    for (const desk of [a, b]) expect([valuesOf(desk, 'partner', city).deleted, contested(desk), faultsOf(desk)]).toEqual([0, ['note'], []]);
  });

  it('about a deletion ends with a decision that comes from elsewhere', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const city = add(a, 'partner', named);
    deliver(a, b);
    commit(a, '見本', [{ kind: 'delete', table: 'partner', id: city }]);
    set(b, 'partner', city, { note: '消さないで' });
    deliver(a, b);
    deliver(b, a);
    expect([contested(a), contested(b)]).toEqual([['deleted'], ['deleted']]);
    commit(a, '見本', [{ kind: 'delete', table: 'partner', id: city }]);
    deliver(a, b);
    for (const desk of [a, b]) expect([contested(desk), valuesOf(desk, 'partner', city).deleted, faultsOf(desk)]).toEqual([[], 1, []]);
  });
});

describe('a delivery of more records than are written at a time', () => {
  it('writes every one of them, and each with its last change', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const ids = commit(
      a,
      '見本',
      Array.from({ length: 1_001 }, (_, at) => ({ kind: 'create' as const, table: 'partner', set: { nameJa: `市${at}`, kind: 'city' } })),
    ).rows.map(({ row }) => row.id);
    for (const at of [0, 999, 1_000]) set(a, 'partner', ids[at] ?? '', { note: `${at}` });
    expect(deliver(a, b).report.applied).toBe(operationCount(a));
    expect(b.db.value('SELECT count(*) FROM partner')).toBe(1_001);
    expect([0, 999, 1_000, 1].map((at) => valuesOf(b, 'partner', ids[at] ?? '').note)).toEqual(['0', '999', '1000', null]);
  });
});

describe('a record that is made again from the log', () => {
  it('is made without operations of kinds that are not known', () => {
    const desk = freshDesk();
    const later = { ...operation(3, { s: { nameJa: '乙市' }, p: { nameJa: [`${writer}.2`] } }), k: 'merge' };
    deliver(freshDesk(), desk, { lines: [opening, JSON.stringify(operation(2, { s: named })), JSON.stringify(later)], from: elsewhere, upto: () => new Map() });
    new Projection(desk.db).remake('partner', id);
    expect([valuesOf(desk, 'partner', id).nameJa, faultsOf(desk)]).toEqual(['甲市', []]);
  });

  it('is empty where its versions were withdrawn, and has the conflicts that are left', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const city = add(a, 'partner', named);
    deliver(a, b);
    set(b, 'partner', city, { note: '乙の案' });
    set(a, 'partner', city, { note: '甲の案', nameEn: 'A' });
    const { id: bundle } = deliver(a, b);
    expect(contested(b)).toEqual(['note']);
    withdraw(b.db, bundle);
    expect([contested(b), valuesOf(b, 'partner', city)]).toEqual([[], expect.objectContaining({ note: '乙の案', nameEn: null, nameJa: '甲市' })]);
    expect(faultsOf(b)).toEqual([]);
  });

  it('keeps its open conflicts when something else of it is erased', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const person = add(a, 'person', { nameJa: '見本 花子' });
    deliver(a, b);
    commit(a, '見本', [{ kind: 'delete', table: 'person', id: person }]);
    set(b, 'person', person, { note: '追記' });
    deliver(b, a);
    expect(contested(a)).toEqual(['deleted']);
    erasePersonal(a, '鈴木', [{ table: 'person', id: person }], { reason: '本人の求め' });
    expect([contested(a), valuesOf(a, 'person', person).nameJa, faultsOf(a)]).toEqual([['deleted'], null, []]);
  });

  it('is gone when the log has nothing of it, and is not made when it was never there', () => {
    const desk = freshDesk();
    const city = add(desk, 'partner', named);
    const projection = new Projection(desk.db);
    projection.remake('partner', id);
    expect(readRow(desk.db, 'partner', id)).toBeUndefined();
    desk.db.run('DELETE FROM sync_op WHERE row = ?', city);
    desk.db.run("INSERT INTO sync_conflict (tbl, row, register) VALUES ('partner', ?, 'note'), ('partner', ?, 'note'), ('visit', ?, 'note')", city, id, city);
    projection.remake('partner', city);
    expect(readRow(desk.db, 'partner', city)).toBeUndefined();
    expect(desk.db.all('SELECT tbl, row FROM sync_conflict ORDER BY tbl')).toEqual([
      { tbl: 'partner', row: id },
      { tbl: 'visit', row: city },
    ]);
  });
});

describe('a record as it is read', () => {
  it('has its values, what to send back as seen, and its versions', () => {
    const desk = freshDesk();
    const city = add(desk, 'partner', named);
    const { n } = lastOperation(desk);
    const row = readRow(desk.db, 'partner', city);
    expect(row).toMatchObject({ id: city, seen: `{"*":"1.${n}"}`, heads: { '*': `1.${n}` }, values: { ...named, deleted: 0, note: null } });
    expect(row?.values).not.toHaveProperty('_h');
    expect(row?.values).not.toHaveProperty('id');
  });
});
