// Cells for the clipboard: text with tabs for anything, and a small HTML table from which Excel and LibreOffice take
// numbers as numbers, days as days, and text as text, whatever it begins with. The HTML is joined from strings, not made
// with React: it needs attributes and styles of Office, for up to 50,000 rows.
import type { Value } from '../../../db/catalog/index.ts';
import { DeskError } from '../../../db/errors.ts';
import { list } from '../../../db/queries/list.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { serialOfDay } from '../calendar/days.ts';
import { escapeHtml } from '../print/html.ts';
import { escapeFormula } from '../table-export/csv.ts';
import { type ExportColumn, exportColumns, shownText, type TableExport } from '../table-export/export-rows.ts';

/** Rows that one copy may take: what Excel itself still pastes without a long wait. */
const mostRows = 50_000;
const page = 1_000;

export interface CopiedCells {
  readonly text: string;
  readonly html: string;
  readonly rows: number;
}

/**
 * @param intervals  places in the list, both included
 * @throws DeskError `tooManyRows`, `unknownTable`, `unknownColumn`
 */
export function copyCells(db: Reader, options: TableExport, intervals: readonly { readonly from: number; readonly to: number }[]): CopiedCells {
  if (intervals.reduce((sum, { from, to }) => sum + to - from + 1, 0) > mostRows) throw new DeskError('tooManyRows', { max: mostRows });
  const columns = exportColumns(options);
  const text: string[] = [];
  const html: string[] = [];
  for (const { from, to } of intervals)
    for (let offset = from; offset <= to; offset += page) {
      const limit = Math.min(page, to - offset + 1);
      const { rows, names } = list(db, { ...options.request, language: options.language, today: options.today, offset, limit, counted: false });
      for (const row of rows) {
        const shown = columns.map((column) => shownText(options, column, row.values[column.name], names));
        text.push(shown.map((cell, at) => plain(columns[at] as ExportColumn, row.values[columns[at]?.name ?? ''], cell)).join('\t'));
        html.push(`<tr>${shown.map((cell, at) => htmlCell(columns[at] as ExportColumn, row.values[columns[at]?.name ?? ''], cell)).join('')}</tr>`);
      }
    }
  return { text: text.join('\r\n'), html: `<meta charset="utf-8"><table>${html.join('')}</table>`, rows: text.length };
}

/** Excel's own rule: a cell with a tab, a line break or a quotation mark is put in quotation marks. */
function plain({ column }: ExportColumn, value: Value | readonly string[] | undefined, shown: string): string {
  if (column.kind === 'integer' && typeof value === 'number') return String(value);
  const safe = escapeFormula(shown);
  return /[\t\r\n"]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const escaped = (text: string) => escapeHtml(text).replaceAll('\n', '<br style="mso-data-placement:same-cell">');

function htmlCell({ column }: ExportColumn, value: Value | readonly string[] | undefined, shown: string): string {
  if (shown === '') return '<td></td>';
  if ((column.kind === 'integer' && typeof value === 'number') || (column.kind === 'decimal' && typeof value === 'string'))
    return `<td sdval="${value}" sdnum="1041;">${value}</td>`;
  if (column.kind === 'date' && typeof value === 'string' && value.length === 10 && value >= '1900-03-01') {
    const serial = serialOfDay(value);
    return `<td style='mso-number-format:"yyyy\\/m\\/d"' sdval="${serial}" sdnum="1041;0;YYYY/MM/DD">${value.replaceAll('-', '/')}</td>`;
  }
  // "@" is Excel's format for text; LibreOffice takes it from sdnum.
  return `<td style='mso-number-format:"\\@"' sdnum="1041;0;@">${escaped(shown)}</td>`;
}
