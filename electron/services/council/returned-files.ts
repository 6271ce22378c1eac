// Previews returned files: each is read once, matched with its issue, and compared cell by cell. Nothing is changed.
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DeskError } from '../../../db/errors.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { readBytes } from '../tabular/read-file.ts';
import { readSafely } from '../tabular/read-safely.ts';
import { type CellChange, changesOf, type ReturnedFile } from './merge-returned.ts';
import { readReturned } from './read-returned.ts';

export interface ReadReturn extends ReturnedFile {
  /** This very file was taken in before: it has no changes to choose from. */
  readonly known: boolean;
  readonly changes: readonly CellChange[];
}

export interface RefusedFile {
  readonly fileName: string;
  readonly refused: { readonly code: string; readonly details: Readonly<Record<string, string | number | boolean | null | undefined>> };
}

/** Files of a folder that are read at most: several times the number of a city's bureaus. */
const mostFiles = 300;

/** @throws DeskError those of reading a file, `sheetNotOurs`, `sheetMixed`, `sheetElsewhere` */
export async function readReturnedFile(db: Reader, path: string): Promise<ReadReturn> {
  const fileName = basename(path);
  const bytes = await readBytes(path);
  const returned = readReturned(db, await readSafely(bytes, fileName), fileName);
  const sha = createHash('sha256').update(bytes).digest('hex');
  const known = returned.issue.returnedHash === sha;
  return { returned, sha, fileName, known, changes: known ? [] : changesOf(db, returned) };
}

/** Files, or every workbook of a folder; a refused one does not stop the others. */
export async function readAllReturned(
  db: Reader,
  paths: readonly string[],
  progress: (done: number, total: number) => void,
): Promise<(ReadReturn | RefusedFile)[]> {
  const all = paths.flatMap(workbooksIn).slice(0, mostFiles);
  const previewed: (ReadReturn | RefusedFile)[] = [];
  for (const [at, path] of all.entries()) {
    try {
      previewed.push(await readReturnedFile(db, path));
    } catch (error) {
      if (!(error instanceof DeskError)) throw error;
      previewed.push({ fileName: basename(path), refused: { code: error.code, details: error.details } });
    }
    progress(at + 1, all.length);
  }
  return previewed;
}

function workbooksIn(path: string): string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => /\.(?:xls[xmb]?|ods)$/i.test(name) && !name.startsWith('~$'))
    .map((name) => join(path, name));
}
