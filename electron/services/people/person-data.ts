// Everything that is held on a person, and its erasure through the whole log.

import type { Language } from '../../../db/catalog/index.ts';
import { type TableName, tableNames, tableOf } from '../../../db/catalog/index.ts';
import type { Desk } from '../../../db/desk/desk.ts';
import { DeskError } from '../../../db/errors.ts';
import { erasePersonal } from '../../../db/exchange/erase.ts';
import { mentions, namePattern } from '../../../db/exchange/mentions.ts';
import { commit } from '../../../db/log/commit.ts';
import { erasableColumns } from '../../../db/log/erased-records.ts';
import type { Mutation } from '../../../db/log/mutation.ts';
import { decode } from '../../../db/operations/operation.ts';
import { getRow, type ListedRow } from '../../../db/queries/list.ts';
import { record } from '../../../db/queries/record.ts';
import { type BackupName, backupsIn } from '../../../db/store/backup.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { cleanseDesk } from '../exchange/after-erasure.ts';

export interface HeldRecord {
  readonly table: TableName;
  readonly row: ListedRow;
  /** Columns marked as personal data. */
  readonly personal: readonly string[];
}

/** A record about something else whose texts name the person. */
export interface HeldMention {
  readonly table: TableName;
  readonly id: string;
  readonly name: string;
  /** Columns that are written without the name when the person is erased. */
  readonly columns: readonly string[];
  /** Columns that name the person and that an erasure leaves to an officer. */
  readonly stays: readonly string[];
}

export interface HeldOnPerson {
  readonly records: readonly HeldRecord[];
  readonly mentions: readonly HeldMention[];
  /** Operations of the log that carry the values. */
  readonly operations: number;
  readonly names: Readonly<Record<string, string>>;
}

/** Tables whose records refer to a person and have personal columns of their own. */
const own: ReadonlySet<TableName> = new Set(['personPost', 'visitGuest', 'gift', 'note', 'attachment', 'nameAlias']);
/** Records on other persons, who may bear the same name. */
const others: ReadonlySet<TableName> = new Set(['person', 'personPost', 'officer']);

/** The person and everybody who was merged with her, deleted or not, however the merges ran. */
function doublesOf(db: Reader, person: string): string[] {
  const merges = db
    .all<{ line: string }>(`SELECT line FROM sync_op WHERE tbl = 'person' AND line LIKE '%"into":%'`)
    .map(({ line }) => decode(line))
    .flatMap(({ r, into }) => (r !== undefined && into !== undefined ? [[r, into] as const] : []));
  const found = new Set([person]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const [a, b] of merges) {
      if (found.has(a)) found.add(b);
      else if (found.has(b)) found.add(a);
    }
  }
  return [...found];
}

/** What hangs on a record of any table: notes, files, spellings. */
function hangingOn(db: Reader, person: string): { table: TableName; id: string }[] {
  return tableNames.flatMap((table) => {
    const { columns } = tableOf(table);
    if (!('record' in columns && 'recordTable' in columns) || !own.has(table)) return [];
    return db.all<{ id: string }>(`SELECT id FROM "${table}" WHERE recordTable = 'person' AND record = ? ORDER BY id`, person).map(({ id }) => ({ table, id }));
  });
}

/** Everything the person was ever called here. */
function namesOf(db: Reader, persons: readonly string[]): string[] {
  return persons.flatMap((id) =>
    db
      .all<{ line: string }>("SELECT line FROM sync_op WHERE tbl = 'person' AND row = ?", id)
      .map(({ line }) => decode(line))
      .flatMap(({ s = {} }) => [s.nameJa, s.nameEn, s.nameKo, s.nameLocal].filter((name): name is string => typeof name === 'string')),
  );
}

function recordsOn(db: Reader, persons: readonly string[], language: Language): Pick<HeldOnPerson, 'records' | 'names'> {
  const names: Record<string, string> = {};
  const records: HeldRecord[] = [];
  const add = (table: TableName, id: string, personal: readonly string[]) => {
    const found = getRow(db, table, id, { language });
    if (!found || records.some((one) => one.table === table && one.row.id === id)) return;
    Object.assign(names, found.names);
    records.push({ table, row: found.row, personal });
  };
  for (const person of persons) {
    const page = record(db, 'person', person, { language });
    Object.assign(names, page.names);
    add('person', person, erasableColumns('person'));
    for (const { table, column } of page.related)
      for (const { id } of db.all<{ id: string }>(`SELECT id FROM "${tableOf(table).name}" WHERE "${column}" = ? ORDER BY id`, person))
        add(table, id, own.has(table) ? erasableColumns(table) : [column]);
    for (const { table, id } of hangingOn(db, person)) add(table, id, erasableColumns(table));
  }
  return { records, names };
}

