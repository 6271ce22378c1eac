// The mutations that bring back what an action replaced. Versions are compared, not values: what another has entered since is
// another's, also where it reads the same.
import { columnsOfRegister, storedColumns, type TableName, tableNames, tableOf, type Value } from '../catalog/index.ts';
import { DeskError } from '../errors.ts';
import { type Dot, dot, type Operation, splitDot } from '../operations/operation.ts';
import { headsOf, newest, registersOf, sameValues, valueIn } from '../operations/registers.ts';
import type { Reader } from '../store/connection.ts';
import type { Mutation } from './mutation.ts';
import { readRow, type StoredRow, versions, WriterNumbers } from './projection.ts';
import { type RecordHistoryEntry, recordHistory } from './record-history.ts';
import { standingFor } from './standing-for.ts';
import type { WritableDesk } from './writable-desk.ts';

/**
 * @param operations  of one action
 * @param rest  leave out what others have changed or built upon
 * @throws DeskError `undoStale`, `undoBuiltUpon`, both only without `rest`
 */
export function inverse(desk: WritableDesk, operations: readonly Operation[], rest: boolean): Mutation[] {
  const created = operations.filter(({ p, e, r }) => p === undefined && e !== undefined && r !== undefined);
  const built = builtUpon(desk, created, new Set(operations.map(({ w, n }) => dot(w, n))));
  if (built.size > 0 && !rest) throw builtUponError(desk.db, built);
  const undoing = new Inverse(desk, rest);
  for (const operation of [...operations].reverse()) if (!built.has(`${operation.e}:${operation.r}`)) undoing.add(operation);
  return undoing.mutations;
}

class Inverse {
  readonly mutations: Mutation[] = [];
  readonly #desk: WritableDesk;
  readonly #rest: boolean;
  readonly #numbers: WriterNumbers;
  /** Several operations of one action on one register: only the last must still be current. */
  readonly #finished = new Set<string>();

  constructor(desk: WritableDesk, rest: boolean) {
    this.#desk = desk;
    this.#rest = rest;
    this.#numbers = new WriterNumbers(desk.db);
  }

