// The look of a council progress sheet: A4 landscape, bands for purpose and section, drop-down status, a summary that
// counts by itself, and a hidden sheet that tells the program what it sent.
import type { Cell, Worksheet } from '@cj-tech-master/excelts';
import { type DateStyle, formatDate } from '../../../db/catalog/dates.ts';
import type { Language } from '../../../db/catalog/index.ts';
import type { Words } from '../../../resources/locales/sentences.ts';
import { printFooter, printHeader } from '../print/print-footer.ts';
import { paperFont as font, paperInk as ink, landscape, onePageWide, ruled } from '../print/sheet-style.ts';
import { rowHeight } from '../print/text-height.ts';
import { banded, hiddenKeys } from './bands.ts';
import { referenceOf } from './reference-code.ts';
import { type SheetKey, scaleLabel } from './sheet-definition.ts';
import type { SheetContent, SheetLine } from './sheets.ts';

export interface WorkbookOptions {
  readonly content: SheetContent;
  /** Absent: a paper for the meeting, not a sheet to be filled in. */
  readonly issue?: string | undefined;
  /** Bands by purpose and section, or by bureau. */
  readonly order?: 'purpose' | 'bureau' | undefined;
  /** Number of the paper, at the upper right of each page. */
  readonly label?: string | undefined;
  readonly deskName: string;
  readonly day: string;
  readonly checks: readonly string[];
  readonly language: Language;
  readonly dates: DateStyle;
  readonly words: Words;
}

const colours = { purpose: 'FF264AF4', section: 'FFE8F1FE', head: 'FF414143', locked: 'FFF2F2F2', rule: 'FF949494', contested: 'FFFFD9B3' } as const;
const letter = (content: SheetContent, key: SheetKey) => String.fromCharCode(65 + content.definition.columns.findIndex((column) => column.key === key));
const titleOf = ({ content, language }: WorkbookOptions): string => content.definition.title[language];
const headRow = 4;
const lineHeight = 12;

const box = ruled(colours.rule);

function style(
  cell: Cell,
  options: {
    size?: number;
    bold?: boolean;
    colour?: string;
    fill?: string;
    align?: 'left' | 'center' | 'right';
    vertical?: 'top' | 'middle';
    wrap?: boolean;
    boxed?: boolean;
    unlocked?: boolean;
  },
): void {
  cell.font = { name: font, size: options.size ?? 9, bold: options.bold ?? false, color: options.colour ? { argb: options.colour } : ink };
  cell.alignment = { vertical: options.vertical ?? 'top', horizontal: options.align ?? 'left', wrapText: options.wrap ?? true };
  if (options.fill) cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: options.fill } };
  if (options.boxed ?? true) cell.border = box;
  if (options.unlocked) cell.protection = { locked: false };
}

export async function progressWorkbook(options: WorkbookOptions): Promise<Uint8Array> {
  const { Workbook } = await import('@cj-tech-master/excelts');
  const { content, words, issue } = options;
  const book = new Workbook();
  book.title = `${content.council.name} ${titleOf(options)} ${content.period.name}`;
  if (issue !== undefined) book.keywords = `citydesk-issue-${issue}`;
  const sheet = book.addWorksheet(titleOf(options), {
    views: [{ state: 'frozen', ySplit: headRow, xSplit: 4, showGridLines: false, zoomScale: 90 }],
    pageSetup: { ...landscape(headRow), horizontalCentered: true },
  });
  const last = writeSheet(sheet, options);
  const page = words('sheet.page', { page: '&P', pages: '&N' });
  const issued = words('sheet.issued', { date: formatDate(options.day, options.language, options.dates) });
  sheet.headerFooter.oddFooter = printFooter(`${content.council.name} ${titleOf(options)} ${content.period.name}`, page, issued, 8);
  if (options.label !== undefined) sheet.headerFooter.oddHeader = printHeader(options.label, 10);
  // Without a password: a guide rail against slips, not a lock. Sorting, filtering and new rows stay allowed.
  if (issue !== undefined)
    await sheet.protect('', {
      selectLockedCells: true,
      selectUnlockedCells: true,
      formatColumns: true,
      formatRows: true,
      insertRows: true,
      sort: true,
      autoFilter: true,
    });
  const summary = book.addWorksheet(words('sheet.summary'), {
    views: [{ showGridLines: false }],
    pageSetup: { ...onePageWide, horizontalCentered: true },
  });
  writeSummary(summary, options, last);
  summary.headerFooter.oddFooter = printFooter(`${content.council.name} ${words('sheet.summary')} ${content.period.name}`, page, issued, 8);
  if (issue !== undefined) await summary.protect('', { selectLockedCells: true, selectUnlockedCells: true });
  if (issue !== undefined) {
    writeIdentity(book.addWorksheet('_citydesk', { state: 'veryHidden' }), options);
    book.definedNames.add("'_citydesk'!$B$3", '_citydesk_issue');
  }
  return book.xlsx.writeBuffer();
}

