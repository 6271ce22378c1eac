// One desk: a folder with one database, one writing process, and the chain of writers that wrote it.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { fold } from '../catalog/fold.ts';
import { DeskError, fromSqlite } from '../errors.ts';
import { type ChainEnd, closeAction, openChain } from '../log/append.ts';
import { lastWriter } from '../log/own-writers.ts';
import { reapplyKept } from '../log/reapply.ts';
import { nextStamp, type Stamp } from '../operations/clock.ts';
import { schemaVersion } from '../operations/operation.ts';
import { backUp } from '../store/backup.ts';
import { Connection, type Reader, type Writer } from '../store/connection.ts';
import { checkFolder } from '../store/folder-check.ts';
import { acquireLock, type Lock } from '../store/lock.ts';
import { migrate, pendingSteps } from '../store/migrate.ts';

/** What makes the core impure, handed in. */
export interface Environment {
  /** Wall clock, milliseconds since 1970 UTC. */
  readonly now: () => number;
  readonly random: (bytes: number) => Buffer;
  readonly host: string;
  /** Version of the program. */
  readonly app: string;
  /** Folder with the migrations. */
  readonly migrations: string;
  /** Development runtime only: a SQLite addon built for it. */
  readonly binding?: string;
}

export const systemEnvironment = (app: string, migrations: string, binding?: string): Environment => ({
  now: Date.now,
  random: pooledRandom(),
  host: hostname().slice(0, 60),
  app,
  migrations,
  ...(binding ? { binding } : {}),
});

/** Random bytes drawn 8 KiB at a time: an import asks for thousands of ids, and each draw is a call into the system. */
function pooledRandom(): (bytes: number) => Buffer {
  let pool = Buffer.alloc(0);
  let used = 0;
  return (bytes) => {
    if (used + bytes > pool.length) {
      pool = randomBytes(Math.max(8_192, bytes));
      used = 0;
    }
    used += bytes;
    return Buffer.from(pool.subarray(used - bytes, used));
  };
}

export const databaseFile = (folder: string) => join(folder, 'desk.sqlite');

/** SQLite files of a desk belong to its user only. */
const folderMode = 0o700;

function openDatabase(file: string, environment: Environment): BetterSqlite3.Database {
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

/** Reading only: the command line beside an open window. */
export interface OpenReader {
  readonly folder: string;
  readonly db: Reader;
  close(): void;
}

export class Desk implements OpenReader {
  readonly folder: string;
  readonly environment: Environment;
  readonly db: Writer;
  readonly id: string;
  readonly #database: BetterSqlite3.Database;
  readonly #lock: Lock;
  #chain: ChainEnd | undefined;
  #last: Stamp | '' = '';

  constructor(folder: string, environment: Environment, database: BetterSqlite3.Database, lock: Lock) {
    this.folder = folder;
    this.environment = environment;
    this.#database = database;
    this.#lock = lock;
    this.db = new Connection(database);
    const id = this.local('desk');
    if (id === undefined) throw new DeskError('noDesk', { folder });
    this.id = id;
  }

  /** A value this desk keeps to itself. */
  local(key: string): string | undefined {
    return this.db.value<string>('SELECT value FROM local_state WHERE key = ?', key);
  }
  setLocal(key: string, value: string): void {
    this.db.run('INSERT INTO local_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, value);
  }

  /**
   * Runs work that appends to this launch's chain, in one transaction. The writer is minted at the first write, with a
   * link to the last one of this database: that makes copies and restored backups harmless (sync 2.3).
   * Memory changes only after the transaction has committed.
   */
  writing<T>(author: string, work: (chain: ChainEnd, stamp: () => Stamp) => { chain: ChainEnd; result: T }): T {
    let last = this.#last;
    let seen: Stamp | '' | undefined;
    const stamp = () => {
      seen ??=
        this.db.value<Stamp>("SELECT max(t, coalesce((SELECT value FROM local_state WHERE key = 'clockSeen'), '')) FROM sync_op ORDER BY seq DESC LIMIT 1") ??
        '';
      last = nextStamp({ last, seen }, this.environment.now());
      return last;
    };
    try {
      const done = this.db.immediate(() => {
        const start = this.#chain ?? this.#mint(author, stamp);
        const ended = work(start, stamp);
        if (ended.chain.n !== start.n) closeAction(this.db, ended.chain);
        return ended;
      });
      // A write that changed nothing keeps the freshly minted writer too: it is in the log by now.
      this.#chain = done.chain;
      this.#last = last;
      return done.result;
    } catch (error) {
      throw fromSqlite(error);
    }
  }

  #mint(author: string, stamp: () => Stamp): ChainEnd {
    const t = stamp();
    const chain = openChain(
      this.db,
      this.environment.random(16).toString('hex'),
      {
        desk: this.id,
        prev: this.tip(),
        opened: t,
        app: this.environment.app,
        schema: schemaVersion,
        host: this.environment.host,
      },
      { t, u: author },
    );
    this.setLocal('tip', chain.id);
    return chain;
  }

  /** The end of this database's own chain. A copy continues its own, and so is seen. */
  tip(): { w: string; n: number; sha: string } | null {
    const found = lastWriter(this.db, this.id);
    return found ? { w: found.id, n: found.max, sha: found.sha } : null;
  }

  /** Forgets the writer of this launch: the next write begins another one, as after a start. */
  relaunch(): void {
    this.#chain = undefined;
    this.#last = '';
  }

  /** Copies the log into the database file and lets go of it. */
  close(): void {
    try {
      checkpoint(this.#database);
    } finally {
      this.#database.close();
      this.#lock.release();
    }
  }
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
    // A write-ahead log left behind means the last process did not close: look the database over before trusting it.
    const crashed = existsSync(`${databaseFile(folder)}-wal`);
    database = openDatabase(databaseFile(folder), environment);
    const made = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'schema_step'").get() !== undefined;
    // What a migration might do wrong must not be done to the only copy.
    if (made && pendingSteps(database, environment.migrations) > 0)
      backUp(new Connection(database), folder, environment.now(), 'migration', { binding: environment.binding });
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
 * meanwhile; whoever starts the thread sees to that.
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
    // What a large import has left in the write-ahead log is moved here and now, not by the next keystroke in the window.
    checkpoint(database);
    database.close();
  };
  return { folder, id, db, environment, close };
}

/**
 * Moves what the write-ahead log holds into the database file. A disk that will not have it now is no failure: all of it
 * is on the disk already, and is read from the log until it can be moved.
 */
function checkpoint(database: BetterSqlite3.Database): void {
  try {
    database.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // As above.
  }
}

function isCurrent(folder: string, environment: Environment): boolean {
  const database = openDatabase(databaseFile(folder), environment);
  try {
    return pendingSteps(database, environment.migrations) === 0;
  } finally {
    database.close();
  }
}
