// What desks that did not know of an erasure have entered on the erased person: a person decides whether it is erased too or entered again.
import { type TableName, tableOf } from '../catalog/index.ts';
import { erasableColumns, erasuresIn, erasuresOf, heldBack, recordsOf } from '../log/erased-records.ts';
import { readRow } from '../log/projection.ts';
import { decode } from '../operations/operation.ts';
import type { Reader } from '../store/connection.ts';

export interface EnteredAfterErasure {
  readonly rule: 'afterErasure';
  readonly table: TableName;
  readonly ids: readonly string[];
  readonly columns: readonly string[];
}

/** Records with values that wait, and records that came later and refer to an erased person. */
export function afterErasure(db: Reader): EnteredAfterErasure[] {
  const erased = new Map(erasuresIn(db).flatMap((one) => recordsOf(one).map((record) => [`${record.table}:${record.id}`, record] as const)));
  const found: EnteredAfterErasure[] = [];
  for (const { table, id } of erased.values()) {
    const erasures = erasuresOf(db, table, id);
    const columns = new Set(
      db
        .all<{ line: string }>('SELECT line FROM sync_op WHERE tbl = ? AND row = ? AND state <> 2', table, id)
        .flatMap(({ line }) => heldBack(decode(line), erasures)),
    );
    if (columns.size > 0) found.push({ rule: 'afterErasure', table, ids: [id], columns: [...columns].sort() });
    if (table === 'person' && isEmpty(db, id)) found.push(...laterRecords(db, id, new Set(erased.keys())));
  }
  return found;
}

const isEmpty = (db: Reader, person: string): boolean => {
  const values = readRow(db, 'person', person)?.values ?? {};
  return erasableColumns('person').every((column) => (values[column] ?? null) === null);
};

/** A name with a reference to the person, in records that the erasure did not know. */
function laterRecords(db: Reader, person: string, erased: ReadonlySet<string>): EnteredAfterErasure[] {
  const tables: readonly TableName[] = ['personPost', 'visitGuest', 'gift'];
  return tables.flatMap((table) =>
    db
      .all<{ id: string }>(`SELECT id FROM "${tableOf(table).name}" WHERE deleted = 0 AND person = ? ORDER BY id`, person)
      .filter(({ id }) => !erased.has(`${table}:${id}`))
      .map(({ id }): EnteredAfterErasure => ({ rule: 'afterErasure', table, ids: [id], columns: ['person'] })),
  );
}
