// A view as a page for PDF and printer: plain HTML without a line of script, laid out by Chromium.
import { Fragment, type ReactElement } from 'react';
import { DeskError } from '../../../db/errors.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { columnGroup, h, headRowOf, htmlOf } from '../print/page-html.ts';
import { exportColumns, exportPages, exportTitle, markedText, type Progress, shownText, type TableExport } from './export-rows.ts';

/** Rows of a printed table at most: some 200 pages. */
export const mostPrinted = 5_000;

const cellClass = (kind: string): string | undefined =>
  ['integer', 'decimal'].includes(kind) ? 'number' : ['date', 'time'].includes(kind) ? 'date' : undefined;

/** @returns the body of the page. @throws DeskError `tooManyForPrint`, `unknownTable`, `unknownColumn` */
export function paperPage(db: Reader, options: TableExport, onProgress?: Progress): { title: string; body: string; rows: number } {
  const columns = exportColumns(options);
  const title = exportTitle(options);
  const lines: ReactElement[] = [];
  let count = 0;
  for (const { rows, names, total } of exportPages(db, options, onProgress)) {
    if (total > mostPrinted) throw new DeskError('tooManyForPrint', { max: mostPrinted });
    count = total;
    for (const row of rows)
      lines.push(h('tr', null, ...columns.map((column) => h('td', { className: cellClass(column.column.kind) }, markedText(options, column, row, names)))));
  }
  const asOf = options.words('sheet.asOf', { date: shownText(options, { name: '', column: { kind: 'date' }, heading: '' }, options.today, {}) });
  const body = [
    h('h1', null, title),
    h('p', null, `${asOf}　${options.words('ui.rowsOf', { total: count.toLocaleString() })}`),
    h(
      'table',
      null,
      columnGroup(columns.map(({ column }) => column.width ?? 16)),
      headRowOf(columns.map(({ heading }) => heading)),
      h('tbody', null, ...lines),
    ),
  ];
  return { title, body: htmlOf(h(Fragment, null, ...body)), rows: count };
}
