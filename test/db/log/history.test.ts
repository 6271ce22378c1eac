// What can be undone and done again, whose writers are this database's own, and what a record's history tells.
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../db/desk/desk.ts';
import { openDesk } from '../../../db/desk/open.ts';
import { reregister } from '../../../db/exchange/reregister.ts';
import { appendForeign, forgetFrom, forgetOperations, insertWriter, openChain, rewindWriter } from '../../../db/log/append.ts';
import { commit } from '../../../db/log/commit.ts';
import { digest } from '../../../db/log/digest.ts';
import { lastWriter, ownWriters } from '../../../db/log/own-writers.ts';
import { readRow } from '../../../db/log/projection.ts';
import { reapplyKept } from '../../../db/log/reapply.ts';
import { recordHistory } from '../../../db/log/record-history.ts';
import { redo, undo, undoState } from '../../../db/log/undo.ts';
import { verify } from '../../../db/log/verify.ts';
import { encode, type Operation, schemaVersion } from '../../../db/operations/operation.ts';
import { list } from '../../../db/queries/list.ts';
import { catchUp } from '../../../db/store/search-index.ts';
import { environment, freshDesk } from '../../fresh-desk.ts';
import { add, deliver, lastOperation } from '../desk-actions.ts';

const set = (
  desk: Desk,
  table: string,
  id: string,
  values: Record<string, string | number | null>,
  why?: 'import' | 'sheet' | 'salvage' | 'reference' | 'sample',
) => commit(desk, '見本', [{ kind: 'set', table, id, set: values }], why ? { why } : {});
const noteOf = (desk: Desk, id: string) => readRow(desk.db, 'partner', id)?.values.note ?? null;
const nameOf = (operation: Record<string, unknown>) => `${operation.w}.${operation.n}`;
const city = { nameJa: '甲市', kind: 'city' };

