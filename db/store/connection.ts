// Two kinds of handle on one database: what holds a Reader cannot write, by type.
import type BetterSqlite3 from 'better-sqlite3';

export type SqlValue = string | number | bigint | Buffer | null;
export type SqlRow = Record<string, SqlValue>;

export interface Reader {
  /** All rows of a query. `T` is the shape that the query's columns have. */
  all<T = SqlRow>(sql: string, ...parameters: readonly SqlValue[]): T[];
  get<T = SqlRow>(sql: string, ...parameters: readonly SqlValue[]): T | undefined;
  /** First column of the first row. */
  value<T = SqlValue>(sql: string, ...parameters: readonly SqlValue[]): T | undefined;
  /** Rows one by one, for what may be long. */
  each<T = SqlRow>(sql: string, ...parameters: readonly SqlValue[]): IterableIterator<T>;
  /** Several reads of one state, also while another process writes. */
  snapshot<T>(work: () => T): T;
  /** A whole copy of the database in a new file. */
  copyInto(file: string): void;
}

export interface Writer extends Reader {
  run(sql: string, ...parameters: readonly SqlValue[]): { changes: number; lastInsertRowid: number | bigint };
  /** One BEGIN IMMEDIATE transaction: all of it or nothing. */
  immediate<T>(work: () => T): T;
  /** Does the work and rolls it back: what would happen. */
  rehearse<T>(work: () => T): T;
  /**
   * Writes the file again without what was deleted, and empties the write-ahead log. Not within a transaction.
   * @returns false while another connection still reads what was before
   */
  compact(): boolean;
}

/** Thrown to roll a rehearsal back. */
const takeBack = new Error('rehearsal');

/** Prepared statements kept per text: a window of rows or a cell edit uses the same few all day. */
const statementsKept = 400;

export class Connection implements Writer {
  readonly #database: BetterSqlite3.Database;
  readonly #statements = new Map<string, BetterSqlite3.Statement>();

  constructor(database: BetterSqlite3.Database) {
    this.#database = database;
  }

  #statement(sql: string): BetterSqlite3.Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const fresh = this.#database.prepare(sql);
    if (this.#statements.size >= statementsKept) {
      const oldest = this.#statements.keys().next().value;
      if (oldest !== undefined) this.#statements.delete(oldest);
    }
    this.#statements.set(sql, fresh);
    return fresh;
  }

  all<T = SqlRow>(sql: string, ...parameters: readonly SqlValue[]): T[] {
    return this.#statement(sql).all(...parameters) as T[];
  }
  get<T = SqlRow>(sql: string, ...parameters: readonly SqlValue[]): T | undefined {
    return this.#statement(sql).get(...parameters) as T | undefined;
  }
  value<T = SqlValue>(sql: string, ...parameters: readonly SqlValue[]): T | undefined {
    const row = this.#statement(sql).get(...parameters) as SqlRow | undefined;
    return row === undefined ? undefined : (Object.values(row)[0] as T);
  }
  each<T = SqlRow>(sql: string, ...parameters: readonly SqlValue[]): IterableIterator<T> {
    // Not from the cache: a statement being iterated cannot be used for anything else.
    return this.#database.prepare(sql).iterate(...parameters) as IterableIterator<T>;
  }
  run(sql: string, ...parameters: readonly SqlValue[]) {
    return this.#statement(sql).run(parameters);
  }
  copyInto(file: string): void {
    // SQLite takes the copy for a write of the source, which it is not.
    const onlyReads = this.#database.pragma('query_only', { simple: true });
    this.#database.pragma('query_only = OFF');
    try {
      this.#database.prepare('VACUUM INTO ?').run(file);
    } finally {
      this.#database.pragma(`query_only = ${onlyReads === 1 ? 'ON' : 'OFF'}`);
    }
  }
  compact(): boolean {
    this.#database.exec('VACUUM');
    const [done] = this.#database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    return done?.busy === 0;
  }
  snapshot<T>(work: () => T): T {
    return this.#database.transaction(work).deferred();
  }
  immediate<T>(work: () => T): T {
    return this.#database.transaction(work).immediate();
  }
  rehearse<T>(work: () => T): T {
    let outcome: { readonly result: T } | undefined;
    try {
      this.#database
        .transaction(() => {
          outcome = { result: work() };
          throw takeBack;
        })
        .immediate();
    } catch (error) {
      if (error !== takeBack || !outcome) throw error;
    }
    if (!outcome) throw new Error('cannot be: the work has run');
    return outcome.result;
  }
}
