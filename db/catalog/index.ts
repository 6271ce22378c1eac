// The only door to the catalog: every table by name.
import * as agreements from './agreements.ts';
import * as briefings from './briefings.ts';
import { type Column, isStored, type LinksColumn, type StoredColumn } from './column.ts';
import * as councils from './councils.ts';
import * as desks from './desks.ts';
import * as imports from './imports.ts';
import * as networks from './networks.ts';
import * as organisation from './organisation.ts';
import * as partners from './partners.ts';
import * as people from './people.ts';
import * as strategies from './strategies.ts';
import type { Language, Table } from './table.ts';
import * as trips from './trips.ts';
import * as visits from './visits.ts';

export const tables = {
  ...organisation,
  ...partners,
  ...people,
  ...agreements,
  ...visits,
  ...trips,
  ...strategies,
  ...councils,
  ...networks,
  ...briefings,
  ...imports,
  ...desks,
} as const;

export type TableName = keyof typeof tables;
export const tableNames = Object.keys(tables) as TableName[];

/** A table by name or plural; undefined when there is none. Names from outside come through here and nowhere else. */
export function findTable(name: string): (Table & { name: TableName }) | undefined {
  if (Object.hasOwn(tables, name)) return tables[name as TableName];
  return Object.values(tables).find((table) => table.plural === name);
}

/** A table that the program itself names. */
export const tableOf = (name: string): Table & { name: TableName } => {
  const table = findTable(name);
  if (!table) throw new Error(`no table "${name}" in the catalog`);
  return table;
};

/** A column by name; undefined when there is none (own properties only: `__proto__` is no column). */
export const columnOf = (table: Table, name: string): Column | undefined => (Object.hasOwn(table.columns, name) ? table.columns[name] : undefined);

const stored = new WeakMap<Table, readonly [string, StoredColumn][]>();
export function storedColumns(table: Table): readonly [string, StoredColumn][] {
  let columns = stored.get(table);
  if (!columns) {
    columns = Object.entries(table.columns).filter((entry): entry is [string, StoredColumn] => isStored(entry[1]));
    stored.set(table, columns);
  }
  return columns;
}

export const linkColumns = (table: Table): [string, LinksColumn][] =>
  Object.entries(table.columns).filter((entry): entry is [string, LinksColumn] => entry[1].kind === 'links');

/** The register a column belongs to: its merge group, else itself (sync 2.7). */
export const registerOf = (table: Table, column: string): string => columnOf(table, column)?.group ?? column;

/** All columns that share a register, in catalog order. `deleted` is a register of its own. */
export const columnsOfRegister = (table: Table, register: string): string[] => {
  if (register === 'deleted') return ['deleted'];
  return storedColumns(table)
    .filter(([name, column]) => (column.group ?? name) === register)
    .map(([name]) => name);
};

/** The key of a column's label below `fields.` */
export const labelKey = (name: string, column: Column): string => column.label ?? name;

export const nameColumns = (table: Table, language: Language): readonly string[] => [table.naming[language], table.naming.ja];

export type { Column, Value } from './column.ts';
export { isNumeric, isStored } from './column.ts';
export type { Language, Table } from './table.ts';
export { languages } from './table.ts';
export { allowedValues, vocabularies } from './vocabularies.ts';
