// Messages of the whole page: what was saved, undone, refused. Shown as a notice and read out by screen readers.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { Button, Text, UNSTABLE_Toast as Toast, UNSTABLE_ToastContent as ToastContent, UNSTABLE_ToastRegion as ToastRegion } from 'react-aria-components';
import { errorSentence } from '../../resources/locales/sentences.ts';
import { Refused } from '../bridge/bridge.ts';
import { useWords } from '../bridge/i18n.ts';
import { useDisplayPreferences } from '../bridge/preferences.tsx';
import { Icon } from './icon.tsx';
import { dropOtherLanguages, type Message, type Notice, type NoticeAction, newNotices, showNotice } from './notices.ts';

interface Announcer {
  readonly say: (message: Message, action?: NoticeAction) => void;
  /** Shows something the person must not miss. */
  readonly warn: (message: string) => void;
  /** Shows why something was refused, or that something unexpected happened. */
  readonly refuse: (error: unknown) => void;
}

const AnnouncerContext = createContext<Announcer>({ say: () => undefined, warn: () => undefined, refuse: () => undefined });
export const useAnnouncer = (): Announcer => useContext(AnnouncerContext);

export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const { language } = useDisplayPreferences();
  const [notices] = useState(newNotices);
  const current = useRef(language);
  useEffect(() => {
    current.current = language;
    dropOtherLanguages(notices, language);
  }, [notices, language]);
  const say = useCallback(
    (message: Message, action?: NoticeAction) => showNotice(notices, { kind: 'done', message, language: current.current, action }),
    [notices],
  );
  const warn = useCallback((message: string) => showNotice(notices, { kind: 'warned', message }), [notices]);
  const refuse = useCallback(
    (error: unknown) => {
      if (!(error instanceof Refused)) reportError(error);
      showNotice(notices, { kind: 'refused', error });
    },
    [notices],
  );
  // The rejection of a call that is not awaited is shown too, so that nothing fails in silence.
  useEffect(() => {
    const onRejection = (event: PromiseRejectionEvent) => {
      if (event.reason instanceof Refused) event.preventDefault();
      showNotice(notices, { kind: 'refused', error: event.reason });
    };
    window.addEventListener('unhandledrejection', onRejection);
    return () => window.removeEventListener('unhandledrejection', onRejection);
  }, [notices]);
  const [announcer] = useState<Announcer>({ say, warn, refuse });
  return (
    <AnnouncerContext value={announcer}>
      {children}
      <ToastRegion queue={notices} className="notices">
        {({ toast }) => (
          <Toast toast={toast} className={`notice ${toast.content.kind}`}>
            <NoticeContent notice={toast.content} />
          </Toast>
        )}
      </ToastRegion>
    </AnnouncerContext>
  );
}

function NoticeContent({ notice }: { notice: Notice }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const isUrgent = notice.kind !== 'done';
  return (
    <>
      {/* The library reads every message out at once (role alert); a success waits until the reader has finished its sentence. */}
      <ToastContent className="notice-text" role={isUrgent ? 'alert' : 'status'}>
        <Text slot="title">{notice.kind === 'refused' ? refusalText(words, display, notice.error) : messageText(words, notice.message)}</Text>
      </ToastContent>
      {notice.kind === 'done' && notice.action && (
        <button type="button" className="notice-action" onClick={notice.action.run}>
          {notice.action.label}
        </button>
      )}
      <Button slot="close" className="icon-button" aria-label={words('ui.dismiss')}>
        <Icon name="close" />
      </Button>
    </>
  );
}

type WordsOf = ReturnType<typeof useWords>;

const messageText = (words: WordsOf, message: Message): string => (typeof message === 'string' ? message : message(words));

const refusalText = (words: WordsOf, display: ReturnType<typeof useDisplayPreferences>, error: unknown): string =>
  error instanceof Refused
    ? errorSentence(words, display, error)
    : words('trouble.unexpected', { reason: error instanceof Error ? error.message : String(error) });