const shownText = (options: WorkbookOptions, line: SheetLine, key: SheetKey): string | number =>
  key === 'status' ? scaleLabel(options.content.definition, line.status, options.language) : line[key];

/** @returns the last row with data */
function writeSheet(sheet: Worksheet, options: WorkbookOptions): number {
  const { content, words } = options;
  const layout = content.definition.columns;
  layout.forEach((column, at) => {
    sheet.getColumn(at + 1).width = column.width;
    if (hiddenKeys.includes(column.key)) sheet.getColumn(at + 1).hidden = true;
  });
  const title = sheet.getCell('A1');
  title.value = `${content.council.name} ${titleOf(options)}  ${content.period.name}`;
  style(title, { size: 14, bold: true, wrap: false, boxed: false, vertical: 'middle' });
  sheet.getRow(1).height = 24;
  const under = sheet.getCell('A2');
  const date = (stored: string) => formatDate(stored, options.language, options.dates);
  under.value = [
    content.bureau?.name ?? words('ui.allBureaus'),
    content.period.asOf ? words('sheet.asOf', { date: date(content.period.asOf) }) : '',
    content.period.dueOn ? words('sheet.due', { date: date(content.period.dueOn) }) : '',
    options.issue === undefined ? '' : words('sheet.reference', { code: referenceOf(options.issue) }),
  ]
    .filter((part) => part !== '')
    .join('   ');
  style(under, { wrap: false, boxed: false });
  const how = sheet.getCell('A3');
  how.value = options.issue === undefined ? '' : words('sheet.howTo');
  style(how, { size: 8, wrap: false, boxed: false });
  layout.forEach((column, at) => {
    const cell = sheet.getCell(headRow, at + 1);
    cell.value = column.label[options.language] || column.key;
    style(cell, { bold: true, colour: 'FFFFFFFF', fill: colours.head, align: 'center', vertical: 'middle' });
  });
  sheet.getRow(headRow).height = 22;
  let row = headRow;
  for (const entry of banded(content, options.order ?? 'purpose', words)) {
    row += 1;
    if ('line' in entry) writeLine(sheet, row, options, entry.line);
    else
      band(
        sheet,
        content,
        row,
        entry.band,
        entry.level === 1 ? { fill: colours.purpose, colour: 'FFFFFFFF', bold: true, size: 10 } : { fill: colours.section, bold: true, size: 9 },
      );
  }
  decorateStatus(sheet, row, options);
  if (content.actions.length > 0) writeActions(sheet, row + 2, options);
  return row;
}

/** A band is not merged: merged cells stop a bureau from sorting and filtering. Its text runs on over empty cells. */
function band(
  sheet: Worksheet,
  content: SheetContent,
  row: number,
  text: string,
  appearance: { fill: string; colour?: string; bold: boolean; size: number },
): void {
  content.definition.columns.forEach((_, at) => {
    const cell = sheet.getCell(row, at + 1);
    style(cell, { ...appearance, wrap: false, vertical: 'middle', boxed: false });
    cell.border = { top: box.top, bottom: box.bottom };
  });
  sheet.getCell(row, 1).value = text;
  sheet.getRow(row).height = 17;
}

