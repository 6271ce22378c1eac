// The thread that reads files from outside, one after the other: whatever a file does to the reader, the program goes on.
import { parentPort } from 'node:worker_threads';
import { DeskError } from '../../../db/errors.ts';
import { packFile } from './pack-rows.ts';
import { readBytes, readSheetBytes } from './read-file.ts';
import type { ReadingOrder, ReadingReport } from './read-safely.ts';

const report = (message: ReadingReport, handedOver: ArrayBuffer[] = []) => parentPort?.postMessage(message, handedOver);

async function read({ source, file, encoding }: ReadingOrder): Promise<void> {
  try {
    const bytes = typeof source === 'string' ? await readBytes(source) : source;
    const { packed, handedOver } = packFile(await readSheetBytes(bytes, file, encoding));
    report({ kind: 'read', file: packed }, handedOver);
  } catch (error) {
    report(
      error instanceof DeskError
        ? { kind: 'refused', code: error.code, details: error.details }
        : { kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) },
    );
  }
}

parentPort?.on('message', (order: ReadingOrder) => void read(order));
