// The state of the grid: its columns, the rows on the screen, what is selected and what is edited.
import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import { tableOf } from '../../../db/catalog/index.ts';
import type { ListedRow } from '../../../electron/contract/records.ts';
import { call } from '../../bridge/bridge.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import type { Move } from '../editors/editor-props.ts';
import { rowHeights } from './arrangement.ts';
import type { GridProps, Selected } from './grid-props.ts';
import { quotedCell } from './quoted-cell.ts';
import { isSingle, type Range, rangeOf, single, wholeOf } from './selection.ts';
import { useCellEditing } from './use-cell-editing.ts';
import { type ColumnLayout, useColumns } from './use-columns.ts';
import { useGridRows } from './use-grid-rows.ts';
import { useGridSelection } from './use-grid-selection.ts';
import { useRowMaking } from './use-row-making.ts';
import { useScrolledView } from './use-scrolled-view.ts';

export function useGrid(props: GridProps) {
  const { table, arrangement, request, extent, onSort, onWidths } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const view = useScrolledView(scroller);
  const layout = useColumns({ table: tableOf(table), arranged: arrangement.columns, sort: arrangement.sort, onSort, onWidths, view });
  const rowHeight = rowHeights[arrangement.lines];
  const lines = useGridRows(props, scroller, rowHeight);
  const { rows, rowAt, newRow } = lines;
  useProblem(rows.listing.error ?? extent.error);
  const order = JSON.stringify(request);
  const chosen = useGridSelection({ rows, layout, scroller });
  const { selection } = chosen;
  const current = rowAt(selection.active.row);
  const activeColumn = layout.columns[selection.active.column];
  const editor = useCellEditing({ scroller, chosen, current, activeColumn });
  useTopOfNewList(order, scroller, () => {
    chosen.setSelection((now) => single({ row: 0, column: now.active.column }));
    editor.setEditing(undefined);
  });
  const selected = () => selectedOf({ extent, columns: layout.columns, range: rangeOf(selection), rowAt });
  useReportedSelection(`${JSON.stringify(rangeOf(selection))} ${order} ${rows.count}`, () => props.onSelected(selected()));
  useKeptPage(rows.keep, selection.active.row);
  const isWriting = lines.isNew(selection.active.row) || editor.editing !== undefined;
  const making = useRowMaking({ newRow, onAppend: props.onAppend, chosen, at: rows.count - 1, isWriting });
  const column = selection.active.column;
  const wholeExtent = { records: extent.segments.count, columns: layout.columns.length };
  return {
    ...{ props, scroller, layout, rowHeight, chosen, current, activeColumn, selected },
    ...lines,
    ...editor,
    done: (move: Move) => {
      const isGoingOn = move === 'down' && lines.isNew(selection.active.row);
      editor.done(isGoingOn ? 'stay' : move);
      if (isGoingOn) making.goOnInNewRow();
    },
    goOnInNewRow: making.goOnInNewRow,
    wholeExtent,
    selectAll: () => {
      editor.focus();
      chosen.setSelection(wholeOf(wholeExtent, selection, 'all'));
    },
    toNewRow: making.toNewRow,
    save: async () => (await editor.leaveEditor()) && (await making.makeNew()),
    /** @returns false when only one cell is selected */
    fillRange: (typed: string): boolean => {
      if (isSingle(selection)) return false;
      if (typed === '') props.onClear(selected());
      else props.onPaste(selected(), quotedCell(typed));
      return true;
    },
    reveal: async (id: string): Promise<void> => {
      const place = await call('placeOf', { request, id });
      const row = place === null ? undefined : extent.segments.lineOf(place);
      if (row !== undefined) chosen.select(single({ row, column }), { row, column });
    },
  };
}

export type GridState = ReturnType<typeof useGrid>;

interface SelectedFrom {
  readonly extent: GridProps['extent'];
  readonly columns: ColumnLayout['columns'];
  readonly range: Range;
  readonly rowAt: (index: number) => ListedRow | undefined;
}

function selectedOf({ extent, columns, range, rowAt }: SelectedFrom): Selected {
  const { segments } = extent;
  const isEnd = range.top >= segments.count;
  const rows = isEnd ? [] : segments.places(range.top, Math.min(range.bottom, segments.count - 1));
  const firstLine = rows[0] && segments.lineOf(rows[0].from);
  return {
    rows,
    columns: columns.slice(range.left, range.right + 1).map(({ name }) => name),
    onward: columns.slice(range.left).map(({ name }) => name),
    first: (firstLine !== undefined && rowAt(firstLine)?.id) || undefined,
    height: isEnd ? 1 : rows.reduce((sum, { from, to }) => sum + to - from + 1, 0),
    below: isEnd ? 'end' : rows.length === 0 ? [] : segments.places(range.top, segments.count - 1).slice(0, mostIntervals),
  };
}

/** Intervals that one edit may name. */
const mostIntervals = 2_000;

function useProblem(problem: unknown): void {
  const { refuse } = useAnnouncer();
  useEffect(() => {
    if (problem) refuse(problem);
  }, [problem, refuse]);
}

/** The page of the active row is read as long as it is active, wherever the list is scrolled to. */
function useKeptPage(keep: (row: number) => void, row: number): void {
  const latest = useEffectEvent(keep);
  useEffect(() => latest(row), [row]);
}

/** Another list in the same grid begins at its top. */
function useTopOfNewList(order: string, scroller: RefObject<HTMLElement | null>, onNewList: () => void): void {
  const lastOrder = useRef(order);
  useEffect(() => {
    if (lastOrder.current === order) return;
    lastOrder.current = order;
    scroller.current?.scrollTo({ top: 0 });
    onNewList();
  });
}

/** Reports a selection once, when it or the list behind it has changed. */
function useReportedSelection(shape: string, report: () => void): void {
  const lastShape = useRef('');
  useEffect(() => {
    if (lastShape.current === shape) return;
    lastShape.current = shape;
    report();
  });
}
