// The cache of what was read from the desk. The reply to an edit replaces its rows in every open list; lists that may have
// changed otherwise are read again, the visible ones at once.
import { QueryClient } from '@tanstack/react-query';
import type { TableName } from '../../db/catalog/index.ts';
import type { Written } from '../../electron/contract/outputs.ts';
import type { ListedRow, Listing } from '../../electron/contract/records.ts';
import { call } from './bridge.ts';

export const cache = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: Number.POSITIVE_INFINITY, gcTime: 60_000, refetchOnWindowFocus: false, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

/** Replaces a row in every open list that shows it. Which rows a list shows does not change. */
function swap(table: string, row: ListedRow, names: Readonly<Record<string, string>>): void {
  cache.setQueriesData<Listing>({ queryKey: ['list', table] }, (listing) =>
    listing?.rows?.some((one) => one.id === row.id)
      ? { ...listing, rows: listing.rows.map((one) => (one.id === row.id ? row : one)), names: { ...listing.names, ...names } }
      : listing,
  );
}

export function applyWritten(written: Written): void {
  for (const { table, row } of written.rows) swap(table, row, written.names);
  refresh(written.tables);
}

/** Reads a record again and shows it, also where a filter would no longer find it: a refusal has said that it changed. */
export async function showCurrent(table: TableName, id: string): Promise<void> {
  const { row, names } = await call('record', { table, id });
  swap(table, row, names);
  cache.invalidateQueries({ queryKey: ['record', table, id] });
}

/** How many have asked for lists that keep still, and the tables that changed meanwhile. */
let holders = 0;
const waiting = new Set<string>();

/** Lists keep the rows they show, and their order, until the returned function is called. Values that change are still shown. */
export function holdLists(): () => void {
  holders += 1;
  return () => {
    holders -= 1;
    if (holders > 0) return;
    const tables = [...waiting];
    waiting.clear();
    for (const table of tables) cache.invalidateQueries({ queryKey: ['list', table] });
  };
}

export function refresh(tables: readonly string[]): void {
  for (const table of tables) {
    if (holders > 0) waiting.add(table);
    else cache.invalidateQueries({ queryKey: ['list', table] });
  }
  for (const key of ['record', 'history', 'undoState', 'home', 'lookup', 'terms', 'names', 'exchange', 'conflicts', 'briefingStandings'])
    cache.invalidateQueries({ queryKey: [key] });
}

export const forgetAll = (): void => {
  cache.invalidateQueries();
};
