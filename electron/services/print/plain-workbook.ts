// A plain table as an A4 landscape sheet: title, heading on each page, wrapped text, page numbers.

import { printFooter, printHeader } from './print-footer.ts';
import { landscape, paperFont, paperInk, ruled } from './sheet-style.ts';
import { rowHeight } from './text-height.ts';

export interface PlainTable {
  readonly title: string;
  /** Who made it, in the file's properties. */
  readonly deskName: string;
  readonly under: string;
  readonly columns: readonly { readonly heading: string; readonly width: number }[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** With `&P` and `&N`. */
  readonly footer: string;
  readonly day: string;
  /** Number of the paper, at the upper right of each page. */
  readonly label?: string | undefined;
}

const headRow = 3;
const border = ruled('FFB3B3B3');

interface CellLook {
  /** Points. */
  readonly size: number;
  readonly bold?: boolean;
  /** With a border, wrapped, at the top: a cell of the table. */
  readonly boxed?: boolean;
}

/** @returns the bytes of an xlsx file */
export async function plainWorkbook(table: PlainTable): Promise<Uint8Array> {
  const { Workbook } = await import('@cj-tech-master/excelts');
  const book = new Workbook();
  book.title = table.title;
  book.creator = table.deskName;
  book.lastModifiedBy = table.deskName;
  const sheet = book.addWorksheet(table.title.replace(/[*?:\\/[\]]/g, ' ').slice(0, 31), {
    views: [{ state: 'frozen', ySplit: headRow, showGridLines: false }],
    pageSetup: landscape(headRow),
  });
  sheet.headerFooter.oddFooter = printFooter(table.title, table.footer, table.day, 8);
  if (table.label !== undefined) sheet.headerFooter.oddHeader = printHeader(table.label, 10);
  table.columns.forEach(({ width }, at) => {
    sheet.getColumn(at + 1).width = width;
  });
  const write = (row: number, column: number, value: string | number, { size, bold = false, boxed = false }: CellLook) => {
    const cell = sheet.getCell(row, column);
    cell.value = value;
    cell.font = { name: paperFont, size, bold, color: paperInk };
    cell.alignment = { vertical: boxed ? 'top' : 'middle', horizontal: typeof value === 'number' ? 'right' : 'left', wrapText: boxed };
    if (boxed) cell.border = border;
    return cell;
  };
  write(1, 1, table.title, { size: 14, bold: true });
  sheet.getRow(1).height = 24;
  write(2, 1, table.under, { size: 9 });
  table.columns.forEach(({ heading }, at) => {
    write(headRow, at + 1, heading, { size: 9, bold: true, boxed: true }).fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8F1FE' } };
  });
  table.rows.forEach((row, index) => {
    row.forEach((value, at) => {
      write(headRow + 1 + index, at + 1, value, { size: 9, boxed: true });
    });
    sheet.getRow(headRow + 1 + index).height = rowHeight(
      row.map((value, at) => ({ text: String(value), width: table.columns[at]?.width ?? 10 })),
      12.5,
    );
  });
  return book.xlsx.writeBuffer();
}
