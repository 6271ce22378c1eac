// How far a box is scrolled sideways and how wide it is, in steps: columns are drawn well ahead, so not every pixel counts.
import { type RefObject, useEffect, useState } from 'react';
import type { View } from './use-columns.ts';

const step = 100;
/** An office PC's screen, until the box has been measured. */
const assumedWidth = 1_366;

export function useScrolledView(scroller: RefObject<HTMLElement | null>): View {
  const [view, setView] = useState<View>({ left: 0, width: assumedWidth });
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const look = () => {
      const next = { left: Math.round(box.scrollLeft / step) * step, width: box.clientWidth };
      setView((now) => (now.left === next.left && now.width === next.width ? now : next));
    };
    const observer = new ResizeObserver(look);
    observer.observe(box);
    box.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', look);
    };
  }, [scroller]);
  return view;
}
