// A period, bureau, council or strategy that a person names by its record id or its Japanese name.
import { sql } from 'drizzle-orm';
import { allOf } from '../../../db/queries/compile.ts';
import type { Reader } from '../../../db/store/connection.ts';

/** @returns the record id; undefined when no live record has that id or Japanese name. Of several, the oldest. */
export function findByIdOrName(db: Reader, table: 'period' | 'bureau' | 'council' | 'strategy', idOrName: string): string | undefined {
  return allOf<{ id: string }>(
    db,
    sql`SELECT id FROM ${sql.identifier(table)} WHERE deleted = 0 AND (id = ${idOrName} OR nameJa = ${idOrName}) ORDER BY id LIMIT 1`,
  )[0]?.id;
}
