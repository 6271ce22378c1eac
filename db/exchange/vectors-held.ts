// What this database holds of every writer's chain, and how chains continue each other.
import type { Reader } from '../store/connection.ts';
import { frontierOf, type Links, type Vector } from './core/vectors.ts';

export const vectorOf = (db: Reader): Map<string, number> =>
  new Map(db.all<{ id: string; max_n: number }>('SELECT id, max_n FROM sync_writer WHERE max_n > 0').map(({ id, max_n }) => [id, max_n]));

export function linksOf(db: Reader): Links {
  const links = new Map<string, { w: string; n: number } | null>(
    db
      .all<{ id: string; prev: string | null; prev_n: number | null }>(
        'SELECT s.id, p.id AS prev, s.prev_n FROM sync_writer s LEFT JOIN sync_writer p ON p.w = s.prev_w',
      )
      .map(({ id, prev, prev_n }) => [id, prev !== null && prev_n !== null ? { w: prev, n: prev_n } : null]),
  );
  return (writer) => links.get(writer);
}

/** Short form as it is written into files and kept in columns. */
export const packVector = (vector: Vector): Record<string, number> => Object.fromEntries([...vector].sort(([a], [b]) => (a < b ? -1 : 1)));
export const unpackVector = (packed: Readonly<Record<string, number>>): Map<string, number> => new Map(Object.entries(packed));

/** Short form of what is held, for statements and manifests. */
export const ownFrontier = (db: Reader): Record<string, number> => packVector(frontierOf(vectorOf(db), linksOf(db)));
export const shortForm = (db: Reader, vector: Vector): Record<string, number> => packVector(frontierOf(vector, linksOf(db)));
