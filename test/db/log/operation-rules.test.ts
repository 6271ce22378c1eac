// What the operations of a commit say: the versions they replace and have seen, that other desks rely on.
import { describe, expect, it } from 'vitest';
import { commit } from '../../../db/log/commit.ts';
import { readRow } from '../../../db/log/projection.ts';
import { environment, freshDesk } from '../../fresh-desk.ts';
import { add, deliver, lastOperation, operationCount, set, valuesOf } from '../desk-actions.ts';

describe('an operation', () => {
  it('names its action, its author, why it was made, and no empty cell', () => {
    const desk = freshDesk();
    const done = commit(desk, '田中', [
      { kind: 'create', table: 'partner', set: { nameJa: '甲市', kind: 'city', note: '', nameEn: null } },
      { kind: 'create', table: 'partner', set: { nameJa: '乙市', kind: 'city' } },
    ]);
    const last = lastOperation(desk);
    expect(last).toMatchObject({ n: 3, x: 2, u: '田中', k: 'set', e: 'partner', s: { nameJa: '乙市', kind: 'city' }, why: 'edit' });
    expect(last).not.toHaveProperty('p');
    expect(last).not.toHaveProperty('saw');
    expect(last).not.toHaveProperty('of');
    expect(done.action).toBe(`${last.w}.2`);
    expect(done.rows.map(({ table, row }) => [table, row.values.nameJa])).toEqual([
      ['partner', '甲市'],
      ['partner', '乙市'],
    ]);
    const first = JSON.parse(desk.db.value<string>('SELECT line FROM sync_op WHERE n = 2') ?? '') as { s: object };
    expect(first.s).toEqual({ nameJa: '甲市', kind: 'city' });
  });

  it('is not written when nothing would change', () => {
    const desk = freshDesk();
    const id = add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    const before = operationCount(desk);
    expect(set(desk, 'partner', id, { nameJa: '甲市', nameEn: null, note: '' })).toEqual({ rows: [], action: null });
    expect(operationCount(desk)).toBe(before);
  });

  it('names the versions it replaces, of the registers it writes and of no other', () => {
    const desk = freshDesk();
    const id = add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    const created = lastOperation(desk);
    set(desk, 'partner', id, { note: '一', nameJa: '甲市' });
    expect(lastOperation(desk)).toMatchObject({ s: { note: '一' }, p: { note: [`${created.w}.${created.n}`] } });
    expect(Object.keys(lastOperation(desk).p as object)).toEqual(['note']);
    const noted = lastOperation(desk);
    set(desk, 'partner', id, { note: '二', nameEn: 'A' });
    expect(lastOperation(desk)).toMatchObject({ p: { note: [`${noted.w}.${noted.n}`], nameEn: [`${created.w}.${created.n}`] } });
    expect(lastOperation(desk)).not.toHaveProperty('saw');
  });

  it('that deletes names every version of the record that it saw, one that restores names none', () => {
    const desk = freshDesk();
    const id = add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    const created = lastOperation(desk);
    set(desk, 'partner', id, { note: '一' });
    const noted = lastOperation(desk);
    commit(desk, '見本', [{ kind: 'delete', table: 'partner', id }]);
    expect(lastOperation(desk)).toMatchObject({ s: { deleted: 1 }, saw: { '*': `${created.w}.${created.n}`, note: `${noted.w}.${noted.n}` } });
    const deleted = lastOperation(desk);
    expect(deleted.p).toEqual({ deleted: [`${created.w}.${created.n}`] });
    commit(desk, '見本', [{ kind: 'restore', table: 'partner', id }]);
    expect(lastOperation(desk)).toMatchObject({ s: { deleted: 0 }, p: { deleted: [`${deleted.w}.${deleted.n}`] } });
    expect(lastOperation(desk)).not.toHaveProperty('saw');
  });

  it('that deletes a record with an open conflict names all its versions', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const id = add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    deliver(a, b);
    set(a, 'partner', id, { note: '甲' });
    set(b, 'partner', id, { note: '乙' });
    const [ofA, ofB] = [lastOperation(a), lastOperation(b)];
    deliver(a, b);
    commit(b, '見本', [{ kind: 'delete', table: 'partner', id }]);
    const saw = lastOperation(b).saw as Record<string, string[]>;
    expect([...(saw.note ?? [])].sort()).toEqual([`${ofA.w}.${ofA.n}`, `${ofB.w}.${ofB.n}`].sort());
  });

  it('replaces of a conflict the version that is shown; a settlement replaces all', () => {
    const [a, b] = [freshDesk(), freshDesk({ now: () => environment.now() + 60_000 })];
    const id = add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    deliver(a, b);
    set(a, 'partner', id, { note: '甲の案' });
    set(b, 'partner', id, { note: '乙の案' });
    const [ofA, ofB] = [lastOperation(a), lastOperation(b)];
    deliver(b, a);
    expect(valuesOf(a, 'partner', id).note).toBe('乙の案');
    const conflicts = () => a.db.value<number>('SELECT count(*) FROM sync_conflict');
    expect(conflicts()).toBe(1);
    set(a, 'partner', id, { note: '続き' });
    expect(lastOperation(a)).toMatchObject({ p: { note: [`${ofB.w}.${ofB.n}`] } });
    expect(conflicts()).toBe(1);
    const edited = lastOperation(a);
    commit(a, '見本', [{ kind: 'set', table: 'partner', id, set: { note: '決めた' } }], { why: 'settle' });
    expect((lastOperation(a).p as { note: string[] }).note.sort()).toEqual([`${ofA.w}.${ofA.n}`, `${edited.w}.${edited.n}`].sort());
    expect(conflicts()).toBe(0);
    expect(readRow(a.db, 'partner', id)?.values.note).toBe('決めた');
  });

  it('is written even with the value that is shown, when the cell is in conflict', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const id = add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    deliver(a, b);
    set(a, 'partner', id, { note: '甲の案' });
    set(b, 'partner', id, { note: '乙の案' });
    deliver(b, a);
    const shown = valuesOf(a, 'partner', id).note ?? '';
    commit(a, '見本', [{ kind: 'set', table: 'partner', id, set: { note: shown } }], { why: 'settle' });
    expect(a.db.value('SELECT count(*) FROM sync_conflict')).toBe(0);
  });
});
