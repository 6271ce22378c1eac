// Record ids: random-but-ordered for new records, fixed for reference rows and links, so that the same city or the same
// link added at two desks is one row (sync 2.7).
import { createHash } from 'node:crypto';

/** UUIDv7 (RFC 9562): milliseconds first, so that new records lie together in the index. */
export function newRecordId(nowMs: number, random: (bytes: number) => Buffer): string {
  const bytes = random(16);
  bytes.writeUIntBE(Math.max(0, Math.min(nowMs, 2 ** 48 - 1)), 0, 6);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  return hyphenated(bytes);
}

const namespace = Buffer.from('6f1d1f5a4b0c5c55a2e83f6d1a7b9c10', 'hex');

/** UUIDv5 over a stable key, never over a name that may change. */
export function fixedRecordId(table: string, key: string): string {
  const bytes = createHash('sha1').update(namespace).update(`${table}:${key}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  return hyphenated(bytes);
}

/** The one row that ties two records through a link table. */
export function linkId(through: string, from: string, to: string, where: Readonly<Record<string, string>> = {}): string {
  return fixedRecordId(through, [from, to, ...Object.entries(where).flat()].join(':'));
}

function hyphenated(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
