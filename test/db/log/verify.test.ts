// A fault of any kind is found and named: in a chain, in a record, in a conflict, in the search index.
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../db/desk/desk.ts';
import { commit } from '../../../db/log/commit.ts';
import { digest } from '../../../db/log/digest.ts';
import { readRow } from '../../../db/log/projection.ts';
import { rebuild, verify } from '../../../db/log/verify.ts';
import { catchUp, searchBehind } from '../../../db/store/search-index.ts';
import { environment, freshDesk } from '../../fresh-desk.ts';
import { add, deliver } from '../desk-actions.ts';

const kept = '01a22364-4abb-75f3-8837-56b0d1ba8f80';

/** A desk with two records and a conflict, indexed. */
function desk(): Desk & { readonly city: string } {
  const [a, b] = [freshDesk(), freshDesk()];
  const city = add(a, 'partner', { nameJa: '甲市', kind: 'city' });
  add(a, 'partner', { nameJa: '乙市', kind: 'city' });
  deliver(a, b);
  for (const [one, note] of [
    [a, '甲の案'],
    [b, '乙の案'],
  ] as const)
    commit(one, '見本', [{ kind: 'set', table: 'partner', id: city, set: { note } }]);
  deliver(b, a);
  catchUp(a.db);
  return Object.assign(a, { city });
}
const faults = (of: Desk) => verify(of.db, environment).faults;

describe('verifying', () => {
  it('counts operations and rows, and finds no fault where there is none', () => {
    const of = desk();
    expect(verify(of.db, environment)).toEqual({ operations: 6, rows: 2, faults: [], unproven: [expect.objectContaining({ doubt: 'unchecked' })] });
  });

  it('finds a value that the log does not have, a record that is missing, and one too many', () => {
    const of = desk();
    of.db.run("UPDATE partner SET nameEn = 'x' WHERE id = ?", of.city);
    expect(faults(of)).toEqual([{ kind: 'row', table: 'partner', id: of.city }]);
    rebuild(of.db);
    expect(faults(of)).toEqual([]);
    const last = of.db.value<string>('SELECT max(id) FROM partner') ?? '';
    of.db.run('DELETE FROM partner WHERE id = ?', last);
    expect(faults(of)).toEqual([{ kind: 'row', table: 'partner', id: last }]);
    rebuild(of.db);
    const columns = 'id, deleted, _h, nameJa, kind';
    of.db.run(`INSERT INTO partner (${columns}) VALUES ('ffffffff-0000-7000-8000-000000000000', 0, '{}', '丙市', 'city')`);
    expect(faults(of)).toEqual([{ kind: 'row', table: 'partner', id: 'ffffffff-0000-7000-8000-000000000000' }]);
  });

  it('finds versions that are not those of the log', () => {
    const of = desk();
    of.db.run("UPDATE partner SET _h = '{}' WHERE id = ?", of.city);
    expect(faults(of)).toEqual([{ kind: 'row', table: 'partner', id: of.city }]);
  });

  it('finds a conflict that is not noted, and one that is none', () => {
    const of = desk();
    of.db.run('DELETE FROM sync_conflict');
    expect(faults(of)).toEqual([{ kind: 'conflict', id: `partner:${of.city}:note` }]);
    rebuild(of.db);
    of.db.run("INSERT INTO sync_conflict (tbl, row, register) VALUES ('partner', ?, 'nameEn')", of.city);
    expect(faults(of)).toEqual([{ kind: 'conflict', id: `partner:${of.city}:nameEn` }]);
    rebuild(of.db);
    expect(faults(of)).toEqual([]);
    expect(of.db.value('SELECT count(*) FROM sync_conflict')).toBe(1);
  });

  it('finds a text of the search that is wrong, missing, or of no record; an index that is behind is no fault', () => {
    const of = desk();
    of.db.run("UPDATE search_doc SET text = 'x' WHERE row = ?", of.city);
    expect(faults(of)).toEqual([{ kind: 'search', id: of.city }]);
    of.db.run('DELETE FROM search_doc WHERE row = ?', of.city);
    expect(faults(of)).toEqual([{ kind: 'search', id: of.city }]);
    rebuild(of.db);
    expect(faults(of)).toEqual([]);
    of.db.run("INSERT INTO search_doc (tbl, row, text) VALUES ('partner', ?, 'x')", kept);
    expect(faults(of)).toEqual([{ kind: 'search', id: kept }]);
    add(of, 'partner', { nameJa: '丁市', kind: 'city' });
    expect(searchBehind(of.db)).toBeGreaterThan(0);
    expect(faults(of)).toEqual([]);
  });

  it('finds a chain whose end is not the one noted', () => {
    const of = desk();
    const writer = of.tip()?.w ?? '';
    const end = of.tip()?.n ?? 0;
    const sha = of.tip()?.sha ?? '';
    const fault = { kind: 'chain', writer, n: end };
    of.db.run('UPDATE sync_writer SET head_sha = ? WHERE id = ?', '0'.repeat(64), writer);
    expect(faults(of)).toEqual([fault]);
    of.db.run('UPDATE sync_writer SET head_sha = ?, max_n = max_n + 1 WHERE id = ?', sha, writer);
    expect(faults(of)).toEqual([{ ...fault, n: end + 1 }]);
  });

  it('finds a gap in a chain, and a line under another name', () => {
    const of = desk();
    const writer = of.tip()?.w ?? '';
    const w = of.db.value<number>('SELECT w FROM sync_writer WHERE id = ?', writer) ?? 0;
    const line = of.db.value<string>('SELECT line FROM sync_op WHERE w = ? AND n = 3', w) ?? '';
    const at = of.db.get<{ seq: number; x: number; t: string; tbl: string; row: string }>('SELECT seq, x, t, tbl, row FROM sync_op WHERE w = ? AND n = 3', w);
    of.db.run('DELETE FROM sync_op WHERE w = ? AND n = 3', w);
    expect(faults(of)).toContainEqual({ kind: 'chain', writer, n: 4 });
    const put = (text: string) =>
      of.db.run(
        'INSERT INTO sync_op (seq, w, n, x, t, tbl, row, line, state) VALUES (?,?,3,?,?,?,?,?,0)',
        at?.seq ?? 0,
        w,
        at?.x ?? 0,
        at?.t ?? '',
        at?.tbl ?? '',
        at?.row ?? '',
        text,
      );
    put(line.replace('"n":3', '"n":7'));
    expect(faults(of)).toContainEqual({ kind: 'chain', writer, n: 3 });
    of.db.run('DELETE FROM sync_op WHERE w = ? AND n = 3', w);
    put(line);
    expect(faults(of)).toEqual([]);
  });

  it('reports at most a hundred faults', () => {
    const of = freshDesk();
    commit(
      of,
      '見本',
      Array.from({ length: 110 }, (_, at) => ({ kind: 'create' as const, table: 'partner', set: { nameJa: `市${at}`, kind: 'city' } })),
    );
    catchUp(of.db);
    of.db.run("UPDATE search_doc SET text = 'x'");
    expect(faults(of)).toHaveLength(100);
  });
});

