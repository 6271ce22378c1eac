// How many rows each group of a list has, in the order in which the list shows them.
import { sql } from 'drizzle-orm';
import { columnOf, type Language } from '../catalog/index.ts';
import type { Reader } from '../store/connection.ts';
import { allOf } from './compile.ts';
import { filterSql, requireTable } from './filter.ts';
import { type ListRequest, recordNames, termNames } from './list.ts';
import { groupKey, groupOrder } from './order.ts';
import { searchSql } from './search.ts';

export interface Group {
  /** As `groupKey` gives it; null for empty cells. */
  readonly key: string | number | null;
  readonly count: number;
}
export interface Groups {
  readonly groups: readonly Group[];
  readonly names: Readonly<Record<string, string>>;
}

/** More groups than this are no overview any more: the rest of the rows follow ungrouped under the last heading. */
export const mostGroups = 2_000;

/** @throws DeskError `unknownTable`, `unknownColumn` */
export function groups(db: Reader, request: ListRequest & { readonly group: string }, language: Language): Groups {
  const table = requireTable(request.table);
  const found = request.search === undefined ? undefined : searchSql(table, request.search);
  const asked = filterSql(table, request);
  const key = groupKey(table, request.group);
  const rows = allOf<Group>(
    db,
    sql`SELECT ${key} AS key, count(*) AS count FROM ${sql.identifier(table.name)} t WHERE ${found ? sql`${asked} AND ${found}` : asked}
      GROUP BY 1 ORDER BY ${groupOrder(table, request.group)}, 1 LIMIT ${mostGroups}`,
  );
  const column = columnOf(table, request.group);
  const keys = rows.flatMap(({ key: one }) => (typeof one === 'string' ? [one] : []));
  const names =
    column?.kind === 'reference' || column?.kind === 'links'
      ? recordNames(db, new Map([[column.to, new Set(keys.flatMap((one) => one.split(' ')))]]), language)
      : column?.kind === 'term'
        ? termNames(
            db,
            keys.map((one) => ({ list: column.list, key: one })),
            language,
          )
        : column?.kind === 'terms'
          ? termNames(
              db,
              keys.flatMap((one) => (JSON.parse(one) as string[]).map((term) => ({ list: column.list, key: term }))),
              language,
            )
          : {};
  return { groups: rows, names };
}
