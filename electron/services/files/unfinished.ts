// Files that are being written into other folders. Their names are noted in the desk's folder, so that what a kill leaves
// lying there, which may be personal, is taken away at the next start.
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';

const listIn = (folder: string): string => join(folder, 'unfinished.txt');
const longestList = 1_000_000;

let list: string | undefined;

/** From now on unfinished files of this process are noted. @param folder  of the desk; undefined ends it */
export function noteUnfinished(folder: string | undefined): void {
  list = folder === undefined ? undefined : listIn(folder);
}

/** What an unfinished file is called: `.<twelve digits>.<process>.part` */
export const unfinishedName = (digits: string): string => `.${digits}.${process.pid}.part`;
const named = /^\.[0-9a-f]{12}\.(\d+)\.part$/;

/** To be called before the file is made. A note that cannot be written hinders nothing: the disk says so itself. */
export function note(part: string): void {
  if (list === undefined) return;
  try {
    appendFileSync(list, `${part}\n`, { mode: 0o600 });
  } catch {
    // As above.
  }
}

/** Is there a process of this number? */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Takes away what earlier processes left unfinished. Only files that bear such a name, of processes that have ended. */
export function removeUnfinished(folder: string): void {
  let lines: readonly string[];
  try {
    lines = readFileSync(listIn(folder), 'utf8').slice(0, longestList).split('\n');
  } catch {
    return;
  }
  let running = false;
  for (const part of new Set(lines)) {
    const pid = named.exec(basename(part))?.[1];
    if (pid === undefined || !isAbsolute(part)) continue;
    if (isRunning(Number(pid))) running = true;
    else removeQuietly(part);
  }
  if (!running) removeQuietly(listIn(folder));
}

/** A drive that is not there today leaves its file for another day. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // As above.
  }
}
