// One voice for the whole page: what was saved, undone, refused. Shown as a notice and read out by screen readers.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useReducer, useRef, useState } from 'react';
import { errorSentence } from '../../resources/locales/sentences.ts';
import { Refused } from '../bridge/bridge.ts';
import { useWords } from '../bridge/i18n.ts';
import { useDisplayPreferences } from '../bridge/preferences.tsx';
import { Icon } from './icon.tsx';
import { type Notice, nextNotice, type Said } from './notices.ts';

type Action = Extract<Notice, { kind: 'done' }>['action'];

interface Announcer {
  readonly say: (said: Said, action?: Action) => void;
  /** Shows why something was refused. Anything but a refusal is passed on. */
  readonly refuse: (error: unknown) => void;
}

const AnnouncerContext = createContext<Announcer>({ say: () => undefined, refuse: () => undefined });
export const useAnnouncer = (): Announcer => useContext(AnnouncerContext);

/** Good news goes by itself; a refusal stays until it is read. */
const shownMs = 6_000;

export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { language } = display;
  const [notice, send] = useReducer(nextNotice, undefined);
  const spoken = useRef(language);
  useEffect(() => {
    spoken.current = language;
    send({ kind: 'language', language });
  }, [language]);
  useEffect(() => {
    if (notice?.kind !== 'done') return;
    const timer = setTimeout(() => send({ kind: 'timeUp', notice }), shownMs);
    return () => clearTimeout(timer);
  }, [notice]);
  const say = useCallback((said: Said, action?: Action) => send({ kind: 'say', notice: { kind: 'done', said, language: spoken.current, action } }), []);
  const refuse = useCallback((error: unknown) => {
    if (!(error instanceof Refused)) throw error;
    send({ kind: 'say', notice: { kind: 'refused', error } });
  }, []);
  const [announcer] = useState<Announcer>({ say, refuse });
  return (
    <AnnouncerContext value={announcer}>
      {children}
      <div className={`notice ${notice?.kind ?? 'none'}`}>
        <div role={notice?.kind === 'refused' ? 'alert' : 'status'} aria-live={notice?.kind === 'refused' ? 'assertive' : 'polite'} className="notice-text">
          {notice?.kind === 'done' && (typeof notice.said === 'string' ? notice.said : notice.said(words))}
          {notice?.kind === 'refused' && errorSentence(words, display, notice.error)}
        </div>
        {notice?.kind === 'done' && notice.action && (
          <button type="button" className="notice-action" onClick={notice.action.run}>
            {notice.action.label}
          </button>
        )}
        {notice && (
          <button type="button" className="icon-button" aria-label={words('ui.dismiss')} onClick={() => send({ kind: 'putAway' })}>
            <Icon name="close" />
          </button>
        )}
      </div>
    </AnnouncerContext>
  );
}
