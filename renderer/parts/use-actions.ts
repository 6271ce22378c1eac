// What a notice can offer after an action: to take it back, or to show the folder of the file that was written.
import { useMemo } from 'react';
import { call } from '../bridge/bridge.ts';
import { useWords } from '../bridge/i18n.ts';
import { applyWritten } from '../bridge/query-cache.ts';
import { useAnnouncer } from './announcer.tsx';
import type { NoticeAction } from './notices.ts';

export function useUndo(): NoticeAction {
  const words = useWords();
  const { refuse } = useAnnouncer();
  return useMemo(() => ({ label: words('ui.undo'), run: () => void call('undo', {}).then(applyWritten).catch(refuse) }), [words, refuse]);
}

export function useShowFolder(): NoticeAction {
  const words = useWords();
  const { refuse } = useAnnouncer();
  return useMemo(() => ({ label: words('ui.showFolder'), run: () => void call('revealLast', {}).catch(refuse) }), [words, refuse]);
}
