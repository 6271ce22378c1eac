// What belongs to a whole desk is no fault, and what is broken is named by its place: chains of several launches, kept
// operations, the file itself; and what the digest of a desk is made of.
import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../db/desk/desk.ts';
import { openDesk } from '../../../db/desk/open.ts';
import { commit } from '../../../db/log/commit.ts';
import { digest } from '../../../db/log/digest.ts';
import { rebuild, verify } from '../../../db/log/verify.ts';
import { decode, type Operation } from '../../../db/operations/operation.ts';
import { databaseFile } from '../../../db/store/database.ts';
import { catchUp } from '../../../db/store/search-index.ts';
import { environment, freshDesk, stockedDesk } from '../../fresh-desk.ts';
import { add, deliver, set, valuesOf } from '../desk-actions.ts';

const city = '01a22364-4abb-75f3-8837-56b0d1ba8f80';
const faults = (of: Desk) => verify(of.db, environment).faults;
const reopened = (desk: Desk): Desk => {
  const { folder } = desk;
  desk.close();
  return openDesk(folder, environment);
};

describe('a desk is whole', () => {
  it('after several launches, each of which continues the one before', () => {
    let desk = freshDesk();
    for (const nameJa of ['甲市', '乙市', '丙市']) {
      add(desk, 'partner', { nameJa, kind: 'city' });
      desk = reopened(desk);
    }
    catchUp(desk.db);
    expect(verify(desk.db, environment)).toEqual({ operations: 6, rows: 3, faults: [], unproven: [] });
    desk.close();
  });

  it('with its reference data, of which it counts every record', () => {
    const desk = stockedDesk();
    const tables = desk.db.all<{ name: string }>("SELECT DISTINCT tbl AS name FROM sync_op WHERE tbl <> ''");
    const rows = tables.reduce((sum, { name }) => sum + (desk.db.value<number>(`SELECT count(*) FROM "${name}"`) ?? 0), 0);
    expect(tables.length).toBeGreaterThan(5);
    catchUp(desk.db);
    expect(verify(desk.db, environment)).toEqual({ operations: desk.db.value('SELECT count(*) FROM sync_op'), rows, faults: [], unproven: [] });
  });

  it('with operations that it keeps for a later program, and stays so when it is rebuilt', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    const [writer = '', made = ''] = a.db.all<{ line: string }>('SELECT line FROM sync_op ORDER BY seq').map(({ line }) => line);
    const later = (n: number, change: Partial<Record<keyof Operation, unknown>>) => JSON.stringify({ ...decode(made), n, x: n, ...change });
    deliver(a, b, {
      lines: [
        writer,
        made,
        later(3, { e: 'planet', r: city }),
        later(4, { e: 'partners', r: city, s: { nameJa: '乙市', kind: 'city' } }),
        later(5, { k: 'merge', r: city }),
        later(6, { k: 'set', r: city, s: { nameJa: '丙市', kind: 'city', motto: '平和' } }),
      ],
    });
    catchUp(b.db);
    const before = digest(b.db);
    expect(verify(b.db, environment)).toEqual({ operations: 6, rows: 2, faults: [], unproven: [expect.objectContaining({ doubt: 'unchecked' })] });
    rebuild(b.db);
    expect([digest(b.db), faults(b), valuesOf(b, 'partner', city).nameJa]).toEqual([before, [], '丙市']);
  });

  it('when a record was deleted here while another desk edited it', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const id = add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    deliver(a, b);
    set(b, 'partner', id, { note: '追記' });
    commit(a, '見本', [{ kind: 'delete', table: 'partner', id }]);
    deliver(b, a);
    catchUp(a.db);
    expect(a.db.all('SELECT tbl, row, register FROM sync_conflict')).toEqual([{ tbl: 'partner', row: id, register: 'deleted' }]);
    expect(faults(a)).toEqual([]);
    rebuild(a.db);
    expect(a.db.all('SELECT tbl, row, register FROM sync_conflict')).toEqual([{ tbl: 'partner', row: id, register: 'deleted' }]);
    expect(faults(a)).toEqual([]);
  });
});

