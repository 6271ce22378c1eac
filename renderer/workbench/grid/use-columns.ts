// Columns of the grid: widths, what stays at the left, and which of the others are near enough to be drawn.
import { columnResizingFeature, columnSizingFeature, rowSortingFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import { type Column, columnOf, type Table } from '../../../db/catalog/index.ts';
import type { ListedRow, Sort } from '../../../electron/contract/records.ts';
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

interface ColumnSource {
  readonly table: Table;
  readonly arranged: readonly ArrangedColumn[];
  readonly sort: readonly Sort[];
  readonly onSort: (sort: readonly Sort[]) => void;
  readonly onWidths: (widths: Readonly<Record<string, number>>) => void;
  readonly view: View;
}

type KnownColumn = ArrangedColumn & { readonly column: Column };

export type ColumnLayout = ReturnType<typeof useColumns>;

export function useColumns({ table, arranged, sort, onSort, onWidths, view }: ColumnSource) {
  const known = useMemo(
    () =>
      inOrder(arranged).flatMap((one): KnownColumn[] => {
        const column = columnOf(table, one.name);
        return column ? [{ ...one, column }] : [];
      }),
    [table, arranged],
  );
  const headings = useHeadings({ known, sort, onSort, onWidths });
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
  return {
    columns,
    headings,
    widths,
    drawn: useDrawn(widths, pinned, view),
    /** Where the columns that scroll begin on the screen. */
    stuck: leadWidth + total(widths.slice(0, pinned)),
    template: `${leadWidth}px ${widths.map((width) => `${width}px`).join(' ')}`,
    fullWidth: leadWidth + total(widths),
  };
}

const total = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width, 0);

/** Which columns are near enough to the screen to be drawn. A new array only when they are others. */
function useDrawn(widths: readonly number[], pinned: number, view: View): readonly number[] {
  const near: number[] = [];
  let left = leadWidth;
  widths.forEach((width, at) => {
    if (at < pinned || (left + width > view.left - drawAhead && left < view.left + view.width + drawAhead)) near.push(at);
    left += width;
  });
  const list = near.join(' ');
  return useMemo(() => list.split(' ').flatMap((at) => (at === '' ? [] : [Number(at)])), [list]);
}

/** TanStack's headers: they know widths, resizing and sorting. */
function useHeadings({ known, sort, onSort, onWidths }: Pick<ColumnSource, 'sort' | 'onSort' | 'onWidths'> & { readonly known: readonly KnownColumn[] }) {
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
  return model.getHeaderGroups()[0]?.headers ?? [];
}
