// Everything that is held on a person, and its erasure through the whole log.

import type { Language } from '../../../db/catalog/index.ts';
import { type TableName, tableOf } from '../../../db/catalog/index.ts';
import type { Desk } from '../../../db/desk/desk.ts';
import { DeskError } from '../../../db/errors.ts';
import { erasePersonal, personalColumns } from '../../../db/exchange/erase.ts';
import { getRow, type ListedRow } from '../../../db/queries/list.ts';
import { record } from '../../../db/queries/record.ts';
import type { Reader } from '../../../db/store/connection.ts';

export interface HeldRecord {
  readonly table: TableName;
  readonly row: ListedRow;
  /** Columns marked as personal data. */
  readonly personal: readonly string[];
}

export interface HeldOnPerson {
  readonly records: readonly HeldRecord[];
  /** Operations of the log that carry the values. */
  readonly operations: number;
  readonly names: Readonly<Record<string, string>>;
}

/** Tables whose records refer to a person and have personal columns of their own. */
const own: ReadonlySet<TableName> = new Set(['personPost', 'visitGuest', 'gift']);

/** Everything held on a person, deleted records included. @throws DeskError `notFound` */
export function heldOn(db: Reader, person: string, language: Language): HeldOnPerson {
  const page = record(db, 'person', person, { language });
  const names: Record<string, string> = { ...page.names };
  const records: HeldRecord[] = [{ table: 'person', row: page.row, personal: personalColumns('person') }];
  for (const { table, column } of page.related) {
    const ids = db.all<{ id: string }>(`SELECT id FROM "${tableOf(table).name}" WHERE "${column}" = ? ORDER BY id`, person);
    for (const { id } of ids) {
      const found = getRow(db, table, id, { language });
      if (!found) continue;
      Object.assign(names, found.names);
      records.push({ table, row: found.row, personal: own.has(table) ? personalColumns(table) : [column] });
    }
  }
  const operations = records.reduce(
    (sum, { table, row }) => sum + (db.value<number>('SELECT count(*) FROM sync_op WHERE tbl = ? AND row = ?', table, row.id) ?? 0),
    0,
  );
  return { records, operations, names };
}

/**
 * Erases what is personal about a person from every operation here, and at every desk that receives it. Visits stay, without the name.
 * Backups and files that have left are out of reach. Cannot be taken back.
 * @returns how many operations lost values
 */
export function erasePerson(desk: Desk, author: string, person: string, reason: string): number {
  if (reason.trim() === '') throw new DeskError('invalid', { table: 'person', column: 'note', reason: 'required' });
  const held = heldOn(desk.db, person, 'ja');
  const records = held.records.filter(({ table }) => table === 'person' || own.has(table)).map(({ table, row }) => ({ table, id: row.id }));
  return erasePersonal(desk, author, records, reason);
}