describe('what is broken is named', () => {
  function launched() {
    const first = freshDesk();
    add(first, 'partner', { nameJa: '甲市', kind: 'city' });
    const early = first.tip()?.w ?? '';
    const desk = reopened(first);
    add(desk, 'partner', { nameJa: '乙市', kind: 'city' });
    add(desk, 'partner', { nameJa: '丙市', kind: 'city' });
    catchUp(desk.db);
    return { desk, early, late: desk.tip()?.w ?? '' };
  }
  const lineOf = (desk: Desk, writer: string, n: number) =>
    desk.db.value<string>('SELECT line FROM sync_op WHERE w = (SELECT w FROM sync_writer WHERE id = ?) AND n = ?', writer, n) ?? '';
  const write = (desk: Desk, writer: string, n: number, line: string) =>
    desk.db.run('UPDATE sync_op SET line = ? WHERE w = (SELECT w FROM sync_writer WHERE id = ?) AND n = ?', line, writer, n);

  it('as the end of its chain, when a line is not as it was written', () => {
    const { desk, early, late } = launched();
    write(desk, early, 2, lineOf(desk, early, 2).replace('"u":"見本"', '"u":"偽者"'));
    expect(faults(desk)).toEqual([{ kind: 'chain', writer: early, n: 2 }]);
    write(desk, late, 2, lineOf(desk, late, 2).replace('"u":"見本"', '"u":"偽者"'));
    expect(faults(desk)).toEqual([
      { kind: 'chain', writer: early, n: 2 },
      { kind: 'chain', writer: late, n: 3 },
    ]);
    desk.close();
  });

  it('as the place in its chain, when a line bears the name of another desk or another place', () => {
    const { desk, early, late } = launched();
    const was = lineOf(desk, late, 2);
    const end = { kind: 'chain', writer: late, n: 3 };
    write(desk, late, 2, was.replace(late, early));
    expect(faults(desk).filter(({ kind }) => kind === 'chain')).toEqual([{ ...end, n: 2 }, end]);
    write(desk, late, 2, was.replace('"n":2', '"n":1'));
    expect(faults(desk).filter(({ kind }) => kind === 'chain')).toEqual([{ ...end, n: 2 }, end]);
    write(desk, late, 2, was);
    expect(faults(desk)).toEqual([]);
    desk.close();
  });

  it('once, where a line is missing, and not at every line after it', () => {
    const desk = freshDesk();
    for (const nameJa of ['甲市', '乙市', '丙市', '丁市']) add(desk, 'partner', { nameJa, kind: 'city' });
    catchUp(desk.db);
    const writer = desk.tip()?.w ?? '';
    desk.db.run('DELETE FROM sync_op WHERE n = 2');
    const found = verify(desk.db, environment);
    expect(found.operations).toBe(4);
    expect(found.faults.filter(({ kind }) => kind === 'chain')).toEqual([
      { kind: 'chain', writer, n: 3 },
      { kind: 'chain', writer, n: 5 },
    ]);
  });

  it('as a chain, when all its lines are gone', () => {
    const { desk, late } = launched();
    desk.db.run('DELETE FROM sync_op WHERE w = (SELECT w FROM sync_writer WHERE id = ?)', late);
    expect(faults(desk)).toContainEqual({ kind: 'chain', writer: late, n: 3 });
    desk.close();
  });

  it('as a chain and a record, when a line cannot be read any more; the rest is still verified', () => {
    const { desk, early } = launched();
    const [id = '', other = ''] = desk.db.all<{ id: string }>('SELECT id FROM partner ORDER BY nameJa DESC').map((row) => row.id);
    write(desk, early, 2, lineOf(desk, early, 2).slice(0, 20));
    const found = verify(desk.db, environment);
    expect(found.operations).toBe(5);
    expect(found.faults.filter(({ kind }) => kind === 'chain')).toEqual(Array(2).fill({ kind: 'chain', writer: early, n: 2 }));
    expect(found.faults).toContainEqual({ kind: 'row', table: 'partner', id });
    expect(found.faults).not.toContainEqual({ kind: 'row', table: 'partner', id: other });
    desk.close();
  });

  it('wherever the line stands and whatever is left of it; of several records each is named', () => {
    const { desk, early, late } = launched();
    const ids = desk.db.all<{ id: string; nameJa: string }>('SELECT id, nameJa FROM partner');
    for (const [writer, n, text] of [
      [early, 1, '{'],
      [early, 2, '{"redacted":'],
      [late, 2, ''],
    ] as const)
      write(desk, writer, n, text);
    const found = faults(desk);
    for (const [writer, n] of [
      [early, 1],
      [early, 2],
      [late, 2],
    ] as const)
      expect(found).toContainEqual({ kind: 'chain', writer, n });
    for (const { id, nameJa } of ids)
      if (nameJa === '丙市') expect(found).not.toContainEqual({ kind: 'row', table: 'partner', id });
      else expect(found).toContainEqual({ kind: 'row', table: 'partner', id });
    desk.close();
  });

  it('as a record, when an operation replaces versions that are no longer there', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const id = add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    deliver(a, b);
    set(b, 'partner', id, { note: '乙の案' });
    set(a, 'partner', id, { note: '甲の案' });
    deliver(b, a);
    catchUp(a.db);
    a.db.run('DELETE FROM sync_op WHERE w = (SELECT w FROM sync_writer WHERE id = ?) AND n > 2', a.tip()?.w ?? '');
    a.db.run("UPDATE sync_op SET line = replace(line, ?, ?) WHERE line LIKE '%乙の案%'", `"${a.tip()?.w}.2"`, `"${'ab'.repeat(16)}.2"`);
    expect(faults(a)).toContainEqual({ kind: 'row', table: 'partner', id });
  });

  it('by the first record of each table that differs, with the records of every table counted', () => {
    const desk = freshDesk();
    const ids = ['甲市', '乙市', '丙市'].map((nameJa) => add(desk, 'partner', { nameJa, kind: 'city' })).sort();
    const agreement = add(desk, 'agreement', { titleJa: '一', kind: 'other' });
    catchUp(desk.db);
    desk.db.run("UPDATE partner SET note = 'x' WHERE id <> ?", ids[0] ?? '');
    desk.db.run("UPDATE agreement SET note = 'x'");
    const found = faults(desk).filter(({ kind }) => kind === 'row');
    expect(found).toHaveLength(2);
    expect(found).toEqual(
      expect.arrayContaining([
        { kind: 'row', table: 'partner', id: ids[1] },
        { kind: 'row', table: 'agreement', id: agreement },
      ]),
    );
  });

  it('as the file, when the file itself is damaged', () => {
    const { desk } = launched();
    const { folder } = desk;
    desk.close();
    const file = openSync(databaseFile(folder), 'r+');
    // Bytes 36 to 39 hold the number of free pages.
    writeSync(file, Buffer.from([0, 0, 0, 9]), 0, 4, 36);
    closeSync(file);
    const damaged = openDesk(folder, environment);
    const found = faults(damaged);
    expect(found.length).toBeGreaterThan(0);
    for (const fault of found) expect(fault).toEqual({ kind: 'file', text: expect.stringMatching(/free/i) });
    damaged.close();
  });
});

