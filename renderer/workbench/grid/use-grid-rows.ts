// The lines of the grid: records, headings of groups, and the empty row at the end that takes a new record.
import type { RefObject } from 'react';
import type { Group, ListedRow } from '../../../electron/contract/records.ts';
import type { GridProps } from './grid-props.ts';
import { useNewRow } from './use-new-row.ts';
import { useRowWindow } from './use-row-window.ts';

export function useGridRows({ table, extent, request, grows, preset }: GridProps, scroller: RefObject<HTMLDivElement | null>, rowHeight: number) {
  const { segments } = extent;
  const rows = useRowWindow(scroller, rowHeight, { segments, request, grows: grows && !extent.loading });
  const newRow = useNewRow(table, preset);
  const isNew = (index: number) => index >= segments.count && index < rows.count;
  return {
    ...{ rows, newRow, isNew },
    rowAt: (index: number): ListedRow | undefined => {
      if (isNew(index)) return newRow.row;
      if (index >= segments.count) return undefined;
      const line = segments.line(index);
      return line.kind === 'record' ? rows.listing.row(line.position) : undefined;
    },
    groupAt: (index: number): Group | undefined => {
      if (index >= segments.count) return undefined;
      const line = segments.line(index);
      return line.kind === 'group' ? extent.groups[line.at] : undefined;
    },
  };
}
