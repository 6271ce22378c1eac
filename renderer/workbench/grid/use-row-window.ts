// Which rows are in the page and which are read: those on the screen, and some before they come into sight.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useMemo, useState } from 'react';
import type { Segments } from './segments.ts';
import { pageSize, type Request, usePages } from './use-listing.ts';

/** Pixels of the heading row. */
export const headHeight = 36;
/** Rows read before they come into sight, on either side. */
const readAhead = 50;
/** Chromium draws no element higher than 33,554,428 pixels. */
const highest = 33_000_000;

export type RowWindow = ReturnType<typeof useRowWindow>;

interface RowSource {
  readonly segments: Segments;
  readonly request: Request;
  /** An empty row follows the last one. */
  readonly grows: boolean;
}

/** @param rowHeight  pixels; all rows have the same */
export function useRowWindow(scroller: RefObject<HTMLDivElement | null>, rowHeight: number, { segments, request, grows }: RowSource) {
  const count = Math.min(segments.count + Number(grows), Math.floor(highest / rowHeight));
  const [range, setRange] = useState({ first: 0, last: 40 });
  /** Page of the active row: what is typed there must not be lost when it is scrolled out of sight. */
  const [kept, setKept] = useState(0);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
    scrollPaddingStart: headHeight + 4,
    scrollPaddingEnd: 8,
    useFlushSync: false,
    onChange: (instance) => {
      const shown = instance.getVirtualItems();
      const next = { first: shown[0]?.index ?? 0, last: shown[shown.length - 1]?.index ?? 40 };
      setRange((now) => (now.first === next.first && now.last === next.last ? now : next));
    },
  });
  useEffect(() => {
    if (rowHeight > 0) virtual.measure();
  }, [virtual, rowHeight]);
  const pages = useMemo(() => {
    const wanted = new Set<number>();
    for (const { from, to } of segments.places(Math.max(0, range.first - readAhead), Math.min(count - 1, range.last + readAhead)))
      for (let page = Math.floor(from / pageSize); page <= Math.floor(to / pageSize); page++) wanted.add(page);
    wanted.add(kept);
    return [...wanted];
  }, [segments, range, count, kept]);
  const listing = usePages(request, pages);
  return {
    ...{ virtual, listing, count },
    keep: (index: number) => {
      const line = index < segments.count ? segments.line(index) : undefined;
      if (line?.kind === 'record') setKept(Math.floor(line.position / pageSize));
    },
  };
}
