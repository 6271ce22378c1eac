// A file appears under its name only when it is whole and on the disk. Not by write-file-atomic: it takes the whole content
// from memory, cannot hold a file back until its record is committed, and takes a partial write for a whole one.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type FileHandle, open, rename } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DeskError } from '../../../db/errors.ts';
import { removeTemporary } from './temporary.ts';
import { note, unfinishedName } from './unfinished.ts';

/** Windows refuses to replace a file that a virus scanner has open; scanners close it within two seconds. */
const renameTries = 20;
const renamePauseMs = 100;

/** Where this process writes a file before it is finished: in the same folder, under a name that no person gives. */
export const partOf = (file: string): string =>
  join(dirname(resolve(file)), unfinishedName(createHash('sha256').update(resolve(file)).digest('hex').slice(0, 12)));

type Content = Uint8Array | string | ((part: string) => Promise<void>);

/** A file that is whole and on the disk, and not yet under its name. */
export interface StagedFile {
  /** @throws DeskError `fileUnwritable`, `diskFull`; the staged file is gone then */
  publish(): Promise<void>;
  drop(): Promise<void>;
}

/**
 * For a file that goes with a record: staged before the record is committed, published after.
 * @param content  bytes, text, or a function that writes the file it is given the name of
 * @param replace  false: an existing file is left alone
 * @throws DeskError `fileExists`, `fileUnwritable`, `diskFull`
 */
export async function stageFile(file: string, content: Content, replace: boolean): Promise<StagedFile> {
  if (!replace && existsSync(file)) throw new DeskError('fileExists', { file });
  const part = partOf(file);
  const drop = () => removeTemporary(part);
  const reported = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      await drop();
      if (error instanceof DeskError) throw error;
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      throw new DeskError(code === 'ENOSPC' ? 'diskFull' : 'fileUnwritable', { file }, { cause: error });
    }
  };
  await reported(async () => {
    note(part);
    const made = await makeNew(part);
    try {
      if (typeof content !== 'function') await made.writeFile(content);
      await made.sync();
    } finally {
      await made.close();
    }
    if (typeof content !== 'function') return;
    await content(part);
    await syncAndCheck(part);
  });
  return { publish: () => reported(() => renamed(part, file)), drop };
}

/** A new file of its owner alone. What already bears the name, a link for instance, is taken away and never written through. */
async function makeNew(part: string): Promise<FileHandle> {
  await removeTemporary(part);
  return open(part, 'wx', 0o600);
}

/** On the disk, also where a library has put another file in place of ours. */
async function syncAndCheck(part: string): Promise<void> {
  const handle = await open(part, 'r+');
  try {
    await handle.chmod(0o600);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** As `stageFile`, and published at once. @throws DeskError `fileExists`, `fileUnwritable`, `diskFull` */
export async function writeWhole(file: string, content: Content, replace: boolean): Promise<void> {
  const staged = await stageFile(file, content, replace);
  await staged.publish();
}

async function renamed(from: string, to: string): Promise<void> {
  for (let left = renameTries; ; left--) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (error instanceof DeskError) throw error;
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (left === 0 || !['EPERM', 'EACCES', 'EBUSY'].includes(code) || process.platform !== 'win32') throw error;
      await new Promise((resolve) => setTimeout(resolve, renamePauseMs));
    }
  }
}
