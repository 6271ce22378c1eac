// Multi-value registers: the heads of each value of a record, and what an operation does to them
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
  /** Versions that the author saw and left standing, by their names everywhere. */
  readonly over?: readonly string[] | undefined;
  /** With a deletion: what its author saw of the record. Absent: all versions. */
  readonly saw?: Heads | undefined;
}

export interface Change {
  readonly dot: LocalDot;
  readonly version: Version;
  /** Absent when the operation creates the record, and so writes every register. */
  readonly pred?: Readonly<Record<string, readonly LocalDot[]>>;
}

export interface Applied extends RowState {
  /** Registers looked at: those written, and the deletion mark where it may have changed. */
  readonly touched: readonly string[];
  /** Those of them whose concurrent versions differ. */
  readonly contested: readonly string[];
}

const list = (heads: LocalDot | readonly LocalDot[] | undefined): readonly LocalDot[] =>
  heads === undefined ? [] : typeof heads === 'string' ? [heads] : heads;
const single = (heads: readonly LocalDot[]): LocalDot | readonly LocalDot[] => (heads.length === 1 && heads[0] !== undefined ? heads[0] : heads);

export const headsOf = (heads: Heads, register: string): readonly LocalDot[] => list(heads[register] ?? heads['*']);

const registers = new WeakMap<Table, readonly string[]>();
/** Every register of a table, `deleted` included. */
export function registersOf(table: Table): readonly string[] {
  let known = registers.get(table);
  if (!known) {
    known = [...new Set([...storedColumns(table).map(([name]) => registerOf(table, name)), 'deleted'])];
    registers.set(table, known);
  }
  return known;
}

/** What is known besides the record. Asked only where versions are concurrent. */
export interface Known {
  /** The version behind a dot that is already in the log. */
  readonly versionAt: (dot: LocalDot) => Version;
  /** Has a version equal to this one been replaced? (`twins.ts`) */
  readonly isReplaced?: ((register: string, dot: LocalDot) => boolean) | undefined;
}

/**
 * Applies one operation to a record.
 */
export function applyChange(table: Table, row: RowState | undefined, change: Change, { versionAt, isReplaced = () => false }: Known): Applied {
  if (!row) return { heads: { '*': change.dot }, values: { deleted: 0, ...change.version.values }, contested: [], touched: [] };
  const find = (one: LocalDot) => (one === change.dot ? change.version : versionAt(one));
  const order = (dots: readonly LocalDot[]) => {
    if (dots.length < 2) return dots;
    return [...dots].sort((a, b) => compare([find(a).writer, find(a).n], [find(b).writer, find(b).n]));
  };
  const heads: Record<string, LocalDot | readonly LocalDot[]> = { ...row.heads };
  const values: Record<string, Value> = { ...row.values };
  const contested: string[] = [];
  const known = registersOf(table);
  // A register that this version does not know is not written here; the operation stays in the log for the one that does.
  const touched = change.pred ? Object.keys(change.pred).filter((register) => known.includes(register)) : [...known];
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
    if (register === 'deleted') continue;
    if (now.length > 1) {
      const left = now.filter((one) => !isReplaced(register, one));
      if (left.length < now.length) {
        now = left;
        heads[register] = single(now);
      }
    }
    const winner = newest(now.map(find));
    for (const column of columnsOfRegister(table, register)) values[column] = valueIn(winner, column);
    if (differ(table, register, now, find)) contested.push(register);
  }
  const markTouched = touched.includes('deleted');
  // An edit may reach a record that somebody deleted without having seen it.
  if (markTouched || row.values.deleted === 1) {
    const mark = deletion(table, heads, find);
    values.deleted = mark.deleted;
    if (mark.contested) contested.push('deleted');
    if (!markTouched) touched.push('deleted');
  }
  // Conflicts in the cells of a deleted record are not asked; they return when it is restored.
  if (values.deleted === 1) return { heads, values, touched: known, contested: [] };
  if (row.values.deleted === 1)
    for (const register of known) {
      if (touched.includes(register)) continue;
      touched.push(register);
      if (differ(table, register, headsOf(heads, register), find)) contested.push(register);
    }
  return { heads, values, touched, contested };
}

function differ(table: Table, register: string, heads: readonly LocalDot[], find: (dot: LocalDot) => Version): boolean {
  if (heads.length < 2) return false;
  const columns = columnsOfRegister(table, register);
  const [first, ...rest] = heads.map(find);
  return first !== undefined && rest.some((one) => !sameValues(columns, first, one));
}

/**
 * Is the record deleted? Only when every head of the mark says so, and those who deleted it have together
 * seen every value it has. Otherwise it stays, and a person is asked.
 */
function deletion(table: Table, heads: Heads, find: (dot: LocalDot) => Version): { deleted: 0 | 1; contested: boolean } {
  const marks = headsOf(heads, 'deleted').map(find);
  const removals = marks.filter((mark) => valueIn(mark, 'deleted') === 1);
  if (removals.length === 0) return { deleted: 0, contested: false };
  if (removals.length < marks.length) return { deleted: 0, contested: true };
  const unseen = unseenBy(table, heads, removals).length > 0;
  return { deleted: unseen ? 0 : 1, contested: unseen };
}

/** Versions of a record that none of those who deleted it had seen. */
export function unseenBy(table: Table, heads: Heads, removals: readonly Version[]): LocalDot[] {
  if (removals.some((removal) => removal.saw === undefined)) return [];
  const unseen = new Set<LocalDot>();
  for (const register of registersOf(table)) {
    if (register === 'deleted') continue;
    for (const head of headsOf(heads, register))
      if (!removals.some((removal) => removal.saw !== undefined && headsOf(removal.saw, register).includes(head))) unseen.add(head);
  }
  return [...unseen];
}

/** The version shown of several heads: latest stamp, then writer, then position. Nothing else depends on it. */
export function newest<V extends Pick<Version, 't' | 'writer' | 'n' | 'over'>>(versions: readonly V[]): V {
  // Of what its author saw and left standing he meant to see no more, however far another clock is ahead.
  const passed = new Set(versions.flatMap(({ over = [] }) => over));
  const left = versions.filter(({ writer, n }) => !passed.has(`${writer}.${n}`));
  const among = left.length > 0 ? left : versions;
  return among.reduce((best, one) => (compare([one.t, one.writer, one.n], [best.t, best.writer, best.n]) > 0 ? one : best));
}

/** A value that an operation does not name is empty (and a record it creates is not deleted). */
export const valueIn = (version: Pick<Version, 'values'>, column: string): Value => version.values[column] ?? (column === 'deleted' ? 0 : null);

/** A value as it is compared: what differs in blanks at its ends or in the composition of letters is equal. */
export const normal = (value: Value) => (typeof value === 'string' ? value.normalize('NFC').trim() : value);
export const sameValues = (columns: readonly string[], a: Pick<Version, 'values'>, b: Pick<Version, 'values'>) =>
  columns.every((column) => normal(valueIn(a, column)) === normal(valueIn(b, column)));

function compare(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (let at = 0; at < a.length; at++) {
    const left = a[at] as string | number;
    const right = b[at] as string | number;
    if (left < right) return -1;
    if (left > right) return 1;
  }
  return 0;
}
