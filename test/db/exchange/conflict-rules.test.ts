// What is shown of a conflict, and how it ends.
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../db/desk/desk.ts';
import { issues } from '../../../db/exchange/broken-rules.ts';
import { conflictCount, conflictNames, conflicts, contestedRecords, settle } from '../../../db/exchange/conflicts.ts';
import { deskName } from '../../../db/exchange/desk-name.ts';
import { commit } from '../../../db/log/commit.ts';
import { digest } from '../../../db/log/digest.ts';
import { readRow } from '../../../db/log/projection.ts';
import { undo } from '../../../db/log/undo.ts';
import { environment, freshDesk } from '../../fresh-desk.ts';
import { add, deliver, lastOperation, set } from '../desk-actions.ts';

const nameOf = (operation: Record<string, unknown>) => `${operation.w}.${operation.n}`;
const stampOf = (operation: Record<string, unknown>) => Number.parseInt(String(operation.t).slice(0, 12), 16);

/** Two desks that hold one city; the clock of the second is a minute ahead, so that its values are shown. */
function two() {
  const [a, b] = [freshDesk(), freshDesk({ now: () => environment.now() + 60_000 })];
  const id = add(a, 'partner', { nameJa: '甲市', kind: 'city', note: 'はじめ' });
  deliver(a, b);
  return { a, b, id };
}
function exchange(a: Desk, b: Desk) {
  deliver(a, b);
  deliver(b, a);
}

