// One open desk: a folder with one database, the lock on it, and the chain of writers that this process appends to.
import type BetterSqlite3 from 'better-sqlite3';
import { DeskError, fromSqlite } from '../errors.ts';
import { type ChainEnd, closeAction, openChain } from '../log/append.ts';
import { lastWriter } from '../log/own-writers.ts';
import type { WritableDesk } from '../log/writable-desk.ts';
import { nextStamp, type Stamp } from '../operations/clock.ts';
import { lineLimits } from '../operations/line.ts';
import { schemaVersion } from '../operations/operation.ts';
import { Connection, type Writer } from '../store/connection.ts';
import { checkpoint } from '../store/database.ts';
import type { Environment } from '../store/environment.ts';
import type { Lock } from '../store/lock.ts';

export class Desk implements WritableDesk {
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
   * Runs work that appends to this launch's chain, in one transaction. The writer is drawn at the first write, with a
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
      // A write that changed nothing keeps the new writer too: it is in the log.
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
        host: this.environment.host.slice(0, lineLimits.host),
      },
      { t, u: author },
    );
    this.setLocal('tip', chain.id);
    return chain;
  }

  /** The end of this database's own chain. A copy continues its own, which shows that it is a copy. */
  tip(): { w: string; n: number; sha: string } | null {
    const found = lastWriter(this.db, this.id);
    return found ? { w: found.id, n: found.max, sha: found.sha } : null;
  }

  /** Forgets the writer of this launch: the next write begins another one, as after a start. */
  relaunch(): void {
    this.#chain = undefined;
    this.#last = '';
  }

  /** Moves the write-ahead log into the database file, closes it and frees the lock. */
  close(): void {
    try {
      checkpoint(this.#database);
    } finally {
      this.#database.close();
      this.#lock.release();
    }
  }
}
