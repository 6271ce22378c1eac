// The grid of WAI-ARIA over windows of rows: only what is on the screen is in the page, counts tell of the rest.
import { columnResizingFeature, columnSizingFeature, rowSortingFeature, type SortingState, tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { type Column, columnOf, type TableName, tableOf } from '../../db/catalog/index.ts';
import type { SetValue } from '../../db/mutation.ts';
import type { Condition, Filter } from '../../db/queries/filter.ts';
import type { ListedRow } from '../../db/queries/list.ts';
import { cellText, columnLabel, type Taste, type Words } from '../../resources/locales/sentences.ts';
import { useWords } from '../i18n.ts';
import { useAnnouncer } from '../parts/announcer.tsx';
import { Icon } from '../parts/icon.tsx';
import { useTaste } from '../settings.tsx';
import { CellValue, isRightAligned } from './cell.tsx';
import { Editor, isEditable } from './editors/editor.tsx';
import { FilterButton } from './filter-popover.tsx';
import { actionFor, type Spot } from './keys.ts';
import { type Request, useListing } from './use-listing.ts';
import { useSave } from './use-save.ts';

const rowHeight = 34;
/** Pixels per character of a column's width, and what the borders take. */
const characterWidth = 8;
const edges = 20;
const leadWidth = 44;

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
  const listing = useListing(request, range.first, range.last);
  const virtual = useVirtualizer({
    count: listing.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
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
  const write = async (row: ListedRow, name: string, value: SetValue) => save(row, name, value);
  const done = (move: 'down' | 'right' | 'left' | 'stay') => {
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
      await write(current, name, value);
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
  const sortOf = (name: string) => sorting.find((one) => one.id === name);
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
      <div className="grid-row grid-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template, width: fullWidth }} tabIndex={-1}>
        <div className="grid-lead" role="columnheader" aria-colindex={1} tabIndex={-1}>
          <span className="unseen">{words('ui.details')}</span>
        </div>
        {headers.map((header, index) => {
          const found = definitions[index];
          if (!found) return null;
          const label = columnLabel(words, found.name, found.column);
          const sorted = sortOf(found.name);
          return (
            <div
              key={header.id}
              className="grid-heading"
              role="columnheader"
              aria-colindex={index + 2}
              aria-sort={sorted ? (sorted.desc ? 'descending' : 'ascending') : 'none'}
              tabIndex={-1}
            >
              <button
                type="button"
                className="heading-button"
                disabled={!header.column.getCanSort()}
                title={label}
                onClick={(event) => {
                  header.column.toggleSorting(undefined, event.shiftKey);
                }}
              >
                <span className="heading-label">{label}</span>
                {sorted && <Icon name={sorted.desc ? 'down' : 'up'} />}
              </button>
              <FilterButton column={found.column} label={label} condition={filter[found.name]} onChange={(condition) => onFilter(found.name, condition)} />
              <span className="resizer" aria-hidden="true" onPointerDown={header.getResizeHandler()} />
            </div>
          );
        })}
      </div>
      <div className="grid-body" role="rowgroup" style={{ height: virtual.getTotalSize(), width: fullWidth }}>
        {virtual.getVirtualItems().map((item) => {
          const row = listing.row(item.index);
          const activeColumn = item.index === at.row ? at.column : -1;
          return (
            <div
              key={item.key}
              className={`grid-row${row?.id === selected ? ' selected' : ''}${row?.deleted ? ' deleted' : ''}${activeColumn >= 0 && editing ? ' editing' : ''}`}
              role="row"
              aria-rowindex={item.index + 2}
              aria-selected={row?.id === selected}
              tabIndex={-1}
              style={{ transform: `translateY(${item.start}px)`, height: rowHeight, gridTemplateColumns: template, width: fullWidth }}
            >
              {row ? (
                <>
                  <div className="grid-lead" role="rowheader" aria-colindex={1} tabIndex={-1}>
                    <button type="button" className="icon-button small" tabIndex={-1} aria-label={words('ui.openDetails')} onClick={() => onDetails(row)}>
                      <Icon name="panel" />
                    </button>
                  </div>
                  <Cells
                    gridId={gridId}
                    rowIndex={item.index}
                    row={row}
                    definitions={definitions}
                    names={listing.names}
                    activeColumn={activeColumn}
                    editing={activeColumn >= 0 ? editing : undefined}
                    upwards={item.start - (virtual.scrollOffset ?? 0) > (scroller.current?.clientHeight ?? 0) / 2}
                    words={words}
                    taste={taste}
                    onPress={(column, again) => {
                      if (editing && activeColumn === column) return;
                      setEditing(undefined);
                      setSpot({ row: item.index, column });
                      scroller.current?.focus({ preventScroll: true });
                      const pressed = definitions[column];
                      if (again && pressed && isEditable(pressed.column) && !row.deleted) setEditing({});
                    }}
                    onSave={async (name, value) => {
                      await write(row, name, value);
                    }}
                    onDone={done}
                  />
                </>
              ) : (
                <div className="grid-wait" role="gridcell" aria-colindex={2} tabIndex={-1}>
                  {words('ui.loading')}
                </div>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const noRows: ListedRow[] = [];

interface CellsProps {
  readonly gridId: string;
  readonly rowIndex: number;
  readonly row: ListedRow;
  readonly definitions: readonly { readonly name: string; readonly column: Column }[];
  readonly names: Readonly<Record<string, string>>;
  /** -1: the active cell is in another row. */
  readonly activeColumn: number;
  readonly editing: { readonly initial?: string | undefined } | undefined;
  /** The row lies in the lower half: lists open above it. */
  readonly upwards: boolean;
  readonly words: Words;
  readonly taste: Taste;
  readonly onPress: (column: number, again: boolean) => void;
  readonly onSave: (name: string, value: SetValue) => Promise<void>;
  readonly onDone: (move: 'down' | 'right' | 'left' | 'stay') => void;
}

/** Drawn again only when the row, its place, or what is edited in it changes: scrolling leaves it alone. */
const Cells = memo(
  function Cells({ gridId, rowIndex, row, definitions, names, activeColumn, editing, upwards, words, taste, onPress, onSave, onDone }: CellsProps) {
    return definitions.map(({ name, column }, index) => {
      const active = index === activeColumn;
      return (
        <div
          key={name}
          id={`${gridId}-${rowIndex}-${index}`}
          className={`grid-cell${active ? ' active' : ''}${isRightAligned(column) ? ' right' : ''}`}
          role="gridcell"
          tabIndex={-1}
          aria-colindex={index + 2}
          aria-selected={active}
          aria-readonly={!isEditable(column)}
          onPointerDown={(event) => {
            if (active && editing) return;
            event.preventDefault();
            onPress(index, event.detail === 2);
          }}
          onDoubleClick={() => onPress(index, true)}
        >
          {active && editing ? (
            <div className={upwards ? 'cell-editor upwards' : 'cell-editor'}>
              <Editor
                column={column}
                label={columnLabel(words, name, column)}
                value={row.values[name]}
                names={names}
                initial={editing.initial}
                inForm={false}
                onSave={(value) => onSave(name, value)}
                onDone={onDone}
              />
            </div>
          ) : (
            <span className="cell-text">
              <CellValue column={column} name={name} row={row} names={names} words={words} taste={taste} />
            </span>
          )}
        </div>
      );
    });
  },
  (before, after) =>
    before.row === after.row &&
    before.activeColumn === after.activeColumn &&
    before.editing === after.editing &&
    before.definitions === after.definitions &&
    before.rowIndex === after.rowIndex &&
    before.taste.language === after.taste.language &&
    before.taste.dates === after.taste.dates &&
    (before.names === after.names || before.activeColumn < 0),
);
