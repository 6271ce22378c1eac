// Imports taken back, rules that only a merge can break, and deletions of what has changed meanwhile.

import { describe, expect, it } from 'vitest';
import { issues } from '../../../db/exchange/broken-rules.ts';
import { erasePersonal } from '../../../db/exchange/erase.ts';
import { merge } from '../../../db/exchange/merge.ts';
import { linesSince } from '../../../db/exchange/outgoing.ts';
import { vectorOf } from '../../../db/exchange/vectors-held.ts';
import { withdraw, withdrawable } from '../../../db/exchange/withdraw.ts';
import { commit } from '../../../db/log/commit.ts';
import { digest } from '../../../db/log/digest.ts';
import { readRow } from '../../../db/log/projection.ts';
import { verify } from '../../../db/log/verify.ts';
import { catchUp } from '../../../db/store/search-index.ts';
import { environment, freshDesk } from '../../fresh-desk.ts';
import { add, deliver } from '../desk-actions.ts';

describe('an import that is taken back', () => {
  it('leaves the desk as it was, and can be taken in again with the same result', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    add(b, 'partner', { nameJa: '乙市', kind: 'city' });
    const before = digest(b.db);
    const { id, report } = deliver(a, b);
    expect(report).toMatchObject({ applied: 2, alreadyKnown: 0, tables: [{ table: 'partner', created: 1, changed: 0, deleted: 0, restored: 0 }] });
    const after = digest(b.db);
    expect(after).not.toBe(before);
    withdraw(b.db, id);
    expect(digest(b.db)).toBe(before);
    catchUp(b.db);
    expect(verify(b.db, environment).faults).toEqual([]);
    deliver(a, b);
    expect(digest(b.db)).toBe(after);
  });

  it('must be the last one', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    const first = deliver(a, b);
    add(a, 'partner', { nameJa: '丙市', kind: 'city' });
    const second = deliver(a, b);
    expect(withdrawable(b.db, first.id)).toEqual({ ok: false, reason: 'notLast' });
    withdraw(b.db, second.id);
    expect(withdrawable(b.db, second.id)).toEqual({ ok: false, reason: 'none' });
    expect(withdrawable(b.db, first.id)).toMatchObject({ ok: true });
    expect(withdrawable(b.db, 'unknown')).toEqual({ ok: false, reason: 'none' });
  });

  it('is refused when an edit here builds on it, and not when one merely follows', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const city = add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    const { id } = deliver(a, b);
    add(b, 'partner', { nameJa: '乙市', kind: 'city' });
    expect(withdrawable(b.db, id)).toMatchObject({ ok: true });
    commit(b, '乙', [{ kind: 'set', table: 'partner', id: city, set: { note: '追記' } }]);
    expect(withdrawable(b.db, id)).toEqual({ ok: false, reason: 'builtOn' });
    expect(() => withdraw(b.db, id)).toThrow('builtOn');
  });

  it('is refused when a deletion here had seen it', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const city = add(b, 'partner', { nameJa: '乙市', kind: 'city' });
    deliver(b, a);
    commit(a, '甲', [{ kind: 'set', table: 'partner', id: city, set: { note: '追記' } }]);
    const { id } = deliver(a, b);
    commit(b, '乙', [{ kind: 'delete', table: 'partner', id: city }]);
    expect(withdrawable(b.db, id)).toEqual({ ok: false, reason: 'builtOn' });
  });

  it('is refused when it held an erasure: what was erased cannot be brought back', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const person = add(a, 'person', { nameJa: '見本 花子' });
    deliver(a, b);
    erasePersonal(a, '甲', [{ table: 'person', id: person }], { reason: '本人の求め' });
    const { id } = deliver(a, b);
    expect(readRow(b.db, 'person', person)?.values.nameJa).toBeNull();
    expect(withdrawable(b.db, id)).toEqual({ ok: false, reason: 'builtOn' });
  });
});

describe('a merge', () => {
  it('counts what was created, changed, deleted and restored, and by whom', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const [kept, gone, back] = ['甲市', '乙市', '丙市'].map((nameJa) => add(a, 'partner', { nameJa, kind: 'city' })) as [string, string, string];
    commit(a, '見本', [{ kind: 'delete', table: 'partner', id: back }]);
    deliver(a, b);
    commit(a, '鈴木', [{ kind: 'set', table: 'partner', id: kept, set: { note: '追記' } }]);
    commit(a, '鈴木', [{ kind: 'delete', table: 'partner', id: gone }]);
    commit(a, '見本', [{ kind: 'restore', table: 'partner', id: back }]);
    add(a, 'partner', { nameJa: '丁市', kind: 'city' });
    const { report } = deliver(a, b);
    expect(report.tables).toEqual([{ table: 'partner', created: 1, changed: 1, deleted: 1, restored: 1 }]);
    expect(report.authors).toEqual([
      { author: '鈴木', desk: a.id, operations: 2 },
      { author: '見本', desk: a.id, operations: 2 },
    ]);
    expect([report.conflictCount, report.noticeCount, report.kept]).toEqual([0, 0, 0]);
    expect(report.firstStamp < report.lastStamp).toBe(true);
  });

  it('names the records that both desks changed: in one cell as a conflict, in different cells as a notice', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const [same, apart] = ['甲市', '乙市'].map((nameJa) => add(a, 'partner', { nameJa, kind: 'city' })) as [string, string];
    deliver(a, b);
    commit(b, '乙', [{ kind: 'set', table: 'partner', id: same, set: { note: '乙の案' } }]);
    commit(b, '乙', [{ kind: 'set', table: 'partner', id: apart, set: { note: '乙の案' } }]);
    commit(a, '甲', [{ kind: 'set', table: 'partner', id: same, set: { note: '甲の案' } }]);
    commit(a, '甲', [{ kind: 'set', table: 'partner', id: apart, set: { nameEn: 'B' } }]);
    const { report } = deliver(a, b);
    expect(report.conflicts).toEqual([{ table: 'partner', id: same, register: 'note' }]);
    expect(report.notices).toEqual([{ table: 'partner', id: apart }]);
  });

  it('refuses lines of others that they have not signed, and another line under a known name', () => {
    const [a, b, c] = [freshDesk(), freshDesk(), freshDesk()];
    add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    deliver(a, b);
    const upto = vectorOf(b.db);
    const lines = [...linesSince(b.db, vectorOf(c.db), upto)].map(({ line }) => line);
    const give = (given: readonly string[], from: string) =>
      c.db.immediate(() => merge(c.db, { lines: given, from, upto: () => upto, checkpoints: [], verify: () => 'proven' }));
    expect(() => give(lines, b.id)).toThrow('unsigned');
    expect(give(lines, a.id).applied).toBe(lines.length);
    const forged = lines.map((line) => line.replace('甲市', '偽市'));
    expect(() => give(forged, a.id)).toThrow('bundleTwice');
    expect(give(lines, a.id)).toMatchObject({ applied: 0, alreadyKnown: lines.length });
  });
});

