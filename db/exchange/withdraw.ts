// Withdraws the last import (sync 2.9).
import { DeskError } from '../errors.ts';
import { forgetOperations, rewindWriter } from '../log/append.ts';
import { Projection } from '../log/projection.ts';
import { type Dot, decode, dot } from '../operations/operation.ts';
import type { Reader, Writer } from '../store/connection.ts';
import { reindex, rewindSearch } from '../store/search-index.ts';
import { type BundleNote, noteColumns } from './bundle-register.ts';

/** Why an import cannot be withdrawn, or that it can. */
export type Withdrawable =
  | { readonly ok: true; readonly note: BundleNote }
  | { readonly ok: false; readonly reason: 'none' | 'notLast' | 'exported' | 'builtOn' };

/**
 * An import may be withdrawn while it is the last one, nothing of ours builds on it, and no export has told others that
 * we hold it (sync 2.9).
 */
export function withdrawable(db: Reader, bundle: string): Withdrawable {
  const taken = "direction = 'in' AND status = 'applied' AND to_seq > 0";
  const note = db.get<BundleNote>(`SELECT ${noteColumns} FROM sync_bundle WHERE id = ? AND ${taken} ORDER BY seq DESC`, bundle);
  if (!note) return { ok: false, reason: 'none' };
  if (db.value(`SELECT 1 FROM sync_bundle WHERE seq > ? AND ${taken}`, note.seq) !== undefined) return { ok: false, reason: 'notLast' };
  const ours = db.all<{ line: string }>('SELECT line FROM sync_op WHERE seq > ? ORDER BY seq', note.toSeq).map(({ line }) => decode(line));
  if (ours.some((operation) => operation.k === 'export')) return { ok: false, reason: 'exported' };
  const dots = new Set<Dot>(
    db
      .all<{ id: string; n: number }>('SELECT s.id, o.n FROM sync_op o JOIN sync_writer s ON s.w = o.w WHERE o.seq BETWEEN ? AND ?', note.fromSeq, note.toSeq)
      .map(({ id, n }) => dot(id, n)),
  );
  const builds = ours.some(
    ({ p, saw, redact, writer }) =>
      [...Object.values(p ?? {}).flat(), ...Object.values(saw ?? {}).flat()].some((one) => dots.has(one)) ||
      redact?.of.some(([one]) => dots.has(one)) ||
      (writer?.prev && dots.has(dot(writer.prev.w, writer.prev.n))),
  );
  const created = new Set(
    db
      .all<{ row: string; line: string }>("SELECT row, line FROM sync_op WHERE seq BETWEEN ? AND ? AND tbl <> ''", note.fromSeq, note.toSeq)
      .flatMap(({ row, line }) => (decode(line).p === undefined ? [row] : [])),
  );
  // A record of ours may name one that would be gone, without having changed it.
  const refers = ours.some(({ s }) => Object.values(s ?? {}).some((value) => typeof value === 'string' && created.has(value)));
  // A redaction erased lines that cannot be brought back.
  const erased = db.value('SELECT 1 FROM sync_op WHERE seq BETWEEN ? AND ? AND line LIKE \'%"k":"redact"%\'', note.fromSeq, note.toSeq) !== undefined;
  return builds || refers || erased ? { ok: false, reason: 'builtOn' } : { ok: true, note };
}

/**
 * Withdraws the last import; the desk is as before it. The file may be imported again later.
 * @throws DeskError `notWithdrawable`
 */
export function withdraw(db: Writer, bundle: string): void {
  db.immediate(() => {
    const allowed = withdrawable(db, bundle);
    if (!allowed.ok) throw new DeskError('notWithdrawable', { reason: allowed.reason });
    const { note } = allowed;
    const rows = db.all<{ tbl: string; row: string; w: number }>(
      'SELECT DISTINCT tbl, row, w FROM sync_op WHERE seq BETWEEN ? AND ?',
      note.fromSeq,
      note.toSeq,
    );
    const writers = new Set(rows.map(({ w }) => w));
    const records = [...new Map(rows.filter(({ tbl }) => tbl !== '').map(({ tbl, row }) => [`${tbl}:${row}`, { table: tbl, id: row }])).values()].filter(
      ({ table }) => db.value('SELECT 1 FROM sqlite_schema WHERE type = ? AND name = ?', 'table', table) !== undefined,
    );
    for (const { id, n } of db.all<{ id: string; n: number }>(
      'SELECT s.id, o.n FROM sync_op o JOIN sync_writer s ON s.w = o.w WHERE o.seq BETWEEN ? AND ?',
      note.fromSeq,
      note.toSeq,
    ))
      db.run('DELETE FROM sync_checkpoint WHERE writer = ? AND n = ?', id, n);
    forgetOperations(db, note.fromSeq, note.toSeq);
    // Rows of writers are deleted latest first: a later one may continue an earlier one.
    for (const w of [...writers].sort((a, b) => b - a)) rewindWriter(db, w);
    const projection = new Projection(db);
    for (const { table, id } of records) projection.remake(table, id);
    rewindSearch(db);
    reindex(db, records);
    db.run("UPDATE sync_bundle SET status = 'withdrawn', from_seq = 0, to_seq = 0 WHERE seq = ?", note.seq);
  });
}
