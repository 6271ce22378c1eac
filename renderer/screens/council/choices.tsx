// Records of a small table to choose from, named in the language of the window.
import { useQuery } from '@tanstack/react-query';
import { nameColumns, type TableName, tableOf } from '../../../db/catalog/index.ts';
import { call } from '../../bridge/bridge.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';

export interface Choice {
  readonly id: string;
  readonly name: string;
}

export function useChoices(table: TableName, filter: Record<string, string> = {}): Choice[] {
  const { language } = useDisplayPreferences();
  const { data } = useQuery({ queryKey: ['list', table, language, 'choice', filter], queryFn: () => call('list', { table, limit: 500, filter }) });
  const [own, japanese] = nameColumns(tableOf(table), language);
  return data?.rows.map((row) => ({ id: row.id, name: String(row.values[own ?? 'nameJa'] ?? row.values[japanese ?? 'nameJa'] ?? '') })) ?? [];
}

/** The options of a `select` for such records. */
export function Choices({ choices }: { choices: readonly Choice[] }) {
  return choices.map((one) => (
    <option key={one.id} value={one.id}>
      {one.name}
    </option>
  ));
}