describe('rules that two desks have broken together', () => {
  it('name agreements that replace each other, and goals that stand above themselves', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const [one, two] = ['一', '二'].map((titleJa) => add(a, 'agreement', { titleJa, kind: 'other' })) as [string, string];
    deliver(a, b);
    expect(issues(b.db)).toEqual([]);
    commit(a, '甲', [{ kind: 'set', table: 'agreement', id: one, set: { replaces: two } }]);
    commit(b, '乙', [{ kind: 'set', table: 'agreement', id: two, set: { replaces: one } }]);
    deliver(a, b);
    expect(issues(b.db)).toEqual([{ rule: 'cycle', table: 'agreement', ids: [one, two].sort(), columns: ['replaces'] }]);
    commit(b, '乙', [{ kind: 'set', table: 'agreement', id: two, set: { replaces: null } }]);
    expect(issues(b.db)).toEqual([]);
  });

  it('do not name a chain of replacements that ends', () => {
    const desk = freshDesk();
    const [one, two, three] = ['一', '二', '三'].map((titleJa) => add(desk, 'agreement', { titleJa, kind: 'other' })) as [string, string, string];
    commit(desk, '甲', [
      { kind: 'set', table: 'agreement', id: three, set: { replaces: two } },
      { kind: 'set', table: 'agreement', id: two, set: { replaces: one } },
    ]);
    expect(issues(desk.db)).toEqual([]);
  });

  it('name records that share what must be unique, once two desks have each made one', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const city = { nameJa: '見本市', kind: 'city' };
    const [one, two] = [add(a, 'partner', city), add(b, 'partner', city)];
    expect(issues(b.db)).toEqual([]);
    deliver(a, b);
    expect(issues(b.db)).toEqual([{ rule: 'unique', table: 'partner', ids: [one, two].sort(), columns: ['nameJa', 'kind', 'country'] }]);
    commit(b, '乙', [{ kind: 'delete', table: 'partner', id: one }]);
    expect(issues(b.db)).toEqual([]);
  });
});

describe('a deletion', () => {
  it('of a record that has changed since it was shown is refused with both values', () => {
    const desk = freshDesk();
    const shown = commit(desk, '田中', [{ kind: 'create', table: 'partner', set: { nameJa: '架空市', kind: 'city' } }]).rows[0]?.row;
    if (!shown) throw new Error('nothing written');
    commit(desk, '鈴木', [{ kind: 'set', table: 'partner', id: shown.id, set: { note: '消してはならない' } }]);
    const remove = (seen: string) => commit(desk, '田中', [{ kind: 'delete', table: 'partner', id: shown.id, seen }]);
    expect(() => remove(shown.seen)).toThrow('stale');
    expect(readRow(desk.db, 'partner', shown.id)?.values.deleted).toBe(0);
    remove(readRow(desk.db, 'partner', shown.id)?.seen ?? '');
    expect(readRow(desk.db, 'partner', shown.id)?.values.deleted).toBe(1);
  });
});

describe('a reference to what another desk has deleted', () => {
  it('is asked about at every desk, until somebody answers', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const city = add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    deliver(a, b);
    commit(a, '甲', [{ kind: 'delete', table: 'partner', id: city }]);
    const person = add(b, 'person', { nameJa: '見本 花子', partner: city });
    deliver(a, b);
    deliver(b, a);
    const asked = { rule: 'deletedElsewhere', table: 'person', ids: [person], columns: ['partner'] };
    for (const desk of [a, b]) expect(issues(desk.db)).toEqual([asked]);
    commit(b, '乙', [{ kind: 'set', table: 'person', id: person, set: { partner: null } }]);
    deliver(b, a);
    for (const desk of [a, b]) expect(issues(desk.db)).toEqual([]);
  });

  it('that its own desk has left is not', () => {
    const desk = freshDesk();
    const city = add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    add(desk, 'person', { nameJa: '見本 花子', partner: city });
    commit(desk, '甲', [{ kind: 'delete', table: 'partner', id: city }]);
    expect(issues(desk.db)).toEqual([]);
  });
});
