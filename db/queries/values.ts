// Whole tables as plain values, for comparing them with something else: no names, no pages.
import { sql } from 'drizzle-orm';
import { columnOf, type Table, type Value } from '../catalog/index.ts';
import type { Reader } from '../store/connection.ts';
import { allOf, compile } from './compile.ts';

export interface PlainRecord {
  readonly id: string;
  readonly seen: string;
  /** Stored values, and ids of linked records. */
  readonly values: Readonly<Record<string, Value | readonly string[]>>;
}

/** Every record that is not deleted, with the columns named; in no particular order. */
export function plainRecords(db: Reader, table: Table, columns: readonly string[]): PlainRecord[] {
  const stored = columns.filter((name) => !['links', 'computed', undefined].includes(columnOf(table, name)?.kind));
  const wanted = ['id', '_h', ...stored].map((name) => sql.identifier(name));
  const query = compile(sql`SELECT ${sql.join(wanted, sql`, `)} FROM ${sql.identifier(table.name)} WHERE deleted = 0`);
  const tied = columns.flatMap((name) => {
    const column = columnOf(table, name);
    if (column?.kind !== 'links') return [];
    const where = Object.entries(column.where ?? {}).map(([key, value]) => sql` AND ${sql.identifier(key)} = ${value}`);
    const ids = new Map<string, string[]>();
    for (const { source, target } of allOf<{ source: string; target: string }>(
      db,
      sql`SELECT ${sql.identifier(column.from)} AS source, ${sql.identifier(column.target)} AS target FROM ${sql.identifier(column.through)} WHERE deleted = 0${sql.join(where, sql``)}`,
    ))
      ids.set(source, [...(ids.get(source) ?? []), target]);
    return [{ name, ids }];
  });
  return db.all<Record<string, Value>>(query.sql, ...query.parameters).map(({ id, _h, ...row }) => {
    const values: Record<string, Value | readonly string[]> = row;
    for (const { name, ids } of tied) values[name] = ids.get(String(id)) ?? [];
    return { id: String(id), seen: String(_h), values };
  });
}
