// Counts what a merge did to how many records, and by whom.
import type { Operation } from '../operations/operation.ts';

export interface TableCount {
  readonly table: string;
  readonly created: number;
  readonly changed: number;
  readonly deleted: number;
  readonly restored: number;
}

/** Lists in a report end here; counts do not. */
export const listed = 200;

export class Tally {
  readonly #records = new Map<string, 'created' | 'changed' | 'deleted' | 'restored'>();
  readonly #authors = new Map<string, { author: string; desk: string; operations: number }>();

  note(operation: Operation, desk: string): void {
    if (operation.k !== 'set') return;
    const key = `${operation.e}:${operation.r}`;
    const kind = operation.p === undefined ? 'created' : operation.s?.deleted === 1 ? 'deleted' : operation.s?.deleted === 0 ? 'restored' : 'changed';
    const known = this.#records.get(key);
    // Created and changed in one file is created; a deletion counts before either.
    if (known === undefined || kind === 'deleted' || (known === 'deleted' && kind === 'restored')) this.#records.set(key, kind);
    const by = `${desk}:${operation.u}`;
    const author = this.#authors.get(by) ?? { author: operation.u, desk, operations: 0 };
    author.operations += 1;
    this.#authors.set(by, author);
  }
  records(): IterableIterator<string> {
    return this.#records.keys();
  }
  tables(): TableCount[] {
    const tables = new Map<string, { created: number; changed: number; deleted: number; restored: number }>();
    for (const [key, kind] of this.#records) {
      const table = key.slice(0, key.indexOf(':'));
      const counts = tables.get(table) ?? { created: 0, changed: 0, deleted: 0, restored: 0 };
      counts[kind] += 1;
      tables.set(table, counts);
    }
    return [...tables].map(([table, counts]) => ({ table, ...counts })).sort((a, b) => (a.table < b.table ? -1 : 1));
  }
  authors() {
    return [...this.#authors.values()].sort((a, b) => b.operations - a.operations).slice(0, listed);
  }
}
