// Which rows: a filter as exchanged with window and command line, and its SQL.
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { span } from '../catalog/dates.ts';
import { fold } from '../catalog/fold.ts';
import { columnOf, type Table, tableOf } from '../catalog/index.ts';
import { DeskError } from '../errors.ts';
import { linkCondition } from './links.ts';

const scalar = z.union([z.string().max(2_000), z.number(), z.null()]);
const condition = z.union([
  scalar,
  z.array(scalar).max(500),
  z.strictObject({ contains: z.string().max(2_000) }),
  z.strictObject({ from: scalar.optional(), to: scalar.optional() }),
  z.strictObject({ empty: z.boolean() }),
  z.strictObject({ not: z.union([scalar, z.array(scalar).max(500)]) }),
]);
export type Condition = z.infer<typeof condition>;

/** `{"kind":"sister"}`, `{"kind":["sister","agreement"]}`, `{"signedOn":{"from":"2014","to":"2015-03"}}`, `{"note":{"empty":true}}`. All must hold. */
export const filterSchema = z.record(z.string().min(1).max(40), condition);
export type Filter = z.infer<typeof filterSchema>;

/** `deleted` may be asked for by name; otherwise deleted records stay out of sight. */
export function filterSql(table: Table, filter: Filter): SQL {
  const parts: SQL[] = 'deleted' in filter ? [] : [sql`t.deleted = 0`];
  for (const [name, wanted] of Object.entries(filter)) parts.push(conditionSql(table, name, wanted));
  return sql.join(parts.length > 0 ? parts : [sql`1`], sql` AND `);
}

function conditionSql(table: Table, name: string, wanted: Condition): SQL {
  if (name === 'id' || name === 'deleted') return matches(sql`t.${sql.identifier(name)}`, asList(wanted));
  const column = columnOf(table, name);
  if (!column || column.kind === 'computed') throw new DeskError('unknownColumn', { table: table.name, column: name });
  if (column.kind === 'links') return linkCondition(column, wanted);
  const cell = sql`t.${sql.identifier(name)}`;
  if (wanted === null || typeof wanted !== 'object' || Array.isArray(wanted)) {
    // A year or a month means every day in it.
    if (column.kind === 'date' && typeof wanted === 'string' && wanted.length < 10 && wanted !== '?') return range(cell, wanted, wanted);
    if (column.kind === 'terms' && wanted !== null)
      return sql.join(
        asList(wanted).map((term) => sql`instr(${cell}, ${JSON.stringify(term)}) > 0`),
        sql` OR `,
      );
    return matches(cell, asList(wanted));
  }
  if ('contains' in wanted) return sql`instr(fold(${cell}), ${fold(wanted.contains)}) > 0`;
  if ('empty' in wanted) return wanted.empty ? sql`${cell} IS NULL` : sql`${cell} IS NOT NULL`;
  if ('not' in wanted) return sql`NOT ${matches(cell, asList(wanted.not))}`;
  const { from = null, to = null } = wanted;
  if (column.kind === 'date') return range(cell, from === null ? null : String(from), to === null ? null : String(to));
  const bounds = [from === null ? undefined : sql`${cell} >= ${from}`, to === null ? undefined : sql`${cell} <= ${to}`].filter((bound) => bound !== undefined);
  return bounds.length > 0 ? sql.join(bounds, sql` AND `) : sql`1`;
}

const asList = (wanted: Condition): readonly (string | number | null)[] => (Array.isArray(wanted) ? wanted : [wanted as string | number | null]);

function matches(cell: SQL, values: readonly (string | number | null)[]): SQL {
  const given = values.filter((value) => value !== null);
  const empty = given.length < values.length;
  if (given.length === 0) return empty ? sql`${cell} IS NULL` : sql`0`;
  const [only, ...more] = given;
  const some =
    more.length === 0
      ? sql`${cell} = ${only}`
      : sql`${cell} IN (${sql.join(
          given.map((value) => sql`${value}`),
          sql`, `,
        )})`;
  return empty ? sql`(${some} OR ${cell} IS NULL)` : some;
}

/** Stored dates compare as text; a partial date belongs to a range that covers its first day. */
function range(cell: SQL, from: string | null, to: string | null): SQL {
  const bounds: SQL[] = [sql`${cell} <> '?'`];
  if (from !== null) bounds.push(sql`${cell} >= ${from}`);
  if (to !== null) bounds.push(sql`${cell} <= ${span(to)?.last ?? to}`);
  return sql`(${sql.join(bounds, sql` AND `)})`;
}

/** The table a name from outside means. @throws DeskError `unknownTable` */
export const requireTable = (name: string): Table => {
  try {
    return tableOf(name);
  } catch {
    throw new DeskError('unknownTable', { table: name });
  }
};
