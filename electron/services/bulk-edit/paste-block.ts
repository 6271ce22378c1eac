// A pasted text as rows of cells, repeated over a selection that it divides evenly, as Excel does.
import { DeskError } from '../../../db/errors.ts';
import type { Cell } from '../tabular/cells.ts';
import { readText } from '../tabular/read-text.ts';
import type { Edit } from './edit.ts';

export interface PasteBlock {
  /** Rows it covers; 0 when there is nothing to paste. */
  readonly height: number;
  /** The cells of one of these rows, by column. */
  readonly cellsOf: (at: number) => (readonly [string, Cell])[];
}

/** @throws DeskError `tooManyRows`; those of `readText` */
export function pasteBlock(edit: Extract<Edit, { kind: 'paste' }>, mostRows: number): PasteBlock {
  const block = readText(edit.text.replace(/\r?\n$/, ''), '', '\t').rows;
  const width = Math.max(0, ...block.map((cells) => cells.length));
  const tiled = (selected: number, size: number) => (selected > size && size > 0 && selected % size === 0 ? selected : size);
  const height = tiled(edit.selected.rows, block.length);
  const across = Math.min(edit.columns.length, tiled(edit.selected.columns, width));
  if (height > mostRows) throw new DeskError('tooManyRows', { max: mostRows });
  return {
    height,
    cellsOf: (at) =>
      Array.from({ length: across }, (_, column) => [edit.columns[column] as string, block[at % block.length]?.[column % width] ?? null] as const),
  };
}

interface Interval {
  readonly from: number;
  readonly to: number;
}

/** The first places of some intervals. */
export function firstOf(intervals: readonly Interval[], count: number): readonly Interval[] {
  let left = count;
  return intervals.flatMap(({ from, to }) => {
    const last = Math.min(to, from + left - 1);
    left -= Math.max(0, last - from + 1);
    return last < from ? [] : [{ from, to: last }];
  });
}
