// Rows by window: only the pages on the screen are read, and kept while the next ones come, so that nothing flashes.
import { type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query';
import type { ListedRow, Listing } from '../../db/queries/list.ts';
import type { Input } from '../../electron/ipc/contract.ts';
import { call } from '../desk.ts';
import { useSituation } from '../settings.tsx';

/** Rows asked for at a time: some seven screens. */
const pageSize = 200;

export type Request = Omit<Input<'list'>, 'offset' | 'limit' | 'counted'>;

export interface ListingWindow {
  readonly total: number;
  readonly loading: boolean;
  readonly row: (index: number) => ListedRow | undefined;
  readonly names: Readonly<Record<string, string>>;
  readonly error: unknown;
}

/** @param first, last  indexes of the rows on the screen */
export function useListing(request: Request, first: number, last: number): ListingWindow {
  const { settings } = useSituation();
  const from = Math.floor(Math.max(0, first) / pageSize);
  const to = Math.floor(Math.max(first, last) / pageSize);
  const pages = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  // The order does not change the count.
  const { sort: _, ...counted } = request;
  const { data: count } = useQuery({
    queryKey: ['list', request.table, settings.language, counted, 'count'],
    queryFn: () => call('list', { ...counted, limit: 0 }),
    placeholderData: (previous: Listing | undefined) => (previous?.table === request.table ? previous : undefined),
  });
  const rows = useQueries({
    queries: pages.map((page) => ({
      queryKey: ['list', request.table, settings.language, request, page],
      queryFn: () => call('list', { ...request, offset: page * pageSize, limit: pageSize, counted: false }),
      placeholderData: (previous: Listing | undefined) => (previous?.offset === page * pageSize && previous.table === request.table ? previous : undefined),
    })),
    combine: merged,
  });
  return { ...rows, total: count?.total ?? 0, loading: rows.loading || count === undefined };
}

function merged(results: UseQueryResult<Listing>[]): Omit<ListingWindow, 'total'> {
  const listings = results.flatMap(({ data }) => (data ? [data] : []));
  return {
    loading: listings.length < results.length,
    names: Object.assign({}, ...listings.map((listing) => listing.names)),
    row: (index) => {
      const listing = listings.find((one) => index >= one.offset && index < one.offset + one.rows.length);
      return listing?.rows[index - listing.offset];
    },
    error: results.find((result) => result.error)?.error,
  };
}
