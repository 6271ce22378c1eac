// The operations of an opened bundle, read line by line: they may be more than memory holds.
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { DeskError } from '../../../db/errors.ts';
import { lineLimits } from '../../../db/operations/line.ts';

/** Operations of an opened bundle, one a line. */
export const opsFileOf = (folder: string) => join(folder, 'ops.ndjson');

/** Lines of a staged bundle, one after the other, whatever its size. @throws DeskError `bundleBroken` for a line without end */
export function* linesOf(file: string): Generator<string> {
  const handle = openSync(file, 'r');
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const decoded = (bytes: Uint8Array): string => {
    try {
      return text.decode(bytes);
    } catch (error) {
      throw new DeskError('bundleBroken', { file: '', what: 'notText' }, { cause: error });
    }
  };
  try {
    const buffer = Buffer.alloc(1 << 18);
    let rest = Buffer.alloc(0);
    for (let read = readSync(handle, buffer); read > 0; read = readSync(handle, buffer)) {
      let start = 0;
      for (let end = buffer.indexOf(10, start); end >= 0 && end < read; end = buffer.indexOf(10, start)) {
        const piece = buffer.subarray(start, end);
        yield decoded(rest.length > 0 ? Buffer.concat([rest, piece]) : piece);
        rest = Buffer.alloc(0);
        start = end + 1;
      }
      if (start < read) rest = Buffer.concat([rest, buffer.subarray(start, read)]);
      if (rest.length > lineLimits.bytes * 3) throw new DeskError('bundleBroken', { file: '', what: 'tooLong' });
    }
    if (rest.length > 0) throw new DeskError('bundleBroken', { file: '', what: 'end' });
  } finally {
    closeSync(handle);
  }
}
