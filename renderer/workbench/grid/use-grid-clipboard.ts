// Copy, cut and paste over the grid: by key, by menu, by the context menu of the system.
import { useEffect, useEffectEvent } from 'react';
import { textOfTable } from './clipboard-table.ts';
import type { GridState } from './use-grid.ts';

/** The values behind the cells where the clipboard has them, else its text. */
const pastedText = (data: DataTransfer | null): string => textOfTable(data?.getData('text/html') ?? '') ?? data?.getData('text/plain') ?? '';

/**
 * Takes the clipboard's events while the grid has the focus and no cell is edited. They are heard at the document, because a
 * browser sends them to where the caret was last put, which may be any element, and not to the one with the focus.
 */
export function useGridClipboard({ props, field, editing, selected }: GridState): void {
  const take = useEffectEvent((event: ClipboardEvent) => {
    if (editing || document.activeElement !== field.current) return;
    event.preventDefault();
    if (event.type === 'paste') props.onPaste(selected(), pastedText(event.clipboardData));
    else props.onCopy(selected(), event.type === 'cut');
  });
  useEffect(() => {
    const listener = (event: ClipboardEvent) => take(event);
    const types = ['copy', 'cut', 'paste'] as const;
    for (const type of types) document.addEventListener(type, listener);
    return () => {
      for (const type of types) document.removeEventListener(type, listener);
    };
  }, []);
}
