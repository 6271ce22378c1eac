// One value that changes whenever what can be kept in columns changes: a column, a table, a kind, a limit or a merge group.
import { createHash } from 'node:crypto';
import { tables } from './index.ts';
import type { Table } from './table.ts';

/** SHA-256 over tables and columns as the catalog defines them, hex. The order of definition does not count. */
export function fingerprintOf(catalog: Readonly<Record<string, Pick<Table, 'columns'>>>): string {
  const sorted = <T extends object>(record: T): [string, T[keyof T]][] => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  const plain = sorted(catalog).map(([name, { columns }]) => [name, sorted(columns).map(([column, definition]) => [column, sorted(definition)])]);
  return createHash('sha256').update(JSON.stringify(plain)).digest('hex');
}

/** The fingerprint of this program's catalog. */
export const catalogFingerprint = fingerprintOf(tables);