describe('undo', () => {
  it('says what it took back, and redo what it did again', () => {
    const desk = freshDesk();
    const id = add(desk, 'partner', city);
    const edit = set(desk, 'partner', id, { note: '一' }).action;
    expect(undoState(desk.db, desk.id)).toEqual({ undo: edit, redo: null });
    const undone = undo(desk, '田中').action;
    expect(lastOperation(desk)).toMatchObject({ why: 'undo', of: edit, u: '田中', s: { note: null } });
    expect(undoState(desk.db, desk.id)).toMatchObject({ redo: undone });
    redo(desk, '鈴木');
    expect(lastOperation(desk)).toMatchObject({ why: 'redo', of: edit, u: '鈴木', s: { note: '一' } });
    expect(undoState(desk.db, desk.id)).toEqual({ undo: edit, redo: null });
  });

  it('goes back step by step, and redo the same way forward', () => {
    const desk = freshDesk();
    const id = add(desk, 'partner', city);
    const states = [noteOf(desk, id)];
    for (const note of ['一', '二', '三']) {
      set(desk, 'partner', id, { note });
      states.push(note);
    }
    for (const expected of [...states].reverse().slice(1)) {
      undo(desk, '甲');
      expect(noteOf(desk, id)).toBe(expected);
    }
    for (const expected of states.slice(1, 3)) {
      redo(desk, '甲');
      expect(noteOf(desk, id)).toBe(expected);
    }
    undo(desk, '甲');
    expect(noteOf(desk, id)).toBe('一');
    redo(desk, '甲');
    redo(desk, '甲');
    expect(noteOf(desk, id)).toBe('三');
    expect(() => redo(desk, '甲')).toThrow('nothingToRedo');
    undo(desk, '甲');
    set(desk, 'partner', id, { note: '四' });
    expect(() => redo(desk, '甲')).toThrow('nothingToRedo');
    undo(desk, '甲');
    expect(noteOf(desk, id)).toBe('二');
  });

  it('takes a whole action back, cells written twice among it', () => {
    const desk = freshDesk();
    const id = add(desk, 'partner', { ...city, note: 'はじめ' });
    const before = digest(desk.db);
    commit(desk, '見本', [
      { kind: 'set', table: 'partner', id, set: { note: '一' } },
      { kind: 'create', table: 'partner', set: { nameJa: '乙市', kind: 'city' } },
      { kind: 'set', table: 'partner', id, set: { note: '二', latitude: '1' } },
      { kind: 'delete', table: 'partner', id },
    ]);
    undo(desk, '見本');
    expect(digest(desk.db)).toBe(before);
    expect(readRow(desk.db, 'partner', id)?.values).toMatchObject({ note: 'はじめ', latitude: null, deleted: 0 });
    redo(desk, '見本');
    expect(readRow(desk.db, 'partner', id)?.values).toMatchObject({ note: '二', latitude: '1', deleted: 1 });
    expect(list(desk.db, { table: 'partner' }).rows.map(({ values }) => values.nameJa)).toEqual(['乙市']);
  });

  it('of a restoration deletes again', () => {
    const desk = freshDesk();
    const id = add(desk, 'partner', city);
    commit(desk, '見本', [{ kind: 'delete', table: 'partner', id }]);
    commit(desk, '見本', [{ kind: 'restore', table: 'partner', id }]);
    undo(desk, '見本');
    expect(readRow(desk.db, 'partner', id)?.values.deleted).toBe(1);
    undo(desk, '見本');
    expect(readRow(desk.db, 'partner', id)?.values.deleted).toBe(0);
  });

  it.each(['import', 'sheet', 'salvage'] as const)('reaches what was written by %s', (why) => {
    const desk = freshDesk();
    const id = add(desk, 'partner', city);
    set(desk, 'partner', id, { note: '一' }, why);
    undo(desk, '見本');
    expect(noteOf(desk, id)).toBeNull();
  });

  it.each(['reference', 'sample'] as const)('passes over what was written as %s', (why) => {
    const desk = freshDesk();
    const id = add(desk, 'partner', city);
    set(desk, 'partner', id, { note: '一' }, why);
    undo(desk, '見本');
    expect(readRow(desk.db, 'partner', id)?.values).toMatchObject({ note: '一', deleted: 1 });
  });

  it('does not reach into actions of other desks, nor of the desk this one was copied from', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const id = add(a, 'partner', city);
    deliver(a, b);
    expect(undoState(b.db, b.id)).toEqual({ undo: null, redo: null });
    set(b, 'partner', id, { note: '一' });
    undo(b, '乙');
    expect(() => undo(b, '乙')).toThrow('nothingToUndo');
    reregister(a, { name: '分室', author: '甲', sign: () => 's' });
    const { folder } = a;
    a.close();
    const copy = openDesk(folder, environment);
    expect(undoState(copy.db, copy.id)).toEqual({ undo: null, redo: null });
    set(copy, 'partner', id, { note: '二' });
    undo(copy, '甲');
    expect(() => undo(copy, '甲')).toThrow('nothingToUndo');
    copy.close();
  });

  it('opens a settled conflict again with every version, the shown one as the newest', () => {
    const [a, b] = [freshDesk(), freshDesk({ now: () => environment.now() + 60_000 })];
    const id = add(a, 'partner', city);
    deliver(a, b);
    set(a, 'partner', id, { latitude: '1', longitude: '1' });
    set(b, 'partner', id, { latitude: '2', longitude: '2' });
    deliver(b, a);
    commit(a, '甲', [{ kind: 'set', table: 'partner', id, set: { latitude: '3', longitude: '3' } }], { why: 'settle' });
    expect(a.db.value('SELECT count(*) FROM sync_conflict')).toBe(0);
    const settlement = lastOperation(a);
    undo(a, '甲');
    expect(readRow(a.db, 'partner', id)?.values).toMatchObject({ latitude: '2', longitude: '2' });
    expect(a.db.all('SELECT register FROM sync_conflict')).toEqual([{ register: 'place' }]);
    const heads = readRow(a.db, 'partner', id)?.heads.place;
    expect(heads).toHaveLength(2);
    expect(lastOperation(a)).toMatchObject({ p: { place: [`${settlement.w}.${settlement.n}`] }, s: { latitude: '2', longitude: '2' }, why: 'undo' });
    deliver(a, b);
    expect(b.db.all('SELECT register FROM sync_conflict')).toEqual([{ register: 'place' }]);
  });
});