  add(operation: Operation): void {
    const { e: table, r: id, p } = operation;
    const row = table === undefined || id === undefined ? undefined : readRow(this.#desk.db, table, id);
    if (table === undefined || id === undefined || !row) return;
    if (!p) {
      if (row.values.deleted !== 1) this.mutations.push({ kind: 'delete', table, id });
      return;
    }
    const entry = recordHistory(this.#desk.db, table, id).find((one) => one.operation.w === operation.w && one.operation.n === operation.n);
    if (!entry) return;
    const set: Record<string, Value> = {};
    let skipped = false;
    for (const register of Object.keys(p)) {
      if (this.#isCurrent({ table, row, register }, entry)) Object.assign(set, this.#before(table, register, entry));
      else skipped = true;
    }
    const reopened = operation.why === 'settle' && !skipped ? reopening(this.#desk, operation) : undefined;
    if (reopened) {
      this.mutations.push(...reopened);
      return;
    }
    const { deleted, ...columns } = set;
    const isThere = row.values.deleted !== 1 || this.mutations.some((one) => one.kind === 'restore' && one.id === id);
    if (Object.keys(columns).length > 0 && isThere) this.mutations.push({ kind: 'set', table, id, set: columns });
    if (deleted !== undefined && deleted !== entry.after.deleted) this.mutations.push({ kind: deleted === 1 ? 'delete' : 'restore', table, id });
  }

  /** Is what the operation wrote still the version that is shown? @throws DeskError `undoStale` */
  #isCurrent({ table, row, register }: { readonly table: string; readonly row: StoredRow; readonly register: string }, entry: RecordHistoryEntry): boolean {
    const key = `${table}:${row.id}:${register}`;
    if (this.#finished.has(key)) return true;
    this.#finished.add(key);
    const { w, n } = entry.operation;
    const heads = headsOf(row.heads, register);
    const stands = (name: Dot) => JSON.stringify([...standingFor(this.#desk.db, name, register)].sort());
    const wanted = stands(dot(w, n));
    const own = heads.find((head) => stands(this.#full(head)) === wanted);
    const columns = columnsOfRegister(tableOf(table), register);
    const versionAt = versions(this.#desk.db, this.#numbers);
    if (own !== undefined && (heads.length === 1 || register === 'deleted' || sameValues(columns, newest(heads.map(versionAt)), versionAt(own)))) return true;
    if (this.#rest) return false;
    const column = columns[0] ?? register;
    throw new DeskError('undoStale', { table: table as TableName, id: row.id, column, theirs: row.values[column] ?? null });
  }

  #full(local: string): Dot {
    const { w, n } = splitDot(local);
    return dot(this.#desk.db.value<string>('SELECT id FROM sync_writer WHERE w = ?', Number(w)) ?? '', n);
  }

  /** What stood there before; nothing of what has been erased, here or before. */
  #before(table: string, register: string, { operation, before }: RecordHistoryEntry): Record<string, Value> {
    const columns = columnsOfRegister(tableOf(table), register);
    const names = [dot(operation.w, operation.n), ...(operation.p?.[register] ?? [])];
    if (names.some((one) => erasedIn(this.#desk.db, one).some((column) => columns.includes(column)))) return {};
    return Object.fromEntries(columns.map((column) => [column, before?.[column] ?? null]));
  }
}

function erasedIn(db: Reader, name: string): readonly string[] {
  const { w, n } = splitDot(name);
  const line = db.value<string>('SELECT o.line FROM sync_op o JOIN sync_writer s ON s.w = o.w WHERE s.id = ? AND o.n = ? AND o.state = 2', w, n);
  return line === undefined ? [] : ((JSON.parse(line) as Operation).redacted?.columns ?? []);
}

/** Records of the action that others have changed since, or that records of others refer to: `table:id` and who. */
function builtUpon(desk: WritableDesk, created: readonly Operation[], own: ReadonlySet<string>): Map<string, Set<string>> {
  const { db } = desk;
  const found = new Map<string, Set<string>>();
  const note = (table: string, id: string, author: string) => found.set(`${table}:${id}`, (found.get(`${table}:${id}`) ?? new Set()).add(author));
  const foreign = new Set(db.all<{ w: number }>('SELECT w FROM sync_writer WHERE desk <> ?', desk.id).map(({ w }) => w));
  if (foreign.size === 0) return found;
  const authorOf = (table: string, id: string): string | undefined => {
    const row = readRow(db, table, id);
    if (!row) return undefined;
    for (const register of registersOf(tableOf(table)))
      for (const head of headsOf(row.heads, register)) {
        const { w, n } = splitDot(head);
        if (foreign.has(Number(w)))
          return (JSON.parse(db.value<string>('SELECT line FROM sync_op WHERE w = ? AND n = ?', Number(w), n) ?? '{}') as Operation).u;
      }
    return undefined;
  };
  const perTable = new Map<string, string[]>();
  for (const { e = '', r = '' } of created) {
    perTable.set(e, [...(perTable.get(e) ?? []), r]);
    const author = authorOf(e, r);
    if (author !== undefined) note(e, r, author);
  }
  for (const [table, ids] of perTable)
    for (const { from, id, to } of referring(db, table, ids)) {
      const author = authorOf(from, id);
      if (author !== undefined && !own.has(`${from}:${id}`)) note(table, to, author);
    }
  return found;
}

/** Records that refer to any of these. */
function* referring(db: Reader, table: string, ids: readonly string[]): Generator<{ from: string; id: string; to: string }> {
  const list = JSON.stringify(ids);
  for (const from of tableNames) {
    const definition = tableOf(from);
    const named = 'record' in definition.columns && 'recordTable' in definition.columns;
    const columns = storedColumns(definition).flatMap(([column, kind]) => (kind.kind === 'reference' && kind.to === table ? [`"${column}"`] : []));
    for (const column of named ? [...columns, 'record'] : columns)
      for (const row of db.all<{ id: string; to: string }>(
        `SELECT id, ${column} AS "to" FROM "${from}" WHERE deleted = 0 AND ${column} IN (SELECT value FROM json_each(?))${column === 'record' ? ' AND recordTable = ?' : ''}`,
        list,
        ...(column === 'record' ? [table] : []),
      ))
        yield { from, ...row };
  }
}

function builtUponError(db: Reader, built: ReadonlyMap<string, ReadonlySet<string>>): DeskError {
  const [first = ''] = built.keys();
  const [table = '', id = ''] = first.split(':');
  const row = readRow(db, table, id);
  const name = Object.values(tableOf(table).naming)[0] ?? '';
  const authors = [...new Set([...built.values()].flatMap((names) => [...names]))].join('、');
  return new DeskError('undoBuiltUpon', { table: table as TableName, id, name: String(row?.values[name] ?? ''), authors, count: built.size });
}

/** Undoing a settlement writes the settled versions as concurrent ones again; the one that was shown comes last, as the newest. */
function reopening(desk: WritableDesk, operation: Operation): Mutation[] | undefined {
  const { e: table, r: id } = operation;
  if (table === undefined || id === undefined) return undefined;
  const numbers = new WriterNumbers(desk.db);
  const versionAt = versions(desk.db, numbers);
  const mutations: Mutation[] = [];
  for (const [register, dots] of Object.entries(operation.p ?? {})) {
    if (register === 'deleted' || dots.length < 2) return undefined;
    const settled = dots.map((one) => versionAt(numbers.local(one)));
    const shown = newest(settled);
    settled
      .filter((one) => one !== shown)
      .concat(shown)
      .forEach((version, at) => {
        const set = Object.fromEntries(columnsOfRegister(tableOf(table), register).map((column) => [column, valueIn(version, column)]));
        mutations.push({ kind: at === 0 ? 'set' : 'addVersion', table, id, set });
      });
  }
  return mutations;
}
