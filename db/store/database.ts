// Opens SQLite files with the settings of a desk. The only code that constructs better-sqlite3 databases, besides the lock.
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { fold } from '../catalog/fold.ts';
import { Connection, type Writer } from './connection.ts';
import type { Environment } from './environment.ts';
import { migrate } from './migrate.ts';

export const databaseFile = (folder: string) => join(folder, 'desk.sqlite');

/** A new file is its owner's alone, also in a folder that others may enter; SQLite gives its write-ahead log the same rights. */
function makePrivate(file: string): void {
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
}

/** A connection to a desk's file: write-ahead log, full synchronisation, foreign keys. The schema is as the file has it. */
export function openDatabase(file: string, environment: Environment): BetterSqlite3.Database {
  makePrivate(file);
  const database = new BetterSqlite3(file, environment.binding ? { nativeBinding: environment.binding } : {});
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL'); // better-sqlite3 is built with NORMAL in WAL: an acknowledged edit could vanish with the power
  database.pragma('foreign_keys = ON');
  database.pragma('trusted_schema = OFF');
  database.pragma('busy_timeout = 2000');
  database.pragma('cache_size = -32000'); // 32 MB: the indexes of 100,000 visits stay in memory
  database.pragma('temp_store = MEMORY');
  // For filters on text: compared as the search box compares, widths and kana alike.
  database.function('fold', { deterministic: true }, (text: unknown) => (typeof text === 'string' ? fold(text) : ''));
  return database;
}

/** A database that lives in memory only: replay, verification, tests of the core. */
export function memoryDatabase(environment: Environment): { db: Writer; close: () => void } {
  const database = new BetterSqlite3(':memory:', environment.binding ? { nativeBinding: environment.binding } : {});
  migrate(database, environment.migrations);
  return { db: new Connection(database), close: () => database.close() };
}

/**
 * Moves what the write-ahead log holds into the database file. A failure here loses nothing: everything
 * is on the disk already, and is read from the log until it can be moved.
 */
export function checkpoint(database: BetterSqlite3.Database): void {
  try {
    database.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // As above.
  }
}
