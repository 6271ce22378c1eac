// In what order: official order for lists and bureaus, readings for Japanese names, dates as they are.
import { type SQL, sql } from 'drizzle-orm';
import { allowedValues, columnOf, type Table, tableOf } from '../catalog/index.ts';
import { DeskError } from '../errors.ts';

export interface Sort {
  readonly column: string;
  readonly descending?: boolean | undefined;
}

export const defaultSort = (table: Table): Sort[] =>
  table.order.map((name) => (name.startsWith('-') ? { column: name.slice(1), descending: true } : { column: name }));

/**
 * Ends in the id, in the direction of the last column, so that the order is total and an index can give it.
 * @param group  a column whose equal values come together, before anything else
 */
export function orderSql(table: Table, sort: readonly Sort[], group?: string): SQL {
  const parts = group === undefined ? [] : [sql`${groupOrder(table, group)}`, sql`${groupKey(table, group)}`];
  for (const { column, descending } of sort) parts.push(sql`${sortKey(table, column, sql`t`)}${descending ? sql` DESC` : sql``}`);
  const [only, ...more] = sort;
  if (only && more.length === 0 && ['oneOf', 'term', 'reference'].includes(columnOf(table, only.column)?.kind ?? '')) {
    // Rows of one term come together, in the order of the list among themselves.
    parts.push(sql`t.${sql.identifier(only.column)}`);
    const rest = defaultSort(table).filter(({ column }) => column !== only.column);
    for (const { column, descending } of rest) parts.push(sql`${sortKey(table, column, sql`t`)}${descending ? sql` DESC` : sql``}`);
    parts.push(rest[rest.length - 1]?.descending ? sql`t.id DESC` : sql`t.id`);
  } else parts.push(sort[sort.length - 1]?.descending ? sql`t.id DESC` : sql`t.id`);
  return sql.join(parts, sql`, `);
}

/**
 * What rows are put together by: the stored value; the fiscal year of a date (its own year where the month is not
 * known, followed by `?`); for links, the ids of all records tied, in their order.
 */
export function groupKey(table: Table, name: string): SQL {
  const column = columnOf(table, name);
  if (!column || column.kind === 'computed') throw new DeskError('unknownColumn', { table: table.name, column: name });
  const cell = sql`t.${sql.identifier(name)}`;
  if (column.kind === 'date')
    return sql`CASE WHEN ${cell} IS NULL OR ${cell} = '?' THEN ${cell} WHEN length(${cell}) < 7 THEN ${cell} || '?'
      ELSE CAST(substr(${cell}, 1, 4) - (substr(${cell}, 6, 2) < '04') AS TEXT) END`;
  if (column.kind === 'links') {
    const target = tableOf(column.to);
    const where = Object.entries(column.where ?? {}).map(([key, value]) => sql` AND l.${sql.identifier(key)} = ${value}`);
    return sql`(SELECT group_concat(tied.id, ' ') FROM (SELECT r.id AS id FROM ${sql.identifier(column.through)} l JOIN ${sql.identifier(target.name)} r ON r.id = l.${sql.identifier(column.target)} WHERE l.deleted = 0 AND l.${sql.identifier(column.from)} = t.id${sql.join(where, sql``)} ORDER BY ${firstKey(target)}, r.id) tied)`;
  }
  return cell;
}

/** Groups are in the order of their column; fiscal years newest first, as lists of visits do. */
export const groupOrder = (table: Table, name: string): SQL =>
  columnOf(table, name)?.kind === 'date' ? sql`${groupKey(table, name)} DESC` : sortKey(table, name, sql`t`);

export function sortKey(table: Table, name: string, alias: SQL): SQL {
  const column = columnOf(table, name);
  if (!column) throw new DeskError('unknownColumn', { table: table.name, column: name });
  const cell = sql`${alias}.${sql.identifier(name)}`;
  switch (column.kind) {
    case 'oneOf': {
      const cases = allowedValues(column.values).map((value, at) => sql` WHEN ${value} THEN ${at}`);
      return sql`CASE ${cell}${sql.join(cases, sql``)} ELSE 999 END`;
    }
    case 'decimal':
      return sql`CAST(${cell} AS REAL)`;
    case 'reference': {
      const target = tableOf(column.to);
      return sql`(SELECT ${firstKey(target)} FROM ${sql.identifier(target.name)} r WHERE r.id = ${cell})`;
    }
    case 'term':
      return sql`(SELECT r."order" FROM vocabulary r WHERE r.list = ${column.list} AND r.key = ${cell})`;
    case 'links': {
      const target = tableOf(column.to);
      const where = Object.entries(column.where ?? {}).map(([key, value]) => sql` AND l.${sql.identifier(key)} = ${value}`);
      return sql`(SELECT min(${firstKey(target)}) FROM ${sql.identifier(column.through)} l JOIN ${sql.identifier(target.name)} r ON r.id = l.${sql.identifier(column.target)} WHERE l.deleted = 0 AND l.${sql.identifier(column.from)} = ${alias}.id${sql.join(where, sql``)})`;
    }
    case 'computed':
      throw new DeskError('badRequest', { what: 'sort', column: name });
    case 'text':
      return column.reading === undefined ? cell : sql`coalesce(${alias}.${sql.identifier(column.reading)}, ${cell})`;
    default:
      return cell;
  }
}

/** What a record sorts by when another one refers to it: the first plain column of its table's own order. */
function firstKey(target: Table): SQL {
  const name = target.order.map((one) => one.replace(/^-/, '')).find((one) => columnOf(target, one)?.kind !== 'reference') ?? target.naming.ja;
  const cell = sql`r.${sql.identifier(name)}`;
  return name === 'reading' ? sql`coalesce(${cell}, r.${sql.identifier(target.naming.ja)})` : cell;
}
