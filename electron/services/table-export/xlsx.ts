// A view as an Excel sheet: numbers and days as such, a heading on every page,
// widths that fit. Written row by row, so that 100,000 rows take no more memory than a hundred.
import type { Alignment, Style } from '@cj-tech-master/excelts';
import { type Column, type Language, tableOf, type Value } from '../../../db/catalog/index.ts';
import type { ListedRow } from '../../../db/queries/list.ts';
import { ownDeskName } from '../../../db/queries/own-desk.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { writeWhole } from '../files/write-file.ts';
import { printFooter } from '../print/print-footer.ts';
import { landscape, paperFont, paperInk, ruled } from '../print/sheet-style.ts';
import { rowHeight, textWidth } from '../print/text-height.ts';
import { recordIdKey } from '../tabular/match-columns.ts';
import { type ExportColumn, type Exported, type ExportTarget, exportColumns, exportPages, exportTitle, shownText, type TableExport } from './export-rows.ts';

const lineHeight = 12.5;
const widest = 48;
const headRow = 3;
const border = ruled('FFB3B3B3');
const font = { name: paperFont, size: 9, color: paperInk } as const;
const headFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8F1FE' } } as const;

/** Excel's own notation for days, per language; the era one follows the calendar of the Japanese office. */
const dayFormats: Readonly<Record<Language | 'era', string>> = {
  era: '[$-411]ggge"年"m"月"d"日"',
  ja: 'yyyy"年"m"月"d"日"',
  en: 'd mmm yyyy',
  ko: 'yyyy"년" m"월" d"일"',
};

/** A whole day that Excel's calendar has. Partial, unknown and older days stay text. */
const isExcelDay = (value: unknown): value is string => typeof value === 'string' && value.length === 10 && value >= '1900-03-01';

function styleFor(alignment: Partial<Alignment>, numFmt?: string): Partial<Style> {
  return { font, border, alignment: { vertical: 'top', wrapText: true, ...alignment }, ...(numFmt === undefined ? {} : { numFmt }) };
}

/** A value with an open conflict is shaded, visible in black and white too; its cell stays a number or day. */
const contestedFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFD9B3' } } as const;
const contestedStyles = new WeakMap<Partial<Style>, Partial<Style>>();
function contestedStyle(style: Partial<Style>): Partial<Style> {
  const known = contestedStyles.get(style) ?? { ...style, fill: contestedFill };
  contestedStyles.set(style, known);
  return known;
}

/** Styles are shared objects: the writer looks each of them up once. */
function stylesFor(options: TableExport) {
  const days = options.dates === 'era' && options.language === 'ja' ? dayFormats.era : dayFormats[options.language];
  const decimals = new Map<number, Partial<Style>>();
  const firstYears = new Map<string, Partial<Style>>();
  return {
    text: styleFor({ horizontal: 'left' }),
    number: styleFor({ horizontal: 'right' }, '#,##0'),
    plain: styleFor({ horizontal: 'right' }, '0'),
    /** Excel counts the first year of an era as 1; an office writes 元年. The day stays a day, only its format says so. */
    day(shown: string): Partial<Style> {
      const first = /^(.+元年)/.exec(shown)?.[1] ?? '';
      const known = firstYears.get(first) ?? styleFor({ horizontal: 'left' }, first === '' ? days : `"${first}"m"月"d"日"`);
      firstYears.set(first, known);
      return known;
    },
    decimal(places: number): Partial<Style> {
      const known = decimals.get(places) ?? styleFor({ horizontal: 'right' }, places === 0 ? '#,##0' : `#,##0.${'0'.repeat(places)}`);
      decimals.set(places, known);
      return known;
    },
  };
}

type Styles = ReturnType<typeof stylesFor>;

/** @throws DeskError as `exportCsv` */
export async function exportXlsx(db: Reader, options: TableExport, { file, replace = false, onProgress }: ExportTarget): Promise<Exported> {
  const { WorkbookWriter } = await import('@cj-tech-master/excelts');
  const title = exportTitle(options);
  let count = 0;
  await writeWhole(
    file,
    async (part) => {
      const book = new WorkbookWriter({ filename: part, useStyles: true, useSharedStrings: true });
      book.creator = ownDeskName(db);
      book.lastModifiedBy = book.creator;
      const worksheet = book.addWorksheet(title.replace(/[*?:\\/[\]]/g, ' ').slice(0, 31), {
        views: [{ state: 'frozen', ySplit: headRow, xSplit: 1, showGridLines: false }],
        pageSetup: landscape(headRow),
        headerFooter: { oddFooter: printFooter(title, options.words('sheet.page', { page: '&P', pages: '&N' }), options.today, 9) },
      });
      const sheet = new TableSheet(worksheet, options);
      for (const { rows, names, total } of exportPages(db, options, onProgress)) {
        if (sheet.rows === 0) sheet.writeHead(title, total, openConflicts(db, options));
        for (const row of rows) sheet.writeRow(row, names);
      }
      sheet.finish();
      await book.commit();
      count = sheet.rows;
    },
    replace,
  );
  return { file, rows: count, unencodable: [] };
}

