// A bundle that waits for operations that no disk holds any more: its last values can be taken over as this desk's own (sync 2.9).

import { checkValue } from '../../../db/catalog/check.ts';
import { findTable, registerOf, storedColumns, tableOf, type Value } from '../../../db/catalog/index.ts';
import type { Desk } from '../../../db/desk/desk.ts';
import { DeskError } from '../../../db/errors.ts';
import { noteBundle, waitingNotes } from '../../../db/exchange/bundle-register.ts';
import { type Committed, commit } from '../../../db/log/commit.ts';
import type { Mutation } from '../../../db/log/mutation.ts';
import { readRow, type StoredRow } from '../../../db/log/projection.ts';
import { parseLine } from '../../../db/operations/line.ts';
import { splitDot } from '../../../db/operations/operation.ts';
import { headsOf } from '../../../db/operations/registers.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { linesOf, opsFileOf } from './staged-lines.ts';
import { waitingBundle } from './waiting-bundles.ts';

interface Salvaged {
  readonly table: string;
  readonly id: string;
  readonly values: Record<string, Value>;
  /** Versions that the authors of the bundle had seen. */
  readonly seen: Set<string>;
}

/** What its authors had not seen is not written over: both values stay, and a person decides. */
function takenOver(db: Reader, { table, id, values, seen }: Salvaged, row: StoredRow): Mutation[] {
  const parts = { set: {} as Record<string, Value>, addVersion: {} as Record<string, Value> };
  for (const [column, value] of Object.entries(values)) {
    const heads = headsOf(row.heads, registerOf(tableOf(table), column));
    const known = heads.every((local) => seen.has(fullDot(db, local)));
    parts[known ? 'set' : 'addVersion'][column] = value;
  }
  return (['set', 'addVersion'] as const).flatMap((kind): Mutation[] => (Object.keys(parts[kind]).length > 0 ? [{ kind, table, id, set: parts[kind] }] : []));
}

/** The name of a version outside this database. */
function fullDot(db: Reader, local: string): string {
  const { w, n } = splitDot(local);
  return `${db.value<string>('SELECT id FROM sync_writer WHERE w = ?', Number(w)) ?? ''}.${n}`;
}

/**
 * Takes over the last values of a waiting bundle.
 * @param bundle  its id
 * @returns whose values they were
 * @throws DeskError `notFound` when no such bundle waits; those of `commit`
 */
export function salvage(desk: Desk, author: string, bundle: string): Committed & { readonly authors: readonly string[] } {
  const waiting = waitingBundle(desk.db, desk.folder, bundle);
  if (!waiting) throw new DeskError('notFound', { table: 'bundle', id: bundle });
  const last = new Map<string, Salvaged>();
  const authors = new Set<string>();
  for (const line of linesOf(opsFileOf(waiting.folder))) {
    const parsed = parseLine(line);
    if (!parsed.ok || parsed.operation.k !== 'set') continue;
    const { e = '', r = '', s = {}, p = {}, u } = parsed.operation;
    const table = findTable(e);
    if (!table || table.name !== e) continue;
    const record = last.get(`${e}:${r}`) ?? { table: e, id: r, values: {}, seen: new Set<string>() };
    for (const [column, definition] of storedColumns(table))
      if (column in s && checkValue(definition, s[column]) === undefined) record.values[column] = s[column] ?? null;
    if ('deleted' in s) record.values.deleted = s.deleted ?? 0;
    for (const one of Object.values(p).flat()) record.seen.add(one);
    authors.add(u);
    last.set(`${e}:${r}`, record);
  }
  const mutations = [...last.values()].flatMap((record): Mutation[] => {
    const { table, id, values } = record;
    const { deleted, ...set } = values;
    const row = readRow(desk.db, table, id);
    if (!row) {
      const complete = storedColumns(tableOf(table)).every(([column, definition]) => !definition.required || (set[column] ?? null) !== null);
      return deleted === 1 || !complete ? [] : [{ kind: 'create', table, id, set }];
    }
    if (row.values.deleted === 1) return [];
    const changed = Object.fromEntries(Object.entries(set).filter(([column, value]) => row.values[column] !== value));
    return takenOver(desk.db, { ...record, values: changed }, row);
  });
  const done = commit(desk, author, mutations, { why: 'salvage' });
  // Of which nothing could be taken over goes on waiting: what it builds on may come after all.
  const note = done.rows.length > 0 ? waitingNotes(desk.db).find((one) => one.id === bundle) : undefined;
  if (note)
    noteBundle(desk.db, {
      ...note,
      status: 'withdrawn',
      at: desk.environment.now(),
      report: JSON.stringify({ salvaged: done.rows.length, authors: [...authors] }),
    });
  return { ...done, authors: [...authors] };
}
