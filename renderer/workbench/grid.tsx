// The grid of WAI-ARIA over windows of rows: only what is on the screen is in the page, counts tell of the rest.
import { useCallback, useEffect, useId, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { type TableName, tableOf } from '../../db/catalog/index.ts';
import type { Condition, ListedRow, Sort } from '../../electron/contract/records.ts';
import { useWords } from '../bridge/i18n.ts';
import { useDisplayPreferences, useSituation } from '../bridge/preferences.tsx';
import { useAnnouncer } from '../parts/announcer.tsx';
import { type Arrangement, rowHeights } from './arrangement.ts';
import { isEditable } from './editors/editor.tsx';
import { GridHead } from './grid-head.tsx';
import { type GridActs, GridRow, type Move } from './grid-row.tsx';
import { GroupRow } from './group-row.tsx';
import { actionFor, type Spot } from './keys.ts';
import { groupId } from './segments.ts';
import { cycled, extended, isSingle, rangeOf, type Selection, single, within } from './selection.ts';
import { spotOf } from './spot-of.ts';
import { leadWidth, useColumns } from './use-columns.ts';
import type { Extent, Request } from './use-listing.ts';
import { useRowWindow } from './use-row-window.ts';
import { useSave } from './use-save.ts';
import { useView } from './use-view.ts';

/** What is selected, as places of the list and columns of the table. */
export interface Selected {
  readonly rows: readonly { readonly from: number; readonly to: number }[];
  readonly columns: readonly string[];
  /** All columns from the first selected one on: a pasted block may reach beyond the selection. */
  readonly onward: readonly string[];
  /** The record in the first row. */
  readonly first: string | undefined;
  readonly height: number;
}

export interface GridHandle {
  readonly focus: () => void;
}

export interface GridProps {
  readonly table: TableName;
  readonly arrangement: Arrangement;
  readonly request: Request;
  readonly extent: Extent;
  readonly folded: ReadonlySet<string>;
  readonly onFold: (group: string) => void;
  readonly onSort: (sort: readonly Sort[]) => void;
  readonly onWidths: (widths: Readonly<Record<string, number>>) => void;
  readonly onFilter: (column: string, condition: Condition | undefined) => void;
  readonly opened: string | undefined;
  readonly onDetails: (row: ListedRow) => void;
  readonly onFind: () => void;
  readonly onSelected: (selected: Selected) => void;
  readonly onCopy: (selected: Selected, cut: boolean) => void;
  readonly onPaste: (selected: Selected, text: string) => void;
  readonly onFill: (selected: Selected) => void;
  readonly onClear: (selected: Selected) => void;
  readonly ref?: React.Ref<GridHandle>;
}

export function Grid(props: GridProps) {
  const {
    table,
    arrangement,
    request,
    extent,
    folded,
    onFold,
    onSort,
    onWidths,
    onFilter,
    opened,
    onDetails,
    onFind,
    onSelected,
    onCopy,
    onPaste,
    onFill,
    onClear,
    ref,
  } = props;
  const words = useWords();
  const display = useDisplayPreferences();
  const { today } = useSituation();
  const { refuse } = useAnnouncer();
  const save = useSave(table);
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [chosen, setSelection] = useState<Selection>(single({ row: 0, column: 0 }));
  const [editing, setEditing] = useState<{ readonly initial?: string | undefined }>();
  const view = useView(scroller);
  const { columns, headings, widths, drawn, stuck, template, fullWidth } = useColumns(
    tableOf(table),
    arrangement.columns,
    arrangement.sort,
    onSort,
    onWidths,
    view,
  );
  useImperativeHandle(ref, () => ({ focus: () => scroller.current?.focus({ preventScroll: true }) }), []);

  const rowHeight = rowHeights[arrangement.lines];
  const { segments, groups } = extent;
  const { virtual, listing, count } = useRowWindow(scroller, rowHeight, segments, request);
  const problem = listing.error ?? extent.error;
  useEffect(() => {
    if (problem) refuse(problem);
  }, [problem, refuse]);
  // Another list in the same grid begins at its top.
  const order = JSON.stringify(request);
  const lastOrder = useRef(order);
  useEffect(() => {
    if (lastOrder.current === order) return;
    lastOrder.current = order;
    scroller.current?.scrollTo({ top: 0 });
    setSelection((now) => single({ row: 0, column: now.active.column }));
    setEditing(undefined);
  }, [order]);

  const selection = within(chosen, count, columns.length);
  const { active, head } = selection;
  const marked = rangeOf(selection);
  const rowAt = (index: number): ListedRow | undefined => {
    if (index >= count) return undefined;
    const line = segments.line(index);
    return line.kind === 'record' ? listing.row(line.position) : undefined;
  };
  const current = rowAt(active.row);
  const definition = columns[active.column];
  const selected = (): Selected => ({
    rows: count === 0 ? [{ from: 0, to: 0 }] : segments.places(marked.top, marked.bottom),
    columns: columns.slice(marked.left, marked.right + 1).map(({ name }) => name),
    onward: columns.slice(marked.left).map(({ name }) => name),
    first: rowAt(marked.top)?.id,
    height: marked.bottom - marked.top + 1,
  });
  const shape = `${marked.top} ${marked.bottom} ${marked.left} ${marked.right} ${order} ${count}`;
  const lastShape = useRef('');
  useEffect(() => {
    if (lastShape.current === shape) return;
    lastShape.current = shape;
    onSelected(selected());
  });

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
    [virtual, widths, stuck],
  );
  const select = (next: Selection, seen: Spot) => {
    setSelection(next);
    reveal(seen);
  };
  const done = (move: Move) => {
    setEditing(undefined);
    scroller.current?.focus({ preventScroll: true });
    if (move === 'stay') return;
    if (!isSingle(selection)) {
      const next = cycled(selection, move === 'down' ? 'columns' : 'rows', move === 'left');
      return select(next, next.active);
    }
    const step = { down: [1, 0], right: [0, 1], left: [0, -1] }[move];
    const next = {
      row: Math.min(count - 1, active.row + (step[0] ?? 0)),
      column: Math.max(0, Math.min(columns.length - 1, active.column + (step[1] ?? 0))),
    };
    select(single(next), next);
  };
  const edit = (initial: string | undefined) => {
    if (!current || !definition || current.deleted || !isEditable(definition.column)) return;
    // At once, so that the key that an input method is waiting with goes into the field.
    flushSync(() => setEditing({ initial }));
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (editing || event.target !== scroller.current) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2);
    const press = {
      key: event.key,
      ctrl: event.ctrlKey || event.metaKey,
      shift: event.shiftKey,
      alt: event.altKey,
      composing: event.nativeEvent.isComposing,
    };
    const action = actionFor(press, active, head, { rows: count, columns: columns.length, page });
    if (!action) return;
    const line = count > 0 ? segments.line(active.row) : undefined;
    if (line?.kind === 'group' && (action.kind === 'edit' || action.kind === 'details')) {
      event.preventDefault();
      const group = groups[line.at];
      if (group) onFold(groupId(group));
      return;
    }
    if (action.kind === 'next') {
      // Out of the grid at its corners: the browser's own Tab.
      if (isSingle(selection) && !action.otherwise) return;
      event.preventDefault();
      if (isSingle(selection)) {
        const to = action.otherwise ?? active;
        return select(single(to), to);
      }
      const next = cycled(selection, action.by, action.back);
      return select(next, next.active);
    }
    if (action.kind !== 'edit' || action.initial !== '') event.preventDefault();
    switch (action.kind) {
      case 'move':
        return select(action.extend ? extended(selection, action.to) : single(action.to), action.to);
      case 'edit':
        return edit(action.initial);
      case 'clear':
        return onClear(selected());
      case 'fill':
        return onFill(selected());
      case 'select': {
        const last = { row: count - 1, column: columns.length - 1 };
        const anchor = { row: action.what === 'rows' ? marked.top : 0, column: action.what === 'columns' ? marked.left : 0 };
        const end = { row: action.what === 'rows' ? marked.bottom : last.row, column: action.what === 'columns' ? marked.right : last.column };
        return setSelection({ active: anchor, anchor, head: end });
      }
      case 'find':
        return onFind();
      case 'details':
        if (current) onDetails(current);
    }
  };
  const dragging = useRef(false);
  const onPointerDown = (event: React.PointerEvent) => {
    const at = spotOf(event.target);
    if (!at || at.inEditor || event.button > 0) return;
    event.preventDefault();
    setEditing(undefined);
    scroller.current?.focus({ preventScroll: true });
    if (at.group) {
      const line = segments.line(at.spot.row);
      const group = line.kind === 'group' ? groups[line.at] : undefined;
      if (group) onFold(groupId(group));
      return setSelection(single({ row: at.spot.row, column: active.column }));
    }
    if (at.spot.column < 0) {
      // A row's number selects the row, as in Excel; its own press opens the record.
      const [anchor, end] = [
        { row: event.shiftKey ? selection.anchor.row : at.spot.row, column: 0 },
        { row: at.spot.row, column: columns.length - 1 },
      ];
      setSelection({ active: anchor, anchor, head: end });
      return;
    }
    setSelection(event.shiftKey ? extended(selection, at.spot) : single(at.spot));
    dragging.current = true;
  };
  const onPointerOver = (event: React.PointerEvent) => {
    if (!dragging.current) return;
    if (event.buttons === 0) {
      dragging.current = false;
      return;
    }
    const at = spotOf(event.target);
    if (at && at.spot.column >= 0 && !at.group) setSelection((now) => extended(now, at.spot));
  };
  // The rows keep one object for the grid's life; what it does is always the latest.
  const latest = useRef<GridActs>(undefined);
  latest.current = { save, done };
  const acts = useMemo<GridActs>(
    () => ({
      save: async (...given) => latest.current?.save(...given),
      done: (...given) => latest.current?.done(...given),
    }),
    [],
  );
  // A row keeps its elements while scrolling gives it another record: changing text is cheaper than making cells.
  const shown = virtual.getVirtualItems();
  const pool = Math.ceil((shown.length + 1) / 16) * 16;
  const groupColumn = tableOf(table).columns[arrangement.group ?? ''];
  return (
    <div
      ref={scroller}
      className="grid"
      role="grid"
      tabIndex={0}
      aria-label={words(`tables.${table}`)}
      aria-rowcount={count + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable="true"
      aria-busy={extent.loading || listing.loading}
      aria-activedescendant={(current || segments.count > 0) && !editing ? `${gridId}-active` : undefined}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerOver={onPointerOver}
      onPointerUp={() => {
        dragging.current = false;
      }}
      onDoubleClick={(event) => {
        const at = spotOf(event.target);
        if (at && !at.inEditor && !at.group && at.spot.column >= 0) edit(undefined);
      }}
      onClick={(event) => {
        const at = spotOf(event.target);
        const row = at?.details ? rowAt(at.spot.row) : undefined;
        if (row) onDetails(row);
      }}
      onCopy={(event) => {
        if (editing || event.target !== scroller.current) return;
        event.preventDefault();
        onCopy(selected(), false);
      }}
      onCut={(event) => {
        if (editing || event.target !== scroller.current) return;
        event.preventDefault();
        onCopy(selected(), true);
      }}
      onPaste={(event) => {
        if (editing || event.target !== scroller.current) return;
        event.preventDefault();
        onPaste(selected(), event.clipboardData.getData('text/plain'));
      }}
    >
      <GridHead
        headings={headings}
        columns={columns}
        drawn={drawn}
        sort={arrangement.sort}
        conditions={arrangement.conditions}
        onFilter={onFilter}
        words={words}
        template={template}
        width={fullWidth}
      />
      <div className="grid-body" role="rowgroup" style={{ height: virtual.getTotalSize(), width: fullWidth }}>
        {shown.map((item) => {
          const line = item.index < segments.count ? segments.line(item.index) : undefined;
          const group = line?.kind === 'group' ? groups[line.at] : undefined;
          const here = item.index === active.row;
          if (line?.kind === 'group')
            return (
              group && (
                <GroupRow
                  key={`group-${item.index % pool}`}
                  index={item.index}
                  start={item.start}
                  height={rowHeight}
                  width={fullWidth}
                  column={groupColumn}
                  group={group}
                  folded={folded.has(groupId(group))}
                  active={here}
                  gridId={gridId}
                  columns={columns.length}
                  names={extent.names}
                  words={words}
                  display={display}
                />
              )
            );
          const row = line ? listing.row(line.position) : undefined;
          const inRange = !isSingle(selection) && item.index >= marked.top && item.index <= marked.bottom;
          return (
            <GridRow
              key={item.index % pool}
              gridId={gridId}
              index={item.index}
              start={item.start}
              height={rowHeight}
              width={fullWidth}
              template={template}
              lines={arrangement.lines}
              number={(line?.position ?? 0) + 1}
              row={row}
              names={listing.names}
              columns={columns}
              drawn={drawn}
              table={table}
              today={today}
              open={row !== undefined && row.id === opened}
              activeColumn={here ? active.column : -1}
              from={inRange ? marked.left : -1}
              to={inRange ? marked.right : -1}
              editing={here ? editing : undefined}
              upwards={here && item.start - (virtual.scrollOffset ?? 0) > (scroller.current?.clientHeight ?? 0) / 2}
              words={words}
              display={display}
              acts={acts}
            />
          );
        })}
      </div>
    </div>
  );
}
