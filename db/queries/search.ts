// Free-text search over folded text: the trigram index from three letters on, a scan for one or two.
import { type SQL, sql } from 'drizzle-orm';
import { fold } from '../catalog/fold.ts';
import { linkColumns, storedColumns, type Table, tableOf } from '../catalog/index.ts';
import { tiedToAny } from './links.ts';

/** Words of a query; all must be found. More than ten are not a search any more. */
const words = (query: string): string[] =>
  query
    .normalize('NFKC')
    .split(/\s+/)
    .map(fold)
    .filter((word) => word !== '')
    .slice(0, 10);

/**
 * Condition for rows (alias t) that hold every word, in their own text or in that of the records they name.
 * @param rowByRow  asks of each row whether its own text holds the word, for when few rows are looked at
 * @returns undefined when the query holds no letter
 */
export function searchSql(table: Table, query: string, rowByRow = false): SQL | undefined {
  const all = words(query);
  if (all.length === 0) return undefined;
  return sql.join(
    all.map((word) => {
      const ways = [
        rowByRow
          ? sql`EXISTS (SELECT 1 FROM search_doc d WHERE d.tbl = ${tableOf(table.name).name} AND d.row = t.id AND instr(d.text, ${word}) > 0)`
          : sql`t.id IN (${recordsWith(table.name, word)})`,
      ];
      for (const [name, column] of storedColumns(table))
        if (column.kind === 'reference' && column.searchThrough) ways.push(sql`t.${sql.identifier(name)} IN (${recordsWith(column.to, word)})`);
      for (const [, column] of linkColumns(table)) if (column.searchThrough) ways.push(tiedToAny(column, recordsWith(column.to, word)));
      return sql`(${sql.join(ways, sql` OR `)})`;
    }),
    sql` AND `,
  );
}

/** Ids of a table's records whose text holds the folded word. */
function recordsWith(table: string, word: string): SQL {
  const scan = sql`instr(d.text, ${word}) > 0`;
  const letters = [...word];
  if (letters.length < 3) return sql`SELECT d.row FROM search_doc d WHERE d.tbl = ${tableOf(table).name} AND ${scan}`;
  // The index keeps which trigrams a text holds, not where (a third of the size): the text itself settles it.
  const trigrams = [...new Set(letters.slice(0, -2).map((_, at) => letters.slice(at, at + 3).join('')))];
  const match = trigrams.map((trigram) => `"${trigram.replaceAll('"', '""')}"`).join(' AND ');
  return sql`SELECT d.row FROM search_doc d WHERE d.rid IN (SELECT rowid FROM search_index WHERE search_index MATCH ${match}) AND d.tbl = ${tableOf(table).name} AND ${scan}`;
}
