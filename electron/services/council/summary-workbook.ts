// The summary of a meeting as a workbook: each table with its chart below it, drawn by Excel from the cells of the table,
// so that a corrected figure changes the chart. One page of A4 landscape for each subject.
import type { Worksheet } from '@cj-tech-master/excelts';
import type { AddBarChartOptions, ChartTextProperties } from '@cj-tech-master/excelts/chart';
import { type DateStyle, formatDate, formatFiscalYear } from '../../../db/catalog/dates.ts';
import type { Language } from '../../../db/catalog/index.ts';
import type { Words } from '../../../resources/locales/sentences.ts';
import { printFooter, printHeader } from '../print/print-footer.ts';
import { onePageWide, paperFont, paperInk, ruled } from '../print/sheet-style.ts';
import { textWidth } from '../print/text-height.ts';
import type { CouncilSummary, StatusCounts } from './summary.ts';
import { headline, movesSentence } from './summary-sentences.ts';

export interface SummaryOptions {
  readonly summary: CouncilSummary;
  /** 資料3 */
  readonly label: string;
  readonly title: string;
  readonly deskName: string;
  readonly period: string;
  readonly day: string;
  readonly language: Language;
  readonly dates: DateStyle;
  readonly words: Words;
}

const fill = { head: 'FFE8F1FE', better: 'FF51B883', same: 'FFB3B3B3', worse: 'FFFF7171', other: 'FFE6E6E6', now: 'FF264AF4' } as const;
const border = ruled('FFB3B3B3');
const labelWidth = 46;
const countWidth = 12;
/** Rows of the usual height that a chart of so many bars takes. */
const rowsFor = (bars: number) => Math.max(9, Math.ceil(bars * 1.5) + 5);

type Cellish = string | number | null;

/** @returns the bytes of an xlsx file */
export async function summaryWorkbook(options: SummaryOptions): Promise<Uint8Array> {
  const [{ Workbook }, { installChartSupport }] = await Promise.all([import('@cj-tech-master/excelts'), import('@cj-tech-master/excelts/chart')]);
  installChartSupport();
  const book = new Workbook();
  book.title = options.title;
  book.creator = options.deskName;
  book.lastModifiedBy = options.deskName;
  const sheet = book.addWorksheet(options.words('sheet.summary'), {
    views: [{ showGridLines: false }],
    pageSetup: { ...onePageWide, horizontalCentered: true },
  });
  const { words } = options;
  sheet.headerFooter.oddHeader = printHeader(options.label, 10);
  sheet.headerFooter.oddFooter = printFooter(
    options.title,
    words('sheet.page', { page: '&P', pages: '&N' }),
    words('sheet.asOf', { date: formatDate(options.day, options.language, options.dates) }),
    8,
  );
  write(new Page(sheet), options);
  return book.xlsx.writeBuffer();
}

const statusHeads = ({ summary, words }: SummaryOptions, first: string): string[] => [
  words(first),
  ...summary.scale.map(({ label }) => label),
  words('sheet.total'),
];
const scaleFills = ({ summary }: SummaryOptions): string[] => summary.scale.map(({ fill: colour }) => colour);
const countRows = (groups: readonly StatusCounts[]): Cellish[][] => groups.map(({ label, counts, total }) => [label, ...counts, total]);
const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);

function write(page: Page, options: SummaryOptions): void {
  const { summary, words } = options;
  page.line(options.title, { size: 14, bold: true, height: 24 });
  page.line(headline(summary, words), bodyLine);
  page.heading(`${words('sheet.byPurpose')} ${words('sheet.unit')}`);
  const purposes = page.table(statusHeads(options, 'sheet.purposeColumn'), countRows(summary.byPurpose), { fills: scaleFills(options), sum: true });
  page.bars(words('sheet.byPurpose'), purposes, scaleFills(options), { stacked: true });
  if (summary.change) writeChange(page, options, summary.change);
  page.nextPage();
  page.heading(`${words('sheet.byBureau')} ${words('sheet.unit')}`);
  const bureaus = page.table(statusHeads(options, 'sheet.bureauColumn'), countRows(summary.byBureau), { fills: scaleFills(options), sum: true });
  page.nextPage();
  page.bars(words('sheet.byBureau'), bureaus, scaleFills(options), { stacked: true });
  page.nextPage();
  writeIndicators(page, options);
}

