// A file appears under its name only when it is whole and on the disk.
import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { DeskError } from '../../db/errors.ts';

/** Windows refuses to replace a file that a virus scanner is looking at; it lets go within two seconds. */
const renameTries = 20;
const renamePauseMs = 100;

/** Where a file grows until it is whole. */
export const partOf = (file: string): string => `${file}.part`;

/**
 * @param content  bytes, text, or a function that writes the file it is given the name of
 * @param replace  false: an existing file is left alone
 * @throws DeskError `fileExists`, `fileUnwritable`, `diskFull`
 */
export async function writeWhole(file: string, content: Uint8Array | string | ((part: string) => Promise<void>), replace: boolean): Promise<void> {
  if (!replace && existsSync(file)) throw new DeskError('fileExists', { file });
  const part = partOf(file);
  try {
    if (typeof content === 'function') await content(part);
    const handle = await open(part, typeof content === 'function' ? 'r+' : 'w', 0o600);
    try {
      if (typeof content !== 'function') await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await renamed(part, file);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    if (error instanceof DeskError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    throw new DeskError(code === 'ENOSPC' ? 'diskFull' : 'fileUnwritable', { file }, { cause: error });
  }
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