describe('a conflict in a cell', () => {
  function edited() {
    const desks = two();
    const { a, b, id } = desks;
    set(a, 'partner', id, { note: '甲の案' }, '鈴木');
    const ofA = lastOperation(a);
    set(b, 'partner', id, { note: '乙の案' }, '田中');
    const ofB = lastOperation(b);
    exchange(a, b);
    return { ...desks, ofA, ofB };
  }

  it('shows both values with author, desk and time, and what both started from', () => {
    const { a, b, id, ofA, ofB } = edited();
    a.setLocal('deskName', '甲課');
    const [found, ...more] = conflicts(a.db);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ key: `partner:${id}:note`, table: 'partner', id, register: 'note', columns: ['note'], base: { note: 'はじめ' } });
    expect([...(found?.sides ?? [])].sort((x, y) => x.at - y.at)).toEqual([
      { head: nameOf(ofA), values: { note: '甲の案' }, author: '鈴木', desk: a.id, deskName: '甲課', at: stampOf(ofA), shown: false },
      { head: nameOf(ofB), values: { note: '乙の案' }, author: '田中', desk: b.id, deskName: b.id.slice(0, 8), at: stampOf(ofB), shown: true },
    ]);
    expect(readRow(a.db, 'partner', id)?.values.note).toBe('乙の案');
    expect([conflictCount(a.db), contestedRecords(a.db, 'partner'), contestedRecords(a.db, 'visit')]).toEqual([1, 1, 0]);
  });

  it('started from the newest value that both had seen', () => {
    const { a, b, id } = two();
    set(a, 'partner', id, { note: '二番目' }, '鈴木');
    deliver(a, b);
    set(a, 'partner', id, { note: '甲の案' }, '鈴木');
    set(b, 'partner', id, { note: '乙の案' }, '田中');
    exchange(a, b);
    expect(conflicts(b.db)[0]?.base).toEqual({ note: '二番目' });
    set(a, 'partner', id, { nameEn: 'A' }, '鈴木');
    set(b, 'partner', id, { nameEn: 'B' }, '田中');
    exchange(a, b);
    expect(conflicts(b.db).find(({ register }) => register === 'nameEn')?.base).toEqual({ nameEn: null });
  });

  it('of edits that had not seen the same started from what the record was made with', () => {
    const { a, b, id } = two();
    for (const note of ['甲の一', '甲の二']) set(a, 'partner', id, { note }, '鈴木');
    set(b, 'partner', id, { note: '乙の案' }, '田中');
    exchange(a, b);
    expect(conflicts(a.db)[0]?.base).toEqual({ note: 'はじめ' });
    expect(conflicts(b.db)[0]?.base).toEqual({ note: 'はじめ' });
  });

  it('ends with the side that is taken, at every desk', () => {
    const { a, b, id, ofA } = edited();
    settle(a, '鈴木', `partner:${id}:note`, { take: nameOf(ofA) });
    expect(lastOperation(a)).toMatchObject({ why: 'settle', s: { note: '甲の案' } });
    expect(conflicts(a.db)).toEqual([]);
    deliver(a, b);
    expect([conflictCount(b.db), readRow(b.db, 'partner', id)?.values.note]).toEqual([0, '甲の案']);
  });

  it('ends with another value, and is open again when that is undone', () => {
    const { a, id } = edited();
    settle(a, '鈴木', `partner:${id}:note`, { set: { note: '両方' } });
    expect([conflictCount(a.db), readRow(a.db, 'partner', id)?.values.note]).toEqual([0, '両方']);
    undo(a, '鈴木');
    const values = conflicts(a.db)[0]?.sides.map((side) => [side.values.note, side.shown]);
    expect(values?.sort()).toEqual([
      ['乙の案', true],
      ['甲の案', false],
    ]);
  });

  it('cannot be settled when it is not open, nor by a side it does not have', () => {
    const { a, id, ofA } = edited();
    const before = digest(a.db);
    for (const key of [`partner:${id}:nameEn`, `planet:${id}:note`, 'partner', `partner:${id}`])
      expect(() => settle(a, '鈴木', key, { set: { note: 'x' } })).toThrow(expect.objectContaining({ code: 'conflictGone', details: { key } }));
    expect(() => settle(a, '鈴木', `partner:${id}:note`, { take: `${ofA.w}.99` })).toThrow(
      expect.objectContaining({ code: 'conflictGone', details: { key: `partner:${id}:note` } }),
    );
    expect(digest(a.db)).toBe(before);
    expect(conflictCount(a.db)).toBe(1);
  });

  it('of columns that belong together shows them together', () => {
    const { a, b, id } = two();
    set(a, 'partner', id, { latitude: '1' }, '鈴木');
    set(b, 'partner', id, { longitude: '2' }, '田中');
    exchange(a, b);
    const [found] = conflicts(a.db);
    expect(found).toMatchObject({ register: 'place', columns: ['latitude', 'longitude'], base: { latitude: null, longitude: null } });
    expect(found?.sides.map(({ values }) => values)).toEqual(
      expect.arrayContaining([
        { latitude: '1', longitude: null },
        { latitude: null, longitude: '2' },
      ]),
    );
  });

  it('is listed among those of its record, and by table and record', () => {
    const { a, b, id } = edited();
    const other = add(a, 'partner', { nameJa: '乙市', kind: 'city' });
    deliver(a, b);
    set(a, 'partner', other, { note: '甲の案', nameEn: 'A' }, '鈴木');
    set(b, 'partner', other, { note: '乙の案', nameEn: 'B' }, '田中');
    exchange(a, b);
    expect(conflicts(a.db).map(({ key }) => key)).toEqual([`partner:${id}:note`, `partner:${other}:nameEn`, `partner:${other}:note`].sort());
    expect(conflicts(a.db, 500, { table: 'partner', id: other }).map(({ register }) => register)).toEqual(['nameEn', 'note']);
    expect(conflicts(a.db, 1)).toHaveLength(1);
    expect([conflictCount(a.db), contestedRecords(a.db, 'partner')]).toEqual([3, 2]);
  });

  it('has the names of its record and of the records that its values point to', () => {
    const { a, b, id } = two();
    const [one, other] = ['一国', '二国'].map((nameJa) => add(a, 'partner', { nameJa, kind: 'country' })) as [string, string];
    deliver(a, b);
    set(a, 'partner', id, { country: one }, '鈴木');
    set(b, 'partner', id, { country: other }, '田中');
    exchange(a, b);
    add(b, 'partner', { nameJa: '同名', kind: 'city' });
    add(a, 'partner', { nameJa: '同名', kind: 'city' });
    exchange(a, b);
    const names = conflictNames(a.db, { conflicts: conflicts(a.db), issues: issues(a.db) }, 'ja');
    expect(Object.values(names).sort()).toEqual(['一国', '二国', '同名', '同名', '甲市'].sort());
    expect(names[id]).toBe('甲市');
  });
});

