// The log as newline-delimited JSON: one operation a line, in order of arrival, for a database of another kind to ingest.
import type { Reader } from '../../../db/store/connection.ts';
import { writeWhole } from '../files/write-file.ts';

/** @returns how many operations were written. @throws DeskError `fileExists`, `fileUnwritable`, `diskFull` */
export async function exportOperations(db: Reader, file: string): Promise<number> {
  const lines: string[] = [];
  for (const { line } of db.each<{ line: string }>('SELECT line FROM sync_op ORDER BY seq')) lines.push(line);
  await writeWhole(file, lines.length > 0 ? `${lines.join('\n')}\n` : '', false);
  return lines.length;
}
