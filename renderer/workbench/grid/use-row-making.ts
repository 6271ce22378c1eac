// When the record of the empty row is made: with Enter once it is complete, and when the selection has left its row.
import { useEffect, useRef } from 'react';
import type { GridProps } from './grid-props.ts';
import { single } from './selection.ts';
import type { GridSelection } from './use-grid-selection.ts';
import type { NewRow } from './use-new-row.ts';

interface RowMaking {
  readonly newRow: NewRow;
  readonly onAppend: GridProps['onAppend'];
  readonly chosen: GridSelection;
  /** Index of the empty row. */
  readonly at: number;
  /** It is being written in, or a cell is being edited. */
  readonly isWriting: boolean;
}

export function useRowMaking({ newRow, onAppend, chosen, at, isWriting }: RowMaking) {
  /** @returns false when the values are back in the row */
  const makeNew = async (): Promise<boolean> => {
    const values = newRow.take();
    if (Object.keys(values).length === 0) return true;
    const isMade = await onAppend(values);
    if (!isMade) newRow.putBack(values);
    return isMade;
  };
  useLeftNewRow(isWriting, makeNew);
  const toNewRow = () => chosen.select(single({ row: Number.MAX_SAFE_INTEGER, column: 0 }), { row: at, column: 0 });
  return {
    makeNew,
    toNewRow,
    /** Enter in the empty row: on to the next cell until the record is complete, then on to the next record. */
    goOnInNewRow: () => {
      if (!newRow.isComplete()) return chosen.step('right');
      makeNew();
      toNewRow();
    },
  };
}

function useLeftNewRow(isWriting: boolean, onLeft: () => void): void {
  const wasWriting = useRef(isWriting);
  useEffect(() => {
    const hasLeft = wasWriting.current && !isWriting;
    wasWriting.current = isWriting;
    if (hasLeft) onLeft();
  });
}
