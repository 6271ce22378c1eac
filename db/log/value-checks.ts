// Checks before anything is written: values against the catalog, references against the tables, rules against other records.
import { brokenOrder, checkValue, isRecordId } from '../catalog/check.ts';
import { columnOf, type Table, type TableName, type Value } from '../catalog/index.ts';
import { DeskError } from '../errors.ts';
import type { Reader } from '../store/connection.ts';
import type { SetValue } from './mutation.ts';
import { readRow } from './projection.ts';

export type PlainValues = Record<string, Value>;

export class ValueChecks {
  readonly #db: Reader;
  /** Records and terms found to exist in this commit: `table:id` and `term:list:key`. */
  readonly #known = new Set<string>();

  constructor(db: Reader) {
    this.#db = db;
  }

  /** A record written by this commit exists from here on. */
  noteWritten(table: string, id: string): void {
    this.#known.add(`${table}:${id}`);
  }

  /**
   * Checks every value given and divides stored values from links.
   * @throws DeskError `invalid`, `unknownColumn`, `missingReference`
   */
  split(table: Table & { name: TableName }, set: Readonly<Record<string, SetValue>>): { plain: PlainValues; links: [string, SetValue][] } {
    const plain: PlainValues = {};
    const links: [string, SetValue][] = [];
    for (const name of Object.keys(set)) {
      const given = set[name] ?? null;
      const column = columnOf(table, name);
      if (!column) throw new DeskError('unknownColumn', { table: table.name, column: name });
      if (column.kind === 'links') {
        const all = given === null ? [] : Array.isArray(given) ? given : typeof given === 'object' ? [...given.add, ...given.remove] : undefined;
        const refusal = all === undefined ? ({ code: 'notReference' } as const) : checkValue(column, all);
        if (refusal) throw invalid(table, name, undefined, refusal);
        links.push([name, given]);
        continue;
      }
      const value = typeof given === 'string' ? given.normalize('NFC') : given;
      const emptied = value === '' ? null : value;
      const refusal = checkValue(column, emptied);
      if (refusal) throw invalid(table, name, undefined, refusal);
      plain[name] = emptied as Value; // checkValue lets only stored values of this column's kind through
      if (column.kind === 'reference' && emptied !== null) this.requireRecord({ table: table.name, column: name, to: column.to, id: String(emptied) });
      if ((column.kind === 'term' || column.kind === 'terms') && emptied !== null)
        this.#requireTerms(table, name, column.list, column.kind === 'term' ? [String(emptied)] : (JSON.parse(String(emptied)) as string[]));
    }
    return { plain, links };
  }

  /** @throws DeskError `missingReference` */
  requireRecord({ table, column, to, id }: { readonly table: string; readonly column: string; readonly to: string; readonly id: string }): void {
    const key = `${to}:${id}`;
    if (this.#known.has(key)) return;
    if (!isRecordId(id) || !readRow(this.#db, to, id)) throw new DeskError('missingReference', { table, column, to, id });
    this.#known.add(key);
  }

  #requireTerms(table: Table, column: string, list: string, terms: readonly string[]): void {
    for (const term of terms) {
      const key = `term:${list}:${term}`;
      if (this.#known.has(key)) continue;
      if (this.#db.value('SELECT 1 FROM vocabulary WHERE list = ? AND key = ? AND deleted = 0', list, term) === undefined)
        throw invalid(table, column, undefined, { code: 'notListed', list });
      this.#known.add(key);
    }
  }

  /**
   * Order and uniqueness, where a column of the rule is among those being written.
   * @throws DeskError `ruleBroken`
   */
  rules(table: Table, { id, values }: { readonly id: string; readonly values: Readonly<PlainValues> }, touched: readonly string[]): void {
    const broken = brokenOrder(table, values);
    if (broken && (touched.includes(broken.from) || touched.includes(broken.to)))
      throw new DeskError('ruleBroken', { table: table.name, rule: 'order', from: broken.from, to: broken.to });
    for (const rule of table.rules ?? []) {
      if (rule.kind !== 'unique' || !rule.columns.some((column) => touched.includes(column))) continue;
      const where = rule.columns.map((column) => `"${column}" IS ?`).join(' AND ');
      const other = this.#db.value<string>(
        `SELECT id FROM "${table.name}" WHERE deleted = 0 AND id <> ? AND ${where}`,
        id,
        ...rule.columns.map((column) => values[column] ?? null),
      );
      if (other !== undefined) throw new DeskError('ruleBroken', { table: table.name, rule: 'unique', from: rule.columns.join(', '), other });
    }
  }
}

/** A value refused by the catalog, as an error with the column and the reason. */
export const invalid = (table: Table, column: string, id: string | undefined, refusal: NonNullable<ReturnType<typeof checkValue>>): DeskError => {
  const { code, ...limits } = refusal;
  return new DeskError('invalid', { table: table.name, column, id, reason: code, ...limits });
};