/** Guests who are somebody else, of the same name. */
const othersGuests = (db: Reader, persons: readonly string[]): Set<string> =>
  new Set(
    db
      .all<{ id: string; person: string }>('SELECT id, person FROM visitGuest WHERE person IS NOT NULL')
      .filter(({ person }) => !persons.includes(person))
      .map(({ id }) => id),
  );

/** Everything held on a person, deleted records included. @throws DeskError `notFound` */
export function heldOn(db: Reader, person: string, language: Language): HeldOnPerson {
  return { ...holdingOf(db, person, language) };
}

function holdingOf(db: Reader, person: string, language: Language) {
  record(db, 'person', person, { language });
  const persons = doublesOf(db, person).filter((id) => getRow(db, 'person', id, { language }) !== undefined);
  const { records, names } = recordsOn(db, persons, language);
  const pattern = namePattern(namesOf(db, persons));
  const whole = new Set(records.filter(({ table }) => table === 'person' || own.has(table)).map(({ row }) => row.id));
  const guests = othersGuests(db, persons);
  const named = (pattern ? mentions(db, pattern) : []).filter(({ table, id }) => !others.has(table) && !whole.has(id) && !guests.has(id));
  const operations = records.reduce(
    (sum, { table, row }) => sum + (db.value<number>('SELECT count(*) FROM sync_op WHERE tbl = ? AND row = ?', table, row.id) ?? 0),
    0,
  );
  const found = named.map(({ table, id, columns, stays }) => {
    const row = getRow(db, table, id, { language });
    const { naming } = tableOf(table);
    return { table, id, columns, stays, name: String(row?.row.values[naming[language]] ?? row?.row.values[naming.ja] ?? '') };
  });
  return { records, operations, names, mentions: found };
}

export interface ErasedPerson {
  /** Operations that lost values. */
  readonly operations: number;
  /** Records that still name the person, in columns an erasure leaves to an officer. */
  readonly stays: readonly HeldMention[];
  /** Copies of this desk from before, which still hold the values. */
  readonly backups: readonly BackupName[];
}

/**
 * Erases what is personal about a person from every operation here, and at every desk that receives it. Visits and papers stay, without
 * the name. Files that have left are out of reach; backups are named. Cannot be taken back.
 */
export function erasePerson(desk: Desk, author: string, person: string, reason: string): ErasedPerson {
  if (reason.trim() === '') throw new DeskError('invalid', { table: 'person', column: 'note', reason: 'required' });
  const { db } = desk;
  const held = heldOn(db, person, 'ja');
  const records = held.records.filter(({ table }) => table === 'person' || own.has(table)).map(({ table, row }) => ({ table, id: row.id }));
  const persons = records.filter(({ table }) => table === 'person').map(({ id }) => id);
  const names = namePattern(namesOf(db, persons));
  const guests = othersGuests(db, persons);
  const rewritten = (names ? mentions(db, names) : []).filter(({ id, columns }) => columns.length > 0 && held.mentions.some((one) => one.id === id));
  const mutations = [
    ...rewritten.flatMap(({ table, id, without }): Mutation[] =>
      getRow(db, table, id, { language: 'ja' })?.row.deleted ? [] : [{ kind: 'set', table, id, set: without }],
    ),
    ...held.records.flatMap(({ table, row }): Mutation[] => (removed.has(table) && !row.deleted ? [{ kind: 'delete', table, id: row.id }] : [])),
  ];
  if (mutations.length > 0) commit(desk, author, mutations);
  const isOther = (table: string, id: string) => others.has(table as TableName) || guests.has(id);
  const operations = erasePersonal(desk, author, records, { reason, names, isOther });
  cleanseDesk(desk);
  return { operations, stays: held.mentions.filter(({ stays }) => stays.length > 0), backups: backupsIn(desk.folder) };
}
/** Deleted with the person: nothing is left of them without their text. */
const removed: ReadonlySet<TableName> = new Set(['note', 'attachment', 'nameAlias']);
