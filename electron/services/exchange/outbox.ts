// The folder in which files are made before they get their place. What stands in it is in clear: a process that was killed cleans up
// nothing, so the next start does; the work of a process that runs is left alone.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning } from '../files/unfinished.ts';

const outbox = (folder: string) => join(folder, 'outbox');

/** A folder of its own for one work. @param folder  the desk's @param work  what it is for */
export async function workFolder(folder: string, work: 'make' | 'backup'): Promise<string> {
  await mkdir(outbox(folder), { recursive: true, mode: 0o700 });
  return mkdtemp(join(outbox(folder), `${work}-${process.pid}-`));
}

/** Takes away what processes that have ended left unfinished. */
export function sweepOutbox(folder: string): void {
  if (!existsSync(outbox(folder))) return;
  for (const name of readdirSync(outbox(folder))) {
    const pid = /^(?:make|backup)-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || !isRunning(Number(pid))) removeQuietly(join(outbox(folder), name));
  }
}

/** A disk that cannot be written leaves it for another day. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // As above.
  }
}
