// What has been read from the desk. A reply to an edit swaps its rows in every open list; lists that may look different
// are asked for again, the visible ones at once.
import { QueryClient } from '@tanstack/react-query';
import type { Listing } from '../db/queries/list.ts';
import type { Written } from '../electron/ipc/contract.ts';

export const cache = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: Number.POSITIVE_INFINITY, gcTime: 60_000, refetchOnWindowFocus: false, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

export function applyWritten(written: Written): void {
  for (const { table, row } of written.rows)
    cache.setQueriesData<Listing>({ queryKey: ['list', table] }, (listing) =>
      listing?.rows?.some((one) => one.id === row.id)
        ? { ...listing, rows: listing.rows.map((one) => (one.id === row.id ? row : one)), names: { ...listing.names, ...written.names } }
        : listing,
    );
  refresh(written.tables);
}

export function refresh(tables: readonly string[]): void {
  for (const table of tables) cache.invalidateQueries({ queryKey: ['list', table] });
  for (const key of ['record', 'history', 'undoState', 'home', 'lookup', 'terms', 'names', 'exchange', 'conflicts', 'briefingStandings'])
    cache.invalidateQueries({ queryKey: [key] });
}

export const forgetAll = (): void => {
  cache.invalidateQueries();
};
