// Values that must be gone: the lines that carried them are replaced, here and at every desk the redaction reaches
// (sync 2.12). Hashes stay, so the chains still verify; files on sticks are out of reach.
import type { Desk } from '../desk/desk.ts';
import { DeskError } from '../errors.ts';
import { append } from '../log/append.ts';
import { erasableColumns, type RecordName } from '../log/erased-records.ts';
import { follow, remakeRecords } from '../log/erasures.ts';
import { decode, dot, type Erased, redactedLine, remainderOf } from '../operations/operation.ts';
import { naming } from './mentions.ts';

/** Operations that one erasure names; more would make a line that no desk reads. */
const namedAtOnce = 2_000;

/** One operation in an erasure, with what was erased of it before: the remainder is that of all of them. */
function erased(line: string, holds: readonly string[]): Erased {
  const operation = decode(line);
  const columns = [...new Set([...(operation.redacted?.columns ?? []), ...holds])].sort();
  return [dot(operation.w, operation.n), columns, remainderOf(redactedLine(line, columns))];
}

export interface ErasureOptions {
  readonly reason: string;
  /** What the person was called, as `namePattern` makes it. */
  readonly names?: RegExp | undefined;
  /** Records that bear the name and mean somebody else. */
  readonly isOther?: ((table: string, id: string) => boolean) | undefined;
}

function linesToErase(desk: Desk, records: readonly RecordName[], { names, isOther }: ErasureOptions): Erased[] {
  const of = new Map<string, Erased>();
  for (const { table, id } of records) {
    const personal = erasableColumns(table);
    for (const { line } of desk.db.all<{ line: string }>('SELECT line FROM sync_op WHERE tbl = ? AND row = ? ORDER BY seq', table, id)) {
      const operation = decode(line);
      const holds = personal.filter((column) => (operation.s?.[column] ?? null) !== null);
      if (holds.length > 0) of.set(dot(operation.w, operation.n), erased(line, holds));
    }
  }
  if (names)
    for (const { line, operation, columns } of naming(desk.db, names)) {
      const name = dot(operation.w, operation.n);
      if (!of.has(name) && !isOther?.(operation.e ?? '', operation.r ?? '')) of.set(name, erased(line, columns));
    }
  return [...of.values()];
}

/**
 * Erases the personal values of records through the whole log, and every version of other texts that names the person, by one signed
 * operation that travels to the other desks. Cannot be undone. `cleanse` must follow.
 * @returns how many operations lost values
 * @throws DeskError `notFound` when none of the records carries personal data
 */
export function erasePersonal(desk: Desk, author: string, records: readonly RecordName[], options: ErasureOptions): number {
  const { reason } = options;
  return desk.writing(author, (start, stamp) => {
    const of = linesToErase(desk, records, options);
    if (of.length === 0) throw new DeskError('notFound', { table: records[0]?.table ?? '', id: records[0]?.id ?? '' });
    const t = stamp();
    let chain = start;
    const touched = new Map<string, RecordName>();
    for (let at = 0; at < of.length; at += namedAtOnce) {
      const whole = at === 0 ? { records: records.map(({ table, id }) => `${table}:${id}`) } : {};
      const redact = { of: of.slice(at, at + namedAtOnce), reason, ...whole };
      const appended = append(desk.db, chain, { x: start.n + 1, t, u: author, k: 'redact', redact });
      chain = appended.end;
      for (const one of follow(desk.db, appended.operation) ?? []) touched.set(`${one.table}:${one.id}`, one);
    }
    remakeRecords(desk.db, [...touched.values()]);
    return { chain, result: of.length };
  });
}
