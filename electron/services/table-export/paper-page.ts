// A view as a page for PDF and printer: plain HTML without a line of script, laid out by the engine that prints it.

import { DeskError } from '../../../db/errors.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { escapeHtml } from '../print/html.ts';
import { exportColumns, exportPages, exportTitle, markedText, type Progress, shownText, type TableExport } from './export-rows.ts';

/** More than this is no paper any more: some 200 pages. */
export const mostPrinted = 5_000;

const cellClass = (kind: string): string =>
  ['integer', 'decimal'].includes(kind) ? ' class="number"' : ['date', 'time'].includes(kind) ? ' class="date"' : '';

/**
 * @returns the body of the page. @throws DeskError `tooManyForPrint`, `unknownTable`, `unknownColumn`
 */
export function paperPage(db: Reader, options: TableExport, onProgress?: Progress): { title: string; body: string; rows: number } {
  const columns = exportColumns(options);
  const title = exportTitle(options);
  const lines: string[] = [];
  let count = 0;
  for (const { rows, names, total } of exportPages(db, options, onProgress)) {
    if (total > mostPrinted) throw new DeskError('tooManyForPrint', { max: mostPrinted });
    count = total;
    for (const row of rows)
      lines.push(
        `<tr>${columns.map((column) => `<td${cellClass(column.column.kind)}>${escapeHtml(markedText(options, column, row, names))}</td>`).join('')}</tr>`,
      );
  }
  const widths = columns.map(({ column }) => column.width ?? 16);
  const sum = widths.reduce((all, width) => all + width, 0);
  const asOf = options.words('sheet.asOf', { date: shownText(options, { name: '', column: { kind: 'date' }, heading: '' }, options.today, {}) });
  const body = `<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(asOf)}　${escapeHtml(options.words('ui.rowsOf', { total: count.toLocaleString() }))}</p>
<table><colgroup>${widths.map((width) => `<col width="${((width / sum) * 100).toFixed(2)}%">`).join('')}</colgroup>
<thead><tr>${columns.map(({ heading }) => `<th scope="col">${escapeHtml(heading)}</th>`).join('')}</tr></thead>
<tbody>${lines.join('\n')}</tbody></table>`;
  return { title, body, rows: count };
}