/** What moved since the period before, and the statuses of both periods. */
function writeChange(page: Page, options: SummaryOptions, change: NonNullable<CouncilSummary['change']>): void {
  const { words } = options;
  const { previous, before, now, moves, total } = change;
  page.nextPage();
  page.heading(words('council.sinceBefore', { period: previous }));
  page.line(movesSentence(change, words), bodyLine);
  const sides = ['better', 'same', 'worse', 'other'] as const;
  const fills = sides.map((side) => fill[side]);
  const moved = page.table(
    [words('sheet.purposeColumn'), ...sides.map((side) => words(`council.moves.${side}`)), words('sheet.total')],
    [...moves, total].map((row) => [row.label, ...sides.map((side) => row[side]), sum(sides.map((side) => row[side]))]),
    { fills, total: true },
  );
  page.bars(words('council.sinceBefore', { period: previous }), { ...moved, rows: moves.length }, fills, { stacked: true });
  page.heading(`${words('council.statusThenNow')} ${words('sheet.unit')}`);
  const thenNow = page.table(
    statusHeads(options, 'ui.period'),
    [
      [previous, ...before, sum(before)],
      [options.period, ...now, sum(now)],
    ],
    { fills: scaleFills(options) },
  );
  page.bars(words('council.statusThenNow'), thenNow, scaleFills(options), { stacked: true });
}

/** What the indicators reached of their targets in the fiscal year. */
function writeIndicators(page: Page, { summary, words, language, dates }: SummaryOptions): void {
  const year = formatFiscalYear(summary.fiscalYear, language, dates);
  page.heading(words('council.indicatorsOf', { year }));
  if (summary.indicators.length === 0) {
    page.line(words('council.noIndicators'), bodyLine);
    return;
  }
  const indicators = page.table(
    [words('tables.indicator'), words('fields.unit'), words('fields.baseline'), words('fields.targetValue'), words('fields.actual'), words('council.reached')],
    summary.indicators.map((one) => [
      `${one.number} ${one.indicator}`,
      one.unit,
      one.baseline ?? words('council.notGiven'),
      one.target,
      one.actual ?? words('council.notGiven'),
      one.reached ?? words('council.notGiven'),
    ]),
    { formats: { 5: '0%' } },
  );
  page.bars(words('council.reachedChart', { year }), { ...indicators, first: 5, series: 1 }, [fill.now], { percent: true });
}

/** Type of a line, and the height of its row: points. */
interface LineLook {
  readonly size: number;
  readonly bold?: boolean;
  readonly height: number;
}

const bodyLine: LineLook = { size: 10, height: 17 };

/** Position of a table: what a chart of it needs. */
interface Placed {
  /** Heading row, counted from 1. */
  readonly head: number;
  /** Rows below it that are drawn: no totals. */
  readonly rows: number;
  /** First column with values, counted from 0. */
  readonly first: number;
  /** How many columns of values. */
  readonly series: number;
}

const letter = (column: number) => String.fromCharCode(65 + column); // never past Z: seven columns
const type = (size: number, bold = false): ChartTextProperties => ({ size: size * 100, bold, fontFamily: paperFont, eastAsianFamily: paperFont });

/** Writes from the top down. */
class Page {
  readonly #sheet: Worksheet;
  #row = 0;

  constructor(sheet: Worksheet) {
    this.#sheet = sheet;
    sheet.getColumn(1).width = labelWidth;
    for (let at = 2; at <= 8; at++) sheet.getColumn(at).width = countWidth;
  }

  line(text: string, { size, bold = false, height }: LineLook): void {
    const cell = this.#sheet.getCell(++this.#row, 1);
    cell.value = text;
    cell.font = { name: paperFont, size, bold, color: paperInk };
    cell.alignment = { vertical: 'middle' };
    this.#sheet.getRow(this.#row).height = height;
  }

  heading(text: string): void {
    this.#row += 1;
    this.line(text, { size: 11, bold: true, height: 20 });
  }

