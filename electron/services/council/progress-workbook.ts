// The look of a council progress sheet: A4 landscape, bands for purpose and section, drop-down status, a summary whose
// figures are formulas, and a hidden sheet by which the program recognizes what it sent.
import type { Worksheet } from '@cj-tech-master/excelts';
import { formatDate } from '../../../db/catalog/dates.ts';
import { printFooter, printHeader } from '../print/print-footer.ts';
import { landscape, onePageWide } from '../print/sheet-style.ts';
import { rowHeight } from '../print/text-height.ts';
import { hiddenKeys, withBands } from './bands.ts';
import { referenceOf } from './reference-code.ts';
import { box, columnLetter, headRow, sheetColours, style, titleOf, type WorkbookOptions } from './sheet-appearance.ts';
import type { SheetContent, SheetLine } from './sheet-content.ts';
import { type SheetKey, scaleLabel } from './sheet-definition.ts';
import { writeSummary } from './sheet-summary.ts';

/** Points of a printed line of 9 point type. */
const lineHeight = 12;

/** @returns the bytes of an xlsx file */
export async function progressWorkbook(options: WorkbookOptions): Promise<Uint8Array> {
  const { Workbook } = await import('@cj-tech-master/excelts');
  const { content, words, issue } = options;
  const book = new Workbook();
  book.title = `${content.council.name} ${titleOf(options)} ${content.period.name}`;
  book.creator = options.deskName;
  book.lastModifiedBy = options.deskName;
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
  // Without a password: it prevents accidents, not intent. Sorting, filtering and new rows stay allowed.
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
    style(cell, { bold: true, colour: 'FFFFFFFF', fill: sheetColours.head, align: 'center', vertical: 'middle' });
  });
  sheet.getRow(headRow).height = 22;
  let row = headRow;
  for (const entry of withBands(content, options.order ?? 'purpose', words)) {
    row += 1;
    if ('line' in entry) writeLine(sheet, row, options, entry.line);
    else writeBand(sheet, content, { row, text: entry.band, level: entry.level });
  }
  decorateStatus(sheet, row, options);
  if (content.actions.length > 0) writeActions(sheet, row + 2, options);
  return row;
}

/** A band is not merged, since merged cells prevent sorting and filtering; its text overflows into the empty cells. */
function writeBand(sheet: Worksheet, content: SheetContent, band: { readonly row: number; readonly text: string; readonly level: 1 | 2 }): void {
  const look =
    band.level === 1 ? { fill: sheetColours.purpose, colour: 'FFFFFFFF', bold: true, size: 10 } : { fill: sheetColours.section, bold: true, size: 9 };
  content.definition.columns.forEach((_, at) => {
    const cell = sheet.getCell(band.row, at + 1);
    style(cell, { ...look, wrap: false, vertical: 'middle', boxed: false });
    cell.border = { top: box.top, bottom: box.bottom };
  });
  sheet.getCell(band.row, 1).value = band.text;
  sheet.getRow(band.row).height = 17;
}

function writeLine(sheet: Worksheet, row: number, options: WorkbookOptions, line: SheetLine): void {
  const layout = options.content.definition.columns;
  layout.forEach((column, at) => {
    const cell = sheet.getCell(row, at + 1);
    const value = shownText(options, line, column.key);
    cell.value = value === '' ? null : value;
    const centred = column.key === 'number' || column.key === 'status';
    // A value with an open conflict is shaded, so that nobody takes it for settled.
    const fill = line.contested.includes(column.key) ? { fill: sheetColours.contested } : column.locked ? { fill: sheetColours.locked } : {};
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
  const column = columnLetter(content, 'status');
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

/** By what the program recognizes its own sheet, and each row of it (sync 3.1). */
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
