// Keys over the grid, turned into what they do to it.
import { getLocalTimeZone, now, toCalendarDate, toTime } from '@internationalized/date';
import { actionFor, type KeyAction } from './keys.ts';
import { groupId } from './segments.ts';
import { cycled, extended, isSingle, rangeOf, single, wholeOf } from './selection.ts';
import type { GridState } from './use-grid.ts';

/** Rows of a page when the grid has not been measured yet. */
const assumedHeight = 400;

export function useGridKeys(grid: GridState): (event: React.KeyboardEvent) => void {
  const { props, scroller, field, layout, rowHeight, rows, chosen, editing, groupAt } = grid;
  const { selection } = chosen;
  return (event) => {
    if (editing || event.defaultPrevented || event.target !== field.current) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? assumedHeight) / rowHeight) - 2);
    const press = {
      key: event.key,
      ctrl: event.ctrlKey || event.metaKey,
      shift: event.shiftKey,
      alt: event.altKey,
      composing: event.nativeEvent.isComposing,
    };
    const action = actionFor(press, selection.active, selection.head, {
      rows: rows.count,
      records: props.extent.segments.count,
      columns: layout.columns.length,
      page,
    });
    if (!action) return;
    const group = groupAt(selection.active.row);
    if (group && (action.kind === 'edit' || action.kind === 'details')) {
      event.preventDefault();
      props.onFold(groupId(group));
    } else if (action.kind === 'next' && action.by === 'columns' && !action.back && isSingle(selection) && grid.isNew(selection.active.row)) {
      event.preventDefault();
      grid.goOnInNewRow();
    } else if (action.kind === 'next') {
      // Out of the grid at its corners: the browser's own Tab.
      if (isSingle(selection) && !action.otherwise) return;
      event.preventDefault();
      goToNext(grid, action);
    } else {
      event.preventDefault();
      perform(grid, action);
    }
  };
}

function goToNext({ chosen }: GridState, action: Extract<KeyAction, { kind: 'next' }>) {
  const { selection, select } = chosen;
  if (isSingle(selection)) {
    const to = action.otherwise ?? selection.active;
    return select(single(to), to);
  }
  const next = cycled(selection, action.by, action.back);
  select(next, next.active);
}

function perform(grid: GridState, action: Exclude<KeyAction, { kind: 'next' }>) {
  const { props, chosen, current, edit, selected } = grid;
  switch (action.kind) {
    case 'move':
      return chosen.select(action.extend ? extended(chosen.selection, action.to) : single(action.to), action.to);
    case 'edit':
      return edit(undefined);
    case 'clear':
      return clear(grid);
    case 'fill':
      return props.onFill(selected());
    case 'select':
      return chosen.setSelection(wholeOf(grid.wholeExtent, chosen.selection, action.what));
    case 'today':
    case 'now':
      return grid.edit(clockText(action.kind));
    case 'details':
      if (current && current.id !== '') props.onDetails(current);
  }
}

/** Records and the empty row alike, as far as they are selected. */
function clear({ props, chosen, isNew, newRow, selected }: GridState): void {
  const { top, bottom } = rangeOf(chosen.selection);
  if (isNew(bottom)) for (const name of selected().columns) newRow.set(name, null);
  if (!isNew(top)) props.onClear(selected());
}

/** Today as `YYYY-MM-DD`, or the time of day, by this computer's clock. */
function clockText(kind: 'today' | 'now'): string {
  const local = now(getLocalTimeZone());
  return kind === 'today' ? toCalendarDate(local).toString() : toTime(local).toString().slice(0, 5);
}
