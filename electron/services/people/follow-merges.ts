// Persons that desks have merged without knowing of each other: after an import every desk draws the same conclusion, with the same
// operations, so that one person is left and whatever points to her is right (sync 2.7).
import { columnOf, registerOf, storedColumns, tableOf } from '../../../db/catalog/index.ts';
import type { Desk } from '../../../db/desk/desk.ts';
import { conflicts } from '../../../db/exchange/conflicts.ts';
import { commit } from '../../../db/log/commit.ts';
import { type MergedRecord, mergedRecords } from '../../../db/log/merged-records.ts';
import type { Mutation, SetValue } from '../../../db/log/mutation.ts';
import { readRow } from '../../../db/log/projection.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { pointingAt } from './person-references.ts';

/** @returns how many records were changed */
export function followMerges(desk: Desk, author: string): number {
  let changed = 0;
  // What points to a person who was merged into one of a circle is moved once the circle is settled.
  for (const next of [settledCircles, movedReferences]) {
    const mutations = next(desk.db);
    if (mutations.length > 0) changed += commit(desk, author, mutations, { why: 'follow' }).rows.length;
  }
  return changed;
}

/** Everybody that a person was merged into, by way of others or not. */
function reach(merged: ReadonlyMap<string, MergedRecord>, start: string): Set<string> {
  const seen = new Set<string>();
  const open = [start];
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const next of merged.get(at)?.into ?? [])
      if (!seen.has(next)) {
        seen.add(next);
        open.push(next);
      }
  return seen;
}

/** The person at the end of the merges; undefined in a circle, and where they end at two. */
function endOf(merged: ReadonlyMap<string, MergedRecord>, start: string): string | undefined {
  const isEnd = (id: string) => merged.get(id)?.otherwise !== false;
  if (isEnd(start)) return start;
  const [end, ...more] = [...reach(merged, start)].filter(isEnd);
  return more.length === 0 ? end : undefined;
}

const byId = (db: Reader) => new Map(mergedRecords(db, 'person').map((one) => [one.row.id, one]));

/** Each merged the other away, by way of others or not: the person with the lowest id stays, with what the others had. */
function settledCircles(db: Reader): Mutation[] {
  const merged = byId(db);
  const mutations: Mutation[] = [];
  for (const circle of circles(merged)) {
    const [keep, ...others] = circle as [string, ...string[]];
    const kept = readRow(db, 'person', keep);
    if (!kept) continue;
    mutations.push({ kind: 'restore', table: 'person', id: keep });
    const set: Record<string, SetValue> = {};
    for (const other of others) {
      const values = readRow(db, 'person', other)?.values ?? {};
      for (const [column] of storedColumns(tableOf('person')))
        if ((kept.values[column] ?? null) === null && !(column in set) && (values[column] ?? null) !== null) set[column] = values[column] ?? null;
      // One that somebody has edited since stays in sight, and is asked about.
      if (!merged.get(other)?.unseen) mutations.push({ kind: 'mergeInto', table: 'person', id: other, into: keep });
    }
    if (Object.keys(set).length > 0) mutations.push({ kind: 'set', table: 'person', id: keep, set });
  }
  return mutations;
}

/** Persons of whom each is merged into another of them, and none is left; ids in order. */
function circles(merged: ReadonlyMap<string, MergedRecord>): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  for (const start of [...merged.keys()].sort()) {
    if (done.has(start) || !reach(merged, start).has(start)) continue;
    const circle = [...reach(merged, start)].filter((one) => reach(merged, one).has(start)).sort();
    for (const one of circle) done.add(one);
    // Where a way leads out of the circle, or somebody has said something else, that is where the person is.
    if ([...reach(merged, start)].every((one) => circle.includes(one)) && circle.every((one) => merged.get(one)?.otherwise === false)) found.push(circle);
  }
  return found;
}

/** Cells that were entered elsewhere on a person who had been merged away meanwhile, and those in conflict between names of one person. */
function movedReferences(db: Reader): Mutation[] {
  const merged = byId(db);
  const personNow = (id: string) => endOf(merged, id) ?? id;
  const moved = [...merged.values()].flatMap(({ row, otherwise }): Mutation[] => {
    const end = personNow(row.id);
    if (otherwise || end === row.id || row.values.deleted !== 1 || readRow(db, 'person', end)?.values.deleted !== 0) return [];
    return pointingAt(db, row.id, end).filter((one) => !('set' in one) || !isContested(db, one));
  });
  return [...moved, ...oneOfManyNames(db, personNow)];
}

const isContested = (db: Reader, { table, id, set }: { readonly table: string; readonly id?: string | undefined; readonly set: object }): boolean =>
  Object.keys(set).some(
    (column) =>
      db.value('SELECT 1 FROM sync_conflict WHERE tbl = ? AND row = ? AND register = ?', table, id ?? '', registerOf(tableOf(table), column)) !== undefined,
  );

/** Conflicts whose sides all mean the same person by now. */
function oneOfManyNames(db: Reader, personNow: (id: string) => string): Mutation[] {
  return conflicts(db, 10_000).flatMap(({ table, id, columns, sides }): Mutation[] => {
    const [column = ''] = columns;
    const kind = columnOf(tableOf(table), column);
    if (columns.length !== 1 || kind?.kind !== 'reference' || kind.to !== 'person') return [];
    const persons = new Set(sides.map(({ values }) => (typeof values[column] === 'string' ? personNow(values[column]) : null)));
    const [person = null] = persons;
    return persons.size === 1 && person !== null ? [{ kind: 'set', table, id, set: { [column]: person } }] : [];
  });
}
