// What a search found, in order: worked out once, and kept while nothing changes. Looking through every text is the one
// thing that grows with the desk; scrolling through what was found must not do it again for every page.
import { type SQL, sql } from 'drizzle-orm';
import type { Reader } from '../store/connection.ts';
import { compile } from './compile.ts';

interface Found {
  readonly statement: string;
  readonly version: string;
  readonly rowids: readonly number[];
}

const last = new WeakMap<Reader, Found>();

/** Changes of this connection and of others: as long as neither moves, a list is what it was. */
const versionOf = (db: Reader): string => `${db.value<number>('SELECT total_changes()')} ${db.value<number>('PRAGMA data_version')}`;

/** @param ordered  a statement of row ids, in their order, without a limit */
export function found(db: Reader, ordered: SQL): readonly number[] {
  const { sql: text, parameters } = compile(ordered);
  const statement = `${text} ${JSON.stringify(parameters)}`;
  const version = versionOf(db);
  const known = last.get(db);
  if (known?.statement === statement && known.version === version) return known.rowids;
  // One text instead of a hundred thousand objects: crossing from SQLite to here is what costs.
  const rowids = JSON.parse(db.value<string>(`SELECT json_group_array(at) FROM (${text})`, ...parameters) ?? '[]') as number[]; // json of integers
  last.set(db, { statement, version, rowids });
  return rowids;
}

/** Rows by their place in what was found, in that order. */
export function foundRows<T extends { readonly at: number }>(db: Reader, rowids: readonly number[], select: SQL): T[] {
  const { sql: text, parameters } = compile(sql`${select} WHERE t.rowid IN (SELECT value FROM json_each(${JSON.stringify(rowids)}))`);
  const rows = new Map(db.all<T>(text, ...parameters).map((row) => [row.at, row]));
  return rowids.flatMap((at) => rows.get(at) ?? []);
}
