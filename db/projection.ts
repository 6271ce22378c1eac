// The record tables as a projection of the log: the only code that writes them. Used by commit, seeding and replay alike.
import { columnOf, storedColumns, type Table, tableOf } from './catalog/index.ts';
import type { Reader, SqlRow, SqlValue, Writer } from './handles.ts';
import { decode, dot, type Operation, splitDot } from './sync/operation.ts';
import { type Applied, applyChange, type Heads, type LocalDot, type RowState, type Values, type Version } from './sync/registers.ts';

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

/** Finds versions in the log by local dot; remembers writers' ids. */
export function versions(db: Reader): (dot: LocalDot) => Version {
  return (local) => {
    const { w, n } = splitDot(local);
    const found = db.get<{ t: string; line: string }>('SELECT t, line FROM sync_op WHERE w = ? AND n = ?', Number(w), n);
    if (!found) throw new Error(`the log has no operation ${local}`);
    const operation = decode(found.line);
    return { t: found.t, writer: operation.w, n, values: operation.s ?? {} };
  };
}

export class Projection {
  readonly #db: Writer;
  readonly #look: (dot: LocalDot) => Version;
  readonly #writers = new Map<string, number>();

  constructor(db: Writer) {
    this.#db = db;
    this.#look = versions(db);
  }

  #local(full: string): LocalDot {
    const { w, n } = splitDot(full);
    let number = this.#writers.get(w);
    if (number === undefined) {
      number = this.#db.value<number>('SELECT w FROM sync_writer WHERE id = ?', w);
      if (number === undefined) throw new Error(`unknown writer ${w}`);
      this.#writers.set(w, number);
    }
    return `${number}.${n}`;
  }

  /** Writes what an operation of the log makes of its record. `row` is the record as it is now, if there is one. */
  apply(operation: Operation, row: StoredRow | undefined): StoredRow {
    const name = operation.e as string;
    const { table } = shape(name);
    const pred = operation.p && Object.fromEntries(Object.entries(operation.p).map(([register, dots]) => [register, dots.map((one) => this.#local(one))]));
    const change = {
      dot: this.#local(dot(operation.w, operation.n)),
      version: { t: operation.t, writer: operation.w, n: operation.n, values: operation.s ?? {} },
      ...(pred ? { pred } : {}),
    };
    const applied = applyChange(table, row, change, this.#look);
    const id = operation.r as string;
    const seen = JSON.stringify(applied.heads);
    if (row) this.#update(name, id, row, applied, seen);
    else this.#insert(name, id, applied, seen);
    return { id, seen, heads: applied.heads, values: applied.values };
  }

  #insert(name: string, id: string, applied: Applied, seen: string): void {
    const { insert, columns } = shape(name);
    const values: SqlValue[] = [id, seen];
    for (const column of columns) values.push(applied.values[column] ?? null);
    this.#db.run(insert, ...values);
  }

  #update(name: string, id: string, row: StoredRow, applied: Applied, seen: string): void {
    const changed = Object.keys(applied.values).filter(
      (column) => applied.values[column] !== row.values[column] && (column === 'deleted' || columnOf(shape(name).table, column)),
    );
    const set = [...changed, '_h'].map((column) => `${quoted(column)} = ?`).join(', ');
    this.#db.run(`UPDATE ${quoted(name)} SET ${set} WHERE id = ?`, ...changed.map((column) => applied.values[column] ?? null), seen, id);
  }
}
