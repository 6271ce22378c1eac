// What a commit refuses, and what its operations say: the rules that other desks rely on.

import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../db/desk/desk.ts';
import { commit } from '../../../db/log/commit.ts';
import { digest } from '../../../db/log/digest.ts';
import type { Mutation } from '../../../db/log/mutation.ts';
import { readRow } from '../../../db/log/projection.ts';
import { undo } from '../../../db/log/undo.ts';
import { environment, freshDesk, stockedDesk } from '../../fresh-desk.ts';
import { refusalOf } from '../../refusal.ts';
import { add, deliver, lastOperation } from '../deliver.ts';

const count = (desk: Desk) => desk.db.value<number>('SELECT count(*) FROM sync_op') ?? 0;
const valuesOf = (desk: Desk, table: string, id: string) => readRow(desk.db, table, id)?.values ?? {};
const set = (desk: Desk, table: string, id: string, values: Record<string, string | number | null>, author = '見本') =>
  commit(desk, author, [{ kind: 'set', table, id, set: values }]);
const nowhere = '00000000-0000-7000-8000-000000000000';

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
    const before = count(desk);
    expect(set(desk, 'partner', id, { nameJa: '甲市', nameEn: null, note: '' })).toEqual({ rows: [], action: null });
    expect(count(desk)).toBe(before);
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
    const [before, operations] = [digest(desk.db), count(desk)];
    expect(refusalOf(() => commit(desk, '見本', [mutation(id)]))).toMatchObject(expected);
    expect([digest(desk.db), count(desk)]).toEqual([before, operations]);
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
    const unique = { code: 'ruleBroken', table: 'partner', rule: 'unique', from: 'nameJa, kind', other };
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

describe('links', () => {
  const linked = (desk: Desk, agreement: string) =>
    desk.db
      .all<{ partner: string }>('SELECT partner FROM agreementParty WHERE agreement = ? AND deleted = 0 ORDER BY partner', agreement)
      .map((row) => row.partner);
  const rows = (desk: Desk) => desk.db.value<number>('SELECT count(*) FROM agreementParty');

  function threeCities() {
    const desk = freshDesk();
    const cities = ['甲市', '乙市', '丙市'].map((nameJa) => add(desk, 'partner', { nameJa, kind: 'city' })).sort() as [string, string, string];
    const agreement = add(desk, 'agreement', { titleJa: '一', kind: 'other' });
    const link = (partners: string[] | { add: string[]; remove: string[] } | null) =>
      commit(desk, '見本', [{ kind: 'set', table: 'agreement', id: agreement, set: { partners } }]);
    return { desk, cities, agreement, link };
  }

  it('become the list that is given: what is missing is added, what is not in it goes, the rest is left alone', () => {
    const { desk, cities, agreement, link } = threeCities();
    const [one, two, three] = cities;
    link([one, two]);
    expect(linked(desk, agreement)).toEqual([one, two]);
    const before = count(desk);
    link([two, three]);
    expect(linked(desk, agreement)).toEqual([two, three]);
    expect(count(desk) - before).toBe(2);
    expect(link([two, three]).action).toBeNull();
    link(null);
    expect(linked(desk, agreement)).toEqual([]);
  });

  it('come back as the same records', () => {
    const { desk, cities, agreement, link } = threeCities();
    link([cities[0]]);
    link({ add: [], remove: [cities[0]] });
    expect(lastOperation(desk)).toMatchObject({
      e: 'agreementParty',
      s: { deleted: 1 },
      p: { deleted: [expect.any(String)] },
      saw: { '*': expect.any(String) },
    });
    link({ add: [cities[0]], remove: [] });
    expect(lastOperation(desk)).toMatchObject({ e: 'agreementParty', s: { deleted: 0 }, p: { deleted: [expect.any(String)] } });
    expect([linked(desk, agreement), rows(desk)]).toEqual([[cities[0]], 1]);
  });

  it('that are there are not added again, that are not there are not removed', () => {
    const { desk, cities, link } = threeCities();
    link([cities[0]]);
    const before = count(desk);
    link({ add: [cities[0]], remove: [cities[1]] });
    expect(count(desk)).toBe(before);
  });

  it('of one cell say nothing about another cell in the same table', () => {
    const desk = stockedDesk();
    const [lead = '', related = ''] = desk.db.all<{ id: string }>('SELECT id FROM bureau ORDER BY id LIMIT 2').map(({ id }) => id);
    const done = commit(desk, '見本', [
      { kind: 'create', table: 'agreement', set: { titleJa: '一', kind: 'other', leadBureaus: [lead], relatedBureaus: [related, lead] } },
    ]);
    const id = done.rows[0]?.row.id ?? '';
    commit(desk, '見本', [{ kind: 'set', table: 'agreement', id, set: { relatedBureaus: [related] } }]);
    const kept = desk.db.all<{ bureau: string; role: string }>(
      'SELECT bureau, role FROM agreementBureau WHERE deleted = 0 AND agreement = ? ORDER BY role',
      id,
    );
    expect(kept).toEqual([
      { bureau: lead, role: 'lead' },
      { bureau: related, role: 'related' },
    ]);
  });
});

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