  /**
   * @param style  `sum`: a row of sums below, as formulas; `total`: the last row given is one already
   * @returns its position, without its totals
   */
  table(
    head: readonly string[],
    rows: readonly (readonly Cellish[])[],
    style: { fills?: readonly string[]; sum?: boolean; total?: boolean; formats?: Readonly<Record<number, string>> } = {},
  ): Placed {
    const top = this.#row + 1;
    this.#cells(head, (at) => ({ bold: true, fill: style.fills?.[at - 1] ?? fill.head, centred: true }), 32);
    const last = rows.length - 1;
    rows.forEach((row, at) => {
      const total = style.total === true && at === last;
      this.#cells(
        row,
        () => (total ? { bold: true, fill: fill.head } : {}),
        Math.max(1, Math.ceil(textWidth(String(row[0])) / (labelWidth - 2))) * 13 + 5,
        style.formats,
      );
    });
    if (style.sum) {
      const sums = head.map((_, at) =>
        at === 0
          ? (head.at(-1) ?? '')
          : { formula: `SUM(${letter(at)}${top + 1}:${letter(at)}${this.#row})`, result: rows.reduce((sum, row) => sum + Number(row[at]), 0) },
      );
      this.#cells(sums, () => ({ bold: true, fill: fill.head }), 18);
    }
    const series = style.fills?.length ?? head.length - 1;
    return { head: top, rows: rows.length - (style.total ? 1 : 0), first: 1, series };
  }

  #cells(
    row: readonly (Cellish | { formula: string; result: number })[],
    style: (column: number) => { bold?: boolean; fill?: string; centred?: boolean },
    height: number,
    formats: Readonly<Record<number, string>> = {},
  ): void {
    this.#row += 1;
    row.forEach((value, at) => {
      const cell = this.#sheet.getCell(this.#row, at + 1);
      const { bold = false, fill: colour, centred = false } = style(at);
      cell.value = value;
      cell.font = { name: paperFont, size: 9, bold, color: paperInk };
      cell.alignment = { vertical: 'middle', horizontal: centred ? 'center' : at === 0 ? 'left' : 'right', wrapText: at === 0 || centred };
      cell.border = border;
      cell.numFmt = formats[at] ?? (at === 0 ? '@' : '#,##0.##;-#,##0.##;"-"');
      if (typeof value === 'number' && Number.isInteger(value) && formats[at] === undefined) cell.numFmt = '#,##0;-#,##0;"-"';
      if (colour) cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: colour } };
    });
    this.#sheet.getRow(this.#row).height = height;
  }

  bars(title: string, of: Placed, colours: readonly string[], style: { stacked?: boolean; percent?: boolean }): void {
    const name = `'${this.#sheet.name}'`;
    const area = (column: number, from: number, until: number) => `${name}!$${letter(column)}$${from}:$${letter(column)}$${until}`;
    const from = this.#row + 1;
    const height = rowsFor(of.rows);
    const options: Omit<AddBarChartOptions, 'type' | 'barDir'> = {
      title: { paragraphs: [{ runs: [{ text: title, properties: type(10, true) }] }] },
      grouping: style.stacked ? 'stacked' : 'clustered',
      ...(style.stacked && { overlap: 100 }),
      gapWidth: 45,
      showLegend: of.series > 1,
      legendPosition: 'b',
      legendOptions: { txPr: type(9) },
      categoryAxis: { orientation: 'maxMin', txPr: type(8), majorTickMark: 'none' },
      valueAxis: {
        majorGridlines: false,
        txPr: type(8),
        min: 0,
        numFmt: style.percent ? '0%' : '0',
        numFmtLinked: false,
        crosses: 'max',
        minorTickMark: 'none',
      },
      series: Array.from({ length: of.series }, (_, at) => ({
        name: { formula: `${name}!$${letter(of.first + at)}$${of.head}` },
        categories: area(0, of.head + 1, of.head + of.rows),
        values: area(of.first + at, of.head + 1, of.head + of.rows),
        fill: (colours[at] ?? fill.now).slice(2),
        line: '767676',
        lineWidth: 0.5,
        // A value of zero has no segment, and therefore no figure.
        dataLabels: {
          showVal: true,
          showLegendKey: false,
          showCatName: false,
          showSerName: false,
          numFmt: style.percent ? '0%' : '0;;;',
          numFmtLinked: false,
          txPr: type(8),
        },
      })),
    };
    const range = { tl: { col: 0, row: from }, br: { col: 8, row: from + height } };
    this.#sheet.addBarChart(options, range);
    this.#row = from + height;
  }

  nextPage(): void {
    this.#sheet.getRow(this.#row).addPageBreak();
  }
}
