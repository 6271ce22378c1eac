// What arrives in the field over the active cell while the cell is not being edited, and how it begins the editing.
import { useEffect, useEffectEvent, useRef, useState } from 'react';
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

/** Listeners of the field over the active cell. */
export function useCellInput(grid: GridState) {
  const { field, openText: text, handOver, editing, edit, activeColumn } = grid;
  const [isComposing, setComposing] = useState(false);
  /** The editing began with a composition that has not left anything yet. */
  const begunComposing = useRef(false);
  const handingOver = useHandingOver(grid);
  const choosing = activeColumn !== undefined && isChoice(activeColumn.column);
  useEffect(() => {
    handOver.current = () => {
      if (!choosing || (field.current?.value ?? '') === '') return false;
      // A composition that is going on is handed over when it ends.
      if (!isComposing) handingOver.now();
      return true;
    };
  });
  // What was typed on while the cell before was being saved belongs to this one.
  const goOn = useEffectEvent(() => {
    const typed = field.current?.value ?? '';
    if (typed === '' || isComposing) return;
    if (choosing) handingOver.now();
    else edit(typed);
  });
  useEffect(() => {
    if (!editing) goOn();
  }, [editing]);
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
      if (!handingOver.isWaiting()) return text.current?.onKeyDown(event);
      handingOver.now();
      // A letter goes on in the list; any other key was meant for a cell that has a list over it now.
      event.stopPropagation();
      if ([...event.key].length > 1) event.preventDefault();
    },
    // After the browser has moved the focus: moving it within this event would stop the browser from doing so.
    onBlur: () => setTimeout(() => text.current?.onBlur()),
  };
}
