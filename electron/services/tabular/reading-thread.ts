// The thread that reads one file from outside and ends: whatever the file does to the reader, the program goes on.
import { parentPort, workerData } from 'node:worker_threads';
import { DeskError } from '../../../db/errors.ts';
import { readSheetBytes } from './read-file.ts';
import type { ReadingOrder, ReadingReport } from './read-safely.ts';

const { bytes, file, encoding } = workerData as ReadingOrder;
const report = (message: ReadingReport) => parentPort?.postMessage(message);

try {
  report({ kind: 'read', file: await readSheetBytes(bytes, file, encoding) });
} catch (error) {
  report(
    error instanceof DeskError
      ? { kind: 'refused', code: error.code, details: error.details }
      : { kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) },
  );
}
