// The record tables as a projection of the log: the only code that writes them. Used by commit, seeding, merging and
// replay alike.
import { checkValue } from '../catalog/check.ts';
import { columnOf, findTable, storedColumns, type Table, tableOf } from '../catalog/index.ts';
import { decode, dot, type Operation, splitDot } from '../operations/operation.ts';
import {
  applyChange,
  type Change,
  type Heads,
  headsOf,
  type LocalDot,
  type RowState,
  registersOf,
  type Values,
  type Version,
} from '../operations/registers.ts';
import { type Twins, twinsOf } from '../operations/twins.ts';
import type { Reader, SqlRow, SqlValue, Writer } from '../store/connection.ts';
import { asItCounts } from './erased-records.ts';

interface Shape {
  readonly table: Table;
  readonly columns: readonly string[];
  readonly select: string;
  readonly insert: string;
}

const quoted = (name: string) => `"${name}"`;

function shapeOf(name: string): Shape {
  const table = tableOf(name);
  const columns = ['deleted', ...storedColumns(table).map(([column]) => column)];
  const names = ['id', '_h', ...columns].map(quoted).join(', ');
  return {
    table,
    columns,
    select: `SELECT ${names} FROM ${quoted(name)} WHERE id = ?`,
    insert: `INSERT INTO ${quoted(name)} (${names}) VALUES (${Array(columns.length + 2)
      .fill('?')
      .join(', ')})`,
  };
}

const shapes = new Map<string, Shape>();
const shape = (name: string): Shape => {
  const known = shapes.get(name) ?? shapeOf(name);
  shapes.set(name, known);
  return known;
};

export interface StoredRow extends RowState {
  readonly id: string;
  /** Heads as stored, to be sent back by an editor as "what I saw". */
  readonly seen: string;
}

/** A record with its versions, deleted or not; undefined when there is none. */
export function readRow(db: Reader, table: string, id: string): StoredRow | undefined {
  const found = db.get(shape(table).select, id);
  return found === undefined ? undefined : rowOf(found);
}

function rowOf(found: SqlRow): StoredRow {
  const { id, _h, ...values } = found;
  return { id: String(id), seen: String(_h), heads: JSON.parse(String(_h)) as Heads, values: values as Values };
}

/** Local numbers of writers, remembered. */
export class WriterNumbers {
  readonly #db: Reader;
  readonly #numbers = new Map<string, number>();
  constructor(db: Reader) {
    this.#db = db;
  }
  of(id: string): number {
    let number = this.#numbers.get(id);
    if (number === undefined) {
      number = this.#db.value<number>('SELECT w FROM sync_writer WHERE id = ?', id);
      if (number === undefined) throw new Error(`unknown writer ${id}`);
      this.#numbers.set(id, number);
    }
    return number;
  }
  local(full: string): LocalDot {
    const { w, n } = splitDot(full);
    return `${this.of(w)}.${n}`;
  }
}

/** Values that this version can keep in its columns. Others (of a later version, or broken) are left out and stay in the log. */
function readable(table: Table, operation: Operation): { values: Values; whole: boolean } {
  const given = operation.s ?? {};
  const values: Record<string, SqlValue> = {};
  let whole = operation.redacted === undefined;
  for (const name in given) {
    const value = given[name] ?? null;
    if (name === 'deleted') {
      values.deleted = value === 1 ? 1 : 0;
      continue;
    }
    const column = columnOf(table, name);
    if (!column || column.kind === 'links' || column.kind === 'computed') {
      whole = false;
      continue;
    }
    const refusal = value === null ? undefined : checkValue(column, value);
    // A value of a later version's list is shown as it is; a text longer than this version accepts is still a text.
    if (refusal && refusal.code !== 'notListed' && refusal.code !== 'tooLong' && refusal.code !== 'required' && refusal.code !== 'outOfRange') {
      whole = false;
      continue;
    }
    values[name] = value;
  }
  for (const register of Object.keys(operation.p ?? {})) if (!registersOf(table).includes(register)) whole = false;
  return { values: values as Values, whole };
}

/** Is every part of an operation understood and kept in columns by this version? */
export function isWhole(operation: Operation): boolean {
  if (operation.k !== 'set') return true;
  const table = findTable(operation.e ?? '');
  return table !== undefined && table.name === operation.e && readable(table, operation).whole;
}

/** An operation as merging needs it: local dots, and only what this version's columns can hold. */
export function changeOf(table: Table, operation: Operation, numbers: WriterNumbers): Change {
  const { p, saw } = operation;
  return {
    dot: numbers.local(dot(operation.w, operation.n)),
    version: {
      t: operation.t,
      writer: operation.w,
      n: operation.n,
      values: readable(table, operation).values,
      ...(operation.over ? { over: operation.over } : {}),
      ...(saw ? { saw: Object.fromEntries(Object.entries(saw).map(([register, dots]) => [register, localDots(dots, numbers)])) } : {}),
    },
    ...(p ? { pred: Object.fromEntries(Object.entries(p).map(([register, dots]) => [register, dots.map((one) => numbers.local(one))])) } : {}),
  };
}
const localDots = (dots: string | readonly string[], numbers: WriterNumbers) =>
  typeof dots === 'string' ? numbers.local(dots) : dots.map((one) => numbers.local(one));

