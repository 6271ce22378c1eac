// A view on its way out: asked where, counted while it goes, stopped when asked.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ExportFormat } from '../../electron/contract/formats.ts';
import { call, Refused } from '../bridge/bridge.ts';
import { useWords } from '../bridge/i18n.ts';
import { useAnnouncer } from '../parts/announcer.tsx';
import type { Request } from './use-listing.ts';

export interface Running {
  readonly done: number;
  /** 0: not known yet. */
  readonly total: number;
  readonly cancel: () => void;
}

export function useExport(): {
  running: Running | undefined;
  start: (request: Request, columns: readonly string[], format: ExportFormat, view: string | undefined) => Promise<void>;
  /** Values with open questions would go out: the person is asked first. */
  question: { readonly count: number; readonly go: () => void; readonly stay: () => void } | undefined;
} {
  const words = useWords();
  const { say, refuse } = useAnnouncer();
  const [running, setRunning] = useState<Running>();
  const [question, setQuestion] = useState<{ count: number; go: () => void; stay: () => void }>();
  const job = useRef<string>(undefined);
  useEffect(
    () =>
      window.desk.onProgress((progress) => {
        if (progress.job === job.current) setRunning((now) => now && { ...now, done: progress.done, total: progress.total });
      }),
    [],
  );
  const start = useCallback(
    async (request: Request, columns: readonly string[], format: ExportFormat, view: string | undefined) => {
      const { count } = await call('contested', { table: request.table });
      if (
        count > 0 &&
        !(await new Promise<boolean>((resolve) => setQuestion({ count, go: () => resolve(true), stay: () => resolve(false) })).finally(() =>
          setQuestion(undefined),
        ))
      )
        return;
      const name = crypto.randomUUID();
      job.current = name;
      const cancel = () => call('cancelJob', { job: name }).catch(refuse);
      setRunning({ done: 0, total: 0, cancel });
      try {
        const done = await call('exportTable', { request, columns: [...columns], format, job: name, ...(view === undefined ? {} : { view }) });
        if (!done) return;
        const lost =
          done.unencodable.length > 0
            ? ` ${words('cli.unencodable', { count: done.unencodable.length, characters: done.unencodable.slice(0, 30).join(' ') })}`
            : '';
        if (format === 'print') say(words('ui.printed'));
        else say(`${words('ui.exported', { file: done.file })}${lost}`, { label: words('ui.showFolder'), run: () => call('revealLast', {}) });
      } catch (error) {
        if (error instanceof Refused && error.code === 'cancelled') say(words('ui.exportCancelled'));
        else refuse(error);
      } finally {
        job.current = undefined;
        setRunning(undefined);
      }
    },
    [say, refuse, words],
  );
  return { running, start, question };
}
