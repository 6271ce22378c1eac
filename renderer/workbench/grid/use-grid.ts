// The state of the grid: its columns, the rows on the screen, what is selected and what is edited.
import { type RefObject, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { tableOf } from '../../../db/catalog/index.ts';
import type { Group, ListedRow } from '../../../electron/contract/records.ts';
import { holdLists } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import type { CellTextHandle } from '../editors/cell-text.tsx';
import { isEditable } from '../editors/editor.tsx';
import type { Move } from '../editors/editor-props.ts';
import { rowHeights } from './arrangement.ts';
import type { GridProps, Selected } from './grid-props.ts';
import { cycled, isSingle, type Range, rangeOf, single } from './selection.ts';
import { type ColumnLayout, useColumns } from './use-columns.ts';
import { useGridSelection } from './use-grid-selection.ts';
import { useRowWindow } from './use-row-window.ts';
import { useScrolledView } from './use-scrolled-view.ts';

export interface Editing {
  readonly initial?: string | undefined;
}

export function useGrid(props: GridProps) {
  const { table, arrangement, request, extent, onSort, onWidths } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const openText = useRef<RefObject<CellTextHandle | null>>(null);
  const view = useScrolledView(scroller);
  const layout = useColumns({ table: tableOf(table), arranged: arrangement.columns, sort: arrangement.sort, onSort, onWidths, view });
  const rowHeight = rowHeights[arrangement.lines];
  const rows = useRowWindow(scroller, rowHeight, extent.segments, request);
  useProblem(rows.listing.error ?? extent.error);
  const [editing, setEditing] = useState<Editing>();
  // The row being edited stays where it is, whatever others write.
  useEffect(() => (editing ? holdLists() : undefined), [editing]);
  const order = JSON.stringify(request);
  const chosen = useGridSelection({ rows, layout, scroller });
  useTopOfNewList(order, scroller, () => {
    chosen.setSelection((now) => single({ row: 0, column: now.active.column }));
    setEditing(undefined);
  });
  const { selection } = chosen;
  const rowAt = (index: number): ListedRow | undefined => {
    if (index >= rows.count) return undefined;
    const line = extent.segments.line(index);
    return line.kind === 'record' ? rows.listing.row(line.position) : undefined;
  };
  const groupAt = (index: number): Group | undefined => {
    if (index >= extent.segments.count) return undefined;
    const line = extent.segments.line(index);
    return line.kind === 'group' ? extent.groups[line.at] : undefined;
  };
  const { active } = selection;
  const current = rowAt(active.row);
  const activeColumn = layout.columns[active.column];
  const canEdit = current !== undefined && activeColumn !== undefined && !current.deleted && isEditable(activeColumn.column);
  const edit = (initial: string | undefined) => {
    // At once: the next key must find the editor.
    if (canEdit) flushSync(() => setEditing({ initial }));
  };
  const focus = () => field.current?.focus({ preventScroll: true });
  const done = (move: Move) => {
    setEditing(undefined);
    if (isFocusWithin(scroller.current)) focus();
    if (move === 'stay') return;
    if (isSingle(selection)) return chosen.step(move);
    const next = cycled(selection, move === 'down' || move === 'up' ? 'columns' : 'rows', move === 'left' || move === 'up');
    chosen.select(next, next.active);
  };
  const selected = () => selectedOf({ extent, columns: layout.columns, range: rangeOf(selection), count: rows.count, rowAt });
  /** Before the pointer goes elsewhere. @returns false while what was typed cannot be saved: it stays where it is */
  const leaveEditor = async (): Promise<boolean> => {
    const text = openText.current?.current;
    if (text) return text.leave();
    focus();
    return true;
  };
  const fillRange = (typed: string): boolean => {
    if (isSingle(selection)) return false;
    props.onPaste(selected(), quoted(typed));
    return true;
  };
  useReportedSelection(`${JSON.stringify(rangeOf(selection))} ${order} ${rows.count}`, () => props.onSelected(selected()));
  return {
    ...{ props, scroller, field, openText, layout, rowHeight, rows, chosen, editing, setEditing, rowAt, groupAt, current },
    ...{ activeColumn, canEdit, edit, done, selected, focus, leaveEditor, fillRange },
  };
}

export type GridState = ReturnType<typeof useGrid>;

/** A text as one cell of the clipboard. */
const quoted = (text: string): string => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The focus is in the grid or nowhere; a person who has moved it meanwhile keeps it there. */
const isFocusWithin = (box: HTMLElement | null): boolean =>
  document.activeElement === null || document.activeElement === document.body || box?.contains(document.activeElement) === true;

interface SelectedFrom {
  readonly extent: GridProps['extent'];
  readonly columns: ColumnLayout['columns'];
  readonly range: Range;
  readonly count: number;
  readonly rowAt: (index: number) => ListedRow | undefined;
}

function selectedOf({ extent, columns, range, count, rowAt }: SelectedFrom): Selected {
  return {
    rows: count === 0 ? [{ from: 0, to: 0 }] : extent.segments.places(range.top, range.bottom),
    columns: columns.slice(range.left, range.right + 1).map(({ name }) => name),
    onward: columns.slice(range.left).map(({ name }) => name),
    first: rowAt(range.top)?.id,
    height: range.bottom - range.top + 1,
  };
}

function useProblem(problem: unknown): void {
  const { refuse } = useAnnouncer();
  useEffect(() => {
    if (problem) refuse(problem);
  }, [problem, refuse]);
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
