// Values that must be gone: the lines that carried them are replaced, here and at every desk the redaction reaches
// (sync 2.12). Hashes stay, so the chains still verify; files on sticks are out of reach.
import { columnOf, findTable, type TableName, tableOf } from '../catalog/index.ts';
import type { Desk } from '../desk/desk.ts';
import { DeskError } from '../errors.ts';
import { append, replaceLine } from '../log/append.ts';
import { Projection } from '../log/projection.ts';
import { type Dot, decode, dot, redactedLine, splitDot } from '../operations/operation.ts';
import type { Writer } from '../store/connection.ts';
import { reindex } from '../store/search-index.ts';

export interface RecordName {
  readonly table: TableName;
  readonly id: string;
}

/** Replaces the lines named. Returns the records whose values changed thereby. */
export function eraseLines(db: Writer, of: readonly (readonly [Dot, readonly string[]])[]): RecordName[] {
  const touched = new Map<string, RecordName>();
  for (const [one, columns] of of) {
    const { w, n } = splitDot(one);
    const found = db.get<{ w: number; line: string }>('SELECT o.w, o.line FROM sync_op o JOIN sync_writer s ON s.w = o.w WHERE s.id = ? AND o.n = ?', w, n);
    if (!found) continue;
    replaceLine(db, found.w, n, redactedLine(found.line, columns));
    const { e, r } = decode(found.line);
    const table = e === undefined ? undefined : findTable(e);
    if (table && r !== undefined) touched.set(`${table.name}:${r}`, { table: table.name, id: r });
  }
  return [...touched.values()];
}

/** Columns of a table that hold personal data. */
export const personalColumns = (table: string): string[] =>
  Object.keys(tableOf(table).columns).filter((name) => columnOf(tableOf(table), name)?.personal === true);

/**
 * Erases the personal values of records through the whole log, by one signed operation that travels to the other desks.
 * Cannot be undone.
 * @returns how many operations lost values
 * @throws DeskError `notFound` when none of the records carries personal data
 */
export function erasePersonal(desk: Desk, author: string, records: readonly RecordName[], reason: string): number {
  return desk.writing(author, (start, stamp) => {
    const of: (readonly [Dot, readonly string[]])[] = [];
    for (const { table, id } of records) {
      const personal = personalColumns(table);
      for (const { line } of desk.db.all<{ line: string }>('SELECT line FROM sync_op WHERE tbl = ? AND row = ? ORDER BY seq', table, id)) {
        const operation = decode(line);
        const columns = personal.filter((column) => (operation.s?.[column] ?? null) !== null);
        if (columns.length > 0) of.push([dot(operation.w, operation.n), columns]);
      }
    }
    if (of.length === 0) throw new DeskError('notFound', { table: records[0]?.table ?? '', id: records[0]?.id ?? '' });
    // Erased content is overwritten in the file, not only unlinked.
    desk.db.get('PRAGMA secure_delete = ON');
    const appended = append(desk.db, start, { x: start.n + 1, t: stamp(), u: author, k: 'redact', redact: { of, reason } });
    const touched = eraseLines(desk.db, of);
    const projection = new Projection(desk.db);
    for (const { table, id } of touched) projection.remake(table, id);
    reindex(desk.db, touched);
    return { chain: appended.end, result: of.length };
  });
}
