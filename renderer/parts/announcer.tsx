// One voice for the whole page: what was saved, undone, refused. Shown as a notice and read out by screen readers.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { errorSentence } from '../../resources/locales/sentences.ts';
import { Refused } from '../desk.ts';
import { useWords } from '../i18n.ts';
import { useTaste } from '../settings.tsx';
import { Icon } from './icon.tsx';

interface Notice {
  readonly text: string;
  readonly kind: 'done' | 'refused';
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
}
interface Announcer {
  readonly say: (text: string, action?: Notice['action']) => void;
  /** Shows why something was refused. Anything but a refusal is passed on. */
  readonly refuse: (error: unknown) => void;
}

const AnnouncerContext = createContext<Announcer>({ say: () => undefined, refuse: () => undefined });
export const useAnnouncer = (): Announcer => useContext(AnnouncerContext);

/** Good news goes by itself; a refusal stays until it is read. */
const shownMs = 6_000;

export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const words = useWords();
  const taste = useTaste();
  const [notice, setNotice] = useState<Notice>();
  const latest = useRef({ words, taste });
  latest.current = { words, taste };
  useEffect(() => {
    if (notice?.kind !== 'done') return;
    const timer = setTimeout(() => setNotice(undefined), shownMs);
    return () => clearTimeout(timer);
  }, [notice]);
  const say = useCallback((text: string, action?: Notice['action']) => setNotice({ text, kind: 'done', action }), []);
  const refuse = useCallback((error: unknown) => {
    if (!(error instanceof Refused)) throw error;
    setNotice({ text: errorSentence(latest.current.words, latest.current.taste, error), kind: 'refused' });
  }, []);
  const [announcer] = useState<Announcer>({ say, refuse });
  return (
    <AnnouncerContext value={announcer}>
      {children}
      <div className={`notice ${notice?.kind ?? 'none'}`}>
        <div role={notice?.kind === 'refused' ? 'alert' : 'status'} aria-live={notice?.kind === 'refused' ? 'assertive' : 'polite'} className="notice-text">
          {notice?.text}
        </div>
        {notice?.action && (
          <button type="button" className="notice-action" onClick={notice.action.run}>
            {notice.action.label}
          </button>
        )}
        {notice && (
          <button type="button" className="icon-button" aria-label={words('ui.dismiss')} onClick={() => setNotice(undefined)}>
            <Icon name="close" />
          </button>
        )}
      </div>
    </AnnouncerContext>
  );
}
