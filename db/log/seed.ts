// Records that every desk begins with. They are written by a fixed writer with fixed stamps, so that the operations are
// the same bytes on every desk: desks that meet later know them as the same, and an edit of a city at one desk is no
// conflict with the city's arrival at another.
import type { Value } from '../catalog/index.ts';
import { seedSchemaVersion, type Why } from '../operations/operation.ts';
import { catchUp } from '../store/search-index.ts';
import { append, type ChainEnd, closeAction, openChain } from './append.ts';
import { Projection } from './projection.ts';
import type { WritableDesk } from './writable-desk.ts';

export interface SeedRecord {
  readonly table: string;
  readonly id: string;
  readonly values: Readonly<Record<string, Value>>;
}

export interface SeedSet {
  /** 32 hex digits, fixed for this seed set for ever. */
  readonly writer: string;
  /** Owner of the records, in place of a desk. */
  readonly desk: string;
  readonly author: string;
  readonly stamp: string;
  readonly why: Why;
}

/** Writes a seed set once; a desk that has it already is not changed. Returns how many records were written. */
export function writeSeedSet(desk: WritableDesk, seedSet: SeedSet, records: readonly SeedRecord[]): number {
  const { db } = desk;
  const written = db.immediate(() => {
    if (db.value('SELECT 1 FROM sync_writer WHERE id = ?', seedSet.writer) !== undefined) return 0;
    const t = seedSet.stamp;
    const line = { desk: seedSet.desk, prev: null, opened: t, app: seedSet.desk, schema: seedSchemaVersion, host: '' };
    let chain: ChainEnd = openChain(db, seedSet.writer, line, { t, u: seedSet.author, v: seedSchemaVersion });
    const projection = new Projection(db);
    const x = chain.n + 1;
    for (const { table, id, values } of records) {
      const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
      const appended = append(db, chain, { x, t, u: seedSet.author, k: 'set', e: table, r: id, s: filled, why: seedSet.why, v: seedSchemaVersion });
      chain = appended.end;
      projection.apply(appended.operation, undefined);
    }
    closeAction(db, chain);
    return records.length;
  });
  catchUp(db);
  return written;
}
