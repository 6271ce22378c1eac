// One record with everything that refers to it, and its history.
import { sql } from 'drizzle-orm';
import { columnOf, type Language, linkColumns, storedColumns, type TableName, tableNames, tableOf, type Value } from '../catalog/index.ts';
import { DeskError } from '../errors.ts';
import { type Doubt, doubtedChains, doubtOf } from '../log/doubts.ts';
import { recordHistory } from '../log/record-history.ts';
import { stampMs } from '../operations/clock.ts';
import { dot, type Operation, type Why } from '../operations/operation.ts';
import type { Reader } from '../store/connection.ts';
import { allOf } from './compile.ts';
import { requireTable } from './filter.ts';
import { getRow, type ListedRow, type ListView, recordNames } from './list.ts';

export interface Related {
  readonly table: TableName;
  /** The column of that table that refers here. */
  readonly column: string;
  readonly total: number;
  /** The first few, newest or first in order. */
  readonly ids: readonly string[];
}

export interface RecordPage {
  readonly table: TableName;
  readonly row: ListedRow;
  readonly names: Readonly<Record<string, string>>;
  readonly related: readonly Related[];
}

const relatedShown = 20;

/** @throws DeskError `unknownTable`, `notFound` */
export function record(db: Reader, name: string, id: string, view: ListView): RecordPage {
  const table = tableOf(requireTable(name).name);
  const found = getRow(db, table.name, id, view);
  if (!found) throw new DeskError('notFound', { table: table.name, id });
  const related: Related[] = [];
  const wanted = new Map<string, Set<string>>();
  const note = (of: TableName, column: string, ids: string[]) => {
    if (ids.length === 0) return;
    related.push({ table: of, column, total: ids.length, ids: ids.slice(0, relatedShown) });
    wanted.set(of, new Set([...(wanted.get(of) ?? []), ...ids.slice(0, relatedShown)]));
  };
  for (const other of tableNames) {
    const definition = tableOf(other);
    if (!definition.link)
      for (const [column, { kind, ...rest }] of storedColumns(definition))
        if (kind === 'reference' && 'to' in rest && rest.to === table.name)
          note(
            other,
            column,
            allOf<{ id: string }>(
              db,
              sql`SELECT id FROM ${sql.identifier(other)} WHERE deleted = 0 AND ${sql.identifier(column)} = ${id} ORDER BY id DESC`,
            ).map((row) => row.id),
          );
    for (const [column, link] of linkColumns(definition))
      if (link.to === table.name) {
        const where = Object.entries(link.where ?? {}).map(([key, value]) => sql` AND ${sql.identifier(key)} = ${value}`);
        note(
          other,
          column,
          allOf<{ id: string }>(
            db,
            sql`SELECT ${sql.identifier(link.from)} AS id FROM ${sql.identifier(link.through)} WHERE deleted = 0 AND ${sql.identifier(link.target)} = ${id}${sql.join(where, sql``)} ORDER BY 1`,
          ).map((row) => row.id),
        );
      }
  }
  return { table: table.name, row: found.row, names: { ...recordNames(db, wanted, view.language), ...found.names }, related };
}

export interface HistoryEntry {
  readonly action: string;
  /** Milliseconds since 1970 UTC, as the author's clock had it. */
  readonly at: number;
  readonly author: string;
  readonly desk: string;
  readonly why: Why;
  readonly kind: 'created' | 'changed' | 'deleted' | 'restored';
  /** Set where nobody here can prove that the desk named has written it. */
  readonly doubt?: Doubt;
  /** Cells changed; for links, the record added or taken away. */
  readonly changes: readonly { readonly column: string; readonly from: Value; readonly to: Value }[];
}

/** Every change of a record, newest first, its links included. @throws DeskError `unknownTable`, `notFound` */
export function history(
  db: Reader,
  name: string,
  id: string,
  language: Language,
): { entries: readonly HistoryEntry[]; names: Readonly<Record<string, string>> } {
  const table = tableOf(requireTable(name).name);
  const own = recordHistory(db, table.name, id);
  if (own.length === 0) throw new DeskError('notFound', { table: table.name, id });
  const wanted = new Map<string, Set<string>>();
  const want = (to: string, value: Value) => {
    if (typeof value === 'string') wanted.set(to, new Set([...(wanted.get(to) ?? []), value]));
  };
  const chains = doubtedChains(db);
  const doubted = (operation: Operation) => {
    const doubt = doubtOf(chains, operation);
    return doubt === undefined ? {} : { doubt };
  };
  const entries = own.map(({ operation, desk, before, after }): HistoryEntry => {
    const changes = Object.keys(after)
      .filter((column) => column !== 'deleted' && (after[column] ?? null) !== (before?.[column] ?? null))
      .map((column) => ({ column, from: before?.[column] ?? null, to: after[column] ?? null }));
    for (const change of changes) {
      const column = columnOf(table, change.column);
      if (column?.kind === 'reference') for (const value of [change.from, change.to]) want(column.to, value);
    }
    const kind = before === undefined ? 'created' : before.deleted === after.deleted ? 'changed' : after.deleted === 1 ? 'deleted' : 'restored';
    return {
      action: dot(operation.w, operation.x),
      at: stampMs(operation.t),
      author: operation.u,
      desk,
      why: operation.why ?? 'edit',
      kind,
      changes,
      ...doubted(operation),
    };
  });
  for (const [column, link] of linkColumns(table)) {
    const where = Object.entries(link.where ?? {}).map(([key, value]) => sql` AND ${sql.identifier(key)} = ${value}`);
    const ties = allOf<{ id: string; target: string }>(
      db,
      sql`SELECT id, ${sql.identifier(link.target)} AS target FROM ${sql.identifier(link.through)} WHERE ${sql.identifier(link.from)} = ${id}${sql.join(where, sql``)}`,
    );
    for (const tie of ties) {
      want(link.to, tie.target);
      for (const { operation, desk, after } of recordHistory(db, link.through, tie.id)) {
        const change = after.deleted === 1 ? { column, from: tie.target, to: null } : { column, from: null, to: tie.target };
        entries.push({
          action: dot(operation.w, operation.x),
          at: stampMs(operation.t),
          author: operation.u,
          desk,
          why: operation.why ?? 'edit',
          kind: 'changed',
          changes: [change],
          ...doubted(operation),
        });
      }
    }
  }
  entries.sort((a, b) => b.at - a.at);
  return { entries, names: recordNames(db, wanted, language) };
}
