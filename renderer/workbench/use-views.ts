// Named views of a table. They are records like any other: exchanged between desks, with a history, and undone like any edit.
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { type TableName, tableOf } from '../../db/catalog/index.ts';
import type { AskedMutation, ListedRow } from '../../electron/contract/records.ts';
import { call } from '../bridge/bridge.ts';
import { useSituation } from '../bridge/preferences.tsx';
import { applyWritten } from '../bridge/query-cache.ts';
import { useAnnouncer } from '../parts/announcer.tsx';
import { type Arrangement, fromJson, toJson } from './grid/arrangement.ts';

export interface NamedView {
  readonly id: string;
  readonly name: string;
  readonly arrangement: Arrangement;
  readonly isDefault: boolean;
  readonly onHome: boolean;
  readonly row: ListedRow;
}

export interface Views {
  /** Undefined until they have been read. */
  readonly all: readonly NamedView[] | undefined;
  /** @returns the view's id, or undefined when it was refused (which has been announced) */
  readonly save: (name: string, arrangement: Arrangement) => Promise<string | undefined>;
  readonly set: (view: NamedView, change: { readonly isDefault?: boolean; readonly onHome?: boolean }) => Promise<void>;
  readonly remove: (view: NamedView) => Promise<void>;
}

export function useViews(table: TableName): Views {
  const { refuse } = useAnnouncer();
  const { settings } = useSituation();
  const { data } = useQuery({
    queryKey: ['list', 'view', settings.language, table, 'views'],
    queryFn: () => call('list', { table: 'view', filter: { table }, limit: 200, counted: false }),
  });
  const all = data?.rows
    .flatMap((row): NamedView[] => {
      const arrangement = fromJson(String(row.values.definition), tableOf(table));
      if (!arrangement || row.deleted) return [];
      return [{ id: row.id, name: String(row.values.name), arrangement, isDefault: row.values.isDefault === 1, onHome: row.values.onHome === 1, row }];
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'ja'));
  const commit = useCallback(
    async (mutations: AskedMutation[]) => {
      try {
        const written = await call('commit', { mutations });
        applyWritten(written);
        return written.rows[0]?.row.id;
      } catch (error) {
        refuse(error);
        return undefined;
      }
    },
    [refuse],
  );
  return {
    all,
    save: (name, arrangement) => {
      const known = all?.find((view) => view.name === name);
      const definition = toJson(arrangement);
      return commit([
        known
          ? { kind: 'set', table: 'view', id: known.id, set: { definition }, seen: known.row.seen }
          : { kind: 'create', table: 'view', set: { table, name, definition } },
      ]).then((id) => id ?? known?.id);
    },
    set: async (view, { isDefault, onHome }) => {
      // One default per table: the former one is unset in the same action.
      const others = isDefault ? (all ?? []).filter((other) => other.isDefault && other.id !== view.id) : [];
      await commit([
        ...others.map((other): AskedMutation => ({ kind: 'set', table: 'view', id: other.id, set: { isDefault: 0 } })),
        {
          kind: 'set',
          table: 'view',
          id: view.id,
          set: { ...(isDefault === undefined ? {} : { isDefault: isDefault ? 1 : 0 }), ...(onHome === undefined ? {} : { onHome: onHome ? 1 : 0 }) },
        },
      ]);
    },
    remove: async (view) => {
      await commit([{ kind: 'delete', table: 'view', id: view.id, seen: view.row.seen }]);
    },
  };
}
