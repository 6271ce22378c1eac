// Undo and redo: each is an ordinary commit of inverse values. The stack is read from the
// log, so it outlives a restart; it holds this desk's own actions only.
import { DeskError } from '../errors.ts';
import { type Dot, decode, dot, type Operation, splitDot, type Why } from '../operations/operation.ts';
import type { Reader } from '../store/connection.ts';
import { type Committed, commit } from './commit.ts';
import { onWholeLog } from './intact.ts';
import { inverse } from './inverse.ts';
import { ownWriters } from './own-writers.ts';
import type { WritableDesk } from './writable-desk.ts';

/** What a person can undo; seed sets, undo and redo are not among it. */
const undoableReasons: ReadonlySet<Why> = new Set(['edit', 'import', 'sheet', 'settle', 'salvage', 'merge']);

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
export const undoState = (db: Reader, deskId: string): UndoState => onWholeLog(db, () => stateOf(db, deskId));

function stateOf(db: Reader, deskId: string): UndoState {
  // Walking back, the first operation about an action is the latest: `undo` of it means that it is undone.
  const settled = new Map<Dot, 'undone' | 'done'>();
  const redoStack: Dot[] = [];
  const passed = new Set(passedActions(db));
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
    if (!undoableReasons.has(action.why)) continue;
    redoOpen = false; // a new edit ends redo
    if (settled.get(action.name) !== 'undone' && !passed.has(action.name)) return { undo: action.name, redo: redoStack[0] ?? null };
  }
  return { undo: null, redo: redoStack[0] ?? null };
}

/** Actions of which the person has undone what could be undone: they are not offered again. Stays at this desk. */
const passedKey = 'undoPassed';
const passedKept = 500;

const passedActions = (db: Reader): readonly Dot[] => JSON.parse(db.value<string>('SELECT value FROM local_state WHERE key = ?', passedKey) ?? '[]') as Dot[]; // written below only

/** Actions that can be undone, the latest first. */
function* undoable(db: Reader, deskId: string): Generator<Dot> {
  const passed = new Set(passedActions(db));
  const settled = new Set<Dot>();
  for (const action of actionsOf(db, deskId)) {
    // Walking back, the first operation about an action is the latest.
    if ((action.why === 'undo' || action.why === 'redo') && action.of && !settled.has(action.of)) {
      settled.add(action.of);
      if (action.why === 'undo') passed.add(action.of);
    }
    if (undoableReasons.has(action.why) && !passed.has(action.name)) yield action.name;
  }
}

export interface UndoOptions {
  /** Leave out what others have changed or built upon, and undo the rest. */
  readonly rest?: boolean;
}

/**
 * Undoes the desk's latest action that has anything to undo: one whose values have been erased has not.
 * @throws DeskError `nothingToUndo`; without `rest` also `undoStale` when a cell has another version since, and `undoBuiltUpon` when others
 *   have worked on a record that it created (nothing is written then)
 */
export const undo = (desk: WritableDesk, author: string, options: UndoOptions = {}): Committed => onWholeLog(desk.db, () => undoLast(desk, author, options));

function undoLast(desk: WritableDesk, author: string, { rest = false }: UndoOptions): Committed {
  for (const target of undoable(desk.db, desk.id)) {
    const mutations = inverse(desk, operationsOf(desk.db, target), rest);
    if (mutations.length > 0) {
      const done = commit(desk, author, mutations, { why: 'undo', of: target });
      if (done.action !== null) return done;
    }
    if (!rest) continue;
    const passed = JSON.stringify([target, ...passedActions(desk.db)].slice(0, passedKept));
    desk.db.run('INSERT INTO local_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', passedKey, passed);
    return { rows: [], action: null };
  }
  throw new DeskError('nothingToUndo');
}

/** Repeats what was last undone. @throws DeskError `nothingToRedo`, `undoStale`, `undoBuiltUpon` */
export const redo = (desk: WritableDesk, author: string, options: UndoOptions = {}): Committed => onWholeLog(desk.db, () => redoLast(desk, author, options));

function redoLast(desk: WritableDesk, author: string, { rest = false }: UndoOptions): Committed {
  const { redo: target } = undoState(desk.db, desk.id);
  if (!target) throw new DeskError('nothingToRedo');
  const operations = operationsOf(desk.db, target);
  const undone = operations[0]?.of;
  return commit(desk, author, inverse(desk, operations, rest), { why: 'redo', ...(undone ? { of: undone } : {}) });
}

function operationsOf(db: Reader, action: Dot): Operation[] {
  const { w, n } = splitDot(action);
  return db
    .all<{ line: string }>('SELECT o.line FROM sync_op o JOIN sync_writer s ON s.w = o.w WHERE s.id = ? AND o.x = ? ORDER BY o.n', w, n)
    .map(({ line }) => decode(line));
}