describe('rebuilding', () => {
  it('finds deleted records, links and open conflicts again', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const id = add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    const gone = add(a, 'partner', { nameJa: '乙市', kind: 'city' });
    commit(a, '見本', [{ kind: 'create', table: 'agreement', set: { titleJa: '一', kind: 'other', partners: [id] } }]);
    commit(a, '見本', [{ kind: 'delete', table: 'partner', id: gone }]);
    deliver(a, b);
    set(a, 'partner', id, { note: '甲の案' });
    set(b, 'partner', id, { note: '乙の案' });
    deliver(b, a);
    const state = () => [
      a.db.all('SELECT * FROM partner ORDER BY id'),
      a.db.all('SELECT * FROM agreementParty'),
      a.db.all('SELECT * FROM sync_conflict'),
      digest(a.db),
    ];
    const before = state();
    rebuild(a.db);
    expect(state()).toEqual(before);
    expect([valuesOf(a, 'partner', gone).deleted, faults(a)]).toEqual([1, []]);
  });
});

describe('the digest', () => {
  it('is made of the filled cells of every record by name, in order: programs whose columns differ agree on it', () => {
    const desk = freshDesk();
    const other = city.replace(/0$/, '1');
    const empty = createHash('sha256').digest('hex');
    expect(digest(desk.db)).toBe(empty);
    commit(desk, '見本', [
      { kind: 'create', table: 'partner', id: other, set: { nameJa: '乙市', kind: 'city' } },
      { kind: 'create', table: 'partner', id: city, set: { nameJa: '甲市', note: '追記', kind: 'city', nameEn: '' } },
      { kind: 'create', table: 'agreement', id: city, set: { titleJa: '一', kind: 'other' } },
    ]);
    const deleted = add(desk, 'partner', { nameJa: '丙市', kind: 'city' });
    commit(desk, '見本', [{ kind: 'delete', table: 'partner', id: deleted }]);
    const cells = (table: string, filled: Record<string, string>) => `${table}\n${JSON.stringify(Object.entries(filled))}\n`;
    const text =
      cells('agreement', { id: city, kind: 'other', titleJa: '一' }) +
      cells('partner', { id: city, kind: 'city', nameJa: '甲市', note: '追記' }) +
      cells('partner', { id: other, kind: 'city', nameJa: '乙市' });
    expect(digest(desk.db)).toBe(createHash('sha256').update(text).digest('hex'));
  });
});
