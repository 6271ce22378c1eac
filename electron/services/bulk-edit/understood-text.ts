// What a pasted cell will hold, as the person will see it in the list.
import type { Column } from '../../../db/catalog/index.ts';
import { type CellStyle, cellText } from '../../../resources/locales/sentences.ts';
import type { Cell } from '../tabular/cells.ts';
import type { CellRead } from '../tabular/read-value.ts';

/** Dates, times and words of fixed lists as they are shown; what was written where it is refused, or names records and terms. */
export function understoodText(style: CellStyle, column: Column, cell: Cell, read: CellRead | { readonly ok: false }): string {
  const isShownByItself = column.kind === 'date' || column.kind === 'time' || column.kind === 'oneOf';
  if (read.ok && isShownByItself && typeof read.value === 'string') return cellText(style, column, read.value, {});
  return cell === null || typeof cell === 'object' ? '' : String(cell);
}
