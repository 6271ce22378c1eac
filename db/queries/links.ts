// Linked records in lists: conditions on them, and their ids and names for a window of rows.
import { type SQL, sql } from 'drizzle-orm';
import type { LinksColumn } from '../catalog/column.ts';
import type { Condition } from './condition.ts';

const ties = (column: LinksColumn): SQL => {
  const where = Object.entries(column.where ?? {}).map(([key, value]) => sql` AND l.${sql.identifier(key)} = ${value}`);
  return sql`SELECT l.${sql.identifier(column.from)} FROM ${sql.identifier(column.through)} l WHERE l.deleted = 0${sql.join(where, sql``)}`;
};

/** Rows tied to the given record, to any of several, or to none. */
export function linkCondition(column: LinksColumn, wanted: Condition): SQL {
  if (wanted !== null && typeof wanted === 'object' && !Array.isArray(wanted)) {
    if ('empty' in wanted) return wanted.empty ? sql`t.id NOT IN (${ties(column)})` : sql`t.id IN (${ties(column)})`;
    if ('not' in wanted) return sql`t.id NOT IN (${tiedTo(column, wanted.not)})`;
    return sql`0`;
  }
  if (wanted === null) return sql`t.id NOT IN (${ties(column)})`;
  return sql`t.id IN (${tiedTo(column, wanted)})`;
}

function tiedTo(column: LinksColumn, wanted: string | number | null | readonly (string | number | null)[]): SQL {
  const ids = (Array.isArray(wanted) ? wanted : [wanted]).map((id) => sql`${id}`);
  return sql`${ties(column)} AND l.${sql.identifier(column.target)} IN (${sql.join(ids, sql`, `)})`;
}

/** Rows tied to a record that a subquery of ids finds. */
export const tiedToAny = (column: LinksColumn, ids: SQL): SQL => sql`t.id IN (${ties(column)} AND l.${sql.identifier(column.target)} IN (${ids}))`;

/** Ids tied to each of the rows named, in the order of the linked table. */
export function linkedIds(column: LinksColumn, rowIds: readonly string[], order: SQL): SQL {
  const where = Object.entries(column.where ?? {}).map(([key, value]) => sql` AND l.${sql.identifier(key)} = ${value}`);
  return sql`SELECT l.${sql.identifier(column.from)} AS source, l.${sql.identifier(column.target)} AS target
    FROM ${sql.identifier(column.through)} l JOIN ${sql.identifier(column.to)} t ON t.id = l.${sql.identifier(column.target)}
    WHERE l.deleted = 0 AND l.${sql.identifier(column.from)} IN (SELECT value FROM json_each(${JSON.stringify(rowIds)}))${sql.join(where, sql``)}
    ORDER BY ${order}`;
}