function writeLine(sheet: Worksheet, row: number, options: WorkbookOptions, line: SheetLine): void {
  const layout = options.content.definition.columns;
  layout.forEach((column, at) => {
    const cell = sheet.getCell(row, at + 1);
    const value = shownText(options, line, column.key);
    cell.value = value === '' ? null : value;
    const centred = column.key === 'number' || column.key === 'status';
    // An open question on paper is shaded, so that nobody takes one side's word for the answer.
    const fill = line.contested.includes(column.key) ? { fill: colours.contested } : column.locked ? { fill: colours.locked } : {};
    style(cell, { align: centred ? 'center' : 'left', unlocked: !column.locked, ...fill });
    if (!column.locked) cell.numFmt = '@'; // text: Excel must not turn "4/1" into a date
  });
  sheet.getRow(row).height = rowHeight(
    layout.filter((column) => !hiddenKeys.includes(column.key)).map((column) => ({ text: String(shownText(options, line, column.key)), width: column.width })),
    lineHeight,
  );
}

function decorateStatus(sheet: Worksheet, last: number, options: WorkbookOptions): void {
  const { words, content, language } = options;
  const column = letter(content, 'status');
  const range = `${column}${headRow + 1}:${column}${last}`;
  const { scale } = content.definition;
  sheet.dataValidations.add(range, {
    type: 'list',
    allowBlank: true,
    formulae: [`"${scale.map((one) => one.label[language]).join(',')}"`],
    showErrorMessage: true,
    errorTitle: words('sheet.status'),
    error: words('sheet.pickStatus'),
  });
  sheet.addConditionalFormatting({
    ref: range,
    rules: scale.map((one, at) => ({
      type: 'expression' as const,
      priority: at + 1,
      formulae: [`$${column}${headRow + 1}="${one.label[language]}"`],
      style: { fill: { type: 'pattern' as const, pattern: 'solid' as const, bgColor: { argb: one.fill } } },
    })),
  });
}

/** What the council asked for and is still open, below the table: the bureau sees it where it writes. */
function writeActions(sheet: Worksheet, from: number, options: WorkbookOptions): void {
  const { content, words } = options;
  const head = sheet.getCell(from, 1);
  head.value = words('sheet.openActions');
  style(head, { bold: true, size: 10, wrap: false, boxed: false });
  content.actions.forEach((action, at) => {
    const cell = sheet.getCell(from + 1 + at, 1);
    const due = action.dueOn === null ? '' : `  (${words('sheet.due', { date: formatDate(action.dueOn, options.language, options.dates) })})`;
    cell.value = `・${content.bureau ? '' : `${action.bureau}: `}${action.text.replace(/\s*\n\s*/g, ' ')}${due}`;
    style(cell, { wrap: false, boxed: false });
  });
}

