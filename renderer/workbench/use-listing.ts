// Rows by window: only the pages on the screen are read, and kept while the next ones come, so that nothing flashes.
import { type UseQueryResult, useQueries } from '@tanstack/react-query';
import type { ListedRow, Listing } from '../../db/queries/list.ts';
import type { Input } from '../../electron/ipc/contract.ts';
import { call } from '../desk.ts';
import { useSituation } from '../settings.tsx';

/** Rows asked for at a time: some seven screens. */
const pageSize = 200;

export type Request = Omit<Input<'list'>, 'offset' | 'limit'>;

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
  return useQueries({
    queries: pages.map((page) => ({
      queryKey: ['list', request.table, settings.language, request, page],
      queryFn: () => call('list', { ...request, offset: page * pageSize, limit: pageSize }),
      placeholderData: (previous: Listing | undefined) => (previous?.offset === page * pageSize && previous.table === request.table ? previous : undefined),
    })),
    combine: merged,
  });
}

function merged(results: UseQueryResult<Listing>[]): ListingWindow {
  const listings = results.flatMap(({ data }) => (data ? [data] : []));
  return {
    total: listings[0]?.total ?? 0,
    loading: listings.length < results.length,
    names: Object.assign({}, ...listings.map((listing) => listing.names)),
    row: (index) => {
      const listing = listings.find((one) => index >= one.offset && index < one.offset + one.rows.length);
      return listing?.rows[index - listing.offset];
    },
    error: results.find((result) => result.error)?.error,
  };
}