const openConflicts = (db: Reader, { request }: TableExport): number =>
  db.value<number>('SELECT count(*) FROM sync_conflict WHERE tbl = ?', tableOf(request.table).name) ?? 0;

/** What of a streamed worksheet is used here. */
type StreamedWorksheet = ReturnType<InstanceType<typeof import('@cj-tech-master/excelts')['WorkbookWriter']>['addWorksheet']>;

/** The sheet of an export, written row by row. */
class TableSheet {
  readonly #sheet: StreamedWorksheet;
  readonly #options: TableExport;
  readonly #columns: readonly ExportColumn[];
  readonly #styles: Styles;
  readonly #widths: readonly number[];
  #rows = 0;

  constructor(sheet: StreamedWorksheet, options: TableExport) {
    this.#sheet = sheet;
    this.#options = options;
    this.#columns = exportColumns(options);
    this.#styles = stylesFor(options);
    this.#widths = this.#columns.map(({ column, heading }) => Math.min(widest, Math.max(column.width ?? 16, textWidth(heading) + 4)));
    // The last column carries the ids, hidden: a file that comes back from Excel finds its records again.
    sheet.columns = [...this.#widths.map((width) => ({ width })), { width: 4, hidden: true }];
  }

  /** Rows of data written so far. */
  get rows(): number {
    return this.#rows;
  }

  /** @param conflicts  how many open ones the table has */
  writeHead(title: string, total: number, conflicts: number): void {
    const { words, today } = this.#options;
    const head = this.#sheet.getRow(1);
    head.getCell(1).value = title;
    head.getCell(1).style = { font: { name: paperFont, size: 14, bold: true, color: paperInk } };
    head.height = 24;
    head.commit();
    const under = this.#sheet.getRow(2);
    const asOf = words('sheet.asOf', { date: shownText(this.#options, { name: '', column: { kind: 'date' }, heading: '' }, today, {}) });
    under.getCell(1).value = [asOf, words('ui.rowsOf', { total }), ...(conflicts > 0 ? [words('exchange.sheetLegend', { count: conflicts })] : [])].join('  ');
    under.getCell(1).style = { font };
    under.commit();
    const row = this.#sheet.getRow(headRow);
    const style: Partial<Style> = {
      font: { ...font, bold: true },
      fill: headFill,
      border,
      alignment: { vertical: 'middle', horizontal: 'center', wrapText: true },
    };
    [...this.#columns.map(({ heading }) => heading), words(`fields.${recordIdKey}`)].forEach((heading, at) => {
      const cell = row.getCell(at + 1);
      cell.value = heading;
      cell.style = style;
    });
    row.height = 22;
    row.commit();
  }

  /** @param names  of the records and terms that the row refers to */
  writeRow(from: ListedRow, names: Readonly<Record<string, string>>): void {
    this.#rows += 1;
    const row = this.#sheet.getRow(headRow + this.#rows);
    let height = 0;
    this.#columns.forEach((column, at) => {
      const value = from.values[column.name];
      const shown = shownText(this.#options, column, value, names);
      const cell = row.getCell(at + 1);
      const { content, style } = cellFor(this.#styles, column.column, value, shown);
      cell.value = content;
      cell.style = from.contested?.includes(column.name) ? contestedStyle(style) : style;
      // Excel shows ### rather than wrap a number: only text needs room below.
      if (typeof content === 'string') height = Math.max(height, rowHeight([{ text: shown, width: this.#widths[at] ?? 10 }], lineHeight));
    });
    row.getCell(this.#columns.length + 1).value = from.id;
    row.height = Math.max(height, lineHeight + 5);
    row.commit();
  }

  finish(): void {
    const columns = this.#columns.length;
    if (columns > 0) this.#sheet.autoFilter = { from: { row: headRow, col: 1 }, to: { row: Math.max(headRow, headRow + this.#rows), col: columns } };
    this.#sheet.commit();
  }
}

function cellFor(
  styles: Styles,
  column: Column,
  value: Value | readonly string[] | undefined,
  shown: string,
): { content: string | number | Date | null; style: Partial<Style> } {
  if (shown === '') return { content: null, style: styles.text };
  if (column.kind === 'integer' && typeof value === 'number')
    return { content: value, style: column.unit === 'fiscalYear' || column.unit === undefined ? styles.plain : styles.number };
  // Beyond fifteen digits Excel would round.
  if (column.kind === 'decimal' && typeof value === 'string' && value.replace(/\D/g, '').length <= 15)
    return { content: Number(value), style: styles.decimal(value.split('.')[1]?.length ?? 0) };
  if (column.kind === 'date' && isExcelDay(value)) return { content: new Date(`${value}T00:00:00Z`), style: styles.day(shown) };
  return { content: shown, style: styles.text };
}
