// A long job of the main process: its progress, and whether it is running.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useAnnouncer } from './announcer.tsx';

export interface RunningJob {
  readonly done: number;
  readonly total: number;
}

/** @returns runs one piece of work at a time under a name of its own; failures are announced and give undefined */
export function useJob(): { running: RunningJob | undefined; run: <T>(work: (job: string) => Promise<T>) => Promise<T | undefined> } {
  const { refuse } = useAnnouncer();
  const [running, setRunning] = useState<RunningJob>();
  const name = useRef<string>(undefined);
  useEffect(
    () =>
      window.desk.onProgress(({ job, done, total }) => {
        if (job === name.current) setRunning({ done, total });
      }),
    [],
  );
  const run = useCallback(
    async <T>(work: (job: string) => Promise<T>): Promise<T | undefined> => {
      const job = crypto.randomUUID();
      name.current = job;
      setRunning({ done: 0, total: 0 });
      try {
        return await work(job);
      } catch (error) {
        refuse(error);
        return undefined;
      } finally {
        name.current = undefined;
        setRunning(undefined);
      }
    },
    [refuse],
  );
  return { running, run };
}