/** Finds versions in the log by local dot; remembers writers' ids. */
export function versions(db: Reader, numbers = new WriterNumbers(db)): (dot: LocalDot) => Version {
  return (local) => {
    const { w, n } = splitDot(local);
    const found = db.get<{ line: string }>('SELECT line FROM sync_op WHERE w = ? AND n = ?', Number(w), n);
    if (!found) throw new Error(`the log has no operation ${local}`);
    const operation = decode(found.line);
    return changeOf(tableOf(operation.e ?? ''), asItCounts(db, operation), numbers).version;
  };
}

export class Projection {
  readonly #db: Writer;
  readonly #numbers: WriterNumbers;
  readonly #versionAt: (dot: LocalDot) => Version;

  constructor(db: Writer) {
    this.#db = db;
    this.#numbers = new WriterNumbers(db);
    this.#versionAt = versions(db, this.#numbers);
  }

  /** Writes what an operation of the log makes of its record. `row` is the record as it is now, if there is one. */
  apply(operation: Operation, row: StoredRow | undefined): StoredRow {
    const name = operation.e as string;
    const after = this.after(operation, row);
    if (row) this.#update(name, row, after.row);
    else this.#insert(name, after.row);
    this.#noteConflicts(name, row, after);
    return after.row;
  }

  /** What an operation makes of a record, without writing it. */
  after(operation: Operation, row: StoredRow | undefined): { row: StoredRow; touched: readonly string[]; contested: readonly string[] } {
    const { table } = shape(operation.e as string);
    const applied = applyChange(table, row, changeOf(table, asItCounts(this.#db, operation), this.#numbers), {
      versionAt: this.#versionAt,
      isReplaced: this.#twins(operation),
    });
    return {
      row: { id: operation.r as string, seen: JSON.stringify(applied.heads), heads: applied.heads, values: applied.values },
      touched: applied.touched,
      contested: applied.contested,
    };
  }

  /** As the log was when the operation came: a log that is read again must give the same. */
  #twins({ w, n, e = '', r = '' }: Operation): Twins {
    const { table } = shape(e);
    return twinsOf(table, () =>
      this.#db
        .all<{ line: string }>(
          'SELECT line FROM sync_op WHERE row = ? AND tbl = ? AND seq <= (SELECT seq FROM sync_op WHERE w = ? AND n = ?) ORDER BY seq',
          r,
          e,
          this.#numbers.of(w),
          n,
        )
        .map(({ line }) => decode(line))
        .filter(({ k }) => k === 'set')
        .map((one) => changeOf(table, asItCounts(this.#db, one), this.#numbers)),
    );
  }

  #insert(name: string, row: StoredRow): void {
    const { insert, columns } = shape(name);
    const values: SqlValue[] = [row.id, row.seen];
    for (const column of columns) values.push(row.values[column] ?? null);
    this.#db.run(insert, ...values);
  }

  #update(name: string, before: StoredRow, after: StoredRow): void {
    const changed = Object.keys(after.values).filter(
      (column) => after.values[column] !== before.values[column] && (column === 'deleted' || columnOf(shape(name).table, column)),
    );
    const set = [...changed, '_h'].map((column) => `${quoted(column)} = ?`).join(', ');
    this.#db.run(`UPDATE ${quoted(name)} SET ${set} WHERE id = ?`, ...changed.map((column) => after.values[column] ?? null), after.seen, after.id);
  }

  #noteConflicts(name: string, before: StoredRow | undefined, { row: { id }, touched, contested }: ReturnType<Projection['after']>): void {
    for (const register of contested) this.#db.run('INSERT OR IGNORE INTO sync_conflict (tbl, row, register) VALUES (?,?,?)', name, id, register);
    if (!before) return;
    // Only where there were several heads before can a conflict have ended; the deletion mark may be contested with one.
    for (const register of touched)
      if (!contested.includes(register) && (register === 'deleted' || headsOf(before.heads, register).length > 1))
        this.#db.run('DELETE FROM sync_conflict WHERE tbl = ? AND row = ? AND register = ?', name, id, register);
  }

  /** Writes a record after several operations. `before` is what the table holds. */
  write(name: string, before: StoredRow | undefined, after: StoredRow, open: ReadonlyMap<string, boolean>): void {
    if (before) this.#update(name, before, after);
    else this.#insert(name, after);
    for (const [register, contested] of open)
      if (contested) this.#db.run('INSERT OR IGNORE INTO sync_conflict (tbl, row, register) VALUES (?,?,?)', name, after.id, register);
      else if (before) this.#db.run('DELETE FROM sync_conflict WHERE tbl = ? AND row = ? AND register = ?', name, after.id, register);
  }

  /** Projects a record again from the log: after operations were withdrawn, redacted, or became understood. */
  remake(name: string, id: string): void {
    const before = readRow(this.#db, name, id);
    let row: StoredRow | undefined;
    const open = new Map<string, boolean>();
    for (const { line } of this.#db.all<{ line: string }>('SELECT line FROM sync_op WHERE tbl = ? AND row = ? ORDER BY seq', name, id)) {
      const operation = decode(line);
      if (operation.k !== 'set') continue;
      const after = this.after(operation, row);
      for (const register of after.touched) open.set(register, after.contested.includes(register));
      row = after.row;
    }
    this.#db.run('DELETE FROM sync_conflict WHERE tbl = ? AND row = ?', name, id);
    // Values that no operation names any more become empty, although the table still holds them.
    const empty = Object.fromEntries(shape(name).columns.map((column) => [column, null]));
    if (row) this.write(name, before, { ...row, values: { ...empty, ...row.values } }, open);
    else if (before) this.#db.run(`DELETE FROM ${quoted(name)} WHERE id = ?`, id);
  }
}
