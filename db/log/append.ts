// Appending to the operation log: one chain per writer, no gaps, each line hashed onto the one before.
import { DeskError } from '../errors.ts';
import { lineLimits } from '../operations/line.ts';
import { chain, chainStart, decode, encode, type Operation, schemaVersion, type WriterLine } from '../operations/operation.ts';
import type { Reader, Writer } from '../store/connection.ts';

/** The open end of one writer's chain. */
export interface ChainEnd {
  /** Local number of the writer. */
  readonly w: number;
  readonly id: string;
  readonly n: number;
  readonly sha: string;
}

/** `v` only for seed sets, which keep the version they were made in. */
export type Draft = Omit<Operation, 'w' | 'n' | 'v' | 'redacted'> & { readonly v?: string };

export interface Appended {
  readonly end: ChainEnd;
  readonly operation: Operation;
  readonly seq: number;
}

/** The row of a writer whose chain is still empty. Returns its local number. */
export function insertWriter(db: Writer, id: string, line: WriterLine): number {
  const prevW = line.prev === null ? null : (db.value<number>('SELECT w FROM sync_writer WHERE id = ?', line.prev.w) ?? null);
  const made = db.run(
    'INSERT INTO sync_writer (id, desk, prev_w, prev_n, opened_at, app, schema, host, max_n, head_sha) VALUES (?,?,?,?,?,?,?,?,0,?)',
    id,
    line.desk,
    prevW,
    line.prev?.n ?? null,
    line.opened,
    line.app,
    line.schema,
    line.host,
    line.prev?.sha ?? chainStart,
  );
  return Number(made.lastInsertRowid);
}

/** Starts a writer's chain with its `writer` operation, which says whose it is and what it continues. */
export function openChain(db: Writer, id: string, line: WriterLine, draft: Pick<Draft, 't' | 'u' | 'v'>): ChainEnd {
  const end: ChainEnd = { w: insertWriter(db, id, line), id, n: 0, sha: line.prev?.sha ?? chainStart };
  const appended = append(db, end, { x: 1, t: draft.t, u: draft.u, k: 'writer', writer: line, ...(draft.v === undefined ? {} : { v: draft.v }) });
  closeAction(db, appended.end);
  return appended.end;
}

/** Appends one operation. The writer's row is brought up to date once per action, by `closeAction`. */
export function append(db: Writer, end: ChainEnd, draft: Draft): Appended {
  const n = end.n + 1;
  const operation: Operation = {
    w: end.id,
    n,
    x: draft.x,
    t: draft.t,
    v: draft.v ?? schemaVersion,
    u: draft.u,
    k: draft.k,
    e: draft.e,
    r: draft.r,
    s: draft.s,
    p: draft.p,
    saw: draft.saw,
    into: draft.into,
    over: draft.over,
    after: draft.after,
    why: draft.why,
    of: draft.of,
    writer: draft.writer,
    export: draft.export,
    redact: draft.redact,
  };
  const line = encode(operation);
  refuseUnreadable(operation, line);
  const made = db.run(
    'INSERT INTO sync_op (w, n, x, t, tbl, row, line, state) VALUES (?,?,?,?,?,?,?,0)',
    end.w,
    n,
    draft.x,
    draft.t,
    draft.e ?? '',
    draft.r ?? '',
    line,
  );
  return { end: { ...end, n, sha: chain(end.sha, line) }, operation, seq: Number(made.lastInsertRowid) };
}

/** What every reader refuses is not written: one such line would close all later files of this desk to every other. */
function refuseUnreadable({ u, redact, s }: Operation, line: string): void {
  const tooLong = (table: string, column: string, max: number) => new DeskError('invalid', { table, column, reason: 'tooLong', max });
  if (u.length > lineLimits.author) throw tooLong('note', 'author', lineLimits.author);
  if (redact && redact.reason.length > lineLimits.reason) throw tooLong('note', 'text', lineLimits.reason);
  // Everything else a line is checked for follows from the catalog; its length does not.
  if (line.length > lineLimits.bytes) throw tooLong('note', Object.keys(s ?? {})[0] ?? 'text', lineLimits.text);
}

export function closeAction(db: Writer, end: ChainEnd): void {
  db.run('UPDATE sync_writer SET max_n = ?, head_sha = ? WHERE w = ?', end.n, end.sha, end.w);
}

/** Appends a checked line of another desk unchanged. Returns its sequence number. */
export function appendForeign(db: Writer, { w, operation, line, state }: { w: number; operation: Operation; line: string; state: 0 | 1 | 2 }): number {
  const made = db.run(
    'INSERT INTO sync_op (w, n, x, t, tbl, row, line, state) VALUES (?,?,?,?,?,?,?,?)',
    w,
    operation.n,
    operation.x,
    operation.t,
    operation.e ?? '',
    operation.r ?? '',
    line,
    state,
  );
  return Number(made.lastInsertRowid);
}

/** Deletes operations of a withdrawn import; no other desk has been told that they were here. */
export function forgetOperations(db: Writer, fromSeq: number, toSeq: number): void {
  db.run('DELETE FROM sync_op WHERE seq BETWEEN ? AND ?', fromSeq, toSeq);
}

/** Deletes the end of one writer's chain, from a position on. */
export function forgetFrom(db: Writer, w: number, n: number): void {
  db.run('DELETE FROM sync_op WHERE w = ? AND n >= ?', w, n);
  rewindWriter(db, w);
}

/** Sets a writer's end to its last operation; a writer without operations is deleted. */
export function rewindWriter(db: Writer, w: number): void {
  const top = db.value<number | null>('SELECT max(n) FROM sync_op WHERE w = ?', w) ?? 0;
  if (top === 0) {
    db.run('DELETE FROM sync_writer WHERE w = ?', w);
    return;
  }
  db.run('UPDATE sync_writer SET max_n = ?, head_sha = ? WHERE w = ?', top, chainAt(db, w, top) ?? chainStart, w);
}

/** Chain hash after a writer's operation `n`, computed from the log. */
export function chainAt(db: Reader, w: number, n: number): string | undefined {
  let sha: string | undefined;
  for (const { line } of db.each<{ line: string }>('SELECT line FROM sync_op WHERE w = ? AND n <= ? ORDER BY n', w, n)) {
    sha ??= decode(line).writer?.prev?.sha ?? chainStart;
    sha = chain(sha, line);
  }
  return sha;
}

/** Replaces a line by another form of the same operation, with or without erased values; its hash, and so the chain, stays. */
export function replaceLine(db: Writer, { w, n }: { readonly w: number; readonly n: number }, line: string, state: 0 | 1 | 2): void {
  db.run('UPDATE sync_op SET line = ?, state = ? WHERE w = ? AND n = ?', line, state, w, n);
}

/** Marks an operation as applied in full, or as kept for a version that understands it. */
export function markOperation(db: Writer, seq: number, state: 0 | 1): void {
  db.run('UPDATE sync_op SET state = ? WHERE seq = ?', state, seq);
}
