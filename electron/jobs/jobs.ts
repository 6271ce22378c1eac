// Long work in a thread: start, progress, answer, cancel.
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DeskError, type ErrorCode, errorCodes } from '../../db/errors.ts';
import type { Report, TaskName, Tasks, WorkerContext } from './work.ts';

export interface Job {
  /** One task after the other; the thread keeps what it has read. @throws DeskError of the task, `cancelled` */
  run<T extends TaskName>(task: T, input: Tasks[T]['input'], onProgress?: (done: number, total: number) => void): Promise<Tasks[T]['output']>;
  /** Ends the thread, whatever it is doing. */
  end(): void;
  /** The thread is gone: ended, out of memory, or broken. It takes no more tasks; a new one must be started. */
  readonly hasEnded: boolean;
}

/** Memory of a thread's own objects, MB: a file within our limits takes a third of it. */
const mostMemoryMb = 3_000;

/** Garbage is collected early: an import of 100,000 operations then takes 250 MB instead of 360, and 2 % more time. */
const lowMemoryYoungMb = 12;

export interface JobOptions {
  /** The built worker, in the folder of the built main file. */
  readonly script?: string;
  /** For long work in small pieces: memory stays small. */
  readonly lowMemory?: boolean;
}

export function startJob(context: WorkerContext, { script = join(import.meta.dirname, 'worker.js'), lowMemory = false }: JobOptions = {}): Job {
  const limits = { maxOldGenerationSizeMb: mostMemoryMb, ...(lowMemory ? { maxYoungGenerationSizeMb: lowMemoryYoungMb } : {}) };
  const worker = new Worker(script, { workerData: context, resourceLimits: limits });
  const waiting = new Map<
    number,
    { resolve: (output: unknown) => void; reject: (error: unknown) => void; progress?: ((done: number, total: number) => void) | undefined }
  >();
  let next = 1;
  let ended: unknown;
  const failAll = (error: unknown) => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (report: Report) => {
    const asked = waiting.get(report.id);
    if (!asked) return;
    if (report.kind === 'progress') return asked.progress?.(report.done, report.total);
    waiting.delete(report.id);
    if (report.kind === 'done') asked.resolve(report.output);
    else asked.reject(refusal(report));
  });
  // Out of memory ends the thread, not the program.
  worker.on('error', (error) =>
    failAll('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new DeskError('fileTooLarge', { file: '', max: mostMemoryMb }) : error),
  );
  worker.on('exit', () => failAll(new DeskError('cancelled')));
  return {
    get hasEnded() {
      return ended !== undefined;
    },
    run: (task, input, progress) => {
      if (ended !== undefined) return Promise.reject(ended);
      const id = next++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve: resolve as (output: unknown) => void, reject, progress });
        worker.postMessage({ id, task, input });
      });
    },
    end: () => {
      failAll(new DeskError('cancelled'));
      worker.terminate().catch(() => undefined);
    },
  };
}

function refusal(report: Extract<Report, { kind: 'failed' }>): Error {
  const known = errorCodes.find((code): code is ErrorCode => code === report.code);
  return known ? new DeskError(known, report.details) : new Error(report.message);
}
