// Long lists sorted by a column of words or references: rows of one term come together, so a window lies in one block
// of them or a few. Blocks are counted; within a block an index gives the order. Nothing else grows with the list.
import { type SQL, sql } from 'drizzle-orm';
import { columnOf, type Table } from '../catalog/index.ts';
import type { Reader, SqlRow } from '../store/connection.ts';
import { allOf } from './compile.ts';
import { defaultSort, orderSql, type Sort, sortKey } from './order.ts';

/** The column whose blocks the list is made of; undefined when it is sorted otherwise. */
export function blockColumn(table: Table, sort: readonly Sort[] | undefined): Sort | undefined {
  const [only, ...more] = sort ?? [];
  if (!table.long || !only || more.length > 0) return undefined;
  return ['oneOf', 'term', 'reference'].includes(columnOf(table, only.column)?.kind ?? '') && table.shown?.includes(only.column) ? only : undefined;
}

/** Rows of a window, in the order that `orderSql` gives for the same sort. */
export function blockWindow(
  db: Reader,
  { table, by, asked, columns }: { readonly table: Table; readonly by: Sort; readonly asked: SQL; readonly columns: SQL },
  window: { readonly offset: number; readonly limit: number },
): SqlRow[] {
  const cell = sql`t.${sql.identifier(by.column)}`;
  const name = sql.identifier(table.name);
  const blocks = allOf<{ key: string | null; count: number }>(
    db,
    sql`SELECT ${cell} AS key, count(*) AS count FROM ${name} t WHERE ${asked} GROUP BY ${cell} ORDER BY ${sortKey(table, by.column, sql`t`)}${by.descending ? sql` DESC` : sql``}, ${cell}`,
  );
  const rows: SqlRow[] = [];
  let skip = window.offset;
  for (const { key, count } of blocks) {
    const wanted = window.limit - rows.length;
    if (wanted === 0) break;
    if (skip >= count) {
      skip -= count;
      continue;
    }
    const order = orderSql(table, defaultSort(table));
    rows.push(
      ...allOf(
        db,
        sql`SELECT ${columns} FROM (SELECT t.rowid AS at FROM ${name} t WHERE ${asked} AND ${cell} IS ${key} ORDER BY ${order} LIMIT ${wanted} OFFSET ${skip}) w
          JOIN ${name} t ON t.rowid = w.at ORDER BY ${order}`,
      ),
    );
    skip = 0;
  }
  return rows;
}
