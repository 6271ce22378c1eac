// Record ids: random-but-ordered for new records, fixed for reference rows and links, so that the same city or the same
// link added at two desks is one row (sync 2.7).
import { v5, v7 } from 'uuid';

/**
 * UUIDv7 (RFC 9562): milliseconds first, so that new records lie together in the index.
 * @param nowMs  wall clock; a clock before 1970 or beyond 48 bits is cut to what fits
 */
export const newRecordId = (nowMs: number, random: (bytes: number) => Buffer): string =>
  v7({ msecs: Math.max(0, Math.min(nowMs, 2 ** 48 - 1)), random: random(16) });

const namespace = '6f1d1f5a-4b0c-5c55-a2e8-3f6d1a7b9c10';

/** UUIDv5 over a stable key, never over a name that may change. */
export const fixedRecordId = (table: string, key: string): string => v5(`${table}:${key}`, namespace);

/** The one row that ties two records through a link table. */
export function linkId(through: string, from: string, to: string, where: Readonly<Record<string, string>> = {}): string {
  return fixedRecordId(through, [from, to, ...Object.entries(where).flat()].join(':'));
}
