// Every cell that points to a person, whatever its table.
import { storedColumns, tableNames, tableOf } from '../../../db/catalog/index.ts';
import type { Mutation } from '../../../db/log/mutation.ts';
import type { Reader } from '../../../db/store/connection.ts';

/** The mutations after which whatever points to one person points to another. */
export function pointingAt(db: Reader, from: string, to: string): Mutation[] {
  const mutations: Mutation[] = [];
  for (const table of tableNames) {
    const definition = tableOf(table);
    for (const [column, kind] of storedColumns(definition)) {
      if (kind.kind !== 'reference' || kind.to !== 'person') continue;
      for (const { id } of db.all<{ id: string }>(`SELECT id FROM "${table}" WHERE deleted = 0 AND "${column}" = ? ORDER BY id`, from))
        mutations.push({ kind: 'set', table, id, set: { [column]: to } });
    }
    if (!('record' in definition.columns) || !('recordTable' in definition.columns)) continue;
    for (const { id } of db.all<{ id: string }>(`SELECT id FROM "${table}" WHERE deleted = 0 AND recordTable = 'person' AND record = ? ORDER BY id`, from))
      mutations.push({ kind: 'set', table, id, set: { recordTable: 'person', record: to } });
  }
  return mutations;
}
