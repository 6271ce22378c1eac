// Records of a table, found by what a line of a file says of them.
import { fold } from '../../../db/catalog/fold.ts';
import type { PlainRecord } from '../../../db/queries/values.ts';
import { type Cell, isBlank } from '../tabular/cells.ts';
import type { Names } from '../tabular/names.ts';
import { storedText } from '../tabular/same-value.ts';
import { cellOf, type Filled, type Understood } from './filled-columns.ts';

interface Identified {
  readonly filled: readonly Filled[];
  /** Columns that identify a record. */
  readonly keys: readonly string[];
  /** Columns that tell records of one name apart, where both say something. */
  readonly apart: readonly string[];
  readonly names: Names;
}

/** Between the texts of two columns; none of them holds it. */
const between = '\u0001';

/** Indexed once; a line is compared by comparable texts. */
export class KnownRecords {
  readonly byId: ReadonlyMap<string, PlainRecord>;
  /** Records that an earlier line of the file means. */
  readonly used = new Set<string>();
  readonly #byKey: ReadonlyMap<string, PlainRecord[]>;
  readonly #byAll: ReadonlyMap<string, PlainRecord[]>;
  readonly #filled: readonly Filled[];
  readonly #keyed: readonly Filled[];
  readonly #apart: readonly Filled[];
  readonly #names: Names;
  /** Lines of new records, by key. */
  readonly #fresh = new Map<string, { readonly line: number; readonly apart: readonly string[] }[]>();

  constructor(records: readonly PlainRecord[], { filled, keys, apart, names }: Identified) {
    this.#names = names;
    this.#apart = filled.filter(({ target }) => apart.includes(target) && !keys.includes(target));
    this.#filled = filled;
    this.#keyed = filled.filter(({ target }) => keys.includes(target));
    this.byId = new Map(records.map((record) => [record.id, record]));
    this.#byKey = indexOf(this.#keyed.length === 0 ? [] : records, (record) =>
      this.#keyed.map((one) => spelling(one, storedText(one.column, record.values[one.target], names))),
    );
    this.#byAll = indexOf(records, (record) => filled.map(({ target, column }) => storedText(column, record.values[target], names)));
  }

  /** A record that has every value of the line and that no earlier line means. */
  equalTo(cells: readonly Understood[]): PlainRecord | undefined {
    if (cells.some(({ text }) => text === undefined)) return undefined;
    return this.#byAll.get(cells.map(({ text }) => text).join(between))?.find((one) => !this.used.has(one.id));
  }

  /** Records with the same values in the key columns; none where all key cells are blank. */
  matching(row: readonly Cell[], cells: readonly Understood[]): readonly PlainRecord[] {
    const key = this.#keyOf(row, cells);
    const found = key === undefined ? [] : (this.#byKey.get(key) ?? []);
    const apart = this.#apartOf(cells);
    return found.filter((record) =>
      agree(
        apart,
        this.#apart.map(({ target, column }) => storedText(column, record.values[target], this.#names)),
      ),
    );
  }

  /** An earlier line of the file that makes a record of the same key. */
  sameLine(row: readonly Cell[], cells: readonly Understood[]): number | undefined {
    const key = this.#keyOf(row, cells);
    if (key === undefined) return undefined;
    const apart = this.#apartOf(cells);
    return this.#fresh.get(key)?.find((one) => agree(one.apart, apart))?.line;
  }

  /** The line makes a new record. */
  note(row: readonly Cell[], cells: readonly Understood[], line: number): void {
    const key = this.#keyOf(row, cells);
    if (key !== undefined) this.#fresh.set(key, [...(this.#fresh.get(key) ?? []), { line, apart: this.#apartOf(cells) }]);
  }

  #keyOf(row: readonly Cell[], cells: readonly Understood[]): string | undefined {
    if (this.#keyed.length === 0 || this.#keyed.every((filled) => isBlank(cellOf(filled, row)))) return undefined;
    // A cell that means nothing equals no record.
    return this.#keyed.map((filled) => spelling(filled, cells[this.#filled.indexOf(filled)]?.text ?? '\u0002')).join(between);
  }

  #apartOf = (cells: readonly Understood[]): readonly string[] => this.#apart.map((filled) => cells[this.#filled.indexOf(filled)]?.text ?? '');
}

/** Names are the same in any spelling of theirs; days and numbers are not words. */
export const spelling = ({ column }: Filled, text: string): string => (column.kind === 'text' || column.kind === 'longText' ? fold(text) : text);

/** What one of them does not say contradicts nothing. */
const agree = (one: readonly string[], other: readonly string[]): boolean =>
  one.every((text, at) => text === '' || (other[at] ?? '') === '' || text === other[at]);

function indexOf(records: readonly PlainRecord[], textsOf: (record: PlainRecord) => readonly string[]): Map<string, PlainRecord[]> {
  const index = new Map<string, PlainRecord[]>();
  for (const record of records) {
    const key = textsOf(record).join(between);
    const there = index.get(key);
    if (there) there.push(record);
    else index.set(key, [record]);
  }
  return index;
}
