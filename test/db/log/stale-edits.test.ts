// An edit or an undo of what was changed since is refused, with what stands there now.
import { describe, expect, it } from 'vitest';
import { commit } from '../../../db/log/commit.ts';
import { digest } from '../../../db/log/digest.ts';
import { readRow } from '../../../db/log/projection.ts';
import { undo } from '../../../db/log/undo.ts';
import { environment, freshDesk } from '../../fresh-desk.ts';
import { refusalOf } from '../../refusal.ts';
import { add, deliver, lastOperation, set, valuesOf } from '../desk-actions.ts';

describe('an edit of a cell that is no longer what its author saw', () => {
  it('is refused with both values, the author and the time', () => {
    const desk = freshDesk();
    const id = add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    const seen = readRow(desk.db, 'partner', id)?.seen ?? '';
    set(desk, 'partner', id, { note: '鈴木の案' }, '鈴木');
    const at = Number.parseInt(String(lastOperation(desk).t).slice(0, 12), 16);
    const late = () => commit(desk, '田中', [{ kind: 'set', table: 'partner', id, set: { nameEn: 'A', note: '田中の案' }, seen }]);
    expect(refusalOf(late)).toEqual({ code: 'stale', table: 'partner', id, column: 'note', mine: '田中の案', theirs: '鈴木の案', author: '鈴木', at });
    commit(desk, '田中', [{ kind: 'set', table: 'partner', id, set: { nameEn: 'A' }, seen }]);
    const now = readRow(desk.db, 'partner', id)?.seen ?? '';
    commit(desk, '田中', [{ kind: 'set', table: 'partner', id, set: { note: null }, seen: now }]);
    expect(refusalOf(() => commit(desk, '鈴木', [{ kind: 'set', table: 'partner', id, set: { note: '三' }, seen: now }]))).toMatchObject({
      theirs: null,
      author: '田中',
    });
  });

  it('names the cell written, of those that belong together', () => {
    const desk = freshDesk();
    const id = add(desk, 'partner', { nameJa: '甲市', kind: 'city', latitude: '1', longitude: '1' });
    const seen = readRow(desk.db, 'partner', id)?.seen ?? '';
    set(desk, 'partner', id, { latitude: '2' }, '鈴木');
    expect(refusalOf(() => commit(desk, '田中', [{ kind: 'set', table: 'partner', id, set: { longitude: '3' }, seen }]))).toMatchObject({
      code: 'stale',
      column: 'longitude',
      mine: '3',
      theirs: '1',
    });
  });

  it.each(['', '{', '[]', 'null', '"1.1"', '{"note":1}', '{"note":[1]}', '{"note":["1.1",1]}', '{"note":null}'])(
    'needs heads as they were given: %s is refused',
    (seen) => {
      const desk = freshDesk();
      const id = add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
      expect(refusalOf(() => commit(desk, '見本', [{ kind: 'set', table: 'partner', id, set: { note: '一' }, seen }]))).toEqual({
        code: 'badRequest',
        what: 'seen',
      });
    },
  );

  it('is refused as a deletion, and allowed as a deletion that has seen it', () => {
    const desk = freshDesk();
    const id = add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    const seen = readRow(desk.db, 'partner', id)?.seen ?? '';
    set(desk, 'partner', id, { latitude: '2' }, '鈴木');
    const remove = (with_: string) => commit(desk, '田中', [{ kind: 'delete', table: 'partner', id, seen: with_ }]);
    expect(refusalOf(() => remove(seen))).toMatchObject({ code: 'stale', theirs: '2', mine: null, column: 'latitude', author: '鈴木' });
    remove(readRow(desk.db, 'partner', id)?.seen ?? '');
    // Restoring undoes a deletion, not an edit: it asks for nothing that was seen.
    commit(desk, '田中', [{ kind: 'restore', table: 'partner', id, seen }]);
    expect(valuesOf(desk, 'partner', id)).toMatchObject({ deleted: 0, latitude: '2' });
  });
});

describe('undo', () => {
  it('is refused when a value was changed since, and says which', () => {
    const [a, b] = [freshDesk(), freshDesk({ now: () => environment.now() + 60_000 })];
    const id = add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    set(a, 'partner', id, { note: '甲' });
    deliver(a, b);
    set(b, 'partner', id, { note: '乙' });
    deliver(b, a);
    const before = digest(a.db);
    expect(refusalOf(() => undo(a, '甲'))).toEqual({ code: 'undoStale', table: 'partner', id, column: 'note', theirs: '乙' });
    expect(digest(a.db)).toBe(before);
  });
});
