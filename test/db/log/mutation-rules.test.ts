// What a commit refuses of a record, a cell and a rule of a table, and that it then leaves no trace.
import { describe, expect, it } from 'vitest';
import { commit } from '../../../db/log/commit.ts';
import { digest } from '../../../db/log/digest.ts';
import type { Mutation } from '../../../db/log/mutation.ts';
import { freshDesk, stockedDesk } from '../../fresh-desk.ts';
import { refusalOf } from '../../refusal.ts';
import { add, deliver, operationCount, set, valuesOf } from '../desk-actions.ts';

const nowhere = '00000000-0000-7000-8000-000000000000';

describe('a mutation', () => {
  it.each<[string, (id: string) => Mutation, Record<string, unknown>]>([
    ['of an unknown table', () => ({ kind: 'set', table: 'planet', id: nowhere, set: {} }), { code: 'unknownTable', table: 'planet' }],
    ['of no record', () => ({ kind: 'set', table: 'partner', id: nowhere, set: {} }), { code: 'notFound', table: 'partner', id: nowhere }],
    [
      'that makes a record twice',
      (id) => ({ kind: 'create', table: 'partner', id, set: { nameJa: '乙市', kind: 'city' } }),
      { code: 'duplicate', table: 'partner' },
    ],
    ['that restores what is there', (id) => ({ kind: 'restore', table: 'partner', id }), { code: 'notDeleted', table: 'partner' }],
    [
      'of an unknown column',
      (id) => ({ kind: 'set', table: 'partner', id, set: { motto: 'x' } }),
      { code: 'unknownColumn', table: 'partner', column: 'motto' },
    ],
    [
      'that empties a required cell',
      (id) => ({ kind: 'set', table: 'partner', id, set: { nameJa: '' } }),
      { code: 'invalid', table: 'partner', column: 'nameJa', reason: 'required' },
    ],
    [
      'that lacks a required cell',
      () => ({ kind: 'create', table: 'partner', set: { nameJa: '乙市', kind: null } }),
      { code: 'invalid', table: 'partner', column: 'kind', reason: 'required' },
    ],
    [
      'that refers to no record',
      (id) => ({ kind: 'set', table: 'partner', id, set: { country: nowhere } }),
      { code: 'missingReference', table: 'partner', column: 'country', to: 'partner', id: nowhere },
    ],
    [
      'that refers to something else than a record',
      (id) => ({ kind: 'set', table: 'partner', id, set: { country: '甲国' } }),
      { code: 'invalid', table: 'partner', column: 'country', reason: 'notReference' },
    ],
    [
      'with a longer text than its cell takes, which says how long it may be',
      (id) => ({ kind: 'set', table: 'partner', id, set: { nameEn: 'x'.repeat(201) } }),
      { code: 'invalid', column: 'nameEn', reason: 'tooLong', max: 200 },
    ],
    [
      'that links to something else than records',
      () => ({ kind: 'create', table: 'agreement', set: { titleJa: '一', kind: 'other', partners: 'パリ' } }),
      { code: 'invalid', table: 'agreement', column: 'partners', reason: 'notReference' },
    ],
    [
      'that links to no record',
      () => ({ kind: 'create', table: 'agreement', set: { titleJa: '一', kind: 'other', partners: { add: [nowhere], remove: [] } } }),
      { code: 'missingReference', table: 'agreement', column: 'partners', to: 'partner', id: nowhere },
    ],
    [
      'with a word that is not on its list',
      () => ({ kind: 'create', table: 'visit', set: { titleJa: '一', date: '2026', kind: 'picnic', status: 'planned' } }),
      { code: 'invalid', table: 'visit', column: 'kind', reason: 'notListed', list: 'visitKind' },
    ],
    [
      'with one of several words that is not on its list',
      () => ({ kind: 'create', table: 'agreement', set: { titleJa: '一', kind: 'other', fields: '["picnic"]' } }),
      { code: 'invalid', table: 'agreement', column: 'fields', reason: 'notListed', list: 'cooperationField' },
    ],
  ])('%s is refused and leaves no trace', (_, mutation, expected) => {
    const desk = freshDesk();
    const id = add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    const [before, operations] = [digest(desk.db), operationCount(desk)];
    expect(refusalOf(() => commit(desk, '見本', [mutation(id)]))).toMatchObject(expected);
    expect([digest(desk.db), operationCount(desk)]).toEqual([before, operations]);
  });

  it('of a deleted record is refused, until it is restored', () => {
    const desk = freshDesk();
    const id = add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    commit(desk, '見本', [{ kind: 'delete', table: 'partner', id }]);
    expect(refusalOf(() => set(desk, 'partner', id, { note: '一' }))).toEqual({ code: 'alreadyDeleted', table: 'partner', id });
    expect(refusalOf(() => commit(desk, '見本', [{ kind: 'delete', table: 'partner', id }]))).toEqual({ code: 'alreadyDeleted', table: 'partner', id });
    commit(desk, '見本', [{ kind: 'restore', table: 'partner', id }]);
    set(desk, 'partner', id, { note: '一' });
    expect(valuesOf(desk, 'partner', id)).toMatchObject({ deleted: 0, note: '一' });
  });

  it('sees what the ones before it in the same commit have written', () => {
    const desk = freshDesk();
    const id = '01a22364-4abb-75f3-8837-56b0d1ba8f80';
    const done = commit(desk, '見本', [
      { kind: 'create', table: 'partner', id, set: { nameJa: '甲国', kind: 'country' } },
      { kind: 'create', table: 'partner', set: { nameJa: '甲市', kind: 'city', country: id } },
      { kind: 'set', table: 'partner', id, set: { note: '一' } },
    ]);
    expect(done.rows.map(({ row }) => row.values.nameJa)).toEqual(['甲国', '甲市']);
    expect(done.rows[0]?.row.values.note).toBe('一');
  });

  it('keeps text in one form, and takes words that are on the list', () => {
    const desk = stockedDesk();
    const id = add(desk, 'partner', { nameJa: 'か\u3099市', kind: 'city' });
    expect(valuesOf(desk, 'partner', id).nameJa).toBe('が市');
    const [one, two] = desk.db.all<{ key: string }>("SELECT key FROM vocabulary WHERE list = 'cooperationField' AND deleted = 0 LIMIT 2");
    const fields = JSON.stringify([one?.key, two?.key]);
    expect(valuesOf(desk, 'agreement', add(desk, 'agreement', { titleJa: '一', kind: 'other', fields })).fields).toBe(fields);
    const mixed = JSON.stringify([one?.key, 'picnic']);
    expect(refusalOf(() => add(desk, 'agreement', { titleJa: '二', kind: 'other', fields: mixed }))).toMatchObject({ column: 'fields', reason: 'notListed' });
    // A word is looked up in its own list.
    expect(refusalOf(() => add(desk, 'visit', { titleJa: '一', date: '2026', kind: one?.key ?? '', status: 'planned' }))).toMatchObject({ list: 'visitKind' });
    desk.db.run("UPDATE vocabulary SET deleted = 1 WHERE list = 'cooperationField' AND key = ?", one?.key ?? '');
    expect(refusalOf(() => add(desk, 'agreement', { titleJa: '三', kind: 'other', fields }))).toMatchObject({ list: 'cooperationField' });
  });
});

