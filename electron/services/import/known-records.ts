// Records of a table, found by what a line of a file says of them.
import type { PlainRecord } from '../../../db/queries/values.ts';
import { type Cell, isBlank } from '../tabular/cells.ts';
import type { Names } from '../tabular/names.ts';
import { storedText } from '../tabular/same-value.ts';
import { cellOf, type Filled, type Understood } from './filled-columns.ts';

interface Identified {
  readonly filled: readonly Filled[];
  /** Columns that identify a record. */
  readonly keys: readonly string[];
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

  constructor(records: readonly PlainRecord[], { filled, keys, names }: Identified) {
    this.#filled = filled;
    this.#keyed = filled.filter(({ target }) => keys.includes(target));
    this.byId = new Map(records.map((record) => [record.id, record]));
    this.#byKey = indexOf(this.#keyed.length === 0 ? [] : records, this.#keyed, names);
    this.#byAll = indexOf(records, filled, names);
  }

  /** A record that has every value of the line and that no earlier line means. */
  equalTo(cells: readonly Understood[]): PlainRecord | undefined {
    if (cells.some(({ text }) => text === undefined)) return undefined;
    return this.#byAll.get(cells.map(({ text }) => text).join(between))?.find((one) => !this.used.has(one.id));
  }

  /** Records with the same values in the key columns; none where all key cells are blank. */
  matching(row: readonly Cell[], cells: readonly Understood[]): readonly PlainRecord[] {
    if (this.#keyed.length === 0 || this.#keyed.every((filled) => isBlank(cellOf(filled, row)))) return [];
    // A cell that means nothing equals no record.
    const key = this.#keyed.map((filled) => cells[this.#filled.indexOf(filled)]?.text ?? '\u0002').join(between);
    return this.#byKey.get(key) ?? [];
  }
}

function indexOf(records: readonly PlainRecord[], columns: readonly Filled[], names: Names): Map<string, PlainRecord[]> {
  const index = new Map<string, PlainRecord[]>();
  for (const record of records) {
    const key = columns.map(({ target, column }) => storedText(column, record.values[target], names)).join(between);
    const there = index.get(key);
    if (there) there.push(record);
    else index.set(key, [record]);
  }
  return index;
}
