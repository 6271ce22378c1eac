// What would be lost if the window closed now. The main process asks before it closes a window that holds something.
import { useEffect } from 'react';

let held = 0;

const keepOpen = (event: BeforeUnloadEvent) => event.preventDefault();

/** Something typed is not on the disk yet. @returns says that it is, or that it was given up */
export function holdUnsaved(): () => void {
  if (held++ === 0) window.addEventListener('beforeunload', keepOpen);
  let isHeld = true;
  return () => {
    if (isHeld && --held === 0) window.removeEventListener('beforeunload', keepOpen);
    isHeld = false;
  };
}

/** As long as it is true, closing the window is asked about first. */
export function useUnsaved(isUnsaved: boolean): void {
  useEffect(() => (isUnsaved ? holdUnsaved() : undefined), [isUnsaved]);
}