describe('rules of a table', () => {
  it('name the columns and the other record that break them', () => {
    const desk = freshDesk();
    const other = add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    const unique = { code: 'ruleBroken', table: 'partner', rule: 'unique', from: 'nameJa, kind, country', other };
    expect(refusalOf(() => add(desk, 'partner', { nameJa: '甲市', kind: 'city' }))).toEqual(unique);
    const id = add(desk, 'partner', { nameJa: '甲市', kind: 'state' });
    expect(refusalOf(() => set(desk, 'partner', id, { kind: 'city' }))).toEqual(unique);
    const order = { code: 'ruleBroken', table: 'agreement', rule: 'order', from: 'validFrom', to: 'validTo' };
    expect(refusalOf(() => add(desk, 'agreement', { titleJa: '一', kind: 'other', validFrom: '2020', validTo: '2019' }))).toEqual(order);
    const agreement = add(desk, 'agreement', { titleJa: '一', kind: 'other', validFrom: '2020', validTo: '2021' });
    expect(refusalOf(() => set(desk, 'agreement', agreement, { validFrom: '2022' }))).toEqual(order);
    expect(refusalOf(() => set(desk, 'agreement', agreement, { validTo: '2019' }))).toEqual(order);
  });

  it('do not count the record itself, nor deleted ones', () => {
    const desk = freshDesk();
    const id = add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    set(desk, 'partner', id, { nameJa: '甲市', kind: 'state' });
    set(desk, 'partner', id, { kind: 'city' });
    commit(desk, '見本', [{ kind: 'delete', table: 'partner', id }]);
    expect(add(desk, 'partner', { nameJa: '甲市', kind: 'city' })).not.toBe('');
  });

  it('that two desks have broken together do not hinder edits of other cells', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    const id = add(b, 'partner', { nameJa: '甲市', kind: 'city' });
    const agreement = add(b, 'agreement', { titleJa: '一', kind: 'other', validTo: '2021' });
    deliver(a, b);
    b.db.run("UPDATE agreement SET validFrom = '2022' WHERE id = ?", agreement);
    set(b, 'partner', id, { note: '一' });
    set(b, 'agreement', agreement, { note: '一' });
    expect([valuesOf(b, 'partner', id).note, valuesOf(b, 'agreement', agreement).note]).toEqual(['一', '一']);
    expect(refusalOf(() => set(b, 'partner', id, { nameJa: '甲市', kind: 'city', note: '二' }))).toMatchObject({ rule: 'unique' });
  });
});
