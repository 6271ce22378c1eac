// The look of a council progress sheet: A4 landscape, bands for purpose and section, drop-down status, a summary that
// counts by itself, and a hidden sheet that tells the program what it sent.
import type { Cell, Worksheet } from '@cj-tech-master/excelts';
import { type DateStyle, formatDate } from '../../db/catalog/dates.ts';
import { allowedValues, type Language } from '../../db/catalog/index.ts';
import { valueLabel, type Words } from '../../resources/locales/sentences.ts';
import type { SheetContent, SheetLine } from './council-sheets.ts';
import { paperFont as font, paperInk as ink, landscape, onePageWide, ruled } from './paper.ts';
import { printFooter } from './print-footer.ts';
import { rowHeight } from './text-height.ts';

export interface WorkbookWish {
  readonly content: SheetContent;
  readonly issue: string;
  readonly deskName: string;
  readonly day: string;
  readonly checks: readonly string[];
  readonly language: Language;
  readonly dates: DateStyle;
  readonly words: Words;
}

const colours = { purpose: 'FF264AF4', section: 'FFE8F1FE', head: 'FF414143', locked: 'FFF2F2F2', rule: 'FF949494' } as const;
/** Fill and ink per status; the word stands in the cell as well, for print in black and white and for colour-blind readers. */
const statusColours: Readonly<Record<string, string>> = {
  notStarted: 'FFF2F2F2',
  onTrack: 'FFE6F5EC',
  behind: 'FFFFF0B3',
  atRisk: 'FFFFD4C9',
  done: 'FFD9E6FF',
  cancelled: 'FFD8D8DB',
};

/** Columns of the sheet. `id` and `purposeCode` are hidden: a block that is sorted takes them along. */
const layout = [
  { key: 'number', label: 'sheet.no', width: 5.5, locked: true },
  { key: 'id', label: '', width: 4, locked: true },
  { key: 'purposeCode', label: '', width: 4, locked: true },
  { key: 'measure', label: 'sheet.measure', width: 25, locked: true },
  { key: 'bureau', label: 'sheet.lead', width: 14, locked: true },
  { key: 'related', label: 'sheet.related', width: 11, locked: true },
  { key: 'planned', label: 'sheet.planned', width: 22, locked: true },
  { key: 'done', label: 'sheet.done', width: 24, locked: false },
  { key: 'figures', label: 'sheet.figures', width: 18, locked: false },
  { key: 'status', label: 'sheet.status', width: 9, locked: false },
  { key: 'problems', label: 'sheet.problems', width: 26, locked: false },
  { key: 'nextSteps', label: 'sheet.nextSteps', width: 22, locked: false },
  { key: 'contact', label: 'sheet.contact', width: 13, locked: false },
] as const satisfies readonly { key: keyof SheetLine; label: string; width: number; locked: boolean }[];

const hidden: readonly string[] = ['id', 'purposeCode'];
const letter = (key: keyof SheetLine) => String.fromCharCode(65 + layout.findIndex((column) => column.key === key));
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

export async function progressWorkbook(wish: WorkbookWish): Promise<Uint8Array> {
  const { Workbook } = await import('@cj-tech-master/excelts');
  const { content, words, issue } = wish;
  const book = new Workbook();
  book.title = `${content.council.name} ${words('sheet.title')} ${content.period.name}`;
  book.keywords = `citydesk-issue-${issue}`;
  const sheet = book.addWorksheet(words('sheet.title'), {
    views: [{ state: 'frozen', ySplit: headRow, xSplit: 4, showGridLines: false, zoomScale: 90 }],
    pageSetup: { ...landscape(headRow), horizontalCentered: true },
  });
  const last = writeSheet(sheet, wish);
  const page = words('sheet.page', { page: '&P', pages: '&N' });
  const issued = words('sheet.issued', { date: formatDate(wish.day, wish.language, wish.dates) });
  sheet.headerFooter.oddFooter = printFooter(`${content.council.name} ${words('sheet.title')} ${content.period.name}`, page, issued, 8);
  // Without a password: a guide rail against slips, not a lock. Sorting, filtering and new rows stay allowed.
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
  writeSummary(summary, wish, last);
  summary.headerFooter.oddFooter = printFooter(`${content.council.name} ${words('sheet.summary')} ${content.period.name}`, page, issued, 8);
  await summary.protect('', { selectLockedCells: true, selectUnlockedCells: true });
  writeIdentity(book.addWorksheet('_citydesk', { state: 'veryHidden' }), wish);
  book.definedNames.add("'_citydesk'!$B$3", '_citydesk_issue');
  return book.xlsx.writeBuffer();
}

const shownText = (wish: WorkbookWish, line: SheetLine, key: keyof SheetLine): string | number =>
  key === 'status' ? valueLabel(wish.words, 'progressStatus', line.status) : line[key];

