// Reads a file from outside in a thread of its own, with limits of memory and time: a reader that runs away becomes a
// sentence, not the end of the program.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DeskError, type ErrorCode, type ErrorDetails } from '../../../db/errors.ts';
import type { SheetFile } from './cells.ts';
import type { Encoding } from './encoding.ts';
import { readerMemoryMb, readerTimeMs, readerTimePerMbMs } from './limits.ts';
import { readBytes } from './read-file.ts';

export interface ReadingOrder {
  readonly bytes: Uint8Array;
  readonly file: string;
  readonly encoding: Encoding | 'auto';
}
export type ReadingReport =
  | { readonly kind: 'read'; readonly file: SheetFile }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly details: ErrorDetails }
  | { readonly kind: 'failed'; readonly message: string };

/** Built, the thread lies in the folder of the main file, and its caller there or in a folder below; else in the folder of this file. */
function threadScript(): string {
  const here = import.meta.dirname;
  const built = [join(here, 'reader.js'), join(here, '..', 'reader.js'), join(here, 'reading-thread.js')].find(existsSync);
  return built ?? join(here, 'reading-thread.ts');
}

/** @throws DeskError `fileMissing`, `fileTooLarge`, `fileEmpty`, `fileTooHeavy`, and those of the readers */
export async function readSheetFile(path: string, encoding: Encoding | 'auto' = 'auto'): Promise<SheetFile> {
  return readSafely(await readBytes(path), basename(path), { encoding });
}

export interface ReadingLimits {
  readonly encoding?: Encoding | 'auto';
  /** MB of the thread's own objects. */
  readonly memoryMb?: number;
  /** For the whole reading. */
  readonly timeMs?: number;
}

/** @throws DeskError `fileTooHeavy` when the reading takes more memory or time than any table needs, and those of the readers */
export function readSafely(bytes: Uint8Array, file: string, limits: ReadingLimits = {}): Promise<SheetFile> {
  const { encoding = 'auto', memoryMb = readerMemoryMb, timeMs = readerTimeMs + (readerTimePerMbMs * bytes.length) / 1_000_000 } = limits;
  const order: ReadingOrder = { bytes, file, encoding };
  const thread = new Worker(threadScript(), { workerData: order, resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
  return new Promise<SheetFile>((resolve, reject) => {
    const clock = setTimeout(() => reject(new DeskError('fileTooHeavy', { file })), timeMs);
    thread.once('message', (report: ReadingReport) => {
      clearTimeout(clock);
      if (report.kind === 'read') resolve(report.file);
      else reject(report.kind === 'refused' ? new DeskError(report.code, report.details as never) : new Error(report.message));
    });
    thread.once('error', (error) => {
      clearTimeout(clock);
      const outOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(outOfMemory ? new DeskError('fileTooHeavy', { file }, { cause: error }) : error);
    });
    thread.once('exit', () => {
      clearTimeout(clock);
      reject(new DeskError('fileTooHeavy', { file }));
    });
  }).finally(() => thread.terminate());
}
