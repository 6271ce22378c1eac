// Keys of a spreadsheet, as moves over a grid of cells. Pure.

export interface Spot {
  readonly row: number;
  readonly column: number;
}
export interface Extent {
  readonly rows: number;
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
  | { readonly kind: 'move'; readonly to: Spot }
  | { readonly kind: 'edit'; readonly initial?: string | undefined }
  | { readonly kind: 'clear' }
  | { readonly kind: 'copy' }
  | { readonly kind: 'find' }
  | { readonly kind: 'details' };

const within = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));

/** @returns what a key means at a spot; undefined leaves it to the browser (Tab beyond the last cell leaves the grid) */
export function actionFor(press: KeyPress, at: Spot, extent: Extent): KeyAction | undefined {
  if (press.composing || press.alt) return press.key === 'Process' ? { kind: 'edit', initial: '' } : undefined;
  const move = (row: number, column: number): KeyAction => ({ kind: 'move', to: { row: within(row, extent.rows), column: within(column, extent.columns) } });
  const { row, column } = at;
  switch (press.key) {
    case 'ArrowUp':
      return move(press.ctrl ? 0 : row - 1, column);
    case 'ArrowDown':
      return move(press.ctrl ? extent.rows - 1 : row + 1, column);
    case 'ArrowLeft':
      return move(row, press.ctrl ? 0 : column - 1);
    case 'ArrowRight':
      return move(row, press.ctrl ? extent.columns - 1 : column + 1);
    case 'Home':
      return move(press.ctrl ? 0 : row, 0);
    case 'End':
      return move(press.ctrl ? extent.rows - 1 : row, extent.columns - 1);
    case 'PageUp':
      return move(row - extent.page, column);
    case 'PageDown':
      return move(row + extent.page, column);
    case 'Tab':
      return tab(press.shift, at, extent);
    case 'Enter':
      return press.ctrl ? { kind: 'details' } : { kind: 'edit' };
    case 'F2':
      return { kind: 'edit' };
    case 'Delete':
    case 'Backspace':
      return { kind: 'clear' };
    case 'Process': // an input method has taken the key: give it a field to write into
      return { kind: 'edit', initial: '' };
  }
  if (press.ctrl) return press.key === 'c' || press.key === 'C' ? { kind: 'copy' } : press.key === 'f' || press.key === 'F' ? { kind: 'find' } : undefined;
  // Any letter overwrites, as in Excel.
  return [...press.key].length === 1 && press.key !== ' ' ? { kind: 'edit', initial: press.key } : press.key === ' ' ? { kind: 'details' } : undefined;
}

/** To the next cell, on to the next row at the end; out of the grid at either corner. */
function tab(back: boolean, { row, column }: Spot, { rows, columns }: Extent): KeyAction | undefined {
  const next = row * columns + column + (back ? -1 : 1);
  if (next < 0 || next >= rows * columns) return undefined;
  return { kind: 'move', to: { row: Math.floor(next / columns), column: next % columns } };
}
