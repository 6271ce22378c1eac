// Records that every desk begins with. They are written by a fixed writer with fixed stamps, so that the operations are
// the same bytes on every desk: desks that meet later know them as the same, and an edit of a city at one desk is no
// conflict with the city's arrival at another.
import type { Value } from './catalog/index.ts';
import type { Desk } from './desk.ts';
import { append, type ChainEnd, closeAction, openChain } from './log.ts';
import { Projection } from './projection.ts';
import { catchUp } from './search-index.ts';
import { editionSchema, type Why } from './sync/operation.ts';

export interface SeedRecord {
  readonly table: string;
  readonly id: string;
  readonly values: Readonly<Record<string, Value>>;
}

export interface Edition {
  /** 32 hex digits, fixed for this edition for ever. */
  readonly writer: string;
  /** Whose the records are, in place of a desk. */
  readonly desk: string;
  readonly author: string;
  readonly stamp: string;
  readonly why: Why;
}

/** Writes an edition once; a desk that has it already is left as it is. Returns how many records were written. */
export function plant(desk: Desk, edition: Edition, records: readonly SeedRecord[]): number {
  const { db } = desk;
  const written = db.immediate(() => {
    if (db.value('SELECT 1 FROM sync_writer WHERE id = ?', edition.writer) !== undefined) return 0;
    const t = edition.stamp;
    const line = { desk: edition.desk, prev: null, opened: t, app: edition.desk, schema: editionSchema, host: '' };
    let chain: ChainEnd = openChain(db, edition.writer, line, { t, u: edition.author, v: editionSchema });
    const projection = new Projection(db);
    const x = chain.n + 1;
    for (const { table, id, values } of records) {
      const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
      const appended = append(db, chain, { x, t, u: edition.author, k: 'set', e: table, r: id, s: filled, why: edition.why, v: editionSchema });
      chain = appended.end;
      projection.apply(appended.operation, undefined);
    }
    closeAction(db, chain);
    return records.length;
  });
  catchUp(db);
  return written;
}
