// Keeps the search box up to date with the log: folded text per record, and a trigram index over it. An edit is on the disk
// without it; the index follows in the idle time after, in pieces, and at the latest before the next search.
import { fold, foldVersion } from '../catalog/fold.ts';
import { findTable, storedColumns, tableOf } from '../catalog/index.ts';
import type { Reader, SqlValue, Writer } from './connection.ts';

/** Up to this operation of the log the index is complete. */
const mark = 'searchedTo';

const searched = (table: string): string[] =>
  storedColumns(tableOf(table))
    .filter(([, column]) => (column.kind === 'text' || column.kind === 'longText') && column.search !== false)
    .map(([name]) => name);

/** How the texts of the index were folded. */
const versionMark = 'searchFold';

const isCurrent = (db: Reader): boolean => db.value<string>('SELECT value FROM local_state WHERE key = ?', versionMark) === String(foldVersion);

/** 0 for an index of an earlier way of folding, which is begun again. */
const searchedTo = (db: Reader): number => (isCurrent(db) ? Number(db.value<string>('SELECT value FROM local_state WHERE key = ?', mark) ?? 0) : 0);

/** How many operations are not indexed yet. */
export const searchBehind = (db: Reader): number => (db.value<number>('SELECT coalesce(max(seq), 0) FROM sync_op') ?? 0) - searchedTo(db);

/**
 * Indexes what the next operations of the log changed. Call within a transaction.
 * @param most  how many operations to look at
 */
export function indexNext(db: Writer, most: number): void {
  if (!isCurrent(db)) {
    clearSearch(db);
    db.run('INSERT INTO local_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', versionMark, String(foldVersion));
  }
  const from = searchedTo(db);
  const operations = db.all<{ seq: number; tbl: string; row: string }>('SELECT seq, tbl, row FROM sync_op WHERE seq > ? ORDER BY seq LIMIT ?', from, most);
  const touched = new Map(operations.filter(({ tbl }) => findTable(tbl)?.name === tbl).map(({ tbl, row }) => [`${tbl}:${row}`, { tbl, row }]));
  for (const { tbl, row } of touched.values()) indexRecord(db, tbl, row);
  const last = operations[operations.length - 1];
  if (last) db.run('INSERT INTO local_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', mark, String(last.seq));
}

function indexRecord(db: Writer, table: string, id: string): void {
  const columns = searched(table);
  if (columns.length === 0) return;
  const row = db.get<Record<string, SqlValue>>(`SELECT ${columns.map((name) => `"${name}"`).join(', ')} FROM "${table}" WHERE id = ?`, id);
  const text = Object.values(row ?? {})
    .filter((value): value is string => typeof value === 'string' && value !== '')
    .map(fold)
    .join('\n');
  const known = db.get<{ rid: number; text: string }>('SELECT rid, text FROM search_doc WHERE tbl = ? AND row = ?', table, id);
  if (known?.text === text || (!known && text === '')) return;
  if (known) db.run('DELETE FROM search_index WHERE rowid = ?', known.rid);
  if (known && text === '') {
    db.run('DELETE FROM search_doc WHERE rid = ?', known.rid);
    return;
  }
  const rid = known?.rid ?? db.run('INSERT INTO search_doc (tbl, row, text) VALUES (?,?,?)', table, id, text).lastInsertRowid;
  if (known) db.run('UPDATE search_doc SET text = ? WHERE rid = ?', text, known.rid);
  db.run('INSERT INTO search_index (rowid, text) VALUES (?, ?)', rid, text);
}

/** Indexes records again whose values changed without an operation of their own. */
export function reindex(db: Writer, records: readonly { readonly table: string; readonly id: string }[]): void {
  for (const { table, id } of records) indexRecord(db, table, id);
}

/** After operations were deleted from the log: the index is complete up to its new end at most. */
export function rewindSearch(db: Writer): void {
  const top = db.value<number>('SELECT coalesce(max(seq), 0) FROM sync_op') ?? 0;
  if (searchedTo(db) > top) db.run('UPDATE local_state SET value = ? WHERE key = ?', String(top), mark);
}

/** Operations indexed in one transaction while catching up: some 50 ms, so that the window stays quick in between. */
export const slice = 400;

/** Brings the index up to date, to be called before a search. */
export function catchUp(db: Writer): void {
  while (searchBehind(db) > 0) db.immediate(() => indexNext(db, 5_000));
}

/** Starts the index from nothing; `catchUp` fills it again. */
export function clearSearch(db: Writer): void {
  db.run('DELETE FROM search_index');
  db.run('DELETE FROM search_doc');
  db.run('DELETE FROM local_state WHERE key = ?', mark);
}
