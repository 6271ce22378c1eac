// Appends the operations of one action, with the versions each one replaces, and projects them into the record tables.
import { columnsOfRegister, type Table, type TableName } from '../catalog/index.ts';
import type { Stamp } from '../operations/clock.ts';
import { type Dot, dot, type Saw, splitDot, type Why } from '../operations/operation.ts';
import { type Heads, headsOf, newest, sameValues } from '../operations/registers.ts';
import type { Writer } from '../store/connection.ts';
import { append, type ChainEnd } from './append.ts';
import { erasuresOf } from './erased-records.ts';
import { Projection, type StoredRow, versions } from './projection.ts';
import type { PlainValues } from './value-checks.ts';

export interface Committed {
  /** Every record written, as it is now, in the order of writing. */
  readonly rows: readonly { readonly table: TableName; readonly row: StoredRow }[];
  /** Names the action for history and undo; null when nothing had to change. */
  readonly action: Dot | null;
}

export interface RecordChange {
  readonly id: string;
  readonly values: Readonly<PlainValues>;
  /** Registers being written and the record as it was; without them the operation creates the record. */
  readonly registers?: readonly string[];
  readonly row?: StoredRow;
  /** For a deletion: the versions of the whole record that its author saw. */
  readonly saw?: Heads;
  /** With a deletion: the record that takes the place of this one. */
  readonly into?: string;
  /** Versions that the change replaces, per register; by default those the author was shown. */
  readonly replaces?: (register: string) => readonly string[];
}

export interface ActionOptions {
  readonly author: string;
  readonly stamp: Stamp;
  readonly why?: Why;
  /** For undo and redo: the action meant. */
  readonly of?: Dot;
}

/** Reasons for which an operation replaces every version, not only the one shown. */
const answersAll: ReadonlySet<Why> = new Set(['settle', 'follow']);

export class ActionAppender {
  readonly #db: Writer;
  readonly #start: ChainEnd;
  readonly #options: ActionOptions;
  readonly #projection: Projection;
  readonly #written = new Map<string, { table: TableName; row: StoredRow }>();
  readonly #writerIds = new Map<string, string>();
  #chain: ChainEnd;

  constructor(db: Writer, start: ChainEnd, options: ActionOptions) {
    this.#db = db;
    this.#start = start;
    this.#chain = start;
    this.#options = options;
    this.#projection = new Projection(db);
  }

  /** The chain's end after what was appended so far. */
  get chain(): ChainEnd {
    return this.#chain;
  }

  result(): Committed {
    return { rows: [...this.#written.values()], action: this.#chain.n === this.#start.n ? null : dot(this.#chain.id, this.#start.n + 1) };
  }

  /** One operation into the log, and its record's row written. */
  append(table: Table & { name: TableName }, { id, values, registers, row, saw, into, replaces }: RecordChange): void {
    const { author, stamp, why = 'edit', of } = this.#options;
    const replaced = replaces ?? ((register: string) => (row ? this.#superseded(table, register, row) : []));
    const appended = append(this.#db, this.#chain, {
      x: this.#start.n + 1,
      t: stamp,
      u: author,
      k: 'set',
      e: table.name,
      r: id,
      s: values,
      ...(registers && row ? { p: Object.fromEntries(registers.map((register) => [register, replaced(register).map((local) => this.#global(local))])) } : {}),
      ...(saw ? { saw: this.#globalHeads(saw) } : {}),
      ...(into === undefined ? {} : { into }),
      ...this.#over(table, registers ?? [], row),
      ...this.#after(table.name, row),
      why,
      ...(of ? { of } : {}),
    });
    this.#chain = appended.end;
    const now = this.#projection.apply(appended.operation, row);
    this.#written.set(`${table.name}:${id}`, { table: table.name, row: now });
  }

  /**
   * Versions that this edit replaces. Of several, an ordinary edit replaces the one
   * that is shown, with its equals, and leaves the conflict open; only settling replaces all of them (sync 2.5).
   */
  #superseded(table: Table, register: string, row: StoredRow): readonly string[] {
    const heads = headsOf(row.heads, register);
    if (heads.length < 2 || register === 'deleted' || answersAll.has(this.#options.why ?? 'edit')) return heads;
    const versionAt = versions(this.#db);
    const shown = newest(heads.map((local) => ({ ...versionAt(local), local })));
    const columns = columnsOfRegister(table, register);
    // An edit answers every desk that has entered the value shown.
    return heads.filter((local) => sameValues(columns, versionAt(local), shown));
  }

  /** The versions that an edit of a cell in conflict leaves standing. */
  #over(table: Table, registers: readonly string[], row: StoredRow | undefined): { readonly over?: readonly Dot[] } {
    if (!row || this.#options.why === 'undo' || this.#options.why === 'redo') return {};
    const left = registers.flatMap((register) => {
      const gone = new Set(this.#superseded(table, register, row));
      return headsOf(row.heads, register).filter((local) => !gone.has(local));
    });
    return left.length > 0 ? { over: [...new Set(left)].map((local) => this.#global(local)) } : {};
  }

  /** An author who is shown a record sees that it was erased. */
  #after(table: TableName, row: StoredRow | undefined): { readonly after?: readonly Dot[] } {
    const known = row ? erasuresOf(this.#db, table, row.id) : [];
    return known.length > 0 ? { after: known } : {};
  }

  #globalHeads(heads: Heads): Saw {
    const all = Object.entries(heads).map(([register, dots]) => [
      register,
      typeof dots === 'string' ? this.#global(dots) : dots.map((one) => this.#global(one)),
    ]);
    return Object.fromEntries(all) as Saw;
  }

  #global(local: string): Dot {
    const { w, n } = splitDot(local);
    let writer = this.#writerIds.get(w);
    if (writer === undefined) {
      writer = this.#db.value<string>('SELECT id FROM sync_writer WHERE w = ?', Number(w)) ?? versions(this.#db)(local).writer;
      this.#writerIds.set(w, writer);
    }
    return dot(writer, n);
  }
}