/** @returns the last row with data */
function writeSheet(sheet: Worksheet, wish: WorkbookWish): number {
  const { content, words } = wish;
  layout.forEach((column, at) => {
    sheet.getColumn(at + 1).width = column.width;
    if (hidden.includes(column.key)) sheet.getColumn(at + 1).hidden = true;
  });
  const title = sheet.getCell('A1');
  title.value = `${content.council.name} ${words('sheet.title')}  ${content.period.name}`;
  style(title, { size: 14, bold: true, wrap: false, boxed: false, vertical: 'middle' });
  sheet.getRow(1).height = 24;
  const under = sheet.getCell('A2');
  const date = (stored: string) => formatDate(stored, wish.language, wish.dates);
  under.value = [
    content.bureau?.name ?? words('ui.allBureaus'),
    content.period.asOf ? words('sheet.asOf', { date: date(content.period.asOf) }) : '',
    content.period.dueOn ? words('sheet.due', { date: date(content.period.dueOn) }) : '',
  ]
    .filter((part) => part !== '')
    .join('   ');
  style(under, { wrap: false, boxed: false });
  const how = sheet.getCell('A3');
  how.value = words('sheet.howTo');
  style(how, { size: 8, wrap: false, boxed: false });
  layout.forEach((column, at) => {
    const cell = sheet.getCell(headRow, at + 1);
    cell.value = column.label === '' ? column.key : words(column.label);
    style(cell, { bold: true, colour: 'FFFFFFFF', fill: colours.head, align: 'center', vertical: 'middle' });
  });
  sheet.getRow(headRow).height = 22;
  let row = headRow;
  let purpose = '';
  let section = '';
  for (const line of content.lines) {
    if (line.purposeCode !== purpose) {
      purpose = line.purposeCode;
      section = '';
      band(sheet, ++row, words('sheet.purpose', { code: purpose, title: line.purpose }), { fill: colours.purpose, colour: 'FFFFFFFF', bold: true, size: 10 });
    }
    if (line.sectionCode !== section) {
      section = line.sectionCode;
      if (section !== '') band(sheet, ++row, `${section}  ${line.section}`, { fill: colours.section, bold: true, size: 9 });
    }
    writeLine(sheet, ++row, wish, line);
  }
  decorateStatus(sheet, row, words);
  return row;
}

/** A band is not merged: merged cells stop a bureau from sorting and filtering. Its text runs on over empty cells. */
function band(sheet: Worksheet, row: number, text: string, look: { fill: string; colour?: string; bold: boolean; size: number }): void {
  layout.forEach((_, at) => {
    const cell = sheet.getCell(row, at + 1);
    style(cell, { ...look, wrap: false, vertical: 'middle', boxed: false });
    cell.border = { top: box.top, bottom: box.bottom };
  });
  sheet.getCell(row, 1).value = text;
  sheet.getRow(row).height = 17;
}

function writeLine(sheet: Worksheet, row: number, wish: WorkbookWish, line: SheetLine): void {
  layout.forEach((column, at) => {
    const cell = sheet.getCell(row, at + 1);
    const value = shownText(wish, line, column.key);
    cell.value = value === '' ? null : value;
    const centred = column.key === 'number' || column.key === 'status';
    style(cell, { align: centred ? 'center' : 'left', unlocked: !column.locked, ...(column.locked ? { fill: colours.locked } : {}) });
    if (!column.locked) cell.numFmt = '@'; // text: Excel must not turn "4/1" into a date
  });
  sheet.getRow(row).height = rowHeight(
    layout.filter((column) => !hidden.includes(column.key)).map((column) => ({ text: String(shownText(wish, line, column.key)), width: column.width })),
    lineHeight,
  );
}

function decorateStatus(sheet: Worksheet, last: number, words: Words): void {
  const column = letter('status');
  const range = `${column}${headRow + 1}:${column}${last}`;
  const statuses = allowedValues('progressStatus');
  sheet.dataValidations.add(range, {
    type: 'list',
    allowBlank: true,
    formulae: [`"${statuses.map((status) => valueLabel(words, 'progressStatus', status)).join(',')}"`],
    showErrorMessage: true,
    errorTitle: words('sheet.status'),
    error: words('sheet.pickStatus'),
  });
  sheet.addConditionalFormatting({
    ref: range,
    rules: statuses.map((status, at) => ({
      type: 'expression' as const,
      priority: at + 1,
      formulae: [`$${column}${headRow + 1}="${valueLabel(words, 'progressStatus', status)}"`],
      style: { fill: { type: 'pattern' as const, pattern: 'solid' as const, bgColor: { argb: statusColours[status] ?? 'FFFFFFFF' } } },
    })),
  });
}

/** Counts are formulas over the sheet, so that they stay right while it is being filled in. */
function writeSummary(sheet: Worksheet, wish: WorkbookWish, last: number): void {
  const { content, words } = wish;
  const statuses = allowedValues('progressStatus');
  const source = `'${words('sheet.title')}'`;
  const area = (key: keyof SheetLine) => `${source}!$${letter(key)}$${headRow + 1}:$${letter(key)}$${last}`;
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
    [first, ...statuses.map((status) => valueLabel(words, 'progressStatus', status)), words('sheet.total')].forEach((text, at) => {
      const cell = sheet.getCell(row, at + 1);
      cell.value = text;
      style(cell, {
        bold: true,
        align: 'center',
        vertical: 'middle',
        fill: at === 0 || at > statuses.length ? colours.section : (statusColours[statuses[at - 1] ?? ''] ?? colours.section),
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
          formula: `COUNTIFS(${group.condition},${area('status')},"${valueLabel(words, 'progressStatus', status)}")`,
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
function writeIdentity(sheet: Worksheet, wish: WorkbookWish): void {
  const { content, issue } = wish;
  sheet.addRow(['citydesk-progress-sheet', 1]);
  sheet.addRow(['desk', wish.deskName]);
  sheet.addRow(['issue', issue]);
  sheet.addRow(['council', content.council.id]);
  sheet.addRow(['period', content.period.id]);
  sheet.addRow(['bureau', content.bureau?.id ?? '']);
  sheet.addRow(['columns', ...layout.map((column) => column.key)]);
  sheet.addRow(['row', 'ordinal', 'number', 'check']);
  content.lines.forEach((line, at) => {
    sheet.addRow([line.id, at + 1, line.number, wish.checks[at] ?? '']);
  });
}
