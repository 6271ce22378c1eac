// Undo and redo of records; and reading again what another part of the program has changed.
import { useCallback, useEffect } from 'react';
import { call } from '../bridge/bridge.ts';
import { useWords } from '../bridge/i18n.ts';
import { screens } from '../bridge/navigation.ts';
import { applyWritten, refresh } from '../bridge/query-cache.ts';
import { useAnnouncer } from '../parts/announcer.tsx';
import { useCommand } from '../parts/commands.ts';

type Step = 'undo' | 'redo';

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
  useCommand('undo', () => step('undo'));
  useCommand('redo', () => step('redo'));
  useEffect(() => window.desk.onChanged(() => refresh(screens.flatMap((screen) => screen.tables))), []);
  return step;
}
