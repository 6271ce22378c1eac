// Names of the records and words that conditions refer to.
import { useQuery } from '@tanstack/react-query';
import { columnOf, type Table } from '../../db/catalog/index.ts';
import type { Filter } from '../../electron/contract/records.ts';
import { call } from '../bridge/bridge.ts';
import { useDisplayPreferences } from '../bridge/preferences.tsx';

export function useNames(table: Table, conditions: Filter): Readonly<Record<string, string>> {
  const { language } = useDisplayPreferences();
  const { data } = useQuery({
    queryKey: ['names', table.name, language, conditions],
    queryFn: async () => {
      const found = await Promise.all(
        Object.entries(conditions).map(async ([name, condition]): Promise<Record<string, string>> => {
          const column = columnOf(table, name);
          const given = condition !== null && typeof condition === 'object' && 'not' in condition ? condition.not : condition;
          const keys = (Array.isArray(given) ? given : [given]).filter((key): key is string => typeof key === 'string');
          if (!column || keys.length === 0) return {};
          if (column.kind === 'term' || column.kind === 'terms')
            return Object.fromEntries((await call('terms', { list: column.list })).map(({ key, name: text }) => [`${column.list}:${key}`, text]));
          if (column.kind !== 'reference' && column.kind !== 'links') return {};
          return Object.fromEntries(await Promise.all(keys.map(async (key) => [key, await nameOf(column.to, key)])));
        }),
      );
      return Object.assign({}, ...found) as Record<string, string>;
    },
    placeholderData: (previous) => previous,
  });
  return data ?? none;
}

const none: Readonly<Record<string, string>> = {};

async function nameOf(table: string, id: string): Promise<string> {
  const found = await call('lookup', { table, search: '', limit: 1, ids: [id] });
  return found[0]?.name ?? id;
}