describe('a conflict of a deletion', () => {
  function deletedHere(edit: Record<string, string>) {
    const desks = two();
    const { a, b, id } = desks;
    commit(a, '鈴木', [{ kind: 'delete', table: 'partner', id }]);
    const removal = lastOperation(a);
    set(b, 'partner', id, edit, '田中');
    const change = lastOperation(b);
    exchange(a, b);
    return { ...desks, removal, change, key: `partner:${id}:deleted` };
  }

  it('shows who deleted and what was changed unseen, without what both started from', () => {
    const { a, b, id, removal, change, key } = deletedHere({ note: '消さないで', nameEn: 'A' });
    expect(conflicts(a.db)).toEqual([
      {
        key,
        table: 'partner',
        id,
        register: 'deleted',
        columns: ['deleted'],
        base: null,
        sides: [
          {
            head: nameOf(removal),
            values: { deleted: 1 },
            author: '鈴木',
            desk: a.id,
            deskName: expect.any(String),
            at: stampOf(removal),
            shown: false,
            act: 'deleted',
          },
          {
            head: nameOf(change),
            values: { note: '消さないで', nameEn: 'A' },
            author: '田中',
            desk: b.id,
            deskName: expect.any(String),
            at: stampOf(change),
            shown: true,
            act: 'changed',
          },
        ],
      },
    ]);
  });

  it.each([
    ['by its deletion', 0, 1],
    ['by the edit', 1, 0],
  ] as const)('ends %s', (_, side, deleted) => {
    const { a, b, id, key } = deletedHere({ note: '消さないで' });
    settle(a, '鈴木', key, { take: conflicts(a.db)[0]?.sides[side]?.head ?? '' });
    expect(lastOperation(a)).toMatchObject({ why: 'settle', s: { deleted } });
    deliver(a, b);
    for (const desk of [a, b]) expect([conflictCount(desk.db), readRow(desk.db, 'partner', id)?.values.deleted]).toEqual([0, deleted]);
  });

  it.each([1, 0] as const)('ends by a decision of its own: %i', (deleted) => {
    const { a, id, key } = deletedHere({ note: '消さないで' });
    settle(a, '鈴木', key, { set: { deleted } });
    expect([conflictCount(a.db), readRow(a.db, 'partner', id)?.values.deleted]).toEqual([0, deleted]);
  });

  it('is not ended by a side it does not have', () => {
    const { a, key } = deletedHere({ note: '消さないで' });
    expect(() => settle(a, '鈴木', key, { take: 'x.1' })).toThrow(expect.objectContaining({ code: 'conflictGone', details: { key } }));
    expect(conflictCount(a.db)).toBe(1);
  });

  it('with a restoration shows who says that the record stays', () => {
    const { a, b, id } = two();
    commit(a, '鈴木', [{ kind: 'delete', table: 'partner', id }]);
    deliver(a, b);
    commit(b, '田中', [{ kind: 'restore', table: 'partner', id }]);
    commit(a, '鈴木', [{ kind: 'restore', table: 'partner', id }]);
    commit(a, '鈴木', [{ kind: 'delete', table: 'partner', id }]);
    exchange(a, b);
    const sides = conflicts(a.db)[0]?.sides.map(({ act, author, shown }) => [act, author, shown]);
    expect(sides).toEqual([
      ['deleted', '鈴木', false],
      ['kept', '田中', true],
    ]);
  });
});

describe('names for conflicts', () => {
  it('need only the record where values are text or a deletion', () => {
    const { a, b, id } = two();
    commit(a, '鈴木', [{ kind: 'delete', table: 'partner', id }]);
    set(b, 'partner', id, { note: '乙の案' }, '田中');
    const other = add(a, 'partner', { nameJa: '乙市', kind: 'city' });
    deliver(a, b);
    set(a, 'partner', other, { note: '甲の案', country: null }, '鈴木');
    set(b, 'partner', other, { note: '乙の案' }, '田中');
    exchange(a, b);
    const found = conflicts(a.db);
    expect(found.map(({ register }) => register).sort()).toEqual(['deleted', 'note']);
    expect(conflictNames(a.db, { conflicts: found, issues: [] }, 'ja')).toEqual({ [id]: '甲市', [other]: '乙市' });
  });
});

describe('a conflict of a deletion with a restoration', () => {
  it('does not list edits besides: who says that the record stays has decided about them', () => {
    const { a, b, id } = two();
    commit(a, '鈴木', [{ kind: 'delete', table: 'partner', id }]);
    deliver(a, b);
    commit(b, '田中', [{ kind: 'restore', table: 'partner', id }]);
    set(b, 'partner', id, { note: '続き' }, '田中');
    commit(a, '鈴木', [{ kind: 'restore', table: 'partner', id }]);
    commit(a, '鈴木', [{ kind: 'delete', table: 'partner', id }]);
    exchange(a, b);
    expect(conflicts(a.db)[0]?.sides.map(({ act, values }) => [act, values])).toEqual([
      ['deleted', { deleted: 1 }],
      ['kept', { deleted: 0 }],
    ]);
  });
});

describe('the name of a desk', () => {
  it('is the one of its record, else of this desk its own, else the beginning of its id', () => {
    const desk = freshDesk();
    desk.setLocal('deskName', '国際課');
    expect(deskName(desk.db, desk.id)).toBe('国際課');
    expect(deskName(desk.db, 'ab'.repeat(16))).toBe('abababab');
    add(desk, 'desk', { deskId: 'ab'.repeat(16), name: '総務課' });
    expect(deskName(desk.db, 'ab'.repeat(16))).toBe('総務課');
  });
});
