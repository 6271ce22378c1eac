// Columns of the grid: widths, what stays at the left, and which of the others are near enough to be in the page.
import { columnResizingFeature, columnSizingFeature, rowSortingFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import { columnOf, type Table } from '../../db/catalog/index.ts';
import type { ListedRow, Sort } from '../../electron/contract/records.ts';
import { type ArrangedColumn, inOrder } from './arrangement.ts';
import type { ShownColumn } from './grid-row.tsx';

/** Pixels per character of a column's width, and what the borders take. */
const characterWidth = 8;
const edges = 20;
/** Width of the row numbers. */
export const leadWidth = 52;
/** Pixels to either side of the screen within which columns are drawn. */
const drawAhead = 300;

const features = tableFeatures({ columnSizingFeature, columnResizingFeature, rowSortingFeature });
const noRows: ListedRow[] = [];

export interface View {
  readonly left: number;
  readonly width: number;
}

export function useColumns(
  table: Table,
  arranged: readonly ArrangedColumn[],
  sort: readonly Sort[],
  onSort: (sort: readonly Sort[]) => void,
  onWidths: (widths: Readonly<Record<string, number>>) => void,
  view: View,
) {
  const known = useMemo(
    () =>
      inOrder(arranged).flatMap((one) => {
        const column = columnOf(table, one.name);
        return column ? [{ ...one, column }] : [];
      }),
    [table, arranged],
  );
  const sorting = useMemo(() => sort.map(({ column, descending }) => ({ id: column, desc: descending === true })), [sort]);
  const sizes = useMemo(
    () => Object.fromEntries(known.map(({ name, width, column }) => [name, width ?? (column.width ?? 16) * characterWidth + edges])),
    [known],
  );
  const [sizing, setSizing] = useState<Readonly<Record<string, number>>>({});
  const model = useTable({
    features,
    data: noRows,
    columns: useMemo(
      () =>
        known.map(({ name, column }) => ({
          id: name,
          accessorFn: (row: ListedRow) => row.values[name],
          minSize: 56,
          maxSize: 1_600,
          enableSorting: column.kind !== 'computed',
        })),
      [known],
    ),
    state: { sorting, columnSizing: { ...sizes, ...sizing } },
    onSortingChange: (change) => {
      const next = typeof change === 'function' ? change(sorting) : change;
      onSort(next.map(({ id, desc }) => ({ column: id, descending: desc })));
    },
    onColumnSizingChange: (change) => {
      const next = typeof change === 'function' ? change({ ...sizes, ...sizing }) : change;
      const changed = Object.fromEntries(Object.entries(next).filter(([name, size]) => size !== sizes[name]));
      setSizing(changed);
      onWidths(changed);
    },
    manualSorting: true,
    enableMultiSort: true,
    sortDescFirst: false,
    columnResizeMode: 'onChange',
  });
  const headings = model.getHeaderGroups()[0]?.headers ?? [];
  const widths = headings.map((heading) => heading.getSize());
  const shape = widths.join(' ');
  const columns = useMemo<readonly ShownColumn[]>(() => {
    let left = leadWidth;
    return known.map(({ name, column, pinned }, at) => {
      const stick = pinned ? left : undefined;
      if (pinned) left += Number(shape.split(' ')[at]);
      return { name, column, stick };
    });
  }, [known, shape]);
  const pinned = columns.filter(({ stick }) => stick !== undefined).length;
  // Which columns are near the screen, as text: a new array only when they are others.
  const near: number[] = [];
  let left = leadWidth;
  widths.forEach((width, at) => {
    if (at < pinned || (left + width > view.left - drawAhead && left < view.left + view.width + drawAhead)) near.push(at);
    left += width;
  });
  const list = near.join(' ');
  const drawn = useMemo(() => list.split(' ').flatMap((at) => (at === '' ? [] : [Number(at)])), [list]);
  return {
    columns,
    headings,
    widths,
    drawn,
    /** Where the columns that scroll begin on the screen. */
    stuck: leadWidth + widths.slice(0, pinned).reduce((sum, width) => sum + width, 0),
    template: `${leadWidth}px ${widths.map((width) => `${width}px`).join(' ')}`,
    fullWidth: left,
  };
}
