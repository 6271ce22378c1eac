// Chains that go on from one place twice: a disk was copied or a backup restored.
import type { Reader } from '../store/connection.ts';
import { type ChainLink, type Fork, forksOf } from './core/forks.ts';

export function forks(db: Reader): Fork[] {
  const rows = db.all<{ id: string; desk: string; prev: string | null; prev_n: number | null; max_n: number; opened_at: string; host: string }>(
    'SELECT s.id, s.desk, p.id AS prev, s.prev_n, s.max_n, s.opened_at, s.host FROM sync_writer s LEFT JOIN sync_writer p ON p.w = s.prev_w',
  );
  return forksOf(
    rows.map(
      (row): ChainLink => ({
        id: row.id,
        desk: row.desk,
        prev: row.prev !== null && row.prev_n !== null ? { w: row.prev, n: row.prev_n } : null,
        max: row.max_n,
        opened: row.opened_at,
        host: row.host,
      }),
    ),
  );
}
