// Conflicts: cells with several versions that no edit has yet replaced. Settling one is an ordinary commit that has seen
// every version (sync 2.7).
import { columnOf, columnsOfRegister, findTable, type Language, registerOf, type Table, type TableName, tableOf, type Value } from '../catalog/index.ts';
import type { Desk } from '../desk/desk.ts';
import { DeskError } from '../errors.ts';
import { type Committed, commit } from '../log/commit.ts';
import { readRow, type StoredRow, versions } from '../log/projection.ts';
import { recordHistory } from '../log/record-history.ts';
import { stampMs } from '../operations/clock.ts';
import { type Dot, decode, dot, splitDot } from '../operations/operation.ts';
import { headsOf, newest, unseenBy, valueIn } from '../operations/registers.ts';
import { recordNames } from '../queries/list.ts';
import type { Reader } from '../store/connection.ts';
import type { Issue } from './broken-rules.ts';
import { deskName } from './desk-name.ts';

export interface Side {
  /** Names this value when settling. */
  readonly head: Dot;
  readonly values: Readonly<Record<string, Value>>;
  readonly author: string;
  readonly desk: string;
  readonly deskName: string;
  /** Milliseconds, as the author's clock had it. */
  readonly at: number;
  /** Shown in the tables until it is settled. */
  readonly shown: boolean;
  /** For a deletion: `deleted` removes the record, `changed` is an edit its author had not seen, `kept` says it stays. */
  readonly act?: 'deleted' | 'changed' | 'kept';
}

export interface Conflict {
  /** `table:id:register`. */
  readonly key: string;
  readonly table: TableName;
  readonly id: string;
  readonly register: string;
  readonly columns: readonly string[];
  /** What both started from; null where there was nothing. */
  readonly base: Readonly<Record<string, Value>> | null;
  readonly sides: readonly Side[];
}

export const conflictCount = (db: Reader): number => db.value<number>('SELECT count(*) FROM sync_conflict') ?? 0;

/** How many records of a table have an open question. */
export const contestedRecords = (db: Reader, table: TableName): number =>
  db.value<number>('SELECT count(DISTINCT row) FROM sync_conflict WHERE tbl = ?', table) ?? 0;

/** @param limit  at most so many, in order of tables and records */
export function conflicts(db: Reader, limit = 500, only?: { readonly table: string; readonly id: string }): Conflict[] {
  const rows = db.all<{ tbl: string; row: string; register: string }>(
    `SELECT tbl, row, register FROM sync_conflict ${only ? 'WHERE tbl = ? AND row = ?' : ''} ORDER BY tbl, row, register LIMIT ?`,
    ...(only ? [only.table, only.id] : []),
    limit,
  );
  return rows.flatMap(({ tbl, row, register }) => {
    const found = conflictOf(db, tbl, row, register);
    return found ? [found] : [];
  });
}

function conflictOf(db: Reader, name: string, id: string, register: string): Conflict | undefined {
  const table = findTable(name);
  const row = table && readRow(db, table.name, id);
  if (!table || !row) return undefined;
  const columns = columnsOfRegister(table, register);
  const versionAt = versions(db);
  const standing = headsOf(row.heads, register);
  const shown = newest(standing.map((local) => ({ ...versionAt(local), local }))).local;
  const side = (local: string, act?: Side['act']): Side => {
    const { w, n } = splitDot(local);
    const found = db.get<{ line: string; id: string; desk: string }>(
      'SELECT o.line, s.id, s.desk FROM sync_op o JOIN sync_writer s ON s.w = o.w WHERE o.w = ? AND o.n = ?',
      Number(w),
      n,
    );
    const operation = found && decode(found.line);
    const version = versionAt(local);
    const columnsShown = act === 'changed' ? Object.keys(operation?.s ?? {}) : columns;
    return {
      head: dot(found?.id ?? '', n),
      values: Object.fromEntries(columnsShown.map((column) => [column, valueIn(version, column)])),
      author: operation?.u ?? '',
      desk: found?.desk ?? '',
      deskName: deskName(db, found?.desk ?? ''),
      at: operation ? stampMs(operation.t) : 0,
      shown: act === undefined ? local === shown : act !== 'deleted',
      ...(act ? { act } : {}),
    };
  };
  if (register === 'deleted') {
    const removals = standing.filter((local) => valueIn(versionAt(local), 'deleted') === 1);
    const others = standing.filter((local) => !removals.includes(local));
    const edits = others.length > 0 ? [] : unseenBy(table, row.heads, removals.map(versionAt));
    const sides = [...removals.map((one) => side(one, 'deleted')), ...others.map((one) => side(one, 'kept')), ...edits.map((one) => side(one, 'changed'))];
    return { key: `${name}:${id}:${register}`, table: table.name, id, register, columns, base: null, sides };
  }
  return {
    key: `${name}:${id}:${register}`,
    table: table.name,
    id,
    register,
    columns,
    base: baseOf(db, { table, row }, columns, standing),
    sides: standing.map((one) => side(one)),
  };
}

