// The name of a record of a table as part of a query: in the language asked for, in Japanese where that one is empty.
import { type SQL, sql } from 'drizzle-orm';
import { type Language, nameColumns, tableOf } from '../catalog/index.ts';

export function namedIn(table: string, language: Language, alias: string): SQL {
  const [own = 'nameJa', japanese = 'nameJa'] = nameColumns(tableOf(table), language);
  return sql`coalesce(nullif(${sql.identifier(alias)}.${sql.identifier(own)}, ''), ${sql.identifier(alias)}.${sql.identifier(japanese)})`;
}
