// What is selected in the grid: one active cell, and a range around it. Pure.
import type { Spot } from './keys.ts';

export interface Selection {
  /** The cell that typing goes to; always within the range. */
  readonly active: Spot;
  /** Corners of the range: where it began, and where it ends. */
  readonly anchor: Spot;
  readonly head: Spot;
}

export interface Range {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export const single = (spot: Spot): Selection => ({ active: spot, anchor: spot, head: spot });

export const rangeOf = ({ anchor, head }: Selection): Range => ({
  top: Math.min(anchor.row, head.row),
  bottom: Math.max(anchor.row, head.row),
  left: Math.min(anchor.column, head.column),
  right: Math.max(anchor.column, head.column),
});

export const isSingle = ({ anchor, head }: Selection): boolean => anchor.row === head.row && anchor.column === head.column;

export const includes = ({ top, bottom, left, right }: Range, { row, column }: Spot): boolean =>
  row >= top && row <= bottom && column >= left && column <= right;

/** Extends the range to another cell; typing still goes where the range began. */
export const extended = (selection: Selection, head: Spot): Selection => ({ active: selection.anchor, anchor: selection.anchor, head });

/** The next cell within the range, by columns (Enter) or by rows (Tab); after the last comes the first, as in Excel. */
export function cycled(selection: Selection, by: 'rows' | 'columns', back: boolean): Selection {
  const { top, bottom, left, right } = rangeOf(selection);
  const [height, width] = [bottom - top + 1, right - left + 1];
  const { row, column } = selection.active;
  const at = by === 'rows' ? (row - top) * width + (column - left) : (column - left) * height + (row - top);
  const next = (at + (back ? -1 : 1) + height * width) % (height * width);
  const active =
    by === 'rows'
      ? { row: top + Math.floor(next / width), column: left + (next % width) }
      : { row: top + (next % height), column: left + Math.floor(next / height) };
  return { ...selection, active };
}

/** Keeps a selection within a list that has become shorter. */
export function within(selection: Selection, rows: number, columns: number): Selection {
  const inside = ({ row, column }: Spot): Spot => ({ row: Math.max(0, Math.min(rows - 1, row)), column: Math.max(0, Math.min(columns - 1, column)) });
  const [active, anchor, head] = [inside(selection.active), inside(selection.anchor), inside(selection.head)];
  const same = (a: Spot, b: Spot) => a.row === b.row && a.column === b.column;
  return same(active, selection.active) && same(anchor, selection.anchor) && same(head, selection.head) ? selection : { active, anchor, head };
}

/** Everything, or the whole rows or columns of the selection. @param extent  records and columns of the table */
export function wholeOf(extent: { readonly records: number; readonly columns: number }, selection: Selection, what: 'all' | 'rows' | 'columns'): Selection {
  const range = rangeOf(selection);
  const anchor = { row: what === 'rows' ? range.top : 0, column: what === 'columns' ? range.left : 0 };
  const head = { row: what === 'rows' ? range.bottom : Math.max(0, extent.records - 1), column: what === 'columns' ? range.right : extent.columns - 1 };
  return { active: anchor, anchor, head };
}
