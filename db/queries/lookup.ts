// Records and words to choose from while typing.
import { sql } from 'drizzle-orm';
import { fold } from '../catalog/fold.ts';
import { type Language, nameColumns, tableOf } from '../catalog/index.ts';
import { shortName } from '../catalog/short-names.ts';
import type { Reader } from '../store/connection.ts';
import { allOf } from './compile.ts';
import { list, recordNames } from './list.ts';

/** Records whose text holds what was typed, in their table's order. */
export function lookup(
  db: Reader,
  table: string,
  search: string,
  { limit, language }: { readonly limit: number; readonly language: Language },
): { id: string; name: string }[] {
  const found = list(db, { table, search, limit, language });
  // 「ソウル市」 is 「ソウル特別市」: without the word for its kind it is found.
  const { stem } = shortName(search);
  if (found.rows.length === 0 && table === 'partner' && stem !== '' && stem !== fold(search)) return lookup(db, table, stem, { limit, language });
  const names = recordNames(db, new Map([[found.table, new Set(found.rows.map((row) => row.id))]]), language);
  return found.rows.map((row) => ({ id: row.id, name: names[row.id] ?? row.id }));
}

/** Names of records that are known by id. */
export function namesOf(db: Reader, table: string, ids: readonly string[], language: Language): { id: string; name: string }[] {
  return Object.entries(recordNames(db, new Map([[table, new Set(ids)]]), language)).map(([id, name]) => ({ id, name }));
}

/** The words of an editable list, in their order. */
export function terms(db: Reader, of: string, language: Language): { key: string; name: string }[] {
  const [own, japanese] = nameColumns(tableOf('vocabulary'), language).map((column) => sql.identifier(column));
  return allOf<{ key: string; name: string }>(
    db,
    sql`SELECT key, coalesce(nullif(${own}, ''), ${japanese}) AS name FROM vocabulary WHERE deleted = 0 AND list = ${of} ORDER BY "order", id`,
  );
}
