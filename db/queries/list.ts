// A window of any table's rows: filtered, searched, sorted and cut in SQL.
import { type SQL, sql } from 'drizzle-orm';
import { termsOf } from '../catalog/check.ts';
import { nextAnniversary, nextReview } from '../catalog/computed.ts';
import {
  columnOf,
  columnsOfRegister,
  type Language,
  linkColumns,
  nameColumns,
  storedColumns,
  type Table,
  type TableName,
  tableOf,
  type Value,
} from '../catalog/index.ts';
import type { Reader, SqlRow } from '../store/connection.ts';
import { blockColumn, blockWindow } from './blocks.ts';
import { allOf, type Compiled, compile } from './compile.ts';
import type { Filter } from './condition.ts';
import { filterSql, requireTable } from './filter.ts';
import { found, foundRows } from './found.ts';
import { linkedIds } from './links.ts';
import { defaultSort, orderSql, type Sort } from './order.ts';
import { searchSql } from './search.ts';

export interface ListRequest {
  readonly table: string;
  readonly filter?: Filter | undefined;
  readonly anyOf?: readonly Filter[] | undefined;
  readonly search?: string | undefined;
  readonly sort?: readonly Sort[] | undefined;
  /** A column whose equal values come together. */
  readonly group?: string | undefined;
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
  /** False: the window only, `total` is -1. Counting reads every row; scrolling and sorting do not change the count. */
  readonly counted?: boolean | undefined;
  /** Language of names of referenced records. */
  readonly language?: Language | undefined;
  /** Today, `YYYY-MM-DD`, for what is computed from it. */
  readonly today?: string | undefined;
}

/** A record for reading: stored values, linked ids, computed values, and names of everything it refers to. */
export interface ListedRow {
  readonly id: string;
  /** Versions behind the values; an editor sends them back as what it saw. */
  readonly seen: string;
  readonly deleted: boolean;
  /** Columns with several current values, of which one is shown. */
  readonly contested?: readonly string[];
  readonly values: Readonly<Record<string, Value | readonly string[]>>;
}

export interface Listing {
  readonly table: TableName;
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly ListedRow[];
  /** Names by record id, in the language asked for. */
  readonly names: Readonly<Record<string, string>>;
}

/** What the statements of a listing are made of. */
function parts(request: ListRequest): { table: Table & { name: TableName }; columns: SQL; order: SQL; asked: SQL } {
  const table = tableOf(requireTable(request.table).name);
  const columns = ['id', 'deleted', '_h', ...storedColumns(table).map(([name]) => name)].map((name) => sql`t.${sql.identifier(name)}`);
  const sort = request.sort && request.sort.length > 0 ? request.sort : defaultSort(table);
  return { table, columns: sql.join(columns, sql`, `), order: orderSql(table, sort, request.group), asked: filterSql(table, request) };
}

export interface ListStatements {
  readonly table: Table & { name: TableName };
  readonly count: SQL;
  /** The rows of the window. */
  readonly window: SQL;
  /** Row ids of everything, in order. */
  readonly ordered: SQL;
  /** Rows to be found by row id. */
  readonly select: SQL;
}

/** The statements behind a listing; exported so that benchmarks and plan tests run the very same. */
export function listStatements(request: ListRequest): ListStatements {
  const { table, columns, order, asked } = parts(request);
  const search = request.search === undefined ? undefined : searchSql(table, request.search);
  const where = search ? sql`${asked} AND ${search}` : asked;
  const from = sql`FROM ${sql.identifier(table.name)} t WHERE ${where}`;
  return {
    table,
    count: sql`SELECT count(*) AS total ${from}`,
    // Which rows comes first and reads as little as it can, an index at best; the rows themselves are read afterwards.
    window: sql`SELECT ${columns} FROM (SELECT t.rowid AS at ${from} ORDER BY ${order} LIMIT ${request.limit ?? 200} OFFSET ${request.offset ?? 0}) w
      JOIN ${sql.identifier(table.name)} t ON t.rowid = w.at ORDER BY ${order}`,
    ordered: sql`SELECT t.rowid AS at ${from} ORDER BY ${order}`,
    select: sql`SELECT t.rowid AS at, ${columns} FROM ${sql.identifier(table.name)} t`,
  };
}

/** Rows looked at one by one before a search looks at everything. */
const lookedAt = 2_000;

/** The first rows of a search, from the beginning of the list only. */
function nearWindow(request: ListRequest): { table: ListStatements['table']; window: SQL } {
  const { table, columns, order, asked } = parts(request);
  const search = searchSql(table, request.search ?? '', true) ?? sql`1`;
  const first = sql`SELECT t.rowid AS at FROM ${sql.identifier(table.name)} t WHERE ${asked} ORDER BY ${order} LIMIT ${lookedAt}`;
  const window = sql`SELECT ${columns} FROM (${first}) w JOIN ${sql.identifier(table.name)} t ON t.rowid = w.at WHERE ${search} ORDER BY ${order} LIMIT ${request.limit ?? 200}`;
  return { table, window };
}

