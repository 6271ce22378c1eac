// Options for columns that choose from a list: words of closed and editable lists, or records.
import { useCallback, useEffect, useState } from 'react';
import { fold } from '../../../db/catalog/fold.ts';
import { allowedValues, type Column } from '../../../db/catalog/index.ts';
import { valueLabel } from '../../../resources/locales/sentences.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { cache } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';

export interface Option {
  readonly key: string;
  readonly name: string;
}

export type Find = (typed: string) => Promise<readonly Option[]>;

export type ChoiceColumn = Extract<Column, { kind: 'oneOf' | 'term' | 'terms' | 'reference' | 'links' }>;

export const isChoice = (column: Column): column is ChoiceColumn => ['oneOf', 'term', 'terms', 'reference', 'links'].includes(column.kind);

/** Nothing that could be searched. */
export const isBlank = (text: string): boolean => fold(text) === '';

/** Records offered at once; typing narrows them down. */
const offered = 30;

/** The same name comes first, then names that begin with what was typed; the others keep their order. */
function bestFirst(options: readonly Option[], wanted: string): readonly Option[] {
  if (wanted === '') return options;
  const rank = ({ name }: Option) => (fold(name) === wanted ? 0 : fold(name).startsWith(wanted) ? 1 : 2);
  return [...options].sort((a, b) => rank(a) - rank(b));
}

/** @returns finds the options whose name contains what was typed, the best match first; all of a list when nothing was typed */
export function useFind(column: ChoiceColumn): Find {
  const words = useWords();
  const { language } = useDisplayPreferences();
  const source = column.kind === 'oneOf' ? column.values : column.kind === 'reference' || column.kind === 'links' ? column.to : column.list;
  const { kind } = column;
  return useCallback(
    async (typed: string) => {
      const wanted = fold(typed);
      if (kind === 'reference' || kind === 'links') {
        const records = await cache.fetchQuery({
          queryKey: ['lookup', source, language, typed],
          queryFn: () => call('lookup', { table: source, search: typed.slice(0, 200), limit: offered }),
        });
        return bestFirst(
          records.map(({ id, name }) => ({ key: id, name })),
          wanted,
        );
      }
      const all =
        kind === 'oneOf'
          ? allowedValues(source).map((value) => ({ key: value, name: valueLabel(words, source, value) }))
          : await cache.fetchQuery({ queryKey: ['terms', source, language], queryFn: () => call('terms', { list: source }) });
      return bestFirst(
        all.filter((option) => fold(option.name).includes(wanted)),
        wanted,
      );
    },
    [kind, source, language, words],
  );
}

export interface Found {
  readonly typed: string;
  readonly options: readonly Option[];
}

/** The options for what is typed. While the next ones are being read, the last ones stay, with the text they belong to. */
export function useFound(find: Find, typed: string): Found | undefined {
  const { refuse } = useAnnouncer();
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    let current = true;
    find(typed).then(
      (options) => current && setFound({ typed, options }),
      (error: unknown) => current && refuse(error),
    );
    return () => {
      current = false;
    };
  }, [find, typed, refuse]);
  return found;
}