/** Counts are formulas over the sheet, so that they stay right while it is being filled in. */
function writeSummary(sheet: Worksheet, options: WorkbookOptions, last: number): void {
  const { content, words } = options;
  const { scale } = content.definition;
  const statuses = scale.map((one) => one.status);
  const wordOf = (status: string) => scaleLabel(content.definition, status, options.language);
  const source = `'${titleOf(options)}'`;
  const area = (key: SheetKey) => `${source}!$${letter(content, key)}$${headRow + 1}:$${letter(content, key)}$${last}`;
  sheet.getColumn(1).width = 42;
  for (let at = 0; at <= statuses.length; at++) sheet.getColumn(at + 2).width = 11;
  const title = sheet.getCell('A1');
  title.value = `${content.council.name} ${words('sheet.summary')}  ${content.period.name}`;
  style(title, { size: 14, bold: true, wrap: false, boxed: false, vertical: 'middle' });
  sheet.getRow(1).height = 24;
  let row = 2;
  const block = (heading: string, first: string, groups: readonly { label: string; matches: (line: SheetLine) => boolean; condition: string }[]) => {
    row += 1;
    const head = sheet.getCell(row, 1);
    head.value = `${heading} ${words('sheet.unit')}`;
    style(head, { size: 11, bold: true, wrap: false, boxed: false });
    sheet.getRow(row).height = 20;
    row += 1;
    [first, ...statuses.map(wordOf), words('sheet.total')].forEach((text, at) => {
      const cell = sheet.getCell(row, at + 1);
      cell.value = text;
      style(cell, {
        bold: true,
        align: 'center',
        vertical: 'middle',
        fill: at === 0 || at > statuses.length ? colours.section : (scale[at - 1]?.fill ?? colours.section),
      });
    });
    sheet.getRow(row).height = 20;
    const top = row + 1;
    for (const group of groups) {
      row += 1;
      const label = sheet.getCell(row, 1);
      label.value = group.label;
      style(label, { vertical: 'middle' });
      const mine = content.lines.filter(group.matches);
      statuses.forEach((status, at) => {
        const cell = sheet.getCell(row, at + 2);
        cell.value = {
          formula: `COUNTIFS(${group.condition},${area('status')},"${wordOf(status)}")`,
          result: mine.filter((line) => line.status === status).length,
        };
        style(cell, { align: 'right', vertical: 'middle' });
        cell.numFmt = '#,##0;-#,##0;"-"';
      });
      const total = sheet.getCell(row, statuses.length + 2);
      total.value = { formula: `SUM(B${row}:${String.fromCharCode(65 + statuses.length)}${row})`, result: mine.length };
      style(total, { align: 'right', vertical: 'middle', bold: true });
      sheet.getRow(row).height = 17;
    }
    row += 1;
    const foot = sheet.getCell(row, 1);
    foot.value = words('sheet.total');
    style(foot, { bold: true, vertical: 'middle', fill: colours.section });
    for (let at = 0; at <= statuses.length; at++) {
      const column = String.fromCharCode(66 + at);
      const status = statuses[at];
      const cell = sheet.getCell(row, at + 2);
      cell.value = {
        formula: `SUM(${column}${top}:${column}${row - 1})`,
        result: status === undefined ? content.lines.length : content.lines.filter((line) => line.status === status).length,
      };
      style(cell, { align: 'right', vertical: 'middle', bold: true, fill: colours.section });
      cell.numFmt = '#,##0;-#,##0;"-"';
    }
    sheet.getRow(row).height = 17;
    row += 1;
  };
  const purposes = [...new Map(content.lines.map((line) => [line.purposeCode, line.purpose]))];
  block(
    words('sheet.byPurpose'),
    words('sheet.purposeColumn'),
    purposes.map(([code, text]) => ({ label: `${code} ${text}`, matches: (line) => line.purposeCode === code, condition: `${area('purposeCode')},"${code}"` })),
  );
  const bureaus = [...new Map([...content.lines].sort((a, b) => a.bureauOrder - b.bureauOrder).map((line) => [line.bureau, line.bureauOrder])).keys()];
  block(
    words('sheet.byBureau'),
    words('sheet.bureauColumn'),
    bureaus.map((bureau) => ({ label: bureau, matches: (line) => line.bureau === bureau, condition: `${area('bureau')},"${bureau}"` })),
  );
}

/** What the program needs to know its own sheet again, and each row of it (sync 3.1). */
function writeIdentity(sheet: Worksheet, options: WorkbookOptions): void {
  const { content, issue } = options;
  sheet.addRow(['citydesk-progress-sheet', 1]);
  sheet.addRow(['desk', options.deskName]);
  sheet.addRow(['issue', issue]);
  sheet.addRow(['council', content.council.id]);
  sheet.addRow(['period', content.period.id]);
  sheet.addRow(['bureau', content.bureau?.id ?? '']);
  sheet.addRow(['columns', ...content.definition.columns.map((column) => column.key)]);
  sheet.addRow(['row', 'ordinal', 'number', 'check']);
  content.lines.forEach((line, at) => {
    sheet.addRow([line.id, at + 1, line.number, options.checks[at] ?? '']);
  });
}
