// Reads files from outside in a thread of its own, with limits of memory and time: a reader that runs away becomes a
// sentence, not the end of the program. The thread is kept for the next file, and replaced when it has died.
import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DeskError, type ErrorCode, type ErrorDetails } from '../../../db/errors.ts';
import type { SheetFile } from './cells.ts';
import type { Encoding } from './encoding.ts';
import { readerFreeBytes, readerHeapMb, readerKeptMb, readerMemoryMb, readerTimeMs, readerTimePerMbMs } from './limits.ts';
import { type PackedFile, unpackFile } from './pack-rows.ts';

export interface ReadingOrder {
  /** A path, or the bytes. */
  readonly source: string | Uint8Array;
  readonly file: string;
  readonly encoding: Encoding | 'auto';
}
export type ReadingReport =
  | { readonly kind: 'read'; readonly file: PackedFile }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly details: ErrorDetails }
  | { readonly kind: 'failed'; readonly message: string };

/** Built, the thread lies in the folder of the main file, and its caller there or in a folder below; else in the folder of this file. */
function threadScript(): string {
  const here = import.meta.dirname;
  const built = [
    ...['reader.js', 'reading-thread.js'].map((name) => join(here, name)),
    join(here, '..', 'reader.js'),
    // Compiled file by file, with what several share in a folder of its own.
    join(here, '..', 'electron', 'services', 'tabular', 'reading-thread.js'),
  ].find(existsSync);
  return built ?? join(here, 'reading-thread.ts');
}

export interface ReadingLimits {
  readonly encoding?: Encoding | 'auto';
  /** MB that the program may grow by. */
  readonly memoryMb?: number;
  /** For the whole reading. */
  readonly timeMs?: number;
}

/** How long a thread waits for another file, ms: as long as a person looks for it. */
const idleMs = 60_000;
/** Memory of the youngest objects, MB; more would only delay the cleaning. */
const youngMb = 16;
/** How often the memory of the program is looked at while a thread reads, ms. */
const watchMs = 15;

let waiting: { readonly thread: Worker; readonly forget: () => void; readonly end: NodeJS.Timeout } | undefined;

/** @throws DeskError `fileMissing`, `fileTooLarge`, `fileEmpty`, `fileTooHeavy`, and those of the readers */
export async function readSheetFile(path: string, encoding: Encoding | 'auto' = 'auto'): Promise<SheetFile> {
  const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return order({ source: path, file: basename(path), encoding }, bytes, {});
}

/** @throws DeskError `fileTooHeavy` when the reading takes more memory or time than any table needs, and those of the readers */
export function readSafely(bytes: Uint8Array, file: string, limits: ReadingLimits = {}): Promise<SheetFile> {
  return order({ source: bytes, file, encoding: limits.encoding ?? 'auto' }, bytes.length, limits);
}

function order(task: ReadingOrder, bytes: number, limits: ReadingLimits): Promise<SheetFile> {
  const { memoryMb = readerMemoryMb, timeMs = readerTimeMs + readerTimePerMbMs * Math.max(0, (bytes - readerFreeBytes) / 1_000_000) } = limits;
  const before = process.memoryUsage.rss();
  const grownMb = () => (process.memoryUsage.rss() - before) / 1_000_000;
  const thread = takeThread();
  return new Promise<SheetFile>((resolve, reject) => {
    const give = (report: ReadingReport) => {
      stop();
      if (grownMb() > readerKeptMb) endThread(thread);
      else keepThread(thread);
      answer(report, resolve, reject);
    };
    const fail = (error: Error) => {
      stop();
      endThread(thread);
      const outOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(outOfMemory ? new DeskError('fileTooHeavy', { file: task.file }, { cause: error }) : error);
    };
    const end = () => {
      stop();
      endThread(thread);
      reject(new DeskError('fileTooHeavy', { file: task.file }));
    };
    const clock = setTimeout(end, timeMs);
    // The runtime's own limit of a thread can end the whole program, where one step takes much at once: this one is met long before it.
    const watch = setInterval(() => grownMb() > memoryMb && end(), watchMs);
    const stop = () => {
      clearTimeout(clock);
      clearInterval(watch);
      thread.off('message', give).off('error', fail).off('exit', end);
    };
    thread.on('message', give).on('error', fail).on('exit', end);
    thread.postMessage(task);
  });
}

/** Not waited for: a thread inside one endless step ends late or never. */
function endThread(thread: Worker): void {
  thread.on('error', () => undefined);
  thread.unref();
  void thread.terminate();
}

function answer(report: ReadingReport, resolve: (file: SheetFile) => void, reject: (reason: Error) => void): void {
  if (report.kind === 'read') resolve(unpackFile(report.file));
  else reject(report.kind === 'refused' ? new DeskError(report.code, report.details as never) : new Error(report.message)); // details were those of this code
}

/** The one that waits, where there is one; else a new one. */
function takeThread(): Worker {
  if (!waiting) return new Worker(threadScript(), { resourceLimits: { maxOldGenerationSizeMb: readerHeapMb, maxYoungGenerationSizeMb: youngMb } });
  const { thread, forget, end } = waiting;
  waiting = undefined;
  clearTimeout(end);
  thread.off('error', forget).off('exit', forget).ref();
  return thread;
}

function keepThread(thread: Worker): void {
  if (waiting) {
    endThread(thread);
    return;
  }
  const forget = () => {
    if (waiting?.thread !== thread) return;
    clearTimeout(waiting.end);
    waiting = undefined;
    endThread(thread);
  };
  thread.on('error', forget).on('exit', forget).unref();
  waiting = { thread, forget, end: setTimeout(forget, idleMs).unref() };
}
