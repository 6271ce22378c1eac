// A bundle that waits for operations that no disk holds any more: its last values can be taken over as this desk's own (sync 2.9).

import { checkValue } from '../../../db/catalog/check.ts';
import { findTable, storedColumns, tableOf, type Value } from '../../../db/catalog/index.ts';
import type { Desk } from '../../../db/desk/desk.ts';
import { DeskError } from '../../../db/errors.ts';
import { noteBundle, waitingNotes } from '../../../db/exchange/bundle-register.ts';
import { type Committed, commit } from '../../../db/log/commit.ts';
import type { Mutation } from '../../../db/log/mutation.ts';
import { readRow } from '../../../db/log/projection.ts';
import { parseLine } from '../../../db/operations/line.ts';
import { linesOf, opsFileOf } from './staged-lines.ts';
import { waitingBundle } from './waiting-bundles.ts';

/**
 * Takes over the last values of a waiting bundle.
 * @param bundle  its id
 * @returns whose values they were
 * @throws DeskError `notFound` when no such bundle waits; those of `commit`
 */
export function salvage(desk: Desk, author: string, bundle: string): Committed & { readonly authors: readonly string[] } {
  const waiting = waitingBundle(desk.db, desk.folder, bundle);
  if (!waiting) throw new DeskError('notFound', { table: 'bundle', id: bundle });
  const last = new Map<string, { table: string; id: string; values: Record<string, Value> }>();
  const authors = new Set<string>();
  for (const line of linesOf(opsFileOf(waiting.folder))) {
    const parsed = parseLine(line);
    if (!parsed.ok || parsed.operation.k !== 'set') continue;
    const { e = '', r = '', s = {}, u } = parsed.operation;
    const table = findTable(e);
    if (!table || table.name !== e) continue;
    const record = last.get(`${e}:${r}`) ?? { table: e, id: r, values: {} };
    for (const [column, definition] of storedColumns(table))
      if (column in s && checkValue(definition, s[column]) === undefined) record.values[column] = s[column] ?? null;
    if ('deleted' in s) record.values.deleted = s.deleted ?? 0;
    authors.add(u);
    last.set(`${e}:${r}`, record);
  }
  const mutations = [...last.values()].flatMap(({ table, id, values }): Mutation[] => {
    const { deleted, ...set } = values;
    const row = readRow(desk.db, table, id);
    if (!row) {
      const complete = storedColumns(tableOf(table)).every(([column, definition]) => !definition.required || (set[column] ?? null) !== null);
      return deleted === 1 || !complete ? [] : [{ kind: 'create', table, id, set }];
    }
    if (row.values.deleted === 1) return [];
    const changed = Object.fromEntries(Object.entries(set).filter(([column, value]) => row.values[column] !== value));
    return Object.keys(changed).length > 0 ? [{ kind: 'set', table, id, set: changed }] : [];
  });
  const done = commit(desk, author, mutations, { why: 'salvage' });
  const note = waitingNotes(desk.db).find((one) => one.id === bundle);
  if (note)
    noteBundle(desk.db, {
      ...note,
      status: 'withdrawn',
      at: desk.environment.now(),
      report: JSON.stringify({ salvaged: done.rows.length, authors: [...authors] }),
    });
  return { ...done, authors: [...authors] };
}
