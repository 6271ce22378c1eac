// Undo and redo: each is an ordinary commit of inverse values. The stack is read from the
// log, so it outlives a restart; it holds this desk's own actions only.
import { columnsOfRegister, type TableName, tableOf, type Value } from '../catalog/index.ts';
import { DeskError } from '../errors.ts';
import { type Dot, decode, dot, type Operation, splitDot, type Why } from '../operations/operation.ts';
import { newest, valueIn } from '../operations/registers.ts';
import type { Reader } from '../store/connection.ts';
import { type Committed, commit } from './commit.ts';
import type { Mutation } from './mutation.ts';
import { ownWriters } from './own-writers.ts';
import { readRow, versions, WriterNumbers } from './projection.ts';
import { recordHistory } from './record-history.ts';
import type { WritableDesk } from './writable-desk.ts';

/** What a person can undo; seed sets, undo and redo are not among it. */
const undoable: ReadonlySet<Why> = new Set(['edit', 'import', 'sheet', 'settle', 'salvage', 'merge']);

interface Action {
  readonly name: Dot;
  readonly why: Why;
  readonly of: Dot | undefined;
}

export interface UndoState {
  readonly undo: Dot | null;
  readonly redo: Dot | null;
}

/** Newest first; read lazily, since the first is usually enough. However many records an action changed, it is one step. */
function* actionsOf(db: Reader, deskId: string): Generator<Action> {
  for (const { w, desk, max } of ownWriters(db, deskId)) {
    // After reregistration, actions of the old desk are not undone here.
    if (desk !== deskId) return;
    for (let n = max; n > 0; ) {
      const action = db.get<{ x: number; tbl: string; line: string }>(
        'SELECT f.x, f.tbl, f.line FROM sync_op o JOIN sync_op f ON f.w = o.w AND f.n = o.x WHERE o.w = ? AND o.n = ?',
        w,
        n,
      );
      if (!action) break; // a place before the one it continues: the chain has a gap, which `verify` reports
      n = action.x - 1;
      if (action.tbl === '') continue;
      const operation = decode(action.line);
      yield { name: dot(operation.w, operation.n), why: operation.why ?? 'edit', of: operation.of };
    }
  }
}

/** What Ctrl+Z and Ctrl+Y would act on now. */
export function undoState(db: Reader, deskId: string): UndoState {
  // Walking back, the first operation about an action is the latest: `undo` of it means that it is undone.
  const settled = new Map<Dot, 'undone' | 'done'>();
  const redoStack: Dot[] = [];
  let redoOpen = true;
  let redoSkips = 0;
  for (const action of actionsOf(db, deskId)) {
    if (action.why === 'undo' && action.of) {
      if (!settled.has(action.of)) settled.set(action.of, 'undone');
      if (redoOpen) {
        if (redoSkips > 0) redoSkips -= 1;
        else redoStack.push(action.name);
      }
      continue;
    }
    if (action.why === 'redo' && action.of) {
      if (!settled.has(action.of)) settled.set(action.of, 'done');
      redoSkips += 1;
      continue;
    }
    if (!undoable.has(action.why)) continue;
    redoOpen = false; // a new edit ends redo
    if (settled.get(action.name) !== 'undone') return { undo: action.name, redo: redoStack[0] ?? null };
  }
  return { undo: null, redo: redoStack[0] ?? null };
}

/**
 * Undoes the desk's latest action.
 * @throws DeskError `nothingToUndo`, or `undoStale` when a value has been changed since (nothing is written then)
 */
export function undo(desk: WritableDesk, author: string): Committed {
  const { undo: target } = undoState(desk.db, desk.id);
  if (!target) throw new DeskError('nothingToUndo');
  return commit(desk, author, inverse(desk, target), { why: 'undo', of: target });
}

/** Repeats what was last undone. @throws DeskError `nothingToRedo`, `undoStale` */
export function redo(desk: WritableDesk, author: string): Committed {
  const { redo: target } = undoState(desk.db, desk.id);
  if (!target) throw new DeskError('nothingToRedo');
  const undone = operationsOf(desk.db, target)[0]?.of;
  return commit(desk, author, inverse(desk, target), { why: 'redo', ...(undone ? { of: undone } : {}) });
}

function operationsOf(db: Reader, action: Dot): Operation[] {
  const { w, n } = splitDot(action);
  return db
    .all<{ line: string }>('SELECT o.line FROM sync_op o JOIN sync_writer s ON s.w = o.w WHERE s.id = ? AND o.x = ? ORDER BY o.n', w, n)
    .map(({ line }) => decode(line));
}

/** The mutations that bring back what an action replaced, last first. */
function inverse(desk: WritableDesk, action: Dot): Mutation[] {
  const mutations: Mutation[] = [];
  const finished = new Set<string>();
  for (const operation of operationsOf(desk.db, action).reverse()) {
    const { e: table, r: id } = operation;
    if (table === undefined || id === undefined) continue;
    const row = readRow(desk.db, table, id);
    if (!row) continue;
    const entries = recordHistory(desk.db, table, id);
    const at = entries.findIndex((entry) => entry.operation.w === operation.w && entry.operation.n === operation.n);
    const entry = entries[at];
    if (!entry) continue;
    const registers = operation.p ? Object.keys(operation.p) : undefined;
    if (!registers) {
      mutations.push({ kind: 'delete', table, id });
      continue;
    }
    const set: Record<string, Value> = {};
    for (const register of registers) {
      for (const column of columnsOfRegister(tableOf(table), register)) {
        const key = `${table}:${id}:${column}`;
        // Several operations of one action on one cell: only the last must still be current.
        if (!finished.has(key) && row.values[column] !== entry.after[column])
          throw new DeskError('undoStale', { table: table as TableName, id, column, theirs: row.values[column] ?? null });
        finished.add(key);
        set[column] = entry.before?.[column] ?? null;
      }
    }
    const reopened = operation.why === 'settle' ? reopening(desk, operation) : undefined;
    if (reopened) {
      mutations.push(...reopened);
      continue;
    }
    const { deleted, ...columns } = set;
    if (Object.keys(columns).length > 0) mutations.push({ kind: 'set', table, id, set: columns });
    if (deleted !== undefined && deleted !== entry.after.deleted) mutations.push({ kind: deleted === 1 ? 'delete' : 'restore', table, id });
  }
  return mutations;
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
