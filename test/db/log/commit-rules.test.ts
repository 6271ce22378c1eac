// What a commit writes: links named twice, decisions about a contested deletion, further versions, and cells that belong together.
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../db/desk/desk.ts';
import { commit } from '../../../db/log/commit.ts';
import { readRow } from '../../../db/log/projection.ts';
import { verify } from '../../../db/log/verify.ts';
import { catchUp } from '../../../db/store/search-index.ts';
import { environment, freshDesk } from '../../fresh-desk.ts';
import { refusalOf } from '../../refusal.ts';
import { add, deliver, lastOperation, operationCount, set, valuesOf } from '../desk-actions.ts';

const nameOf = (operation: Record<string, unknown>) => `${operation.w}.${operation.n}`;
const contested = (desk: Desk) => desk.db.all<{ register: string }>('SELECT register FROM sync_conflict ORDER BY 1').map(({ register }) => register);
const faultsOf = (desk: Desk) => {
  catchUp(desk.db);
  return verify(desk.db, environment).faults;
};

describe('a link', () => {
  it('that is named twice is added once', () => {
    const desk = freshDesk();
    const [one, two] = ['甲市', '乙市'].map((nameJa) => add(desk, 'partner', { nameJa, kind: 'city' })) as [string, string];
    const before = operationCount(desk);
    const agreement =
      commit(desk, '見本', [{ kind: 'create', table: 'agreement', set: { titleJa: '一', kind: 'other', partners: [one, one] } }]).rows[0]?.row.id ?? '';
    expect(operationCount(desk) - before).toBe(2);
    commit(desk, '見本', [{ kind: 'set', table: 'agreement', id: agreement, set: { partners: { add: [two, one, two], remove: [] } } }]);
    expect(operationCount(desk) - before).toBe(3);
    expect(desk.db.value('SELECT count(*) FROM agreementParty WHERE deleted = 0')).toBe(2);
  });

  it('that is taken away twice is taken away once, and names what it replaces and has seen', () => {
    const desk = freshDesk();
    const one = add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    const agreement =
      commit(desk, '見本', [{ kind: 'create', table: 'agreement', set: { titleJa: '一', kind: 'other', partners: [one] } }]).rows[0]?.row.id ?? '';
    const made = nameOf(lastOperation(desk));
    const before = operationCount(desk);
    commit(desk, '見本', [{ kind: 'set', table: 'agreement', id: agreement, set: { partners: { add: [], remove: [one, one] } } }]);
    expect(operationCount(desk) - before).toBe(1);
    expect(lastOperation(desk)).toMatchObject({ s: { deleted: 1 }, p: { deleted: [made] }, saw: { '*': made } });
  });
});

describe('a contested deletion', () => {
  /** Deleted at the first desk while the second edited; both know. */
  function deletedAndEdited() {
    const [a, b] = [freshDesk(), freshDesk()];
    const id = add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    deliver(a, b);
    commit(a, '見本', [{ kind: 'delete', table: 'partner', id }]);
    const removal = nameOf(lastOperation(a));
    set(b, 'partner', id, { note: '消さないで' });
    deliver(b, a);
    expect([contested(a), valuesOf(a, 'partner', id).deleted]).toEqual([['deleted'], 0]);
    return { a, b, id, removal };
  }

  it('can be decided by restoring what is shown, and then is open no more', () => {
    const { a, id, removal } = deletedAndEdited();
    commit(a, '見本', [{ kind: 'restore', table: 'partner', id }]);
    expect(lastOperation(a)).toMatchObject({ s: { deleted: 0 }, p: { deleted: [removal] } });
    expect([contested(a), valuesOf(a, 'partner', id).deleted, faultsOf(a)]).toEqual([[], 0, []]);
    expect(refusalOf(() => commit(a, '見本', [{ kind: 'restore', table: 'partner', id }]))).toEqual({ code: 'notDeleted', table: 'partner', id });
  });

  it('can be decided by deleting again, now that the edit was seen', () => {
    const { a, id } = deletedAndEdited();
    commit(a, '見本', [{ kind: 'delete', table: 'partner', id }]);
    expect([contested(a), valuesOf(a, 'partner', id).deleted, faultsOf(a)]).toEqual([[], 1, []]);
  });

  it('of one record says nothing about a conflict of another', () => {
    const { a } = deletedAndEdited();
    const other = add(a, 'partner', { nameJa: '乙市', kind: 'city' });
    expect(refusalOf(() => commit(a, '見本', [{ kind: 'restore', table: 'partner', id: other }]))).toMatchObject({ code: 'notDeleted' });
  });
});

