// Where in a list a record stands.
import { sql } from 'drizzle-orm';
import { tableOf } from '../catalog/index.ts';
import type { Reader } from '../store/connection.ts';
import { allOf } from './compile.ts';
import { filterSql, requireTable } from './filter.ts';
import type { ListRequest } from './list.ts';
import { defaultSort, orderSql } from './order.ts';
import { searchSql } from './search.ts';

/**
 * @param request  a list; its window is not considered
 * @returns the place from 0; undefined when the list does not show the record
 * @throws DeskError `unknownTable`, `unknownColumn`, `badRequest`
 */
export function placeOf(db: Reader, request: ListRequest, id: string): number | undefined {
  const table = tableOf(requireTable(request.table).name);
  const sort = request.sort && request.sort.length > 0 ? request.sort : defaultSort(table);
  const search = request.search === undefined ? undefined : searchSql(table, request.search);
  const asked = filterSql(table, request);
  const [found] = allOf<{ place: number }>(
    db,
    sql`SELECT w.place FROM (SELECT t.id, row_number() OVER (ORDER BY ${orderSql(table, sort, request.group)}) - 1 AS place
      FROM ${sql.identifier(table.name)} t WHERE ${search ? sql`${asked} AND ${search}` : asked}) w WHERE w.id = ${id}`,
  );
  return found?.place;
}
