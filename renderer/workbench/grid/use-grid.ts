// The state of the grid: its columns, the rows on the screen, what is selected and what is edited.
import { type RefObject, useEffect, useRef } from 'react';
import { tableOf } from '../../../db/catalog/index.ts';
import type { ListedRow } from '../../../electron/contract/records.ts';
import { call } from '../../bridge/bridge.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import type { Move } from '../editors/editor-props.ts';
import { rowHeights } from './arrangement.ts';
import type { GridProps, Selected } from './grid-props.ts';
import { isSingle, type Range, rangeOf, single, wholeOf } from './selection.ts';
import { useCellEditing } from './use-cell-editing.ts';
import { type ColumnLayout, useColumns } from './use-columns.ts';
import { useGridRows } from './use-grid-rows.ts';
import { useGridSelection } from './use-grid-selection.ts';
import type { NewRow } from './use-new-row.ts';
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
  const isWritingNew = lines.isNew(selection.active.row) || editor.editing !== undefined;
  const makeNew = useMaking(props.onAppend, newRow);
  useLeftNewRow(isWritingNew, () => makeNew(newRow.discard));
  const column = selection.active.column;
  const wholeExtent = { records: extent.segments.count, columns: layout.columns.length };
  /** Enter in the empty row: on to the next cell until the record is complete, then on to the next record. */
  const goOnInNewRow = () => {
    if (!newRow.isComplete()) return chosen.step('right');
    makeNew(() => {
      newRow.discard();
      chosen.select(single({ row: Number.MAX_SAFE_INTEGER, column: 0 }), { row: rows.count, column: 0 });
    });
  };
  return {
    ...{ props, scroller, layout, rowHeight, chosen, current, activeColumn, selected },
    ...lines,
    ...editor,
    done: (move: Move) => {
      const isGoingOn = move === 'down' && lines.isNew(selection.active.row);
      editor.done(isGoingOn ? 'stay' : move);
      if (isGoingOn) goOnInNewRow();
    },
    goOnInNewRow,
    wholeExtent,
    selectAll: () => {
      editor.focus();
      chosen.setSelection(wholeOf(wholeExtent, selection, 'all'));
    },
    toNewRow: () => chosen.select(single({ row: Number.MAX_SAFE_INTEGER, column: 0 }), { row: rows.count - 1, column: 0 }),
    /** @returns false when only one cell is selected */
    fillRange: (typed: string): boolean => {
      if (isSingle(selection)) return false;
      props.onPaste(selected(), quoted(typed));
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

/** A text as one cell of the clipboard. */
const quoted = (text: string): string => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

interface SelectedFrom {
  readonly extent: GridProps['extent'];
  readonly columns: ColumnLayout['columns'];
  readonly range: Range;
  readonly rowAt: (index: number) => ListedRow | undefined;
}

function selectedOf({ extent, columns, range, rowAt }: SelectedFrom): Selected {
  return {
    rows: range.top >= extent.segments.count ? [{ from: extent.total, to: extent.total }] : extent.segments.places(range.top, range.bottom),
    columns: columns.slice(range.left, range.right + 1).map(({ name }) => name),
    onward: columns.slice(range.left).map(({ name }) => name),
    first: rowAt(range.top)?.id || undefined,
    height: range.bottom - range.top + 1,
  };
}

function useProblem(problem: unknown): void {
  const { refuse } = useAnnouncer();
  useEffect(() => {
    if (problem) refuse(problem);
  }, [problem, refuse]);
}

/** Makes the record of the empty row, once: the list changes while it is being made. */
function useMaking(onAppend: GridProps['onAppend'], newRow: NewRow): (onMade: () => void) => void {
  const isMaking = useRef(false);
  return (onMade) => {
    if (isMaking.current || Object.keys(newRow.read()).length === 0) return;
    isMaking.current = true;
    onAppend(newRow.read(), onMade).finally(() => {
      isMaking.current = false;
    });
  };
}

/** The new record is made when the selection has left its row. */
function useLeftNewRow(isWriting: boolean, onLeft: () => void): void {
  const wasWriting = useRef(isWriting);
  useEffect(() => {
    const left = wasWriting.current && !isWriting;
    wasWriting.current = isWriting;
    if (left) onLeft();
  });
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
