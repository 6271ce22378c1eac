// Rows by page: only the pages on the screen are read. They stay while the next ones are read, so that nothing flickers.
import { type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { Input } from '../../../electron/contract/inputs.ts';
import type { Group, ListedRow, Listing } from '../../../electron/contract/records.ts';
import { call } from '../../bridge/bridge.ts';
import { useSituation } from '../../bridge/preferences.tsx';
import { grouped, type Segments, ungrouped } from './segments.ts';

/** Rows asked for at a time: some three screens. A window of rows is on the screen sooner when it is small. */
export const pageSize = 100;

/** Pages that have been scrolled past are dropped soon: reading them again takes a few milliseconds. */
const keptMs = 5_000;

export type Request = Omit<Input<'list'>, 'offset' | 'limit' | 'counted'>;

export interface Extent {
  readonly total: number;
  readonly loading: boolean;
  readonly segments: Segments;
  readonly groups: readonly Group[];
  /** Names in the headings of groups. */
  readonly names: Readonly<Record<string, string>>;
  readonly error: unknown;
}

export interface Pages {
  /** The record at a place of the list; undefined while its page is being read. */
  readonly row: (position: number) => ListedRow | undefined;
  readonly names: Readonly<Record<string, string>>;
  readonly loading: boolean;
  readonly error: unknown;
}

/**
 * A page of the list. The first page also counts the list, except for a search: its first rows are found long before the
 * whole desk has been searched.
 */
const pageQuery = (request: Request, language: string, page: number) => ({
  queryKey: ['list', request.table, language, request, page],
  queryFn: () => call('list', { ...request, offset: page * pageSize, limit: pageSize, counted: page === 0 && request.search === undefined }),
  gcTime: keptMs,
  // Rows of a list that is being narrowed stay until the next ones are there.
  placeholderData: (previous: Listing | undefined) => (previous?.offset === page * pageSize && previous.table === request.table ? previous : undefined),
});

/** How many records a request finds, and their groups when it asks for any. */
export function useExtent(request: Request, folded: ReadonlySet<string>): Extent {
  const { settings } = useSituation();
  const first = useQuery(pageQuery(request, settings.language, 0));
  const { sort: _, group, ...counted } = request;
  const few = first.data !== undefined && !first.isPlaceholderData && first.data.rows.length < pageSize;
  const count = useQuery({
    queryKey: ['list', request.table, settings.language, request, 'count'],
    queryFn: () => call('list', { ...request, limit: 0 }),
    enabled: request.search !== undefined && first.data !== undefined && !first.isPlaceholderData && !few,
    placeholderData: (previous: Listing | undefined) => (previous?.table === request.table ? previous : undefined),
  });
  const groups = useQuery({
    queryKey: ['list', request.table, settings.language, counted, 'groups', group],
    queryFn: () => call('groups', { ...counted, group: group ?? '' }),
    enabled: group !== undefined,
  });
  const lastTotal = useRef({ table: request.table, total: 0 });
  const known = few ? first.data?.rows.length : request.search === undefined ? first.data?.total : count.isPlaceholderData ? undefined : count.data?.total;
  // Until a search is counted, the list is as long as it was: what is on the screen does not jump.
  const total = known ?? (lastTotal.current.table === request.table ? Math.max(lastTotal.current.total, first.data?.rows.length ?? 0) : 0);
  useEffect(() => {
    lastTotal.current = { table: request.table, total };
  }, [request.table, total]);
  const found = group === undefined ? undefined : groups.data?.groups;
  const segments = useMemo(() => (found ? grouped(found, total, folded) : ungrouped(group === undefined ? total : 0)), [found, group, total, folded]);
  return {
    total,
    segments,
    groups: found ?? none,
    loading: known === undefined || (group !== undefined && !found),
    names: groups.data?.names ?? noNames,
    error: first.error ?? groups.error,
  };
}

const none: readonly Group[] = [];
const noNames: Readonly<Record<string, string>> = {};

/** @param pages  which pages of the list are wanted */
export function usePages(request: Request, pages: readonly number[]): Pages {
  const { settings } = useSituation();
  return useQueries({
    queries: pages.map((page) => pageQuery(request, settings.language, page)),
    combine: merged,
  });
}

function merged(results: UseQueryResult<Listing>[]): Pages {
  const byPage = new Map(results.flatMap(({ data }) => (data ? [[data.offset / pageSize, data] as const] : [])));
  return {
    loading: byPage.size < results.length,
    names: Object.assign({}, ...[...byPage.values()].map((listing) => listing.names)),
    row: (position) => byPage.get(Math.floor(position / pageSize))?.rows[position % pageSize],
    error: results.find((result) => result.error)?.error,
  };
}