describe('the writers of this database', () => {
  it('are those of its launches, the latest first, each as far as the next one continues it', () => {
    let desk = freshDesk();
    const { folder } = desk;
    expect([...ownWriters(desk.db, desk.id)]).toEqual([]);
    expect(lastWriter(desk.db, desk.id)).toBeUndefined();
    const tips: unknown[] = [];
    for (const nameJa of ['甲市', '乙市', '丙市']) {
      add(desk, 'partner', { nameJa, kind: 'city' });
      tips.unshift(desk.tip());
      desk.close();
      desk = openDesk(folder, environment);
    }
    const own = [...ownWriters(desk.db, desk.id)];
    expect(own.map(({ id, max, sha }) => ({ w: id, n: max, sha }))).toEqual(tips);
    expect(own.map(({ prevW, prevN }) => [prevW, prevN])).toEqual([
      [own[1]?.w, 2],
      [own[2]?.w, 2],
      [null, 0],
    ]);
    // A copy went on from the first: it is known further than this database came.
    desk.db.run('UPDATE sync_writer SET max_n = 9 WHERE w = ?', own[2]?.w ?? 0);
    expect([...ownWriters(desk.db, desk.id)].map(({ max, known }) => [max, known])).toEqual([
      [2, 2],
      [2, 2],
      [2, 9],
    ]);
    desk.db.run("DELETE FROM local_state WHERE key = 'tip'");
    expect(lastWriter(desk.db, desk.id)).toEqual(own[0]);
    desk.close();
  });
});

describe('the history of a record', () => {
  it('has for each operation what was there before and after, whose it was, and the versions', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const id = add(a, 'partner', city);
    const created = lastOperation(a);
    deliver(a, b);
    set(b, 'partner', id, { note: '一' });
    const noted = lastOperation(b);
    add(b, 'partner', { nameJa: '別市', kind: 'city' });
    const entries = recordHistory(b.db, 'partner', id);
    expect(entries.map(({ operation, desk, before }) => [nameOf({ ...operation }), desk, before?.note])).toEqual([
      [nameOf(created), a.id, undefined],
      [nameOf(noted), b.id, undefined],
    ]);
    expect(entries[0]?.before).toBeUndefined();
    expect(entries[1]?.before).toMatchObject({ nameJa: '甲市' });
    expect(entries[1]?.after).toMatchObject({ nameJa: '甲市', note: '一' });
    expect(entries[1]?.heads).toEqual(readRow(b.db, 'partner', id)?.heads);
    expect(recordHistory(b.db, 'visit', id)).toEqual([]);
  });
});

describe('the end of a chain', () => {
  it('goes back to its last operation when later ones are forgotten', () => {
    const desk = freshDesk();
    const one = add(desk, 'partner', city);
    const tip = desk.tip();
    const w = desk.db.value<number>('SELECT w FROM sync_writer') ?? 0;
    set(desk, 'partner', one, { note: '一' });
    set(desk, 'partner', one, { note: '二' });
    forgetFrom(desk.db, w, 3);
    expect(desk.tip()).toEqual(tip);
    expect(desk.db.value('SELECT count(*) FROM sync_op')).toBe(2);
    forgetFrom(desk.db, w, 1);
    expect(desk.db.value('SELECT count(*) FROM sync_writer')).toBe(0);
  });
  it('of one that continues another is counted from there', () => {
    const desk = freshDesk();
    const { folder } = desk;
    add(desk, 'partner', city);
    desk.close();
    const next = openDesk(folder, environment);
    add(next, 'partner', { nameJa: '乙市', kind: 'city' });
    const tip = next.tip();
    const w = next.db.value<number>('SELECT max(w) FROM sync_writer') ?? 0;
    rewindWriter(next.db, w);
    expect(next.tip()).toEqual(tip);
    catchUp(next.db);
    expect(verify(next.db, environment).faults).toEqual([]);
    next.close();
  });
  it('of a writer that continues one not known here begins with the hash it names', () => {
    const desk = freshDesk();
    const sha = 'ab'.repeat(32);
    const line = { desk: 'd', prev: { w: 'cd'.repeat(16), n: 7, sha }, opened: 'o', app: 'a', schema: '1.0', host: 'h' };
    const w = insertWriter(desk.db, 'ef'.repeat(16), line);
    expect(desk.db.get('SELECT * FROM sync_writer WHERE w = ?', w)).toEqual({
      ...{ w, id: 'ef'.repeat(16), desk: 'd', prev_w: null, prev_n: 7, opened_at: 'o', app: 'a', schema: '1.0', host: 'h', max_n: 0, head_sha: sha },
    });
  });
});

