import { createHash } from 'node:crypto';
import { storedColumns, tableNames, tableOf } from '../catalog/index.ts';
import type { Reader } from '../store/connection.ts';

/**
 * One hash over all synced state, 64 hex digits: equal on two desks exactly when their records agree. Deleted records
 * do not count, nor do local writer numbers: what was created and undone leaves no trace in it.
 */
export const digest = (db: Reader): string => db.snapshot(() => digestNow(db));

function digestNow(db: Reader): string {
  const hash = createHash('sha256');
  for (const name of [...tableNames].sort()) {
    const table = tableOf(name);
    const columns = storedColumns(table)
      .map(([column]) => column)
      .sort();
    const list = ['id', ...columns].map((column) => `"${column}"`).join(', ');
    for (const row of db.each(`SELECT ${list} FROM "${name}" WHERE deleted = 0 ORDER BY id`)) {
      // Empty cells are left out, so that a column added by a later version changes nothing until it is used.
      const filled = Object.entries(row).filter(([, value]) => value !== null);
      hash.update(`${name}\n${JSON.stringify(filled)}\n`);
    }
  }
  return hash.digest('hex');
}
