// Which rows: a filter as exchanged with window and command line, and its SQL.
import { type SQL, sql } from 'drizzle-orm';
import { span } from '../catalog/dates.ts';
import { fold } from '../catalog/fold.ts';
import { columnOf, type Table, tableOf } from '../catalog/index.ts';
import { type RelativePeriod, relativeSpan } from '../catalog/relative.ts';
import { DeskError } from '../errors.ts';
import type { Condition, Filter } from './condition.ts';
import { linkCondition } from './links.ts';

export interface Asked {
  readonly filter?: Filter | undefined;
  readonly anyOf?: readonly Filter[] | undefined;
  /** `YYYY-MM-DD`, for periods that move with it. */
  readonly today?: string | undefined;
}

/** `deleted` may be asked for by name; otherwise deleted records stay out of sight. */
export function filterSql(table: Table, { filter = {}, anyOf, today }: Asked): SQL {
  const parts: SQL[] = 'deleted' in filter ? [] : [sql`t.deleted = 0`];
  const each = (asked: Filter) => Object.entries(asked).map(([name, wanted]) => conditionSql(table, name, wanted, today));
  parts.push(...each(filter));
  if (anyOf && anyOf.length > 0) {
    const ways = anyOf.map((asked) => sql`(${sql.join([sql`1`, ...each(asked)], sql` AND `)})`);
    parts.push(sql`(${sql.join(ways, sql` OR `)})`);
  }
  return sql.join(parts.length > 0 ? parts : [sql`1`], sql` AND `);
}

function conditionSql(table: Table, name: string, wanted: Condition, today: string | undefined): SQL {
  if (name === 'id' || name === 'deleted') return matches(sql`t.${sql.identifier(name)}`, asList(wanted));
  const column = columnOf(table, name);
  if (!column || column.kind === 'computed') throw new DeskError('unknownColumn', { table: table.name, column: name });
  if (column.kind === 'links') return linkCondition(column, wanted);
  const cell = sql`t.${sql.identifier(name)}`;
  if (wanted === null || typeof wanted !== 'object' || Array.isArray(wanted)) {
    // A year or a month means every day in it.
    if (column.kind === 'date' && typeof wanted === 'string' && wanted.length < 10 && wanted !== '?') return range(cell, wanted, wanted);
    if (column.kind === 'terms' && wanted !== null)
      return sql`(${sql.join(
        asList(wanted).map((term) => (term === null ? sql`${cell} IS NULL` : sql`instr(${cell}, ${JSON.stringify(term)}) > 0`)),
        sql` OR `,
      )})`;
    return matches(cell, asList(wanted));
  }
  if ('contains' in wanted) return sql`instr(fold(${cell}), ${fold(wanted.contains)}) > 0`;
  // A cell with nothing in it lacks the word too.
  if ('lacks' in wanted) return sql`(${cell} IS NULL OR instr(fold(${cell}), ${fold(wanted.lacks)}) = 0)`;
  if ('empty' in wanted) return wanted.empty ? sql`${cell} IS NULL` : sql`${cell} IS NOT NULL`;
  if ('not' in wanted) return unlike(cell, asList(wanted.not));
  if ('period' in wanted) return moving(cell, { kind: column.kind, name }, { period: wanted.period }, today);
  if ('days' in wanted) return moving(cell, { kind: column.kind, name }, { days: wanted.days }, today);
  const { from = null, to = null } = wanted;
  if (column.kind === 'date') return range(cell, from === null ? null : String(from), to === null ? null : String(to));
  const number = column.kind === 'decimal' ? sql`CAST(${cell} AS REAL)` : cell;
  const bounds = [from === null ? undefined : sql`${number} >= ${from}`, to === null ? undefined : sql`${number} <= ${to}`].filter(
    (bound) => bound !== undefined,
  );
  // A decimal is text: without a value it would count as zero.
  return bounds.length > 0 ? sql`(${sql.join([sql`${cell} IS NOT NULL`, ...bounds], sql` AND `)})` : sql`1`;
}

function moving(
  cell: SQL,
  { kind, name }: { readonly kind: string; readonly name: string },
  wanted: { readonly period: RelativePeriod } | { readonly days: { readonly from: number; readonly to: number } },
  today: string | undefined,
): SQL {
  if (kind !== 'date' || today === undefined) throw new DeskError('badRequest', { what: `filter ${name}` });
  const { first, last } = relativeSpan(wanted, today);
  return range(cell, first, last);
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

/** None of the values. An empty cell is none of them, unless emptiness itself is among what is not wanted. */
function unlike(cell: SQL, values: readonly (string | number | null)[]): SQL {
  const given = values.filter((value) => value !== null);
  if (given.length < values.length) return sql`(${cell} IS NOT NULL AND NOT ${matches(cell, given)})`;
  return sql`(${cell} IS NULL OR NOT ${matches(cell, given)})`;
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
