// What Ctrl+Z and Ctrl+Y take back and do again, told from the log alone.
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../db/desk/desk.ts';
import { conflicts, settle } from '../../../db/exchange/conflicts.ts';
import { type Committed, commit } from '../../../db/log/commit.ts';
import { digest } from '../../../db/log/digest.ts';
import type { Mutation } from '../../../db/log/mutation.ts';
import { readRow } from '../../../db/log/projection.ts';
import { recordHistory } from '../../../db/log/record-history.ts';
import { redo, undo, undoState } from '../../../db/log/undo.ts';
import { freshDesk } from '../../fresh-desk.ts';

const by = (desk: Desk, ...mutations: readonly Mutation[]): Committed => commit(desk, '見本', mutations);
const made = (desk: Desk, set: Record<string, string> = {}): string =>
  by(desk, { kind: 'create', table: 'partner', set: { nameJa: '架空市', kind: 'city', ...set } }).rows[0]?.row.id ?? '';
const note = (desk: Desk, id: string, text: string | null) => by(desk, { kind: 'set', table: 'partner', id, set: { note: text } });
const noteOf = (desk: Desk, id: string) => readRow(desk.db, 'partner', id)?.values.note;

describe('undo', () => {
  it('takes actions back one by one, the latest first, and redo does them again in their order', () => {
    const desk = freshDesk();
    const id = made(desk);
    note(desk, id, '一');
    note(desk, id, '二');
    undo(desk, '見本');
    expect(noteOf(desk, id)).toBe('一');
    undo(desk, '見本');
    expect(noteOf(desk, id)).toBeNull();
    redo(desk, '見本');
    expect(noteOf(desk, id)).toBe('一');
    redo(desk, '見本');
    expect(noteOf(desk, id)).toBe('二');
    expect(() => redo(desk, '見本')).toThrow('nothingToRedo');
    undo(desk, '見本');
    expect(noteOf(desk, id)).toBe('一');
  });

  it('takes all records of one action back together', () => {
    const desk = freshDesk();
    const before = digest(desk.db);
    const done = by(
      desk,
      { kind: 'create', table: 'partner', set: { nameJa: '甲市', kind: 'city' } },
      { kind: 'create', table: 'partner', set: { nameJa: '乙市', kind: 'city' } },
    );
    undo(desk, '見本');
    expect(digest(desk.db)).toBe(before);
    expect(done.rows.map(({ row }) => readRow(desk.db, 'partner', row.id)?.values.deleted)).toEqual([1, 1]);
  });

  it('takes back several edits of one cell in one action to what stood before the first', () => {
    const desk = freshDesk();
    const id = made(desk, { note: '前' });
    by(desk, { kind: 'set', table: 'partner', id, set: { note: '一' } }, { kind: 'set', table: 'partner', id, set: { note: '二' } });
    undo(desk, '見本');
    expect(noteOf(desk, id)).toBe('前');
  });

  it('brings a deleted record back, and deletes a restored one', () => {
    const desk = freshDesk();
    const id = made(desk);
    by(desk, { kind: 'delete', table: 'partner', id });
    undo(desk, '見本');
    expect(readRow(desk.db, 'partner', id)?.values.deleted).toBe(0);
    redo(desk, '見本');
    expect(readRow(desk.db, 'partner', id)?.values.deleted).toBe(1);
    by(desk, { kind: 'restore', table: 'partner', id });
    undo(desk, '見本');
    expect(readRow(desk.db, 'partner', id)?.values.deleted).toBe(1);
  });

  it('takes links back: those added are removed, those removed are there again', () => {
    const desk = freshDesk();
    const [one, two] = [made(desk, { nameJa: '甲市' }), made(desk, { nameJa: '乙市' })];
    const agreement = by(desk, { kind: 'create', table: 'agreement', set: { titleJa: '覚書', kind: 'other', partners: [one] } }).rows[0]?.row.id ?? '';
    by(desk, { kind: 'set', table: 'agreement', id: agreement, set: { partners: [two] } });
    const parties = () =>
      desk.db.all<{ partner: string }>('SELECT partner FROM agreementParty WHERE agreement = ? AND deleted = 0', agreement).map(({ partner }) => partner);
    expect(parties()).toEqual([two]);
    undo(desk, '見本');
    expect(parties()).toEqual([one]);
    redo(desk, '見本');
    expect(parties()).toEqual([two]);
  });

  it('of a settlement opens the conflict again with the same value shown', () => {
    const desk = freshDesk();
    const id = made(desk, { note: '前' });
    note(desk, id, '甲の案');
    by(desk, { kind: 'addVersion', table: 'partner', id, set: { note: '乙の案' } });
    const [open] = conflicts(desk.db);
    expect(open?.sides.map(({ values, shown }) => [values.note, shown])).toEqual([
      ['甲の案', false],
      ['乙の案', true],
    ]);
    settle(desk, '見本', open?.key ?? '', { take: open?.sides[0]?.head ?? '' });
    expect([noteOf(desk, id), conflicts(desk.db)]).toEqual(['甲の案', []]);
    undo(desk, '見本');
    const [again] = conflicts(desk.db);
    expect(again?.sides.map(({ values }) => values.note).sort()).toEqual(['乙の案', '甲の案'].sort());
    expect(noteOf(desk, id)).toBe('乙の案');
  });
});

describe('the state of undo', () => {
  it('has nothing before the first action and names the latest afterwards', () => {
    const desk = freshDesk();
    expect(undoState(desk.db, desk.id)).toEqual({ undo: null, redo: null });
    const id = made(desk);
    const done = note(desk, id, '一');
    expect(undoState(desk.db, desk.id)).toEqual({ undo: done.action, redo: null });
  });

  it('ends what could be done again at a fresh edit, also after several steps back', () => {
    const desk = freshDesk();
    const id = made(desk);
    for (const text of ['一', '二', '三']) note(desk, id, text);
    undo(desk, '見本');
    undo(desk, '見本');
    redo(desk, '見本');
    expect(undoState(desk.db, desk.id).redo).not.toBeNull();
    note(desk, id, '新しい');
    expect(undoState(desk.db, desk.id).redo).toBeNull();
    undo(desk, '見本');
    expect(noteOf(desk, id)).toBe('二');
  });

  it('does not reach into what another desk did', () => {
    const desk = freshDesk();
    made(desk);
    expect(undoState(desk.db, 'another desk')).toEqual({ undo: null, redo: null });
  });
});

describe('the history of a record', () => {
  it('has an entry for each operation, oldest first, with the values before and after it', () => {
    const desk = freshDesk();
    const id = made(desk, { note: '前' });
    note(desk, id, '後');
    by(desk, { kind: 'delete', table: 'partner', id });
    const entries = recordHistory(desk.db, 'partner', id);
    expect(entries.map(({ before, after }) => [before?.note, after.note, after.deleted])).toEqual([
      [undefined, '前', 0],
      ['前', '後', 0],
      ['後', '後', 1],
    ]);
    expect(new Set(entries.map(({ desk: of }) => of))).toEqual(new Set([desk.id]));
    expect(recordHistory(desk.db, 'partner', 'none')).toEqual([]);
  });
});
