// One writer per desk folder. The lock is an exclusive SQLite transaction on a file of its own: the operating system
// drops it with the process, so a crash leaves nothing behind.
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { DeskError } from '../errors.ts';

export interface Lock {
  release(): void;
}

/** @throws DeskError `locked` when another process has the desk open for writing */
export function acquireLock(folder: string, binding?: string): Lock {
  let held: BetterSqlite3.Database | undefined;
  try {
    held = new BetterSqlite3(join(folder, 'desk.lock'), { timeout: 0, ...(binding ? { nativeBinding: binding } : {}) });
    held.pragma('journal_mode = DELETE');
    held.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    held?.close();
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) throw new DeskError('locked', { folder }, { cause: error });
    throw new DeskError('folderUnusable', { folder }, { cause: error });
  }
  const database = held;
  return { release: () => database.close() };
}