describe('a chain that begins', () => {
  it('has its first operation as its end, in the version it was made for, and belongs to no record', () => {
    const desk = freshDesk();
    const line = { desk: 'd', prev: null, opened: 'o', app: 'a', schema: '1.0', host: 'h' };
    const end = openChain(desk.db, 'ab'.repeat(16), line, { t: '0'.repeat(16), u: '甲', v: '1.0' });
    expect(desk.db.get('SELECT max_n, head_sha FROM sync_writer WHERE w = ?', end.w)).toEqual({ max_n: 1, head_sha: end.sha });
    expect(lastOperation(desk)).toMatchObject({ k: 'writer', v: '1.0', n: 1, x: 1 });
    openChain(desk.db, 'cd'.repeat(16), line, { t: '0'.repeat(16), u: '甲' });
    expect(lastOperation(desk).v).toBe(schemaVersion);
    const operation = { ...(lastOperation(desk) as unknown as Operation), w: 'ef'.repeat(16) };
    const w = insertWriter(desk.db, operation.w, line);
    const seq = appendForeign(desk.db, { w, operation, line: encode(operation), state: 0 });
    expect(desk.db.all('SELECT tbl, row FROM sync_op')).toEqual(Array(3).fill({ tbl: '', row: '' }));
    forgetOperations(desk.db, seq, seq);
    expect(desk.db.value('SELECT count(*) FROM sync_op')).toBe(2);
  });
  it('and says that it continues itself is walked once', () => {
    const desk = freshDesk();
    add(desk, 'partner', city);
    desk.db.run('UPDATE sync_writer SET prev_w = w');
    expect([...ownWriters(desk.db, desk.id)]).toHaveLength(1);
  });
});

describe('what was kept for a later version', () => {
  it('stays kept while a part of it is not understood', () => {
    const desk = freshDesk();
    const operation = { w: 'ab'.repeat(16), n: 1, x: 1, t: '0'.repeat(16), v: '1.9', u: '甲', k: 'set', e: 'partner', s: { ...city, motto: 'x' } } as const;
    const full = { ...operation, r: '01a22364-4abb-75f3-8837-56b0d1ba8f80' };
    const w = insertWriter(desk.db, full.w, { desk: 'd', prev: null, opened: 'o', app: 'a', schema: '1.9', host: 'h' });
    appendForeign(desk.db, { w, operation: full, line: encode(full), state: 1 });
    expect(reapplyKept(desk.db, 'another catalog')).toBe(0);
    expect(desk.db.value('SELECT state FROM sync_op')).toBe(1);
    expect(readRow(desk.db, 'partner', full.r)?.values.nameJa).toBe('甲市');
  });

  it('is searched and counted as understood once it is; what is not understood stays kept', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const id = add(a, 'partner', city);
    const unknown = add(a, 'partner', { nameJa: '乙市', kind: 'city' });
    deliver(a, b);
    catchUp(b.db);
    b.db.run("UPDATE sync_op SET state = 1 WHERE tbl = 'partner'");
    b.db.run('DELETE FROM partner');
    b.db.run('DELETE FROM search_index');
    b.db.run('DELETE FROM search_doc');
    expect(reapplyKept(b.db, 'another catalog')).toBe(2);
    expect(b.db.value('SELECT count(*) FROM sync_op WHERE state <> 0')).toBe(0);
    expect(list(b.db, { table: 'partner', search: '甲市' }).rows.map((row) => row.id)).toEqual([id]);
    expect(readRow(b.db, 'partner', unknown)?.values.nameJa).toBe('乙市');
    expect(reapplyKept(b.db, 'another catalog')).toBe(0);
  });
});
