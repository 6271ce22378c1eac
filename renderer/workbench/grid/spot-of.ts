// Which cell the pointer is over, from the marks that rows and cells carry.
import type { Spot } from './keys.ts';

export interface Pointed {
  /** Column -1: the row's number, or the heading of a group. */
  readonly spot: Spot;
  /** On the number that opens the record. */
  readonly details: boolean;
  readonly group: boolean;
}

/** @returns undefined outside of all rows */
export function spotOf(target: EventTarget): Pointed | undefined {
  if (!(target instanceof Element)) return undefined;
  const line = target.closest<HTMLElement>('[data-row]');
  if (!line) return undefined;
  const cell = target.closest<HTMLElement>('[data-column]');
  return {
    spot: { row: Number(line.dataset.row), column: cell ? Number(cell.dataset.column) : -1 },
    details: target.closest('[data-details]') !== null,
    group: line.dataset.group !== undefined,
  };
}