describe('a further version', () => {
  it('replaces none, and is in conflict with what stands', () => {
    const desk = freshDesk();
    const id = add(desk, 'partner', { nameJa: '甲市', kind: 'city', note: '一', latitude: '1', longitude: '2' });
    commit(desk, '見本', [{ kind: 'addVersion', table: 'partner', id, set: { note: '二', latitude: '3' } }]);
    expect(lastOperation(desk)).toMatchObject({ s: { note: '二', latitude: '3', longitude: null }, p: { note: [], place: [] } });
    expect(Object.keys(lastOperation(desk).p as object).sort()).toEqual(['note', 'place']);
    expect([contested(desk), faultsOf(desk)]).toEqual([['note', 'place'], []]);
  });
});

describe('an edit', () => {
  it('writes cells that belong together as one, and one that did not change not at all', () => {
    const desk = freshDesk();
    const id = add(desk, 'partner', { nameJa: '甲市', kind: 'city', latitude: '1', longitude: '2' });
    set(desk, 'partner', id, { latitude: '3', nameJa: '甲市' });
    expect(lastOperation(desk).s).toEqual({ latitude: '3', longitude: '2' });
    set(desk, 'partner', id, { longitude: null, latitude: '3' });
    expect(lastOperation(desk).s).toEqual({ latitude: '3', longitude: null });
  });

  it('with links and cells is one action, with links alone writes no operation of its record', () => {
    const desk = freshDesk();
    const partner = add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    const id = add(desk, 'agreement', { titleJa: '一', kind: 'other' });
    const both = commit(desk, '見本', [{ kind: 'set', table: 'agreement', id, set: { note: '一', partners: [partner] } }]);
    expect(both.rows.map(({ table }) => table)).toEqual(['agreement', 'agreementParty']);
    expect(lastOperation(desk)).toMatchObject({ e: 'agreementParty', x: Number(lastOperation(desk).n) - 1, s: { agreement: id, partner } });
    const alone = commit(desk, '見本', [{ kind: 'set', table: 'agreement', id, set: { partners: [] } }]);
    expect(alone.rows.map(({ table, row }) => [table, row.values.deleted])).toEqual([['agreementParty', 1]]);
  });

  it('of a deleted record’s links is refused as one of its cells', () => {
    const desk = freshDesk();
    const id = add(desk, 'agreement', { titleJa: '一', kind: 'other' });
    commit(desk, '見本', [{ kind: 'delete', table: 'agreement', id }]);
    expect(refusalOf(() => commit(desk, '見本', [{ kind: 'set', table: 'agreement', id, set: { partners: [] } }]))).toMatchObject({ code: 'alreadyDeleted' });
  });

  it('is taken with what was seen when only other cells have changed since, and in the order of its mutations', () => {
    const desk = freshDesk();
    const id = add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    const seen = readRow(desk.db, 'partner', id)?.seen ?? '';
    set(desk, 'partner', id, { nameEn: 'A' });
    const done = commit(desk, '見本', [
      { kind: 'set', table: 'partner', id, set: { note: '一' }, seen },
      { kind: 'set', table: 'partner', id, set: { note: '二' } },
      { kind: 'delete', table: 'partner', id },
    ]);
    expect(done.rows.map(({ row }) => [row.values.note, row.values.deleted])).toEqual([['二', 1]]);
    expect(refusalOf(() => commit(desk, '見本', [{ kind: 'set', table: 'partner', id, set: { note: '三' }, seen }]))).toMatchObject({ code: 'alreadyDeleted' });
  });
});

describe('a rule of uniqueness', () => {
  it('holds for all its columns together, empty ones among them, and is asked only where one is written', () => {
    const desk = freshDesk();
    const id = add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    expect(add(desk, 'partner', { nameJa: '甲市', kind: 'state' })).not.toBe('');
    expect(
      refusalOf(() =>
        commit(desk, '見本', [
          { kind: 'create', table: 'partner', set: { nameJa: '甲市 ', kind: 'city' } },
          { kind: 'create', table: 'partner', set: { nameJa: '甲市 ', kind: 'city' } },
        ]),
      ).code,
    ).toBe('ruleBroken');
    set(desk, 'partner', id, { note: '一' });
    expect(valuesOf(desk, 'partner', id).note).toBe('一');
  });
});
