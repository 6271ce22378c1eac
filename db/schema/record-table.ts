// A Drizzle table from a catalog table, so that columns are declared in one place only.
import { sql } from 'drizzle-orm';
import {
  index,
  integer,
  type SQLiteColumn,
  type SQLiteColumnBuilderBase,
  type SQLiteIntegerBuilderInitial,
  type SQLiteTextBuilderInitial,
  sqliteTable,
  text,
} from 'drizzle-orm/sqlite-core';
import type { Column } from '../catalog/column.ts';
import { columnOf, isNumeric, storedColumns, type Table } from '../catalog/index.ts';

type StoredKey<T extends Table> = {
  [K in keyof T['columns'] & string]: T['columns'][K] extends { kind: 'links' | 'computed' } ? never : K;
}[keyof T['columns'] & string];

type BuilderOf<C extends Column> = C extends { kind: 'integer' | 'flag' }
  ? SQLiteIntegerBuilderInitial<string>
  : SQLiteTextBuilderInitial<string, [string, ...string[]], undefined>;

type ColumnsOf<T extends Table> = { [K in StoredKey<T>]: BuilderOf<T['columns'][K]> };

/** `_h` holds the versions behind each value (sync 2.2); rows are never removed, `deleted` hides them. */
const housekeeping = () => ({
  id: text('id').primaryKey().notNull(),
  deleted: integer('deleted').notNull().default(0),
  _h: text('_h').notNull(),
});

/** Sorted as it is stored; terms and references are sorted by their meaning, in blocks (queries/blocks.ts). */
const isPlain = (table: Table, name: string): boolean => !['oneOf', 'term', 'reference'].includes(columnOf(table, name)?.kind ?? '');

/** Columns of a long table that a list shows and sorts by, each with an index that holds all the order needs. */
const sortedColumns = (table: Table): string[] =>
  (table.shown ?? []).filter((name) => {
    const column = columnOf(table, name);
    if (name === table.order[0]?.replace(/^-/, '')) return false;
    return column?.kind === 'text' ? column.reading === undefined : ['date', 'time', 'integer', 'oneOf', 'term', 'reference'].includes(column?.kind ?? '');
  });

/**
 * No NOT NULL, UNIQUE or CHECK on what people enter: such a constraint would turn a merge into an exception at every
 * desk at once. The write path refuses bad edits; after a merge they are issues for a person.
 */
export function recordTable<const N extends string, T extends Table & { readonly name: N }>(table: T) {
  const columns: Record<string, SQLiteColumnBuilderBase> = {};
  for (const [name, column] of storedColumns(table)) columns[name] = isNumeric(column) ? integer(name) : text(name);
  return sqliteTable(table.name as N, { ...housekeeping(), ...(columns as ColumnsOf<T>) }, (self) => {
    // Names come from the catalog that made the columns above, so each is there.
    const column = (name: string) => (self as unknown as Record<string, SQLiteColumn>)[name] as SQLiteColumn;
    const single = storedColumns(table)
      .filter(([name, definition]) => definition.indexed && !(table.long && sortedColumns(table).includes(name)))
      .map(([name]) => index(`${table.name}_${name}`).on(column(name)));
    const over = (suffix: string, names: readonly string[]) => {
      const [first, ...rest] = names.map(column);
      return first ? [index(`${table.name}_${suffix}`).on(first, ...rest)] : [];
    };
    // A rule of uniqueness asks at every write whether such a record exists. Not a UNIQUE index: see above.
    const rules = (table.rules ?? []).flatMap((rule, at) =>
      rule.kind === 'unique'
        ? over(
            `rule${at}`,
            rule.columns.filter((column) => !table.tellsApart?.includes(column)),
          )
        : [],
    );
    // Deleted records are not in them: counting a list and skipping to its middle never look at a row.
    const listed = (suffix: string, names: readonly string[]) => {
      const [first, ...rest] = names.map(column);
      return first
        ? [
            index(`${table.name}_${suffix}`)
              .on(first, ...rest)
              .where(sql`deleted = 0`),
          ]
        : [];
    };
    // A search also looks through some references: with them in the index it never looks at a row either.
    const through = storedColumns(table).flatMap(([name, definition]) => (definition.kind === 'reference' && definition.searchThrough ? [name] : []));
    const own = table.order.map((name) => name.replace(/^-/, ''));
    const order = table.long ? listed('listed', [...own, 'id', ...through]) : [];
    const sorts = table.long ? sortedColumns(table).flatMap((name) => listed(`by_${name}`, isPlain(table, name) ? [name, 'id'] : [name, ...own, 'id'])) : [];
    return [...single, ...rules, ...order, ...sorts];
  });
}
