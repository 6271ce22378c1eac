// Undo and redo by key, by menu and by button; and reading again what another part of the program has changed.
import { useCallback, useEffect } from 'react';
import { call } from '../bridge/bridge.ts';
import { useWords } from '../bridge/i18n.ts';
import { screens } from '../bridge/navigation.ts';
import { applyWritten, refresh } from '../bridge/query-cache.ts';
import { useAnnouncer } from '../parts/announcer.tsx';
import { isDialogOpen } from '../parts/dialog-frame.tsx';

type Step = 'undo' | 'redo';

/** @returns undefined for every other key */
function stepFor(event: KeyboardEvent): Step | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return undefined;
  const key = event.key.toLowerCase();
  if (key !== 'z' && key !== 'y') return undefined;
  return key === 'y' || event.shiftKey ? 'redo' : 'undo';
}

/** Where text is typed, undo and redo are the text's own. */
const isTyping = (element: Element | null): boolean =>
  element instanceof HTMLElement && (element.matches('input:not([type=checkbox], [type=radio]), textarea:not(.resting)') || element.isContentEditable);

export function useUndoAndRedo(): (kind: Step) => Promise<void> {
  const words = useWords();
  const { say, refuse } = useAnnouncer();
  const step = useCallback(
    async (kind: Step) => {
      try {
        applyWritten(await call(kind, {}));
        say(words(kind === 'undo' ? 'ui.undone' : 'ui.redone'));
      } catch (error) {
        refuse(error);
      }
    },
    [say, refuse, words],
  );
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const kind = stepFor(event);
      if (!kind || isTyping(document.activeElement)) return;
      event.preventDefault();
      if (!isDialogOpen()) step(kind);
    };
    window.addEventListener('keydown', onKey);
    const stopCommands = window.desk.onCommand((name) => {
      if (name !== 'undo' && name !== 'redo') return;
      if (isTyping(document.activeElement)) document.execCommand(name);
      else if (!isDialogOpen()) step(name);
    });
    const stopChanged = window.desk.onChanged(() => refresh(screens.flatMap((screen) => screen.tables)));
    return () => {
      window.removeEventListener('keydown', onKey);
      stopCommands();
      stopChanged();
    };
  }, [step]);
  return step;
}
