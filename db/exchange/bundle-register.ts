// The list of bundles exported and imported. It stays at this desk.
import type { Reader, Writer } from '../store/connection.ts';

export type BundleStatus = 'applied' | 'waiting' | 'withdrawn' | 'written';
export interface BundleNote {
  readonly seq: number;
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly sha: string;
  readonly desk: string;
  readonly deskName: string;
  readonly fileName: string;
  readonly status: BundleStatus;
  readonly at: number;
  readonly report: string;
  readonly fromSeq: number;
  readonly toSeq: number;
}

/** Columns of the register as `BundleNote` names them. */
export const noteColumns =
  'seq, id, direction, sha, desk, desk_name AS deskName, file_name AS fileName, status, at, report, from_seq AS fromSeq, to_seq AS toSeq';

/** Bundles exported and imported, latest first. */
export const bundleNotes = (db: Reader, limit = 200): BundleNote[] =>
  db.all<BundleNote>(`SELECT ${noteColumns} FROM sync_bundle ORDER BY seq DESC LIMIT ?`, limit);

/** Files that wait in the inbox, the latest first. */
export const waitingNotes = (db: Reader): BundleNote[] =>
  db.all<BundleNote>(`SELECT ${noteColumns} FROM sync_bundle WHERE direction = 'in' AND status = 'waiting' ORDER BY seq DESC`);

/** When a bundle of a desk was last imported, milliseconds; null if none was. */
export const lastTakenFrom = (db: Reader, desk: string): number | null =>
  db.value<number>("SELECT at FROM sync_bundle WHERE direction = 'in' AND status = 'applied' AND desk = ? ORDER BY seq DESC", desk) ?? null;

export function noteBundle(db: Writer, note: Omit<BundleNote, 'seq'>): void {
  // A file that waited and is now imported has one entry, not two. Another desk's file of the same number is another file.
  db.run("DELETE FROM sync_bundle WHERE id = ? AND direction = ? AND status = 'waiting' AND desk = ?", note.id, note.direction, note.desk);
  db.run(
    'INSERT INTO sync_bundle (id, direction, sha, desk, desk_name, file_name, status, at, report, from_seq, to_seq) VALUES (?,?,?,?,?,?,?,?,?,?,?)',
    note.id,
    note.direction,
    note.sha,
    note.desk,
    note.deskName,
    note.fileName,
    note.status,
    note.at,
    note.report,
    note.fromSeq,
    note.toSeq,
  );
}
