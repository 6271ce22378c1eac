// What a page is made of: records of one kind in the order the office thinks of them, with what is worth saying of each.
import { type SQL, sql } from 'drizzle-orm';
import type { TableName } from '../../catalog/index.ts';
import type { Reader } from '../../store/connection.ts';
import { allOf } from '../compile.ts';
import { getRows, type ListedRow, type ListView, recordNames } from '../list.ts';

/** Something about a record that is not written in it. */
export interface PageNote {
  readonly code: 'post' | 'again' | 'due' | 'overdue' | 'replacedBy' | 'status' | 'agreements';
  readonly text?: string;
  /** Stored date, or `YYYY-MM-DD HH:MM`. */
  readonly date?: string;
  /** Record it is about; its name is among the page's names. */
  readonly record?: string;
  readonly count?: number;
}

export interface PagePart {
  /** Key of its heading below `page.parts.`. */
  readonly part: string;
  readonly table: TableName;
  /** Shown of each record, in this order. */
  readonly columns: readonly string[];
  readonly rows: readonly ListedRow[];
  /** There may be more than are shown. */
  readonly total: number;
  readonly notes: Readonly<Record<string, readonly PageNote[]>>;
}

/** Named records of a page, collected while its parts are read. */
export class PageReader {
  readonly db: Reader;
  readonly view: ListView;
  readonly today: string;
  readonly names: Record<string, string> = {};

  constructor(db: Reader, view: ListView & { readonly today: string }) {
    this.db = db;
    this.view = view;
    this.today = view.today;
  }

  rows(table: TableName, ids: readonly string[]): readonly ListedRow[] {
    if (ids.length === 0) return [];
    const { rows, names } = getRows(this.db, table, ids, this.view);
    Object.assign(this.names, names);
    return rows;
  }
  /** Notes the names of records that are only mentioned. */
  name(wanted: ReadonlyMap<TableName, ReadonlySet<string>>): void {
    Object.assign(this.names, recordNames(this.db, wanted, this.view.language));
  }
  all<T>(query: SQL): T[] {
    return allOf<T>(this.db, query);
  }
  /** A part with the first records of a query of ids. */
  part(part: string, of: { readonly table: TableName; readonly columns: readonly string[]; readonly ids: SQL; readonly most?: number }): PagePart {
    const ids = this.all<{ id: string }>(of.ids).map(({ id }) => id);
    return { part, table: of.table, columns: of.columns, rows: this.rows(of.table, ids.slice(0, of.most ?? 100)), total: ids.length, notes: {} };
  }
}

/** Ids of the children of a record, in their natural order. */
export const childIds = (table: TableName, column: string, id: string, order: SQL): SQL =>
  sql`SELECT t.id FROM ${sql.identifier(table)} t WHERE t.deleted = 0 AND t.${sql.identifier(column)} = ${id} ORDER BY ${order}`;

/** Posts held on a day, by person; a month or a year that is known only in part holds all its days. */
export function postsOn(page: PageReader, people: readonly string[], day: string): Map<string, string> {
  const english = page.view.language === 'en';
  const title = english ? sql`coalesce(nullif(p.titleEn, ''), p.titleJa)` : sql`p.titleJa`;
  const own = english ? sql`coalesce(nullif(t.postEn, ''), t.postJa)` : sql`t.postJa`;
  const rows = page.all<{ id: string; post: string | null }>(
    sql`SELECT t.id, coalesce((SELECT ${title} FROM personPost p WHERE p.person = t.id AND p.deleted = 0
        AND (p.validFrom IS NULL OR p.validFrom = '?' OR p.validFrom <= ${day})
        AND (p.validTo IS NULL OR p.validTo = '?' OR p.validTo >= substr(${day}, 1, length(p.validTo)))
        ORDER BY p.validFrom DESC LIMIT 1), ${own}) AS post
      FROM person t WHERE t.id IN (SELECT value FROM json_each(${JSON.stringify(people)}))`,
  );
  return new Map(rows.flatMap(({ id, post }) => (post ? [[id, post]] : [])));
}

/** Notes by record, from whatever says them. */
export function notesBy(rows: readonly ListedRow[], of: (row: ListedRow) => readonly PageNote[]): Record<string, readonly PageNote[]> {
  return Object.fromEntries(rows.flatMap((row) => (of(row).length > 0 ? [[row.id, of(row)]] : [])));
}
