// Undo takes back what is this desk's own and nothing that another has entered since; an erasure leaves it a way on.
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../db/desk/desk.ts';
import { conflictCount } from '../../../db/exchange/conflicts.ts';
import { erasePersonal } from '../../../db/exchange/erase.ts';
import { commit } from '../../../db/log/commit.ts';
import { redo, undo, undoState } from '../../../db/log/undo.ts';
import { freshDesk } from '../../fresh-desk.ts';
import { refusalOf } from '../../refusal.ts';
import { add, deliver, set, valuesOf } from '../desk-actions.ts';

function pair(): { a: Desk; b: Desk; id: string } {
  const [a, b] = [freshDesk(), freshDesk()];
  const id = add(a, 'partner', { nameJa: '甲市', kind: 'city', note: '元' });
  deliver(a, b);
  return { a, b, id };
}

describe('undoing a creation', () => {
  it('that others have built upon asks, names them, and can take back the rest', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const made = commit(
      a,
      '甲',
      ['一', '二', '三', '四'].map((nameJa) => ({ kind: 'create' as const, table: 'person', set: { nameJa } })),
      { why: 'import' },
    ).rows.map(({ row }) => row.id) as [string, string, string, string];
    deliver(a, b);
    set(b, 'person', made[0], { note: '乙の覚え' }, '田中');
    add(b, 'gift', { direction: 'given', itemJa: '皿', person: made[1] }, '佐藤');
    deliver(b, a);
    expect(refusalOf(() => undo(a, '甲'))).toEqual({ code: 'undoBuiltUpon', table: 'person', id: made[0], name: '一', authors: '田中、佐藤', count: 2 });
    expect(made.map((id) => valuesOf(a, 'person', id).deleted)).toEqual([0, 0, 0, 0]);
    undo(a, '甲', { rest: true });
    expect(made.map((id) => valuesOf(a, 'person', id).deleted)).toEqual([0, 0, 1, 1]);
    expect(refusalOf(() => undo(a, '甲'))).toEqual({ code: 'nothingToUndo' });
    redo(a, '甲');
    expect(made.map((id) => valuesOf(a, 'person', id).deleted)).toEqual([0, 0, 0, 0]);
  });

  it('of which nothing is left is not asked about a second time', () => {
    const { a, b, id } = pair();
    set(b, 'partner', id, { nameEn: 'B' }, '乙');
    deliver(b, a);
    expect(refusalOf(() => undo(a, '甲')).code).toBe('undoBuiltUpon');
    expect(undo(a, '甲', { rest: true })).toEqual({ rows: [], action: null });
    expect(undoState(a.db, a.id).undo).toBeNull();
    expect(refusalOf(() => undo(a, '甲'))).toEqual({ code: 'nothingToUndo' });
    expect(valuesOf(a, 'partner', id)).toMatchObject({ deleted: 0, nameEn: 'B' });
  });

  it('that only its own desk went on with is taken back, one action after the other', () => {
    const { a, id } = pair();
    set(a, 'partner', id, { note: '次' });
    undo(a, '甲');
    undo(a, '甲');
    expect(valuesOf(a, 'partner', id).deleted).toBe(1);
  });
});

describe('undoing an edit', () => {
  it('is refused where another has entered the same value again after another one', () => {
    const { a, b, id } = pair();
    set(a, 'partner', id, { note: '甲の値' });
    deliver(a, b);
    set(b, 'partner', id, { note: '乙の値' });
    set(b, 'partner', id, { note: '甲の値' });
    deliver(b, a);
    expect(refusalOf(() => undo(a, '甲'))).toMatchObject({ code: 'undoStale', column: 'note' });
    expect(valuesOf(a, 'partner', id).note).toBe('甲の値');
  });

  it('that both desks have made takes back one thing, and is no conflict', () => {
    const { a, b, id } = pair();
    set(a, 'partner', id, { note: '同じ' });
    set(b, 'partner', id, { note: '同じ' });
    deliver(b, a);
    undo(a, '甲');
    expect([valuesOf(a, 'partner', id).note, conflictCount(a.db)]).toEqual(['元', 0]);
    deliver(a, b);
    expect([valuesOf(b, 'partner', id).note, conflictCount(b.db)]).toEqual(['元', 0]);
  });

  it('of two cells, of which another has changed one, can take back the other', () => {
    const { a, b, id } = pair();
    set(a, 'partner', id, { note: '甲', nameEn: 'A' });
    deliver(a, b);
    set(b, 'partner', id, { note: '乙' });
    deliver(b, a);
    expect(refusalOf(() => undo(a, '甲')).code).toBe('undoStale');
    undo(a, '甲', { rest: true });
    expect(valuesOf(a, 'partner', id)).toMatchObject({ note: '乙', nameEn: null });
  });
});

describe('undo after an erasure', () => {
  it('passes over what has nothing left, and goes on with what was before', () => {
    const desk = freshDesk();
    const city = add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    set(desk, 'partner', city, { note: '覚え' });
    const person = add(desk, 'person', { nameJa: '見本 花子', partner: city });
    set(desk, 'person', person, { nameJa: '見本 華子' });
    set(desk, 'person', person, { note: '備考' });
    erasePersonal(desk, '甲', [{ table: 'person', id: person }], { reason: '申出' });
    undo(desk, '甲');
    expect(valuesOf(desk, 'person', person)).toMatchObject({ deleted: 1, nameJa: null });
    undo(desk, '甲');
    expect(valuesOf(desk, 'partner', city).note).toBeNull();
    redo(desk, '甲');
    redo(desk, '甲');
    expect(valuesOf(desk, 'person', person)).toMatchObject({ deleted: 0, nameJa: null });
  });
});
