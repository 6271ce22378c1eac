// What happened to one record, told from the log: after each operation, the values before and after it.
import { tableOf, type Value } from './catalog/index.ts';
import type { Reader } from './handles.ts';
import { versions } from './projection.ts';
import { decode, type Operation, splitDot } from './sync/operation.ts';
import { applyChange, type RowState } from './sync/registers.ts';

export interface Chapter {
  readonly operation: Operation;
  readonly desk: string;
  readonly before: Readonly<Record<string, Value>> | undefined;
  readonly after: Readonly<Record<string, Value>>;
}

/** Oldest first. */
export function recordStory(db: Reader, table: string, id: string): Chapter[] {
  const rows = db.all<{ w: number; n: number; line: string; desk: string }>(
    'SELECT o.w, o.n, o.line, s.desk FROM sync_op o JOIN sync_writer s ON s.w = o.w WHERE o.row = ? AND o.tbl = ? AND o.state = 0 ORDER BY o.seq',
    id,
    table,
  );
  const look = versions(db);
  const numbers = new Map(db.all<{ w: number; id: string }>('SELECT w, id FROM sync_writer').map((writer) => [writer.id, writer.w]));
  const local = (dot: string) => {
    const { w, n } = splitDot(dot);
    return `${numbers.get(w)}.${n}`;
  };
  const chapters: Chapter[] = [];
  let state: RowState | undefined;
  for (const { w, n, line, desk } of rows) {
    const operation = decode(line);
    const pred = operation.p && Object.fromEntries(Object.entries(operation.p).map(([register, dots]) => [register, dots.map(local)]));
    const before = state?.values;
    state = applyChange(
      tableOf(table),
      state,
      { dot: `${w}.${n}`, version: { t: operation.t, writer: operation.w, n, values: operation.s ?? {} }, ...(pred ? { pred } : {}) },
      look,
    );
    chapters.push({ operation, desk, before, after: state.values });
  }
  return chapters;
}
