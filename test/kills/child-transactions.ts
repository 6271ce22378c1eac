// Prints where a child is: `(` when a transaction or a change of files begins, `)` when it has ended. The parent counts a kill
// only between the two.
import { writeSync } from 'node:fs';
import { Connection } from '../../db/store/connection.ts';

/** Runs work between the two marks. */
export function marked<T>(work: () => T): T {
  writeSync(1, '(\n');
  const done = work();
  writeSync(1, ')\n');
  return done;
}

/** As `marked`, for work that takes until later. Two awaited works may overlap; the parent counts the open marks. */
export async function markedUntil<T>(work: Promise<T>): Promise<T> {
  writeSync(1, '(\n');
  const done = await work;
  writeSync(1, ')\n');
  return done;
}

/** From here on every transaction of this process is marked. */
export function reportTransactions(): void {
  const immediate = Connection.prototype.immediate;
  Connection.prototype.immediate = function <T>(this: Connection, work: () => T): T {
    return marked(() => immediate.call(this, work) as T);
  };
}
