// What arrives in the field over the active cell while the cell is not being edited, and how it begins the editing.
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { CellTextHandle } from '../editors/cell-text.tsx';
import { isChoice } from '../editors/use-find.ts';
import type { GridState } from './use-grid.ts';

/**
 * A list is opened so long after a composition has ended: an input method that goes on with the next word begins it at once,
 * and moving the focus then would lose its first letter.
 */
const settledMs = 60;

/** Whatever is written over a cell that chooses from a list is kept here until no composition is going on. */
function useHandingOver({ field, edit }: GridState) {
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stop = () => {
    clearTimeout(waiting.current);
    waiting.current = undefined;
  };
  useEffect(() => () => clearTimeout(waiting.current), []);
  const now = () => {
    stop();
    const typed = field.current?.value ?? '';
    if (!field.current || typed === '') return;
    field.current.value = '';
    edit(typed);
  };
  return {
    now,
    stop,
    soon: () => {
      stop();
      waiting.current = setTimeout(now, settledMs);
    },
    isWaiting: () => waiting.current !== undefined,
  };
}

export function useCellInput(grid: GridState, text: RefObject<CellTextHandle | null>) {
  const { field, editing, edit, activeColumn } = grid;
  const [isComposing, setComposing] = useState(false);
  /** The editing began with a composition that has not left anything yet. */
  const begunComposing = useRef(false);
  const handingOver = useHandingOver(grid);
  const choosing = activeColumn !== undefined && isChoice(activeColumn.column);
  return {
    isComposing: isComposing && choosing,
    onInput: (event: React.FormEvent<HTMLTextAreaElement>) => {
      const { value } = event.currentTarget;
      if (text.current) return text.current.type(value);
      if ((event.nativeEvent as InputEvent).isComposing || value === '') return;
      if (choosing) handingOver.now();
      else edit(value);
    },
    onCompositionStart: () => {
      handingOver.stop();
      if (text.current || editing) return;
      if (choosing) return setComposing(true);
      begunComposing.current = true;
      edit('');
    },
    onCompositionEnd: () => {
      setComposing(false);
      const isEmpty = (field.current?.value ?? '') === '';
      if (choosing && !isEmpty) handingOver.soon();
      // Given up: the cell was not touched.
      if (begunComposing.current && isEmpty) text.current?.cancel();
      begunComposing.current = false;
    },
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) {
        // Some input methods leave this key to the page as well, where it would begin a line.
        if (event.key === 'Enter') event.preventDefault();
        return;
      }
      if (handingOver.isWaiting()) handingOver.now();
      else text.current?.onKeyDown(event);
    },
    // After the browser has moved the focus: moving it within this event would stop the browser from doing so.
    onBlur: () => setTimeout(() => text.current?.onBlur()),
  };
}
