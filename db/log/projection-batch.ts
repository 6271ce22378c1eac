// Many operations at once, as a merge brings them, each touched record loaded and written once.
import type { Operation } from '../operations/operation.ts';
import { headsOf } from '../operations/registers.ts';
import type { Writer } from '../store/connection.ts';
import { Projection, readRow, type StoredRow } from './projection.ts';

/** Records written so many at a time while merging: memory stays small, and a record changed often is written once. */
const batchRows = 1_000;

interface Pending {
  readonly name: string;
  readonly before: StoredRow | undefined;
  after: StoredRow;
  readonly open: Map<string, boolean>;
}

/** Applies many operations, each touched record loaded and written once per batch. */
export class Batch {
  readonly #db: Writer;
  readonly #projection: Projection;
  readonly #rows = new Map<string, Pending>();

  constructor(db: Writer) {
    this.#db = db;
    this.#projection = new Projection(db);
  }

  apply(operation: Operation): void {
    const name = operation.e as string;
    const id = operation.r as string;
    const key = `${name}:${id}`;
    const pending = this.#rows.get(key);
    const before = pending ? pending.before : readRow(this.#db, name, id);
    const now = pending ? pending.after : before;
    const { row, touched, contested } = this.#projection.after(operation, now);
    if (pending) pending.after = row;
    const open = pending?.open ?? new Map<string, boolean>();
    for (const register of touched) {
      const stands = contested.includes(register);
      // Without several heads before there was no conflict to remove.
      if (stands || open.has(register) || register === 'deleted' || (before && headsOf(before.heads, register).length > 1)) open.set(register, stands);
    }
    if (pending) return;
    this.#rows.set(key, { name, before, after: row, open });
    if (this.#rows.size >= batchRows) this.flush();
  }

  flush(): void {
    for (const { name, before, after, open } of this.#rows.values()) this.#projection.write(name, before, after, open);
    this.#rows.clear();
  }
}
