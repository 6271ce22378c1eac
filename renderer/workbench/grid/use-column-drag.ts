// Moving a column by dragging its heading.
import { useRef } from 'react';

/** Pixels the pointer moves before a press becomes a drag. */
const dragFrom = 6;

interface Drag {
  readonly column: string;
  /** Where the press began, in pixels from the left. */
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
    window.removeEventListener('keydown', onEscape, true);
  };
  const onEscape = useRef((event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    end();
  }).current;
  const begin = (current: Drag, event: React.PointerEvent) => {
    current.isMoving = true;
    // From here on the row hears of the pointer wherever it goes; a press that does not move stays the button's own.
    event.currentTarget.setPointerCapture(event.pointerId);
    window.addEventListener('keydown', onEscape, true);
  };
  return {
    wasDrag: () => wasDrag.current,
    onPointerDown: (event: React.PointerEvent) => {
      const heading = event.target instanceof Element ? event.target.closest<HTMLElement>('[role=columnheader][data-name]') : null;
      if (event.button !== 0 || !heading?.dataset.name || !(event.target as Element).closest('.heading-button')) return;
      drag.current = { column: heading.dataset.name, from: event.clientX, isMoving: false, over: undefined };
    },
    onPointerMove: (event: React.PointerEvent) => {
      const { current } = drag;
      if (!current) return;
      if (event.buttons === 0) return end();
      if (!current.isMoving && Math.abs(event.clientX - current.from) > dragFrom) begin(current, event);
      if (current.isMoving) mark(headingAt(event.clientX, event.clientY));
    },
    onPointerUp: () => {
      const { current } = drag;
      const to = current?.over?.dataset.name;
      wasDrag.current = current?.isMoving === true;
      // The click of this press comes before anything else.
      setTimeout(() => {
        wasDrag.current = false;
      });
      end();
      if (current?.isMoving && to !== undefined && to !== current.column) onMove(current.column, to);
    },
    onPointerCancel: end,
  };
}
