// Moving a column by dragging its heading.
import { useRef } from 'react';

/** Pixels the pointer moves before a press becomes a drag. */
const dragFrom = 6;

interface Drag {
  readonly column: string;
  readonly from: number;
  isMoving: boolean;
  over: HTMLElement | undefined;
}

const headingAt = (x: number, y: number): HTMLElement | undefined =>
  document.elementFromPoint(x, y)?.closest<HTMLElement>('[role=columnheader][data-name]') ?? undefined;

/**
 * @param onMove  puts a column in the place of another
 * @returns listeners for the heading row; `wasDrag` tells a click that ended a drag from one that sorts
 */
export function useColumnDrag(onMove: (column: string, to: string) => void) {
  const drag = useRef<Drag>(undefined);
  const wasDrag = useRef(false);
  const mark = (heading: HTMLElement | undefined) => {
    if (!drag.current) return;
    drag.current.over?.classList.remove('drop-here');
    heading?.classList.add('drop-here');
    drag.current.over = heading;
  };
  const end = () => {
    mark(undefined);
    drag.current = undefined;
  };
  return {
    wasDrag: () => wasDrag.current,
    onPointerDown: (event: React.PointerEvent) => {
      wasDrag.current = false;
      const heading = event.target instanceof Element ? event.target.closest<HTMLElement>('[role=columnheader][data-name]') : null;
      if (event.button !== 0 || !heading?.dataset.name || !(event.target as Element).closest('.heading-button')) return;
      drag.current = { column: heading.dataset.name, from: event.clientX, isMoving: false, over: undefined };
    },
    onPointerMove: (event: React.PointerEvent) => {
      const { current } = drag;
      if (!current) return;
      if (event.buttons === 0) return end();
      current.isMoving ||= Math.abs(event.clientX - current.from) > dragFrom;
      if (current.isMoving) mark(headingAt(event.clientX, event.clientY));
    },
    onPointerUp: () => {
      const { current } = drag;
      const to = current?.over?.dataset.name;
      wasDrag.current = current?.isMoving === true;
      end();
      if (current?.isMoving && to !== undefined && to !== current.column) onMove(current.column, to);
    },
  };
}
