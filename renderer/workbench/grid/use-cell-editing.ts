// Editing the active cell: how it begins, what becomes of what was typed, and where the selection goes afterwards.
import { type RefObject, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ListedRow } from '../../../electron/contract/records.ts';
import { holdLists } from '../../bridge/query-cache.ts';
import type { CellTextHandle } from '../editors/cell-text.tsx';
import { isEditable } from '../editors/editor.tsx';
import type { Move } from '../editors/editor-props.ts';
import type { ShownColumn } from './grid-row.tsx';
import { cycled, isSingle } from './selection.ts';
import type { GridSelection } from './use-grid-selection.ts';

export interface Editing {
  /** What has been typed over the cell; undefined when it was opened. */
  readonly initial?: string | undefined;
}

interface EditingSource {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly chosen: GridSelection;
  readonly current: ListedRow | undefined;
  readonly activeColumn: ShownColumn | undefined;
}

export function useCellEditing({ scroller, chosen, current, activeColumn }: EditingSource) {
  const { selection } = chosen;
  const field = useRef<HTMLTextAreaElement>(null);
  const openText = useRef<CellTextHandle>(null);
  /** Gives what stands in the field to the list of its cell. @returns whether there was anything */
  const handOver = useRef((): boolean => false);
  const [editing, setEditing] = useState<Editing>();
  // The row being edited stays where it is, whatever others write.
  useEffect(() => (editing ? holdLists() : undefined), [editing]);
  const canEdit = current !== undefined && activeColumn !== undefined && !current.deleted && isEditable(activeColumn.column);
  const focus = () => field.current?.focus({ preventScroll: true });
  return {
    ...{ field, openText, handOver, editing, setEditing, canEdit, focus },
    edit: (initial: string | undefined) => {
      if (!canEdit) return;
      chosen.reveal(selection.active);
      // At once: the next key must find the editor.
      flushSync(() => setEditing({ initial }));
    },
    done: (move: Move) => {
      setEditing(undefined);
      const returnFocus = () => isFocusWithin(scroller.current) && focus();
      if (move === 'stay') {
        // An editor that is left by the pointer ends while the browser is moving the focus, which must come first.
        setTimeout(returnFocus);
        return;
      }
      returnFocus();
      if (isSingle(selection)) return chosen.step(move);
      const next = cycled(selection, move === 'down' || move === 'up' ? 'columns' : 'rows', move === 'left' || move === 'up');
      chosen.select(next, next.active);
    },
    /** Before the pointer goes to another cell. @returns false while what was typed cannot be saved: it stays where it is */
    leaveEditor: async (): Promise<boolean> => {
      const text = openText.current;
      if (text) return text.leave();
      // A list that is left takes what names one of its options by itself.
      focus();
      setEditing(undefined);
      return true;
    },
  };
}

/** The focus is in the grid or nowhere; a person who has moved it meanwhile keeps it there. */
const isFocusWithin = (box: HTMLElement | null): boolean =>
  document.activeElement === null || document.activeElement === document.body || box?.contains(document.activeElement) === true;
