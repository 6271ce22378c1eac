// A table as a file for Excel: xlsx as a careful person would print it, or csv in the encodings offices exchange.
import { stringify } from 'csv-stringify/sync';
import Encoding from 'encoding-japanese';
import type { DateStyle } from '../../db/catalog/dates.ts';
import { columnOf, isNumeric, type Language, tableOf } from '../../db/catalog/index.ts';
import type { Reader } from '../../db/handles.ts';
import { type ListRequest, list } from '../../db/queries/list.ts';
import { cellText, columnLabel, tableLabel, type Words } from '../../resources/locales/sentences.ts';
import { printFooter } from './print-footer.ts';
import { rowHeight, textWidth } from './text-height.ts';
import { writeWhole } from './write-file.ts';

export interface TableExport {
  readonly request: ListRequest;
  /** Columns and their order; those the list shows at first when absent. */
  readonly columns?: readonly string[] | undefined;
  readonly language: Language;
  readonly dates: DateStyle;
  readonly words: Words;
  /** `YYYY-MM-DD`, printed as the day of the export. */
  readonly today: string;
}

export interface Exported {
  readonly file: string;
  readonly rows: number;
  /** Characters that Shift_JIS cannot hold, each once. */
  readonly unencodable: readonly string[];
}

interface Cells {
  readonly headings: readonly string[];
  readonly widths: readonly number[];
  readonly numeric: readonly boolean[];
  readonly rows: (string | number)[][];
  readonly title: string;
}

/** Rows asked of the database at a time. */
const page = 1_000;

function cellsOf(db: Reader, wish: TableExport): Cells {
  const table = tableOf(wish.request.table);
  const names = (wish.columns ?? table.shown ?? Object.keys(table.columns)).filter((name) => columnOf(table, name));
  const columns = names.map((name) => ({ name, column: columnOf(table, name) })).flatMap(({ name, column }) => (column ? [{ name, column }] : []));
  const rows: (string | number)[][] = [];
  for (let offset = 0; ; offset += page) {
    const listing = list(db, { ...wish.request, language: wish.language, today: wish.today, offset, limit: page });
    for (const row of listing.rows)
      rows.push(
        columns.map(({ name, column }) => {
          const value = row.values[name];
          return isNumeric(column) && typeof value === 'number' && column.kind === 'integer' ? value : cellText(wish.words, wish, column, value, listing.names);
        }),
      );
    if (offset + page >= listing.total) break;
  }
  return {
    headings: columns.map(({ name, column }) => columnLabel(wish.words, name, column)),
    widths: columns.map(({ column }) => column.width ?? 16),
    numeric: columns.map(({ column }) => column.kind === 'integer'),
    rows,
    title: tableLabel(wish.words, table.name),
  };
}

/**
 * A cell that a spreadsheet would take for a formula gets an apostrophe in front, as a person would type it.
 * Plain negative numbers stay numbers.
 */
export const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text);

/** @throws DeskError `fileExists`, `fileUnwritable`, `diskFull`, `unknownTable`, `unknownColumn` */
export async function exportCsv(db: Reader, wish: TableExport, file: string, encoding: 'utf-8' | 'shift_jis', replace = false): Promise<Exported> {
  const { headings, rows } = cellsOf(db, wish);
  const text = stringify([headings, ...rows.map((row) => row.map((cell) => (typeof cell === 'string' ? harmless(cell) : cell)))], {
    record_delimiter: 'windows',
  });
  if (encoding === 'utf-8') {
    // Without the mark, Excel takes the file for Shift_JIS.
    await writeWhole(file, `\ufeff${text}`, replace);
    return { file, rows: rows.length, unencodable: [] };
  }
  const { bytes, unencodable } = toShiftJis(text);
  await writeWhole(file, bytes, replace);
  return { file, rows: rows.length, unencodable };
}