/** Statements of the last requests, as text: a list is asked for again and again while it is looked at. */
const compiled = new Map<string, CompiledStatements>();
const compiledKept = 100;

interface CompiledStatements {
  readonly table: ListStatements['table'];
  readonly count: Compiled;
  readonly window: Compiled;
}

function compiledStatements(request: ListRequest): CompiledStatements {
  const { language: _, counted: _counted, ...asked } = request;
  const key = JSON.stringify(asked);
  const known = compiled.get(key);
  if (known) return known;
  const { table, count, window } = listStatements(request);
  const fresh = { table, count: compile(count), window: compile(window) };
  if (compiled.size >= compiledKept) compiled.clear();
  compiled.set(key, fresh);
  return fresh;
}

/** What a row is shown by: the language of names, and the day from which dates are computed. */
export interface ListView {
  readonly language: Language;
  /** `YYYY-MM-DD`. */
  readonly today?: string | undefined;
}
const viewOf = ({ language = 'ja', today }: ListRequest): ListView => ({ language, today });

/** @throws DeskError `unknownTable`, `unknownColumn`, `badRequest` */
export function list(db: Reader, request: ListRequest): Listing {
  const offset = request.offset ?? 0;
  // The first rows of a search come soonest by stopping at them; all of it is looked through for the count and what follows.
  if (request.search !== undefined && request.search.trim() !== '' && (request.counted !== false || offset > 0)) {
    const { table, ordered, select } = listStatements(request);
    const rowids = found(db, ordered);
    const rows = foundRows(db, rowids.slice(offset, offset + (request.limit ?? 200)), select).map(({ at: _, ...row }): SqlRow => row);
    return { table: table.name, total: rowids.length, offset, ...present(db, table, rows, viewOf(request)) };
  }
  if (request.search !== undefined && offset === 0) {
    // A word that many records contain is found among the first of them before all are searched.
    const { table, window } = nearWindow(request);
    const near = allOf(db, window);
    if (near.length === (request.limit ?? 200)) return { table: table.name, total: -1, offset, ...present(db, table, near, viewOf(request)) };
  }
  const { table, count, window } = compiledStatements(request);
  const total = request.counted === false ? -1 : (db.value<number>(count.sql, ...count.parameters) ?? 0);
  const by = request.search === undefined && request.group === undefined ? blockColumn(table, request.sort) : undefined;
  const pieces = by && parts(request);
  const rows = pieces
    ? blockWindow(db, { table, by, asked: pieces.asked, columns: pieces.columns }, { offset, limit: request.limit ?? 200 })
    : db.all(window.sql, ...window.parameters);
  return { table: table.name, total, offset, ...present(db, table, rows, viewOf(request)) };
}

/** One record as a listing shows it, deleted or not; undefined when there is none. */
export function getRow(db: Reader, name: string, id: string, view: ListView): { row: ListedRow; names: Readonly<Record<string, string>> } | undefined {
  const { rows, names } = getRows(db, name, [id], view);
  return rows[0] && { row: rows[0], names };
}

/** Records by id as a listing shows them, in the order asked for. */
export function getRows(db: Reader, name: string, ids: readonly string[], view: ListView): Pick<Listing, 'rows' | 'names'> {
  const table = requireTable(name);
  const columns = ['id', 'deleted', '_h', ...storedColumns(table).map(([column]) => column)].map((column) => sql`t.${sql.identifier(column)}`);
  const asked = sql`json_each(${JSON.stringify(ids)}) j JOIN ${sql.identifier(table.name)} t ON t.id = j.value`;
  return present(db, table, allOf(db, sql`SELECT ${sql.join(columns, sql`, `)} FROM ${asked} ORDER BY j.key`), view);
}

/** Adds to stored rows what they are tied to, what is computed, and everyone's names. */
function present(db: Reader, table: Table, rows: readonly SqlRow[], { language, today }: ListView): Pick<Listing, 'rows' | 'names'> {
  const ids = rows.map((row) => String(row.id));
  const links = new Map<string, Map<string, string[]>>();
  const wanted = new Map<string, Set<string>>();
  const want = (to: string, id: string) => {
    const set = wanted.get(to) ?? new Set();
    wanted.set(to, set.add(id));
  };
  for (const [name, column] of linkColumns(table)) {
    const tied = new Map<string, string[]>();
    if (ids.length > 0)
      for (const { source, target } of allOf<{ source: string; target: string }>(
        db,
        linkedIds(column, ids, orderSql(tableOf(column.to), defaultSort(tableOf(column.to)).filter(plainSort(column.to)))),
      )) {
        tied.set(source, [...(tied.get(source) ?? []), target]);
        want(column.to, target);
      }
    links.set(name, tied);
  }
  const terms = new Map<string, { list: string; key: string }>();
  for (const [name, column] of storedColumns(table)) {
    if (column.kind !== 'term' && column.kind !== 'terms') continue;
    for (const row of rows) {
      const value = row[name];
      if (typeof value !== 'string') continue;
      for (const key of column.kind === 'term' ? [value] : (termsOf(value) ?? [])) terms.set(`${column.list}:${key}`, { list: column.list, key });
    }
  }
  const references = storedColumns(table).filter(([, column]) => column.kind === 'reference');
  for (const [name, column] of references) if (column.kind === 'reference') for (const row of rows) if (row[name] !== null) want(column.to, String(row[name]));
  const computed = Object.entries(table.columns).filter(([, column]) => column.kind === 'computed');
  const reviews = computed.length > 0 ? lastReviews(db, ids) : new Map<string, string>();
  const contested = contestedOf(db, table, ids);
  const shown = rows.map((row): ListedRow => {
    const { id, deleted, _h, ...stored } = row;
    const values: Record<string, Value | readonly string[]> = stored as Record<string, Value>;
    for (const [name, tied] of links) values[name] = tied.get(String(id)) ?? [];
    for (const [name, column] of computed) {
      if (column.kind !== 'computed') continue;
      const signedOn = stored.signedOn as string | null;
      values[name] =
        column.by === 'nextReview'
          ? nextReview({ signedOn, lastReview: reviews.get(String(id)) ?? null, everyYears: stored.reviewYears as number | null })
          : nextAnniversary(signedOn, today);
    }
    const open = contested.get(String(id));
    return { id: String(id), seen: String(_h), deleted: deleted === 1, ...(open ? { contested: open } : {}), values };
  });
  return { rows: shown, names: { ...recordNames(db, wanted, language), ...termNames(db, [...terms.values()], language) } };
}

