// Which columns identify a record of a table when nobody has chosen any.
import { columnOf, type Table } from '../../../db/catalog/index.ts';

/**
 * The columns of the table's rule of uniqueness, but for those that only tell equal names apart; else its name and the columns
 * it is sorted by.
 * @param mapped  columns that the file fills
 * @returns none when the name itself is not among them
 */
export function naturalKeys(table: Table, mapped: readonly string[]): string[] {
  const unique = (table.rules ?? []).find((rule) => rule.kind === 'unique');
  const wanted =
    unique?.kind === 'unique'
      ? unique.columns.filter((one) => !table.tellsApart?.includes(one))
      : [table.naming.ja, ...table.order.map((one) => one.replace(/^-/, ''))].filter((one) =>
          ['text', 'longText', 'date', 'reference'].includes(columnOf(table, one)?.kind ?? ''),
        );
  const keys = [...new Set(wanted)].filter((one) => mapped.includes(one));
  // A day alone does not identify a record without its name.
  return unique !== undefined || keys.includes(table.naming.ja) ? keys : [];
}
