// The rows of a view, as cells of a sheet: one source for Excel, csv, paper and clipboard.
import type { DateStyle } from '../../../db/catalog/dates.ts';
import { type Column, columnOf, type Language, tableOf, type Value } from '../../../db/catalog/index.ts';
import { type ListedRow, type ListRequest, list } from '../../../db/queries/list.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { cellText, columnLabel, tableLabel, type Words } from '../../../resources/locales/sentences.ts';

export interface TableExport {
  readonly request: ListRequest;
  /** Columns and their order; those the list shows at first when absent. */
  readonly columns?: readonly string[] | undefined;
  readonly language: Language;
  readonly dates: DateStyle;
  readonly words: Words;
  /** `YYYY-MM-DD`, printed as the day of the export. */
  readonly today: string;
  /** Name of the view, printed with the title. */
  readonly view?: string | undefined;
}

export interface Exported {
  readonly file: string;
  readonly rows: number;
  /** Characters that Shift_JIS cannot hold, each once. */
  readonly unencodable: readonly string[];
}

/** Called after every page of rows. */
export type Progress = (done: number, total: number) => void;

/** Where an export goes. */
export interface ExportTarget {
  readonly file: string;
  /** An existing file is left alone when absent. */
  readonly replace?: boolean | undefined;
  readonly onProgress?: Progress | undefined;
}

export interface ExportColumn {
  readonly name: string;
  readonly column: Column;
  readonly heading: string;
}

/** Rows asked of the database at a time. */
const page = 1_000;

/** The columns of an export; unknown ones are left out. */
export function exportColumns(options: TableExport): ExportColumn[] {
  const table = tableOf(options.request.table);
  return (options.columns ?? table.shown ?? Object.keys(table.columns)).flatMap((name) => {
    const column = columnOf(table, name);
    return column ? [{ name, column, heading: columnLabel(options.words, name, column) }] : [];
  });
}

/** Name of the table, and of the view if there is one. */
export const exportTitle = (options: TableExport): string =>
  [tableLabel(options.words, tableOf(options.request.table).name), options.view].filter((part) => part !== undefined).join(' ');

/** Pages of rows with the names in them, all from one moment of the database. */
export function* exportPages(
  db: Reader,
  options: TableExport,
  onProgress?: Progress,
): Generator<{ readonly rows: readonly ListedRow[]; readonly names: Readonly<Record<string, string>>; readonly total: number }> {
  let total = 0;
  for (let offset = 0; ; offset += page) {
    const listing = list(db, { ...options.request, language: options.language, today: options.today, offset, limit: page, counted: offset === 0 });
    if (offset === 0) total = listing.total;
    yield { ...listing, total };
    onProgress?.(Math.min(total, offset + listing.rows.length), total);
    if (listing.rows.length < page) return;
  }
}

/** What a person reads in a cell. */
export const shownText = (
  options: TableExport,
  { column }: ExportColumn,
  value: Value | readonly string[] | undefined,
  names: Readonly<Record<string, string>>,
): string => cellText({ words: options.words, display: options }, column, value, names);

/** The same on paper: a value with an open conflict is marked, since it must not reach a meeting unnoticed. */
export function markedText(options: TableExport, column: ExportColumn, row: ListedRow, names: Readonly<Record<string, string>>): string {
  const text = shownText(options, column, row.values[column.name], names);
  return row.contested?.includes(column.name) ? options.words('exchange.mark', { text }) : text;
}
