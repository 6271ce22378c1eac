// The summary sheet of a progress workbook: reports by status for each purpose and each bureau. The counts are formulas
// over the progress sheet, so that they stay right while it is being filled in.
import type { Cell, Worksheet } from '@cj-tech-master/excelts';
import { columnLetter, headRow, sheetColours, style, titleOf, type WorkbookOptions } from './sheet-appearance.ts';
import type { SheetLine } from './sheet-content.ts';
import { type SheetKey, scaleLabel } from './sheet-definition.ts';

interface Group {
  readonly label: string;
  readonly matches: (line: SheetLine) => boolean;
  /** Range and criterion of COUNTIFS. */
  readonly condition: string;
}

const countFormat = '#,##0;-#,##0;"-"';

/** @param last  last row of the progress sheet with data, from 1 */
export function writeSummary(sheet: Worksheet, options: WorkbookOptions, last: number): void {
  const { content, words } = options;
  const source = `'${titleOf(options)}'`;
  const area = (key: SheetKey) => `${source}!$${columnLetter(content, key)}$${headRow + 1}:$${columnLetter(content, key)}$${last}`;
  sheet.getColumn(1).width = 42;
  for (let at = 0; at <= content.definition.scale.length; at++) sheet.getColumn(at + 2).width = 11;
  const title = sheet.getCell('A1');
  title.value = `${content.council.name} ${words('sheet.summary')}  ${content.period.name}`;
  style(title, { size: 14, bold: true, wrap: false, boxed: false, vertical: 'middle' });
  sheet.getRow(1).height = 24;
  const tables = new CountTables(sheet, options, area('status'));
  const purposes = [...new Map(content.lines.map((line) => [line.purposeCode, line.purpose]))];
  tables.write(
    words('sheet.byPurpose'),
    words('sheet.purposeColumn'),
    purposes.map(([code, text]) => ({ label: `${code} ${text}`, matches: (line) => line.purposeCode === code, condition: `${area('purposeCode')},"${code}"` })),
  );
  const bureaus = [...new Map([...content.lines].sort((a, b) => a.bureauOrder - b.bureauOrder).map((line) => [line.bureau, line.bureauOrder])).keys()];
  tables.write(
    words('sheet.byBureau'),
    words('sheet.bureauColumn'),
    bureaus.map((bureau) => ({ label: bureau, matches: (line) => line.bureau === bureau, condition: `${area('bureau')},"${bureau}"` })),
  );
}

/** Tables of counts, written from the top down. */
class CountTables {
  readonly #sheet: Worksheet;
  readonly #options: WorkbookOptions;
  /** Range of the statuses on the progress sheet. */
  readonly #statusArea: string;
  readonly #statuses: readonly string[];
  #row = 2;

  constructor(sheet: Worksheet, options: WorkbookOptions, statusArea: string) {
    this.#sheet = sheet;
    this.#options = options;
    this.#statusArea = statusArea;
    this.#statuses = options.content.definition.scale.map((one) => one.status);
  }

  write(heading: string, first: string, groups: readonly Group[]): void {
    this.#heading(heading);
    this.#columnHeads(first);
    const top = this.#row + 1;
    for (const group of groups) this.#groupRow(group);
    this.#totalRow(top);
    this.#row += 1;
  }

  #heading(text: string): void {
    this.#row += 1;
    const head = this.#sheet.getCell(this.#row, 1);
    head.value = `${text} ${this.#options.words('sheet.unit')}`;
    style(head, { size: 11, bold: true, wrap: false, boxed: false });
    this.#sheet.getRow(this.#row).height = 20;
  }

  #columnHeads(first: string): void {
    this.#row += 1;
    const { scale } = this.#options.content.definition;
    [first, ...this.#statuses.map((status) => this.#label(status)), this.#options.words('sheet.total')].forEach((text, at) => {
      const cell = this.#sheet.getCell(this.#row, at + 1);
      cell.value = text;
      style(cell, {
        bold: true,
        align: 'center',
        vertical: 'middle',
        fill: at === 0 || at > scale.length ? sheetColours.section : (scale[at - 1]?.fill ?? sheetColours.section),
      });
    });
    this.#sheet.getRow(this.#row).height = 20;
  }

  #groupRow(group: Group): void {
    this.#row += 1;
    const row = this.#row;
    const label = this.#sheet.getCell(row, 1);
    label.value = group.label;
    style(label, { vertical: 'middle' });
    const lines = this.#options.content.lines.filter(group.matches);
    this.#statuses.forEach((status, at) => {
      const cell = this.#sheet.getCell(row, at + 2);
      cell.value = {
        formula: `COUNTIFS(${group.condition},${this.#statusArea},"${this.#label(status)}")`,
        result: lines.filter((line) => line.status === status).length,
      };
      style(cell, { align: 'right', vertical: 'middle' });
      cell.numFmt = countFormat;
    });
    const total = this.#sheet.getCell(row, this.#statuses.length + 2);
    total.value = { formula: `SUM(B${row}:${String.fromCharCode(65 + this.#statuses.length)}${row})`, result: lines.length };
    style(total, { align: 'right', vertical: 'middle', bold: true });
    this.#sheet.getRow(row).height = 17;
  }

  /** @param top  first row of the groups */
  #totalRow(top: number): void {
    this.#row += 1;
    const row = this.#row;
    const { lines } = this.#options.content;
    const foot = this.#sheet.getCell(row, 1);
    foot.value = this.#options.words('sheet.total');
    style(foot, { bold: true, vertical: 'middle', fill: sheetColours.section });
    for (let at = 0; at <= this.#statuses.length; at++) {
      const column = String.fromCharCode(66 + at);
      const status = this.#statuses[at];
      const cell: Cell = this.#sheet.getCell(row, at + 2);
      cell.value = {
        formula: `SUM(${column}${top}:${column}${row - 1})`,
        result: status === undefined ? lines.length : lines.filter((line) => line.status === status).length,
      };
      style(cell, { align: 'right', vertical: 'middle', bold: true, fill: sheetColours.section });
      cell.numFmt = countFormat;
    }
    this.#sheet.getRow(row).height = 17;
  }

  #label(status: string): string {
    return scaleLabel(this.#options.content.definition, status, this.#options.language);
  }
}
