// Opens, creates and reads desks: folder check, lock, backup before a migration, integrity check after a crash.
import { existsSync, mkdirSync } from 'node:fs';
import type BetterSqlite3 from 'better-sqlite3';
import { DeskError, fromSqlite } from '../errors.ts';
import { reapplyKept } from '../log/reapply.ts';
import { backUp } from '../store/backup.ts';
import { Connection, type Reader, type Writer } from '../store/connection.ts';
import { checkpoint, databaseFile, openDatabase } from '../store/database.ts';
import type { Environment } from '../store/environment.ts';
import { checkFolder } from '../store/folder-check.ts';
import { acquireLock } from '../store/lock.ts';
import { migrate, pendingSteps } from '../store/migrate.ts';
import { Desk } from './desk.ts';

/** SQLite files of a desk belong to its user only. */
const folderMode = 0o700;

/** Reading only: the command line while a window is open. */
export interface OpenReader {
  readonly folder: string;
  readonly db: Reader;
  close(): void;
}

export const holdsDesk = (folder: string): boolean => existsSync(databaseFile(folder));

/**
 * Opens a desk for writing. Only one process at a time does.
 * @throws DeskError `noDesk`, `locked`, `folderUnusable`, `databaseNewer`, `databaseEdited`, `databaseCorrupt`, `diskFull`
 */
export function openDesk(folder: string, environment: Environment): Desk {
  if (!holdsDesk(folder)) throw new DeskError('noDesk', { folder });
  return open(folder, environment);
}

/**
 * Makes a new desk in a folder that holds none.
 * @param name  what the desk is called in the office, e.g. 国際課1
 */
export function createDesk(folder: string, name: string, environment: Environment): Desk {
  if (holdsDesk(folder)) throw new DeskError('deskExists', { folder });
  try {
    mkdirSync(folder, { recursive: true, mode: folderMode });
  } catch (error) {
    throw new DeskError('folderUnusable', { folder }, { cause: error });
  }
  return open(folder, environment, { id: environment.random(16).toString('hex'), name });
}

function open(folder: string, environment: Environment, fresh?: { id: string; name: string }): Desk {
  checkFolder(folder);
  const lock = acquireLock(folder, environment.binding);
  let database: BetterSqlite3.Database | undefined;
  try {
    // A write-ahead log left behind means the last process did not close: check the database before trusting it.
    const crashed = existsSync(`${databaseFile(folder)}-wal`);
    database = openDatabase(databaseFile(folder), environment);
    const made = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'schema_step'").get() !== undefined;
    // A faulty migration must not damage the only copy.
    if (made && pendingSteps(database, environment.migrations) > 0)
      backUp(new Connection(database), folder, { at: environment.now(), reason: 'migration', binding: environment.binding });
    migrate(database, environment.migrations);
    reapplyKept(new Connection(database));
    if (fresh) {
      const put = database.prepare('INSERT INTO local_state (key, value) VALUES (?, ?)');
      put.run('desk', fresh.id);
      put.run('deskName', fresh.name);
    }
    const check = crashed ? database.pragma('quick_check(1)', { simple: true }) : 'ok';
    if (check !== 'ok') throw new DeskError('databaseCorrupt', { code: String(check).slice(0, 200) });
    return new Desk(folder, environment, database, lock);
  } catch (error) {
    database?.close();
    lock.release();
    throw fromSqlite(error);
  }
}

/**
 * Opens a desk for reading, also while the window has it open.
 * @throws DeskError as `openDesk`; `locked` only when the schema must be brought up to date and another process writes
 */
export function openReader(folder: string, environment: Environment): OpenReader {
  if (!holdsDesk(folder)) throw new DeskError('noDesk', { folder });
  try {
    if (!isCurrent(folder, environment)) open(folder, environment).close();
    const database = openDatabase(databaseFile(folder), environment);
    database.pragma('query_only = ON');
    return { folder, db: new Connection(database), close: () => database.close() };
  } catch (error) {
    throw fromSqlite(error);
  }
}

/** A second writing connection. */
export interface SecondConnection {
  readonly folder: string;
  readonly id: string;
  readonly db: Writer;
  readonly environment: Environment;
  close(): void;
}

/**
 * For a thread of the process that already holds the desk open: no lock of its own. The other connection must not write
 * meanwhile; the caller that starts the thread ensures it.
 */
export function openSecondConnection(folder: string, environment: Environment): SecondConnection {
  const database = openDatabase(databaseFile(folder), environment);
  const db = new Connection(database);
  const id = db.value<string>("SELECT value FROM local_state WHERE key = 'desk'");
  if (id === undefined) {
    database.close();
    throw new DeskError('noDesk', { folder });
  }
  const close = () => {
    // What a large import left in the write-ahead log is moved now, not by the next edit in the window.
    checkpoint(database);
    database.close();
  };
  return { folder, id, db, environment, close };
}

function isCurrent(folder: string, environment: Environment): boolean {
  const database = openDatabase(databaseFile(folder), environment);
  try {
    return pendingSteps(database, environment.migrations) === 0;
  } finally {
    database.close();
  }
}
