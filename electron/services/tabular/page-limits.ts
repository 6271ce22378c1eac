// The limits of tables in web pages and in XML of Excel 2003, whose cells and rows may say that they span or skip any number.
import { DeskError } from '../../../db/errors.ts';
import { sheetColumns, sheetRows, tableColumns, tableRows } from './limits.ts';

/** @throws DeskError `tooManyRows`, `tooManyColumns` */
export function requireSmallSpans(page: string): void {
  // A number of a cell is a column's; one of a row may be larger.
  for (const [, digits] of page.matchAll(/<(?:ss:)?(?:Cell|Column)\b[^<>]*\b(?:Index|Span)\s*=\s*["']?\s*(\d+)/gi))
    if (Number(digits) > sheetColumns) throw new DeskError('tooManyColumns', { max: tableColumns });
  for (const [, name = '', digits] of page.matchAll(/\b(colspan|rowspan|Index|Span|MergeAcross|MergeDown|Expanded(?:Row|Column)Count)\s*=\s*["']?\s*(\d+)/gi)) {
    const most = /^(?:colspan|MergeAcross|ExpandedColumnCount)$/i.test(name) ? sheetColumns : sheetRows;
    if (Number(digits) <= most) continue;
    throw most === sheetColumns ? new DeskError('tooManyColumns', { max: tableColumns }) : new DeskError('tooManyRows', { max: tableRows });
  }
}
