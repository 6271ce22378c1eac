// Appending to the operation log: one chain per writer, no gaps, each line hashed onto the one before.
import type { Writer } from './handles.ts';
import { chain, chainStart, encode, type Operation, schemaVersion, type WriterLine } from './sync/operation.ts';

/** The open end of one writer's chain. */
export interface ChainEnd {
  /** Local number of the writer. */
  readonly w: number;
  readonly id: string;
  readonly n: number;
  readonly sha: string;
}

export type Draft = Omit<Operation, 'w' | 'n' | 'v'>;

export interface Appended {
  readonly end: ChainEnd;
  readonly operation: Operation;
  readonly seq: number;
}

/** Starts a writer's chain with its `writer` operation, which says whose it is and what it continues. */
export function openChain(db: Writer, id: string, line: WriterLine, draft: Pick<Draft, 't' | 'u'>): ChainEnd {
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
  const end: ChainEnd = { w: Number(made.lastInsertRowid), id, n: 0, sha: line.prev?.sha ?? chainStart };
  const appended = append(db, end, { x: 1, t: draft.t, u: draft.u, k: 'writer', writer: line });
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
    v: schemaVersion,
    u: draft.u,
    k: draft.k,
    e: draft.e,
    r: draft.r,
    s: draft.s,
    p: draft.p,
    why: draft.why,
    of: draft.of,
    writer: draft.writer,
  };
  const line = encode(operation);
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

export function closeAction(db: Writer, end: ChainEnd): void {
  db.run('UPDATE sync_writer SET max_n = ?, head_sha = ? WHERE w = ?', end.n, end.sha, end.w);
}