describe('rebuilding', () => {
  it('writes the records again from the log, with their search, and leaves out what the log does not know', () => {
    const of = desk();
    const before = digest(of.db);
    of.db.run("UPDATE partner SET nameJa = '違う市'");
    expect(digest(of.db)).not.toBe(before);
    rebuild(of.db);
    expect(digest(of.db)).toBe(before);
    expect(searchBehind(of.db)).toBe(0);
    expect(faults(of)).toEqual([]);
  });
});

describe('the digest', () => {
  it('is the same on two desks that hold the same, whatever their log, and another for every value', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    expect(digest(a.db)).toBe(digest(b.db));
    expect(digest(a.db)).toMatch(/^[0-9a-f]{64}$/);
    const id = add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    deliver(a, b);
    const gone = add(b, 'partner', { nameJa: '乙市', kind: 'city' });
    expect(digest(b.db)).not.toBe(digest(a.db));
    commit(b, '見本', [{ kind: 'delete', table: 'partner', id: gone }]);
    expect(digest(b.db)).toBe(digest(a.db));
    const seen = new Set([digest(b.db)]);
    for (const set of [{ note: '一' }, { nameEn: '一', note: null }, { nameEn: null, nameKo: '一' }]) {
      commit(b, '見本', [{ kind: 'set', table: 'partner', id, set }]);
      seen.add(digest(b.db));
    }
    expect(seen.size).toBe(4);
    expect(readRow(b.db, 'partner', id)?.values.nameKo).toBe('一');
  });
});