/** Letters that Shift_JIS lacks become 〓 and are reported; common look-alikes are written with their counterpart. */
export function toShiftJis(text: string): { bytes: Uint8Array; unencodable: string[] } {
  const alike: Readonly<Record<string, string>> = { '\u2014': '\u2015', '\u2016': '\u2225', '\u2212': '\uff0d', '\u301c': '\uff5e', '\u00a0': ' ' };
  const known = new Map<string, string | null>();
  const missing = new Set<string>();
  let safe = '';
  for (const letter of text) {
    let written = known.get(letter);
    if (written === undefined) {
      const wanted = alike[letter] ?? letter;
      const back = Encoding.convert(Encoding.convert(Encoding.stringToCode(wanted), { to: 'SJIS', from: 'UNICODE' }), {
        to: 'UNICODE',
        from: 'SJIS',
        type: 'string',
      });
      const fallback = Encoding.convert(Encoding.convert(Encoding.stringToCode(letter), { to: 'SJIS', from: 'UNICODE' }), {
        to: 'UNICODE',
        from: 'SJIS',
        type: 'string',
      });
      written = back === wanted ? wanted : fallback === letter ? letter : null;
      known.set(letter, written);
    }
    if (written === null) missing.add(letter);
    safe += written ?? '〓';
  }
  return { bytes: Uint8Array.from(Encoding.convert(Encoding.stringToCode(safe), { to: 'SJIS', from: 'UNICODE' })), unencodable: [...missing] };
}

const paper = { font: 'BIZ UDPゴシック', line: 12.5, ink: 'FF1A1A1C', rule: 'FFB3B3B3', head: 'FFE8F1FE' } as const;

/** @throws DeskError as `exportCsv` */
export async function exportXlsx(db: Reader, wish: TableExport, file: string, replace = false): Promise<Exported> {
  const { Workbook } = await import('@cj-tech-master/excelts');
  const { headings, widths, numeric, rows, title } = cellsOf(db, wish);
  const book = new Workbook();
  const sheet = book.addWorksheet(title.slice(0, 31), {
    views: [{ state: 'frozen', ySplit: 3, xSplit: 1, showGridLines: false }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '3:3',
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.2, footer: 0.3 },
    },
  });
  const line = { style: 'thin', color: { argb: paper.rule } } as const;
  const border = { top: line, left: line, bottom: line, right: line };
  widths.forEach((width, at) => {
    sheet.getColumn(at + 1).width = Math.min(48, Math.max(width, textWidth(headings[at] ?? '') + 3));
  });
  const head = sheet.getCell(1, 1);
  head.value = title;
  head.font = { name: paper.font, size: 14, bold: true, color: { argb: paper.ink } };
  sheet.getRow(1).height = 24;
  const under = sheet.getCell(2, 1);
  under.value = `${wish.words('sheet.asOf', { date: cellText(wish.words, wish, { kind: 'date' }, wish.today, {}) })}  ${wish.words('ui.rowsOf', { total: rows.length })}`;
  under.font = { name: paper.font, size: 9, color: { argb: paper.ink } };
  headings.forEach((heading, at) => {
    const cell = sheet.getCell(3, at + 1);
    cell.value = heading;
    cell.font = { name: paper.font, size: 9, bold: true, color: { argb: paper.ink } };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: paper.head } };
    cell.alignment = { vertical: 'middle', horizontal: 'center', wrapText: true };
    cell.border = border;
  });
  sheet.getRow(3).height = 22;
  rows.forEach((row, index) => {
    const number = index + 4;
    row.forEach((value, at) => {
      const cell = sheet.getCell(number, at + 1);
      cell.value = value === '' ? null : value;
      cell.font = { name: paper.font, size: 9, color: { argb: paper.ink } };
      cell.alignment = { vertical: 'top', horizontal: numeric[at] ? 'right' : 'left', wrapText: true };
      if (typeof value === 'number') cell.numFmt = '#,##0';
      cell.border = border;
    });
    sheet.getRow(number).height = rowHeight(
      row.map((value, at) => ({ text: String(value), width: sheet.getColumn(at + 1).width ?? 10 })),
      paper.line,
    );
  });
  sheet.autoFilter = { from: { row: 3, col: 1 }, to: { row: Math.max(3, rows.length + 3), col: headings.length } };
  sheet.headerFooter.oddFooter = printFooter(title, wish.words('sheet.page', { page: '&P', pages: '&N' }), wish.today, 9);
  await writeWhole(file, await book.xlsx.writeBuffer(), replace);
  return { file, rows: rows.length, unencodable: [] };
}
