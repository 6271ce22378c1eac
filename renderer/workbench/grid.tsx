// The grid of WAI-ARIA over windows of rows: only what is on the screen is in the page, counts tell of the rest.
import { columnResizingFeature, columnSizingFeature, rowSortingFeature, type SortingState, tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { columnOf, type TableName, tableOf } from '../../db/catalog/index.ts';
import type { SetValue } from '../../db/mutation.ts';
import type { Condition, Filter } from '../../db/queries/filter.ts';
import type { ListedRow } from '../../db/queries/list.ts';
import { cellText } from '../../resources/locales/sentences.ts';
import { useWords } from '../i18n.ts';
import { useAnnouncer } from '../parts/announcer.tsx';
import { useTaste } from '../settings.tsx';
import { isEditable } from './editors/editor.tsx';
import { GridHead } from './grid-head.tsx';
import { type GridActs, GridRow, type Move } from './grid-row.tsx';
import { actionFor, type Spot } from './keys.ts';
import { type Request, useListing } from './use-listing.ts';
import { useSave } from './use-save.ts';

const rowHeight = 34;
/** Pixels per character of a column's width, and what the borders take. */
const characterWidth = 8;
const edges = 20;
const leadWidth = 44;
/** Rows read before they come into sight, on either side. */
const readAhead = 80;

const features = tableFeatures({ columnSizingFeature, columnResizingFeature, rowSortingFeature });

export interface GridProps {
  readonly table: TableName;
  readonly columns: readonly string[];
  readonly request: Request;
  readonly sorting: SortingState;
  readonly onSort: (sorting: SortingState) => void;
  readonly onFilter: (column: string, condition: Condition | undefined) => void;
  readonly filter: Filter;
  readonly selected: string | undefined;
  readonly onDetails: (row: ListedRow) => void;
  readonly onFind: () => void;
  readonly onCount: (total: number, loading: boolean) => void;
}

export function Grid({ table, columns, request, sorting, onSort, onFilter, filter, selected, onDetails, onFind, onCount }: GridProps) {
  const words = useWords();
  const taste = useTaste();
  const { refuse } = useAnnouncer();
  const save = useSave(table);
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [spot, setSpot] = useState<Spot>({ row: 0, column: 0 });
  const [editing, setEditing] = useState<{ readonly initial?: string | undefined }>();
  const definitions = useMemo(
    () => columns.flatMap((name) => ((found) => (found ? [{ name, column: found }] : []))(columnOf(tableOf(table), name))),
    [table, columns],
  );
  const model = useTable({
    features,
    data: noRows,
    columns: useMemo(
      () =>
        definitions.map(({ name, column }) => ({
          id: name,
          accessorFn: (row: ListedRow) => row.values[name],
          size: (column.width ?? 16) * characterWidth + edges,
          minSize: 56,
          enableSorting: column.kind !== 'computed',
        })),
      [definitions],
    ),
    state: { sorting: [...sorting] },
    onSortingChange: (change) => onSort(typeof change === 'function' ? change([...sorting]) : change),
    manualSorting: true,
    enableMultiSort: true,
    sortDescFirst: false,
    columnResizeMode: 'onChange',
  });
  const headers = model.getHeaderGroups()[0]?.headers ?? [];
  const widths = headers.map((header) => header.getSize());
  const template = `${leadWidth}px ${widths.map((width) => `${width}px`).join(' ')}`;
  const fullWidth = leadWidth + widths.reduce((sum, width) => sum + width, 0);

  const [range, setRange] = useState({ first: 0, last: 40 });
  const listing = useListing(request, range.first - readAhead, range.last + readAhead);
  const virtual = useVirtualizer({
    count: listing.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollPaddingStart: rowHeight + 6,
    scrollPaddingEnd: 8,
    onChange: (instance) => {
      const shown = instance.getVirtualItems();
      const next = { first: shown[0]?.index ?? 0, last: shown[shown.length - 1]?.index ?? 40 };
      setRange((now) => (now.first === next.first && now.last === next.last ? now : next));
    },
  });
  useEffect(() => onCount(listing.total, listing.loading), [listing.total, listing.loading, onCount]);
  useEffect(() => {
    if (listing.error) refuse(listing.error);
  }, [listing.error, refuse]);
  // Another list in the same grid begins at its top.
  const order = JSON.stringify(request);
  const lastOrder = useRef(order);
  useEffect(() => {
    if (lastOrder.current === order) return;
    lastOrder.current = order;
    scroller.current?.scrollTo({ top: 0 });
    setSpot((now) => ({ row: 0, column: now.column }));
    setEditing(undefined);
  }, [order]);

  const at = { row: Math.min(spot.row, Math.max(0, listing.total - 1)), column: Math.min(spot.column, Math.max(0, definitions.length - 1)) };
  const current = listing.row(at.row);
  const definition = definitions[at.column];
  const reveal = useCallback(
    (to: Spot) => {
      virtual.scrollToIndex(to.row);
      const left = leadWidth + widths.slice(0, to.column).reduce((sum, width) => sum + width, 0);
      const box = scroller.current;
      if (!box) return;
      const width = widths[to.column] ?? 0;
      if (left - leadWidth < box.scrollLeft) box.scrollLeft = left - leadWidth;
      else if (left + width > box.scrollLeft + box.clientWidth) box.scrollLeft = left + width - box.clientWidth;
    },
    [virtual, widths],
  );
  const moveTo = (to: Spot) => {
    setSpot(to);
    reveal(to);
  };
  const done = (move: Move) => {
    setEditing(undefined);
    scroller.current?.focus({ preventScroll: true });
    const step = { down: [1, 0], right: [0, 1], left: [0, -1], stay: [0, 0] }[move];
    const next = {
      row: Math.min(listing.total - 1, at.row + (step[0] ?? 0)),
      column: Math.max(0, Math.min(definitions.length - 1, at.column + (step[1] ?? 0))),
    };
    if (move !== 'stay') moveTo(next);
  };
  const clear = async () => {
    if (!current || !definition || !isEditable(definition.column)) return;
    const { column, name } = definition;
    const now = current.values[name];
    const value: SetValue = column.kind === 'links' ? { add: [], remove: Array.isArray(now) ? [...now] : [] } : null;
    try {
      await save(current, name, value);
    } catch (error) {
      refuse(error);
    }
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (editing || event.target !== scroller.current) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2);
    const action = actionFor(
      { key: event.key, ctrl: event.ctrlKey || event.metaKey, shift: event.shiftKey, alt: event.altKey, composing: event.nativeEvent.isComposing },
      at,
      { rows: listing.total, columns: definitions.length, page },
    );
    if (!action) return;
    if (action.kind !== 'edit' || action.initial !== '') event.preventDefault();
    switch (action.kind) {
      case 'move':
        return moveTo(action.to);
      case 'edit':
        if (current && definition && isEditable(definition.column) && !current.deleted) {
          // At once, so that the key that an input method is waiting with goes into the field.
          flushSync(() => setEditing({ initial: action.initial }));
        }
        return;
      case 'clear':
        clear();
        return;
      case 'copy':
        if (current && definition) {
          navigator.clipboard.writeText(cellText(words, taste, definition.column, current.values[definition.name], listing.names)).catch(() => undefined);
        }
        return;
      case 'find':
        return onFind();
      case 'details':
        if (current) onDetails(current);
    }
  };
  // A row keeps its elements while scrolling gives it another record: changing text is cheaper than making cells.
  const shown = virtual.getVirtualItems();
  const pool = Math.ceil((shown.length + 1) / 16) * 16;
  // The rows keep one object for the grid's life; what it does is always the latest.
  const latest = useRef<GridActs>(undefined);
  latest.current = {
    press: (row, index, column, again) => {
      setEditing(undefined);
      setSpot({ row: index, column });
      scroller.current?.focus({ preventScroll: true });
      const pressed = definitions[column];
      if (again && pressed && isEditable(pressed.column) && !row.deleted) setEditing({});
    },
    save,
    done,
    details: onDetails,
  };
  const acts = useMemo<GridActs>(
    () => ({
      press: (...given) => latest.current?.press(...given),
      save: async (...given) => latest.current?.save(...given),
      done: (...given) => latest.current?.done(...given),
      details: (...given) => latest.current?.details(...given),
    }),
    [],
  );
  return (
    <div
      ref={scroller}
      className="grid"
      role="grid"
      tabIndex={0}
      aria-label={words(`tables.${table}`)}
      aria-rowcount={listing.total + 1}
      aria-colcount={definitions.length + 1}
      aria-busy={listing.loading}
      aria-activedescendant={current && !editing ? `${gridId}-${at.row}-${at.column}` : undefined}
      onKeyDown={onKeyDown}
    >
      <GridHead
        headings={headers}
        definitions={definitions}
        sorting={sorting}
        filter={filter}
        onFilter={onFilter}
        words={words}
        template={template}
        width={fullWidth}
      />
      <div className="grid-body" role="rowgroup" style={{ height: virtual.getTotalSize(), width: fullWidth }}>
        {shown.map((item) => {
          const row = listing.row(item.index);
          const active = item.index === at.row;
          return (
            <GridRow
              key={item.index % pool}
              gridId={gridId}
              index={item.index}
              start={item.start}
              height={rowHeight}
              width={fullWidth}
              template={template}
              row={row}
              names={listing.names}
              definitions={definitions}
              selected={row !== undefined && row.id === selected}
              activeColumn={active ? at.column : -1}
              editing={active ? editing : undefined}
              upwards={active && item.start - (virtual.scrollOffset ?? 0) > (scroller.current?.clientHeight ?? 0) / 2}
              words={words}
              taste={taste}
              acts={acts}
            />
          );
        })}
      </div>
    </div>
  );
}

const noRows: ListedRow[] = [];
