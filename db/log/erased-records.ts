// Records of which all personal values were erased. What a desk that did not know of the erasure enters there stays in the log and is
// not shown: it waits for a decision, or a name would come back by an edit that merely crossed the erasure (sync 2.12).
import { columnOf, findTable, type TableName } from '../catalog/index.ts';
import { type Dot, decode, dot, type Operation } from '../operations/operation.ts';
import type { Reader, Writer } from '../store/connection.ts';

export interface RecordName {
  readonly table: TableName;
  readonly id: string;
}

/** Columns of a table that an erasure of a whole record takes. */
export function erasableColumns(table: string): string[] {
  const known = findTable(table);
  if (!known) return [];
  return Object.keys(known.columns).filter((name) => {
    const column = columnOf(known, name);
    return column?.personal === true || (column?.mayName === true && attached.has(known.name));
  });
}
/** Tables whose records exist for the sake of the one they hang on. */
const attached: ReadonlySet<string> = new Set(['note', 'attachment', 'nameAlias', 'gift']);

/** The records that an erasure takes as a whole; none for other operations. */
export const recordsOf = ({ redact }: Operation): RecordName[] =>
  (redact?.records ?? []).flatMap((name) => {
    const table = findTable(name.slice(0, -37));
    return table ? [{ table: table.name, id: name.slice(-36) }] : [];
  });

/** Erasures by which a backup from before them was cleaned: its own log does not reach so far. */
const cleanedBy = 'cleanedBy';

const erasureLines = (db: Reader): string[] => {
  const cleaned = db.value<string>('SELECT value FROM local_state WHERE key = ?', cleanedBy);
  return [
    ...db.all<{ line: string }>(`SELECT line FROM sync_op WHERE row = '' AND line LIKE '%"k":"redact"%' ORDER BY seq`).map(({ line }) => line),
    ...(cleaned === undefined ? [] : (JSON.parse(cleaned) as string[])), // written below only
  ];
};

/** All erasures that are held, in order of arrival. */
export const erasuresIn = (db: Reader): Operation[] => erasureLines(db).map(decode);

/** Lets a backup know the erasures of the desk it was made of. */
export function keepErasures(backup: Writer, desk: Reader): void {
  backup.run(
    'INSERT INTO local_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    cleanedBy,
    JSON.stringify(erasureLines(desk)),
  );
}

/** Erasures of one record as a whole. */
export function erasuresOf(db: Reader, table: string, id: string): Dot[] {
  // Most records have none: the index answers that.
  if (db.value('SELECT 1 FROM sync_op WHERE row = ? AND state = 2 LIMIT 1', id) === undefined) return [];
  return erasuresIn(db)
    .filter(({ redact }) => redact?.records?.includes(`${table}:${id}`))
    .map(({ w, n }) => dot(w, n));
}

/** Values of an operation that wait for a decision, by column. */
export function heldBack(operation: Operation, erasures: readonly Dot[]): string[] {
  if (operation.k !== 'set' || erasures.every((one) => operation.after?.includes(one))) return [];
  return erasableColumns(operation.e ?? '').filter((column) => (operation.s?.[column] ?? null) !== null);
}

/** An operation as it counts for its record: without the values that wait. */
export function asItCounts(db: Reader, operation: Operation): Operation {
  const held = heldBack(operation, operation.k === 'set' ? erasuresOf(db, operation.e ?? '', operation.r ?? '') : []);
  if (held.length === 0) return operation;
  return { ...operation, s: { ...operation.s, ...Object.fromEntries(held.map((column) => [column, null])) } };
}
