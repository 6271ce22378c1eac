// What undo and redo wrote stands for a version that was there before: undoing goes on from it as from that one.
import { type Dot, decode, dot, type Operation, splitDot } from '../operations/operation.ts';
import type { Reader } from '../store/connection.ts';

/** @returns the versions that this version of a register brings back; itself, when it was entered */
export function standingFor(db: Reader, name: Dot, register: string): readonly Dot[] {
  const operation = operationAt(db, name);
  if (!operation?.of || (operation.why !== 'undo' && operation.why !== 'redo')) return [name];
  const meant = ofAction(db, operation.of, operation).filter(({ p }) => p === undefined || register in p);
  if (operation.why === 'redo') {
    const last = meant.at(-1);
    return last ? standingFor(db, dot(last.w, last.n), register) : [name];
  }
  const before = meant[0]?.p?.[register];
  return before ? before.flatMap((one) => standingFor(db, one, register)) : [name];
}

function operationAt(db: Reader, name: Dot): Operation | undefined {
  const { w, n } = splitDot(name);
  const line = db.value<string>('SELECT o.line FROM sync_op o JOIN sync_writer s ON s.w = o.w WHERE s.id = ? AND o.n = ?', w, n);
  return line === undefined ? undefined : decode(line);
}

/** Operations of an action on the record of another operation, in their order. */
function ofAction(db: Reader, action: Dot, { e = '', r = '' }: Operation): Operation[] {
  const { w, n } = splitDot(action);
  return db
    .all<{ line: string }>(
      'SELECT o.line FROM sync_op o JOIN sync_writer s ON s.w = o.w WHERE s.id = ? AND o.x = ? AND o.row = ? AND o.tbl = ? ORDER BY o.n',
      w,
      n,
      r,
      e,
    )
    .map(({ line }) => decode(line));
}
