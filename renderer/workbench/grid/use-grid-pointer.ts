// Presses over the grid.
import { useRef } from 'react';
import { groupId } from './segments.ts';
import { extended, single } from './selection.ts';
import { spotOf } from './spot-of.ts';
import type { GridState } from './use-grid.ts';

export function useGridPointer(grid: GridState) {
  const { props, layout, chosen, rowAt, groupAt, edit, setEditing, focus } = grid;
  const { selection, setSelection } = chosen;
  const dragging = useRef(false);
  return {
    onPointerDown: (event: React.PointerEvent) => {
      const at = spotOf(event.target);
      if (!at || at.inEditor || event.button > 0) return;
      event.preventDefault();
      setEditing(undefined);
      focus();
      const { row } = at.spot;
      if (at.group) {
        const group = groupAt(row);
        if (group) props.onFold(groupId(group));
        setSelection(single({ row, column: selection.active.column }));
      } else if (at.spot.column < 0) {
        // A row's number selects the row, as in Excel; the press on the number itself opens the record.
        const anchor = { row: event.shiftKey ? selection.anchor.row : row, column: 0 };
        setSelection({ active: anchor, anchor, head: { row, column: layout.columns.length - 1 } });
      } else {
        setSelection(event.shiftKey ? extended(selection, at.spot) : single(at.spot));
        dragging.current = true;
      }
    },
    onPointerOver: (event: React.PointerEvent) => {
      if (!dragging.current) return;
      if (event.buttons === 0) {
        dragging.current = false;
        return;
      }
      const at = spotOf(event.target);
      if (at && at.spot.column >= 0 && !at.group) setSelection((now) => extended(now, at.spot));
    },
    onPointerUp: () => {
      dragging.current = false;
    },
    onDoubleClick: (event: React.MouseEvent) => {
      const at = spotOf(event.target);
      if (at && !at.inEditor && !at.group && at.spot.column >= 0) edit(undefined);
    },
    onClick: (event: React.MouseEvent) => {
      const at = spotOf(event.target);
      const row = at?.details ? rowAt(at.spot.row) : undefined;
      if (row) props.onDetails(row);
    },
  };
}
