// Rules of a table that a value may stand in one record only, kept also among the lines of a file.
import type { Table, Value } from '../../../db/catalog/index.ts';
import type { PlainRecord } from '../../../db/queries/values.ts';
import type { Reader } from '../../../db/store/connection.ts';
import type { Rejection } from './import-plan.ts';

interface UniqueLine {
  readonly record: PlainRecord | undefined;
  readonly changed: (column: string) => boolean;
  readonly line: number;
}

export class UniqueLines {
  readonly #db: Reader;
  readonly #table: Table;
  /** Values of earlier lines, with the line. */
  readonly #seen = new Map<string, number>();

  constructor(db: Reader, table: Table) {
    this.#db = db;
    this.#table = table;
  }

  /** @param merged  the record as it would be @returns what it would equal; undefined when nothing, and then the line is noted */
  conflictOf(merged: Readonly<Record<string, unknown>>, { record, changed, line }: UniqueLine): Omit<Rejection, 'line'> | undefined {
    for (const [at, rule] of (this.#table.rules ?? []).entries()) {
      if (rule.kind !== 'unique' || (record && !rule.columns.some(changed))) continue;
      const values = rule.columns.map((column) => (merged[column] ?? null) as Value);
      const key = `${at}:${JSON.stringify(values)}`;
      const other = this.#seen.get(key);
      if (other !== undefined) return { column: rule.columns[0] ?? '', code: 'sameAsLine', details: { line: other } };
      if (this.#isTaken(rule.columns, values, record?.id)) return { column: rule.columns[0] ?? '', code: 'unique', details: {} };
      this.#seen.set(key, line);
    }
    return undefined;
  }

  #isTaken(columns: readonly string[], values: readonly Value[], own: string | undefined): boolean {
    const where = columns.map((column) => `"${column}" IS ?`).join(' AND ');
    return this.#db.value(`SELECT 1 FROM "${this.#table.name}" WHERE deleted = 0 AND id IS NOT ? AND ${where} LIMIT 1`, own ?? null, ...values) !== undefined;
  }
}
