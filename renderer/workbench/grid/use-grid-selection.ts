// The selection of the grid, kept within its rows and columns, and scrolled into sight when it moves.
import { type RefObject, useCallback, useState } from 'react';
import type { Spot } from './keys.ts';
import { type Selection, single, within } from './selection.ts';
import { type ColumnLayout, leadWidth } from './use-columns.ts';
import type { RowWindow } from './use-row-window.ts';

interface SelectionSource {
  readonly rows: RowWindow;
  readonly layout: ColumnLayout;
  readonly scroller: RefObject<HTMLElement | null>;
}

export type GridSelection = ReturnType<typeof useGridSelection>;

export function useGridSelection({ rows: { virtual, count }, layout: { columns, widths, stuck }, scroller }: SelectionSource) {
  const [chosen, setSelection] = useState<Selection>(single({ row: 0, column: 0 }));
  const selection = within(chosen, count, columns.length);
  const reveal = useCallback(
    (to: Spot) => {
      virtual.scrollToIndex(to.row);
      const box = scroller.current;
      if (!box) return;
      const left = leadWidth + widths.slice(0, to.column).reduce((sum, width) => sum + width, 0);
      const width = widths[to.column] ?? 0;
      if (left < stuck) return;
      if (left - stuck < box.scrollLeft) box.scrollLeft = left - stuck;
      else if (left + width > box.scrollLeft + box.clientWidth) box.scrollLeft = left + width - box.clientWidth;
    },
    [virtual, widths, stuck, scroller],
  );
  const select = (next: Selection, seen: Spot) => {
    setSelection(next);
    reveal(seen);
  };
  return {
    selection,
    setSelection,
    select,
    reveal,
    /** To the neighbour of the active cell. */
    step: (move: 'down' | 'up' | 'right' | 'left') => {
      const [down, right] = { down: [1, 0], up: [-1, 0], right: [0, 1], left: [0, -1] }[move] as [number, number];
      const { active } = selection;
      const next = {
        row: Math.max(0, Math.min(count - 1, active.row + down)),
        column: Math.max(0, Math.min(columns.length - 1, active.column + right)),
      };
      select(single(next), next);
    },
  };
}