/** The value that all versions started from: the newest operation older than all of them. */
function baseOf(
  db: Reader,
  { table, row }: { readonly table: Table; readonly row: StoredRow },
  columns: readonly string[],
  standing: readonly string[],
): Record<string, Value> | null {
  const open = new Set(standing);
  const register = registerOf(table, columns[0] ?? '');
  const parents = standing.map((local) => {
    const { w, n } = splitDot(local);
    const line = db.value<string>('SELECT line FROM sync_op WHERE w = ? AND n = ?', Number(w), n);
    return line === undefined ? [] : (decode(line).p?.[register] ?? []);
  });
  const shared = parents[0]?.filter((one) => parents.every((list) => list.includes(one))) ?? [];
  for (const entry of recordHistory(db, table.name, row.id).reverse()) {
    const name = dot(entry.operation.w, entry.operation.n);
    if (shared.length > 0 ? shared.includes(name) : !open.has(name) && entry.operation.p === undefined)
      return Object.fromEntries(columns.map((column) => [column, entry.operation.s?.[column] ?? null]));
  }
  return null;
}

export type Settlement = { readonly take: string } | { readonly set: Readonly<Record<string, Value>> };

/**
 * Settles one conflict: by one of its sides, or by other values. The settlement names every side as seen.
 * @param key  `table:id:register`
 * @throws DeskError `conflictGone` when it is not open (any more); those of `commit`
 */
export function settle(desk: Desk, author: string, key: string, by: Settlement): Committed {
  const [name = '', id = '', register = ''] = key.split(':');
  const table = findTable(name);
  const found = table && conflicts(desk.db, 10_000, { table: table.name, id }).find((one) => one.register === register);
  if (!table || !found) throw new DeskError('conflictGone', { key });
  if (register === 'deleted') {
    const side = 'take' in by ? found.sides.find((one) => one.head === by.take) : undefined;
    const remove = side ? side.act === 'deleted' : 'set' in by && by.set.deleted === 1;
    if ('take' in by && !side) throw new DeskError('conflictGone', { key });
    return commit(desk, author, [{ kind: remove ? 'delete' : 'restore', table: table.name, id }], { why: 'settle' });
  }
  const set = 'take' in by ? found.sides.find((one) => one.head === by.take)?.values : by.set;
  if (!set) throw new DeskError('conflictGone', { key });
  return commit(desk, author, [{ kind: 'set', table: table.name, id, set }], { why: 'settle' });
}

/** Names of the records that conflicts and issues are about, and of those their values point to. */
export function conflictNames(
  db: Reader,
  found: { readonly conflicts: readonly Conflict[]; readonly issues: readonly Issue[] },
  language: Language,
): Record<string, string> {
  const wanted = new Map<string, Set<string>>();
  const want = (table: string, id: string) => wanted.set(table, (wanted.get(table) ?? new Set()).add(id));
  for (const { table, id, columns, sides, base } of found.conflicts) {
    want(table, id);
    for (const name of columns) {
      const column = columnOf(tableOf(table), name);
      if (column?.kind !== 'reference') continue;
      for (const values of [base, ...sides.map((side) => side.values)]) if (typeof values?.[name] === 'string') want(column.to, values[name]);
    }
  }
  for (const { table, ids } of found.issues) for (const id of ids) want(table, id);
  return recordNames(db, wanted, language);
}
