// What happened to one record, read from the log: for each operation, the values before and after it.
import { tableOf, type Value } from '../catalog/index.ts';
import { decode, type Operation } from '../operations/operation.ts';
import { applyChange, type Change, type Heads, type RowState } from '../operations/registers.ts';
import { twinsOf } from '../operations/twins.ts';
import type { Reader } from '../store/connection.ts';
import { asItCounts } from './erased-records.ts';
import { changeOf, versions, WriterNumbers } from './projection.ts';

export interface RecordHistoryEntry {
  readonly operation: Operation;
  readonly desk: string;
  readonly before: Readonly<Record<string, Value>> | undefined;
  readonly after: Readonly<Record<string, Value>>;
  /** Heads afterwards, in local dots. */
  readonly heads: Heads;
}

/** Oldest first, in order of arrival at this desk. */
export function recordHistory(db: Reader, table: string, id: string): RecordHistoryEntry[] {
  const rows = db.all<{ line: string; desk: string }>(
    'SELECT o.line, s.desk FROM sync_op o JOIN sync_writer s ON s.w = o.w WHERE o.row = ? AND o.tbl = ? ORDER BY o.seq',
    id,
    table,
  );
  const numbers = new WriterNumbers(db);
  const versionAt = versions(db, numbers);
  const entries: RecordHistoryEntry[] = [];
  const definition = tableOf(table);
  const changes: Change[] = [];
  let state: RowState | undefined;
  for (const { line, desk } of rows) {
    const operation = decode(line);
    if (operation.k !== 'set') continue;
    const before = state?.values;
    const change = changeOf(definition, asItCounts(db, operation), numbers);
    changes.push(change);
    const isReplaced = twinsOf(definition, () => [...changes]);
    state = applyChange(definition, state, change, { versionAt, isReplaced });
    entries.push({ operation, desk, before, after: state.values, heads: state.heads });
  }
  return entries;
}
