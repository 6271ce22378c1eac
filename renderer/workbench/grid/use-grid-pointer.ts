// Presses over the grid.
import { useRef } from 'react';
import { groupId } from './segments.ts';
import { extended, includes, rangeOf, single } from './selection.ts';
import { type Pointed, spotOf } from './spot-of.ts';
import type { GridState } from './use-grid.ts';

export function useGridPointer(grid: GridState) {
  const { props, field, layout, chosen, rowAt, groupAt, editing, edit, focus, leaveEditor, handOver } = grid;
  const { selection, setSelection } = chosen;
  const dragging = useRef(false);
  const press = (at: Pointed, isExtending: boolean) => {
    const { row } = at.spot;
    if (at.group) {
      const group = groupAt(row);
      if (group) props.onFold(groupId(group));
      setSelection(single({ row, column: selection.active.column }));
    } else if (at.spot.column < 0) {
      // A row's number selects the row, as in Excel; the press on the number itself opens the record.
      const anchor = { row: isExtending ? selection.anchor.row : row, column: 0 };
      setSelection({ active: anchor, anchor, head: { row, column: layout.columns.length - 1 } });
    } else {
      setSelection(isExtending ? extended(selection, at.spot) : single(at.spot));
    }
  };
  return {
    onPointerDown: (event: React.PointerEvent) => {
      const at = spotOf(event.target);
      if (!at) return;
      event.preventDefault();
      if (event.button > 0) return focus();
      // What was written over a list belongs to its cell: the list comes first.
      if (!editing && handOver.current()) return;
      if (editing) {
        const isExtending = event.shiftKey;
        return void leaveEditor().then((hasLeft) => hasLeft && press(at, isExtending));
      }
      focus();
      press(at, event.shiftKey);
      dragging.current = at.spot.column >= 0 && !at.group;
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
      const row = at && !at.group && at.spot.column >= 0 ? rowAt(at.spot.row) : undefined;
      if (row?.id === '') edit(undefined);
      else if (row) props.onOpen(row);
    },
    onContextMenu: (event: React.MouseEvent, open: (place: { x: number; y: number }) => void) => {
      if (editing) return; // the field has a menu of its own
      const at = spotOf(event.target);
      // By key: the focus is in the field over the active cell.
      const isByKey = event.target === field.current;
      if (!isByKey && (!at || at.group || at.spot.column < 0)) return;
      event.preventDefault();
      if (at && !isByKey && !includes(rangeOf(selection), at.spot)) setSelection(single(at.spot));
      const box = isByKey ? field.current?.getBoundingClientRect() : undefined;
      open(box ? { x: box.left, y: box.bottom } : { x: event.clientX, y: event.clientY });
    },
    onClick: (event: React.MouseEvent) => {
      const at = spotOf(event.target);
      const row = at?.details ? rowAt(at.spot.row) : undefined;
      if (row) props.onDetails(row);
    },
  };
}
