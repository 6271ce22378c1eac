// Records that two desks worked on without knowing of each other.
import { findTable, type TableName } from '../catalog/index.ts';
import { readRow } from '../log/projection.ts';
import { splitDot } from '../operations/operation.ts';
import { headsOf, registersOf } from '../operations/registers.ts';
import type { Reader } from '../store/connection.ts';
import type { Vector } from './core/vectors.ts';
import type { Tally } from './merge-tally.ts';

/** Records that came changed and that hold versions the sender did not know: both sides worked on them. */
export function bothChanged(db: Reader, tally: Tally, upto: Vector, contested: ReadonlySet<string>): { table: TableName; id: string }[] {
  const ours = new Map(
    db
      .all<{ w: number; id: string; max_n: number }>('SELECT w, id, max_n FROM sync_writer')
      .filter(({ id, max_n }) => max_n > (upto.get(id) ?? 0))
      .map(({ w, id }) => [String(w), upto.get(id) ?? 0]),
  );
  if (ours.size === 0) return [];
  const found: { table: TableName; id: string }[] = [];
  for (const key of tally.records()) {
    if (contested.has(key)) continue;
    const at = key.indexOf(':');
    const table = findTable(key.slice(0, at));
    if (!table || table.link) continue;
    const row = readRow(db, table.name, key.slice(at + 1));
    const both = row && registersOf(table).some((register) => headsOf(row.heads, register).some((local) => isOurs(local, ours)));
    if (row && both) found.push({ table: table.name, id: row.id });
  }
  return found;
}
const isOurs = (local: string, ours: ReadonlyMap<string, number>): boolean => {
  const { w, n } = splitDot(local);
  const known = ours.get(w);
  return known !== undefined && n > known;
};