/** Columns with several current values, per record. */
export function contestedOf(db: Reader, table: Table, ids: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  if (db.value('SELECT 1 FROM sync_conflict LIMIT 1') === undefined) return found;
  for (const { row, register } of allOf<{ row: string; register: string }>(
    db,
    sql`SELECT row, register FROM sync_conflict WHERE tbl = ${table.name} AND row IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  ))
    found.set(row, [...(found.get(row) ?? []), ...columnsOfRegister(table, register)]);
  return found;
}

/** Names of words of editable lists, by `list:key`. */
export function termNames(db: Reader, terms: readonly { readonly list: string; readonly key: string }[], language: Language): Record<string, string> {
  const own = sql.identifier(tableOf('vocabulary').naming[language]);
  if (terms.length === 0) return {};
  const asked = JSON.stringify(terms.map(({ list: of, key }) => [of, key]));
  // A deleted term still names the records that use it; one in use under the same key comes last and wins.
  const rows = allOf<{ term: string; name: string }>(
    db,
    sql`SELECT t.list || ':' || t.key AS term, coalesce(nullif(t.${own}, ''), t.nameJa) AS name FROM json_each(${asked}) j
      JOIN vocabulary t ON t.list = j.value ->> 0 AND t.key = j.value ->> 1 ORDER BY t.deleted DESC`,
  );
  return Object.fromEntries(rows.map(({ term, name }) => [term, name]));
}

/** A linked record is named within its cell; it sorts by its own columns only. */
const plainSort = (name: string) => (sort: Sort) => columnOf(tableOf(name), sort.column)?.kind !== 'reference';

function lastReviews(db: Reader, ids: readonly string[]): Map<string, string> {
  const rows = allOf<{ agreement: string; heldOn: string }>(
    db,
    sql`SELECT agreement, max(heldOn) AS heldOn FROM agreementReview WHERE deleted = 0 AND heldOn <> '?' AND agreement IN (SELECT value FROM json_each(${JSON.stringify(ids)})) GROUP BY agreement`,
  );
  return new Map(rows.map((row) => [row.agreement, row.heldOn]));
}

/** Names of records, per table, in a language; the Japanese one where that is empty. A record named by another is named by that one's name. */
export function recordNames(db: Reader, wanted: ReadonlyMap<string, ReadonlySet<string>>, language: Language): Record<string, string> {
  const names: Record<string, string> = {};
  const further = new Map<string, { own: string; other: string }[]>();
  for (const [name, ids] of wanted) {
    const table = tableOf(name);
    const [own, japanese] = nameColumns(table, language).map((column) => sql`nullif(t.${sql.identifier(column)}, '')`);
    const naming = columnOf(table, table.naming.ja);
    const number = table.numberedBy === undefined ? sql`NULL` : sql`t.${sql.identifier(table.numberedBy)}`;
    for (const row of allOf<{ id: string; name: string | null; number: number | null }>(
      db,
      sql`SELECT t.id AS id, coalesce(${own}, ${japanese}) AS name, ${number} AS number FROM ${sql.identifier(name)} t WHERE t.id IN (SELECT value FROM json_each(${JSON.stringify([...ids])}))`,
    )) {
      names[row.id] = row.number === null ? (row.name ?? '') : `${row.number} ${row.name ?? ''}`;
      if (naming?.kind === 'reference' && row.name) further.set(naming.to, [...(further.get(naming.to) ?? []), { own: row.id, other: row.name }]);
    }
  }
  if (further.size > 0) {
    const others = recordNames(db, new Map([...further].map(([to, pairs]) => [to, new Set(pairs.map((pair) => pair.other))])), language);
    for (const pairs of further.values()) for (const { own, other } of pairs) names[own] = others[other] ?? '';
  }
  return names;
}
