// Editors that choose: words of closed and editable lists, records, sets of either.
import { useCallback, useMemo, useRef, useState } from 'react';
import { termsOf } from '../../../db/catalog/check.ts';
import { fold } from '../../../db/catalog/fold.ts';
import { allowedValues, type Column, columnOf, tableOf } from '../../../db/catalog/index.ts';
import { storeTerms } from '../../../db/catalog/parse.ts';
import type { SetValue } from '../../../electron/contract/records.ts';
import { errorSentence, valueLabel } from '../../../resources/locales/sentences.ts';
import { call, Refused } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { cache } from '../../bridge/query-cache.ts';
import { NewRecord } from '../new-record.tsx';
import type { EditorProps } from './editor.tsx';
import { type Option, Picker } from './picker.tsx';

export type ChoiceColumn = Extract<Column, { kind: 'oneOf' | 'term' | 'terms' | 'reference' | 'links' }>;

export const isChoice = (column: Column): column is ChoiceColumn => ['oneOf', 'term', 'terms', 'reference', 'links'].includes(column.kind);

/** Records offered at once; typing narrows them down. */
const offered = 30;

function keysOf(column: ChoiceColumn, value: EditorProps['value']): readonly string[] {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value === 'object') return value;
  return column.kind === 'terms' ? (termsOf(String(value)) ?? []) : [String(value)];
}

/** What to commit: for links only what was added and taken away, so that somebody else's link is never undone unseen. */
function valueFrom(column: ChoiceColumn, before: readonly string[], now: readonly string[]): SetValue {
  if (column.kind === 'links') return { add: now.filter((key) => !before.includes(key)), remove: before.filter((key) => !now.includes(key)) };
  if (column.kind === 'terms') return storeTerms(now);
  return now[0] ?? null;
}

export function useFind(column: ChoiceColumn): (typed: string) => Promise<readonly Option[]> {
  const words = useWords();
  const { language } = useDisplayPreferences();
  const source = column.kind === 'oneOf' ? column.values : column.kind === 'reference' || column.kind === 'links' ? column.to : column.list;
  const { kind } = column;
  return useCallback(
    async (typed: string) => {
      const wanted = fold(typed);
      if (kind === 'reference' || kind === 'links')
        return (
          await cache.fetchQuery({
            queryKey: ['lookup', source, language, typed],
            queryFn: () => call('lookup', { table: source, search: typed.slice(0, 200), limit: offered }),
          })
        ).map(({ id, name }) => ({ key: id, name }));
      const all =
        kind === 'oneOf'
          ? allowedValues(source).map((value) => ({ key: value, name: valueLabel(words, source, value) }))
          : await cache.fetchQuery({ queryKey: ['terms', source, language], queryFn: () => call('terms', { list: source }) });
      return all.filter((option) => fold(option.name).includes(wanted));
    },
    [kind, source, language, words],
  );
}

/** Records whose name is their own text can be made by typing it. */
const canBeTyped = (table: string): boolean => ['text', 'longText'].includes(columnOf(tableOf(table), tableOf(table).naming.ja)?.kind ?? '');

export function ChoiceEditor({ column, label, value, names, initial, onSave, onDone }: EditorProps & { column: ChoiceColumn }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const find = useFind(column);
  const [problem, setProblem] = useState<string>();
  const [making, setMaking] = useState<string>();
  const several = column.kind === 'links' || column.kind === 'terms';
  // What the list was opened on: a value that changes under it meets the refusal. Once told, what is shown now counts.
  const current = { before: keysOf(column, value), onSave };
  const opened = useRef<typeof current | 'told'>(current);
  const { before, onSave: save } = opened.current === 'told' ? current : opened.current;
  const joined = before.join('\n');
  const chosen = useMemo(
    () =>
      (joined === '' ? [] : joined.split('\n')).map((key) => ({
        key,
        name:
          column.kind === 'oneOf'
            ? valueLabel(words, column.values, key)
            : ((column.kind === 'term' || column.kind === 'terms' ? names[`${column.list}:${key}`] : names[key]) ?? key),
      })),
    [joined, column, names, words],
  );
  const choose = async (keys: readonly string[], move: 'down' | 'right' | 'left' | 'stay') => {
    const same = keys.length === before.length && keys.every((key) => before.includes(key));
    try {
      if (!same) await save(valueFrom(column, before, keys));
      onDone(move);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.code === 'stale') opened.current = 'told';
      setProblem(errorSentence(words, display, error));
    }
  };
  const target = column.kind === 'reference' || column.kind === 'links' ? column.to : undefined;
  if (making !== undefined && target !== undefined)
    return (
      <NewRecord
        table={tableOf(target).name}
        preset={{}}
        begin={{ [tableOf(target).naming.ja]: making }}
        onClose={() => onDone('stay')}
        onMade={(id) => choose(column.kind === 'links' ? [...before, id] : [id], 'stay')}
      />
    );
  return (
    <Picker
      key={`${problem ?? ''} ${joined}`}
      label={label}
      chosen={chosen}
      several={several}
      clearable={column.required !== true}
      initial={initial}
      find={find}
      onChoose={choose}
      onCancel={() => onDone('stay')}
      onCreate={target !== undefined && canBeTyped(target) ? setMaking : undefined}
      problem={problem}
    />
  );
}
