// Values that must be gone: the lines that carried them are replaced, here and at every desk the redaction reaches
// (sync 2.12). Hashes stay, so the chains still verify; files on sticks are out of reach.
import { columnOf, tableOf } from '../catalog/index.ts';
import type { Desk } from '../desk/desk.ts';
import { DeskError } from '../errors.ts';
import { append } from '../log/append.ts';
import { follow, type RecordName, remakeRecords } from '../log/erasures.ts';
import { decode, dot, type Erased, redactedLine, remainderOf } from '../operations/operation.ts';

/** Operations that one erasure names; more would make a line that no desk reads. */
const namedAtOnce = 2_000;

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
    const of: Erased[] = [];
    for (const { table, id } of records) {
      const personal = personalColumns(table);
      for (const { line } of desk.db.all<{ line: string }>('SELECT line FROM sync_op WHERE tbl = ? AND row = ? ORDER BY seq', table, id)) {
        const operation = decode(line);
        const holds = personal.filter((column) => (operation.s?.[column] ?? null) !== null);
        if (holds.length === 0) continue;
        // With what was erased before: the remainder is that of all of them.
        const columns = [...new Set([...(operation.redacted?.columns ?? []), ...holds])].sort();
        of.push([dot(operation.w, operation.n), columns, remainderOf(redactedLine(line, columns))]);
      }
    }
    if (of.length === 0) throw new DeskError('notFound', { table: records[0]?.table ?? '', id: records[0]?.id ?? '' });
    // Erased content is overwritten in the file, not only unlinked.
    desk.db.get('PRAGMA secure_delete = ON');
    const t = stamp();
    let chain = start;
    const touched = new Map<string, RecordName>();
    for (let at = 0; at < of.length; at += namedAtOnce) {
      const appended = append(desk.db, chain, { x: start.n + 1, t, u: author, k: 'redact', redact: { of: of.slice(at, at + namedAtOnce), reason } });
      chain = appended.end;
      for (const one of follow(desk.db, appended.operation) ?? []) touched.set(`${one.table}:${one.id}`, one);
    }
    remakeRecords(desk.db, [...touched.values()]);
    return { chain, result: of.length };
  });
}
