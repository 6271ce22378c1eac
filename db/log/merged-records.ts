// Which records of a table were merged into which, as the current versions of their deletion marks say.
import { decode, splitDot } from '../operations/operation.ts';
import { headsOf } from '../operations/registers.ts';
import type { Reader } from '../store/connection.ts';
import { readRow, type StoredRow } from './projection.ts';

export interface MergedRecord {
  readonly row: StoredRow;
  /** Records that take its place, one for each current mark. */
  readonly into: readonly string[];
  /** Somebody deleted it or keeps it, besides those who merged it. */
  readonly otherwise: boolean;
  /** Values that none of the marks has seen, entered by a person. */
  readonly unseen: boolean;
}

/** Records with at least one mark that names another record. */
export function mergedRecords(db: Reader, table: string): MergedRecord[] {
  const ids = db.all<{ row: string }>(
    `SELECT DISTINCT row FROM sync_op WHERE row IN (SELECT id FROM "${table}" WHERE deleted = 1 OR _h LIKE '%"deleted"%') AND line LIKE '%"into":%'`,
  );
  return ids.flatMap(({ row: id }) => {
    const row = readRow(db, table, id);
    const found = row && mergedRecord(db, row);
    return found && found.into.length > 0 ? [found] : [];
  });
}

function mergedRecord(db: Reader, row: StoredRow): MergedRecord {
  const at = (local: string) => {
    const { w, n } = splitDot(local);
    return decode(db.value<string>('SELECT line FROM sync_op WHERE w = ? AND n = ?', Number(w), n) ?? '{}');
  };
  const marks = headsOf(row.heads, 'deleted').map(at);
  // A restoration that followed from a circle of merges gives way to what a person says.
  const said = marks.filter(({ why }) => why !== 'follow');
  const counted = said.length > 0 ? said : marks;
  const into = [...new Set(counted.flatMap((mark) => (mark.s?.deleted === 1 && mark.into !== undefined ? [mark.into] : [])))].sort();
  const otherwise = counted.some((mark) => mark.s?.deleted !== 1 || mark.into === undefined);
  const contested = db.value("SELECT 1 FROM sync_conflict WHERE row = ? AND register = 'deleted'", row.id) !== undefined;
  const edited = Object.entries(row.heads).some(
    ([register, heads]) => register !== 'deleted' && register !== '*' && [heads].flat().some((one) => !automatic.has(at(one).why ?? 'edit')),
  );
  return { row, into, otherwise, unseen: contested && edited };
}

/** Edits that come of a merge. */
const automatic: ReadonlySet<string> = new Set(['merge', 'follow']);
