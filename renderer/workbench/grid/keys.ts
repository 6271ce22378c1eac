// What the keys of a spreadsheet mean over a grid of cells. Pure.

export interface Spot {
  readonly row: number;
  readonly column: number;
}
export interface Extent {
  readonly rows: number;
  /** Rows without the empty one at the end. */
  readonly records: number;
  readonly columns: number;
  /** Rows that fit the screen. */
  readonly page: number;
}
export interface KeyPress {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  /** An input method is composing: its keys are its own. */
  readonly composing: boolean;
}

export type KeyAction =
  /** `extend`: the range is drawn there instead of leaving it. */
  | { readonly kind: 'move'; readonly to: Spot; readonly extend: boolean }
  /** To the next cell of a range, or of the list when there is none. */
  | { readonly kind: 'next'; readonly by: 'rows' | 'columns'; readonly back: boolean; readonly otherwise: Spot | undefined }
  | { readonly kind: 'select'; readonly what: 'all' | 'rows' | 'columns' }
  | { readonly kind: 'edit' | 'clear' | 'fill' | 'details' | 'today' | 'now' };

const within = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));

/**
 * @param active  where typing goes
 * @param head  the corner of the range that Shift moves
 * @returns what a key means; undefined leaves it to the field over the cell, where it writes, and to the browser
 */
export function actionFor(press: KeyPress, active: Spot, head: Spot, extent: Extent): KeyAction | undefined {
  if (press.composing) return undefined;
  // As in a spreadsheet, Alt with the arrow opens the list.
  if (press.alt) return press.key === 'ArrowDown' ? { kind: 'edit' } : undefined;
  const from = press.shift ? head : active;
  const move = (row: number, column: number): KeyAction => ({
    kind: 'move',
    to: { row: within(row, extent.rows), column: within(column, extent.columns) },
    extend: press.shift,
  });
  const { row, column } = from;
  switch (press.key) {
    case 'ArrowUp':
      return move(press.ctrl ? 0 : row - 1, column);
    case 'ArrowDown':
      return move(press.ctrl ? lastRow(row, extent) : row + 1, column);
    case 'ArrowLeft':
      return move(row, press.ctrl ? 0 : column - 1);
    case 'ArrowRight':
      return move(row, press.ctrl ? extent.columns - 1 : column + 1);
    case 'Home':
      return move(press.ctrl ? 0 : row, 0);
    case 'End':
      return move(press.ctrl ? Math.max(0, extent.records - 1) : row, extent.columns - 1);
    case 'PageUp':
      return move(row - extent.page, column);
    case 'PageDown':
      return move(row + extent.page, column);
    case 'Tab':
      return { kind: 'next', by: 'rows', back: press.shift, otherwise: nextCell(press.shift, active, extent) };
    case 'Enter':
      if (press.ctrl) return { kind: 'details' };
      return {
        kind: 'next',
        by: 'columns',
        back: press.shift,
        otherwise: { row: within(active.row + (press.shift ? -1 : 1), extent.rows), column: active.column },
      };
    case 'F2':
      return { kind: 'edit' };
    case 'Delete':
    case 'Backspace':
      return { kind: 'clear' };
    case ' ':
      return press.ctrl ? { kind: 'select', what: 'columns' } : press.shift ? { kind: 'select', what: 'rows' } : { kind: 'details' };
  }
  return press.ctrl ? withCtrl[press.key.toLowerCase()] : undefined;
}

/** The last record, and from there the empty row. */
const lastRow = (row: number, { rows, records }: Extent) => (row < records - 1 ? records - 1 : rows - 1);

/** Copy, cut and paste are the browser's own events; undo and redo belong to the whole window. */
const withCtrl: Readonly<Record<string, KeyAction>> = {
  a: { kind: 'select', what: 'all' },
  d: { kind: 'fill' },
  ';': { kind: 'today' },
  ':': { kind: 'now' },
};

/** To the next cell, on to the next row at the end; out of the grid at either corner. */
function nextCell(back: boolean, { row, column }: Spot, { rows, columns }: Extent): Spot | undefined {
  const next = row * columns + column + (back ? -1 : 1);
  if (next < 0 || next >= rows * columns) return undefined;
  return { row: Math.floor(next / columns), column: next % columns };
}
