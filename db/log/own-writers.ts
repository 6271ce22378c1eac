// The writers of this database's own launches: a chain from the latest back (sync 2.3). A copy of the same desk has writers
// too, which a bundle may bring; they are not among these.
import type { Reader } from '../store/connection.ts';

export interface OwnWriter {
  readonly w: number;
  readonly id: string;
  readonly desk: string;
  /** What it continues; null at the beginning. */
  readonly prevW: number | null;
  readonly prevN: number;
  /** How far this database's own launch came. */
  readonly max: number;
  /** How far the writer is known: further, when a copy continued from a position before its end. */
  readonly known: number;
  /** Chain hash at the end that is known, hex. */
  readonly sha: string;
}

const columns = 'w, id, desk, prev_w AS prevW, coalesce(prev_n, 0) AS prevN, max_n AS max, max_n AS known, head_sha AS sha';

/**
 * The last writer of this database. Desks made before 0.2 do not note it; there, every writer of the desk is of this database.
 */
export const lastWriter = (db: Reader, desk: string): OwnWriter | undefined =>
  db.get<OwnWriter>(`SELECT ${columns} FROM sync_writer WHERE id = (SELECT value FROM local_state WHERE key = 'tip')`) ??
  db.get<OwnWriter>(`SELECT ${columns} FROM sync_writer WHERE desk = ? ORDER BY w DESC`, desk);

/** Latest first; read one by one, since the first few are usually enough. */
export function* ownWriters(db: Reader, desk: string): Generator<OwnWriter> {
  let link = lastWriter(db, desk);
  // A writer continues one that came before it: the numbers fall, and the walk ends.
  for (let above = Number.MAX_SAFE_INTEGER; link && link.w < above; ) {
    yield link;
    above = link.w;
    const { prevW, prevN } = link;
    const before: OwnWriter | undefined = prevW === null ? undefined : db.get<OwnWriter>(`SELECT ${columns} FROM sync_writer WHERE w = ?`, prevW);
    link = before && { ...before, max: prevN };
  }
}
