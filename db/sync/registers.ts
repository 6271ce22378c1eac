// Multi-value registers: which versions stand behind each value of a record, and what an operation does to them
// (sync 2.7). Pure. Versions are named by local dots, `writer number.n`, short because every record carries them.
import { columnsOfRegister, registerOf, storedColumns, type Table, type Value } from '../catalog/index.ts';

export type LocalDot = string;

/**
 * Versions per register. `*` stands for every register that is not listed: the operations that created the record.
 * One version is written as text, several as a sorted list.
 */
export type Heads = Readonly<Record<string, LocalDot | readonly LocalDot[]>>;

export type Values = Readonly<Record<string, Value>>;
export interface RowState {
  readonly heads: Heads;
  readonly values: Values;
}

/** What merging needs to know of an operation that is already in the log. */
export interface Version {
  readonly t: string;
  readonly writer: string;
  readonly n: number;
  readonly values: Values;
}

export interface Change {
  readonly dot: LocalDot;
  readonly version: Version;
  /** Absent when the operation creates the record, and so writes every register. */
  readonly pred?: Readonly<Record<string, readonly LocalDot[]>>;
}

export interface Applied extends RowState {
  /** Registers whose concurrent versions differ, among those touched. */
  readonly contested: readonly string[];
}

const list = (heads: LocalDot | readonly LocalDot[] | undefined): readonly LocalDot[] =>
  heads === undefined ? [] : typeof heads === 'string' ? [heads] : heads;
const single = (heads: readonly LocalDot[]): LocalDot | readonly LocalDot[] => (heads.length === 1 && heads[0] !== undefined ? heads[0] : heads);

export const headsOf = (heads: Heads, register: string): readonly LocalDot[] => list(heads[register] ?? heads['*']);

/** Every register of a table, `deleted` included. */
export function registersOf(table: Table): string[] {
  return [...new Set([...storedColumns(table).map(([name]) => registerOf(table, name)), 'deleted'])];
}

/**
 * Applies one operation to a record.
 * @param look  the version behind a dot that is already in the log; called only where versions are concurrent
 */
export function applyChange(table: Table, row: RowState | undefined, change: Change, look: (dot: LocalDot) => Version): Applied {
  if (!row) return { heads: { '*': change.dot }, values: { deleted: 0, ...change.version.values }, contested: [] };
  const order = (dots: readonly LocalDot[]) => {
    if (dots.length < 2) return dots;
    const key = (one: LocalDot) => (one === change.dot ? change.version : look(one));
    return [...dots].sort((a, b) => compare([key(a).writer, key(a).n], [key(b).writer, key(b).n]));
  };
  const heads: Record<string, LocalDot | readonly LocalDot[]> = { ...row.heads };
  const values: Record<string, Value> = { ...row.values };
  const contested: string[] = [];
  const touched = change.pred ? Object.keys(change.pred) : registersOf(table);
  if (!change.pred) {
    for (const register of Object.keys(row.heads)) heads[register] = single(order([...list(row.heads[register]), change.dot]));
  }
  for (const register of touched) {
    let now = headsOf(heads, register);
    if (change.pred) {
      const gone = new Set(change.pred[register]);
      now = order([...now.filter((one) => !gone.has(one)), change.dot]);
      heads[register] = single(now);
    }
    const versions = now.map((one) => (one === change.dot ? change.version : look(one)));
    const columns = columnsOfRegister(table, register);
    const winner = versions.reduce((best, one) => (compare([one.t, one.writer, one.n], [best.t, best.writer, best.n]) > 0 ? one : best));
    for (const column of columns) values[column] = valueIn(winner, column);
    const first = versions[0];
    if (first && versions.some((one) => !sameValues(columns, first, one))) contested.push(register);
  }
  return { heads, values, contested };
}

/** A value that an operation does not name is empty (and a record it creates is not deleted). */
export const valueIn = (version: Version, column: string): Value => version.values[column] ?? (column === 'deleted' ? 0 : null);

const normal = (value: Value) => (typeof value === 'string' ? value.normalize('NFC').trim() : value);
const sameValues = (columns: readonly string[], a: Version, b: Version) => columns.every((column) => normal(valueIn(a, column)) === normal(valueIn(b, column)));

function compare(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (let at = 0; at < a.length; at++) {
    const left = a[at] as string | number;
    const right = b[at] as string | number;
    if (left < right) return -1;
    if (left > right) return 1;
  }
  return 0;
}
