// After an update of the program: operations of later versions that were kept are applied again, in the order of the
// log, through the same merge as everything else (sync 2.8). The fingerprint of the catalog decides whether there was an update:
// a version number raised by hand would be forgotten, and the values with it.

import { catalogFingerprint } from '../catalog/fingerprint.ts';
import { findTable, tableNames } from '../catalog/index.ts';
import { decode } from '../operations/operation.ts';
import type { Writer } from '../store/connection.ts';
import { reindex } from '../store/search-index.ts';
import { markOperation } from './append.ts';
import { erasuresIn, recordsOf } from './erased-records.ts';
import { isWhole, Projection } from './projection.ts';

const mark = 'materialised';
/** Raised when the rules of the merge change: what they decide between is decided again. */
const mergeRules = 2;

/**
 * Applies what this version understands and an earlier one did not. Does nothing while the catalog is the one of the last call.
 * @returns how many operations are understood now and were not before
 */
export function reapplyKept(db: Writer, fingerprint = `${catalogFingerprint} ${mergeRules}`): number {
  if (db.value<string>('SELECT value FROM local_state WHERE key = ?', mark) === fingerprint) return 0;
  return db.immediate(() => {
    const records = new Map<string, { table: string; id: string }>();
    let understood = 0;
    for (const { seq, line } of db.all<{ seq: number; line: string }>('SELECT seq, line FROM sync_op WHERE state = 1 ORDER BY seq')) {
      const operation = decode(line);
      const table = findTable(operation.e ?? '');
      if (table && operation.r !== undefined) records.set(`${table.name}:${operation.r}`, { table: table.name, id: operation.r });
      if (!isWhole(operation)) continue;
      markOperation(db, seq, 0);
      understood += 1;
    }
    for (const record of undecided(db)) records.set(`${record.table}:${record.id}`, record);
    const projection = new Projection(db);
    for (const { table, id } of records.values()) projection.remake(table, id);
    reindex(db, [...records.values()]);
    db.run('INSERT INTO local_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', mark, fingerprint);
    return understood;
  });
}

/** Records that an earlier version's rules may have decided otherwise: those with several versions of a cell, and those erased as a whole. */
function undecided(db: Writer): { table: string; id: string }[] {
  // A migration that was interrupted has not made all tables yet; the next start makes the rest.
  const there = new Set(db.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'").map(({ name }) => name));
  const several = tableNames
    .filter((table) => there.has(table))
    .flatMap((table) => db.all<{ id: string }>(`SELECT id FROM "${table}" WHERE _h LIKE '%[%'`).map(({ id }) => ({ table, id })));
  return [...several, ...erasuresIn(db).flatMap(recordsOf)];
}
