// Exporting a view: where it goes is asked first, progress is shown, and it can be stopped.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ExportFormat } from '../../electron/contract/formats.ts';
import type { Outputs } from '../../electron/contract/outputs.ts';
import { call, Refused } from '../bridge/bridge.ts';
import { useWords } from '../bridge/i18n.ts';
import { useAnnouncer } from '../parts/announcer.tsx';
import { useShowFolder } from '../parts/use-actions.ts';
import type { Request } from './grid/use-listing.ts';

export interface Running {
  readonly done: number;
  /** 0: not known yet. */
  readonly total: number;
  readonly cancel: () => void;
}

export interface ExportOrder {
  readonly request: Request;
  readonly columns: readonly string[];
  readonly format: ExportFormat;
  readonly view: string | undefined;
}

interface Question {
  readonly count: number;
  readonly go: () => void;
  readonly stay: () => void;
}

export interface Export {
  readonly running: Running | undefined;
  readonly start: (order: ExportOrder) => Promise<void>;
  /** Values with open conflicts would be exported: the person is asked first. */
  readonly question: Question | undefined;
}

export function useExport(): Export {
  const words = useWords();
  const { say, refuse } = useAnnouncer();
  const sayDone = useDone();
  const [running, setRunning] = useState<Running>();
  const { question, mayGo } = useQuestion();
  const job = useRef<string>(undefined);
  useEffect(
    () =>
      window.desk.onProgress((progress) => {
        if (progress.job === job.current) setRunning((now) => now && { ...now, done: progress.done, total: progress.total });
      }),
    [],
  );
  const start = useCallback(
    async ({ request, columns, format, view }: ExportOrder) => {
      const name = crypto.randomUUID();
      try {
        const { count } = await call('contested', { table: request.table });
        if (!(await mayGo(count))) return;
        job.current = name;
        setRunning({ done: 0, total: 0, cancel: () => call('cancelJob', { job: name }).catch(refuse) });
        const done = await call('exportTable', { request, columns: [...columns], format, job: name, ...(view === undefined ? {} : { view }) });
        if (done) sayDone(done, format);
      } catch (error) {
        if (error instanceof Refused && error.code === 'cancelled') say(words('ui.exportCancelled'));
        else refuse(error);
      } finally {
        job.current = undefined;
        setRunning(undefined);
      }
    },
    [say, refuse, words, mayGo, sayDone],
  );
  return { running, start, question };
}

/** Asks before values with open conflicts are exported. */
function useQuestion() {
  const [question, setQuestion] = useState<Question>();
  const mayGo = useCallback(async (count: number): Promise<boolean> => {
    if (count === 0) return true;
    const answer = new Promise<boolean>((resolve) => setQuestion({ count, go: () => resolve(true), stay: () => resolve(false) }));
    return answer.finally(() => setQuestion(undefined));
  }, []);
  return { question, mayGo };
}

/** How many of the characters that an encoding lacks are named. */
const namedCharacters = 30;

function useDone() {
  const words = useWords();
  const { say } = useAnnouncer();
  const showFolder = useShowFolder();
  return useCallback(
    ({ file, unencodable }: NonNullable<Outputs['exportTable']>, format: ExportFormat) => {
      if (format === 'print') return say(words('ui.printed'));
      const lost =
        unencodable.length > 0
          ? ` ${words('cli.unencodable', { count: unencodable.length, characters: unencodable.slice(0, namedCharacters).join(' ') })}`
          : '';
      say(`${words('ui.exported', { file })}${lost}`, showFolder);
    },
    [say, words, showFolder],
  );
}
