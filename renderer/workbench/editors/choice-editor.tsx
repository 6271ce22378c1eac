// Editors that choose: words of closed and editable lists, records, sets of either.
import { useMemo, useRef, useState } from 'react';
import { termsOf } from '../../../db/catalog/check.ts';
import { tableOf } from '../../../db/catalog/index.ts';
import { storeTerms } from '../../../db/catalog/parse.ts';
import type { SetValue } from '../../../electron/contract/records.ts';
import { errorSentence, valueLabel, type Words } from '../../../resources/locales/sentences.ts';
import { Refused } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import type { EditorProps, Move } from './editor-props.ts';
import { NewRecord } from './new-record.tsx';
import { Picker } from './picker.tsx';
import { typedRecord } from './record-maker.ts';
import { type ChoiceColumn, useFind } from './use-find.ts';

type ChoiceProps = EditorProps & { readonly column: ChoiceColumn };

function keysOf(column: ChoiceColumn, value: EditorProps['value']): readonly string[] {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value === 'object') return value;
  return column.kind === 'terms' ? (termsOf(String(value)) ?? []) : [String(value)];
}

/** What to save: for links only what was added and removed, so that a link made by another desk meanwhile is not removed unseen. */
function valueFrom(column: ChoiceColumn, before: readonly string[], now: readonly string[]): SetValue {
  if (column.kind === 'links') return { add: now.filter((key) => !before.includes(key)), remove: before.filter((key) => !now.includes(key)) };
  if (column.kind === 'terms') return storeTerms(now);
  return now[0] ?? null;
}

function nameOf(words: Words, column: ChoiceColumn, names: EditorProps['names'], key: string): string {
  if (column.kind === 'oneOf') return valueLabel(words, column.values, key);
  return (column.kind === 'term' || column.kind === 'terms' ? names[`${column.list}:${key}`] : names[key]) ?? key;
}

/** What was chosen before, and saving what is chosen now. */
function useChoice({ column, value, onSave, onDone }: ChoiceProps) {
  const words = useWords();
  const display = useDisplayPreferences();
  const [problem, setProblem] = useState<string>();
  // The value the list was opened with: if it changes meanwhile, saving is refused. After that refusal the value shown now counts.
  const current = { before: keysOf(column, value), onSave };
  const opened = useRef<typeof current | 'refused'>(current);
  const { before, onSave: save } = opened.current === 'refused' ? current : opened.current;
  const choose = async (keys: readonly string[], move: Move) => {
    const same = keys.length === before.length && keys.every((key) => before.includes(key));
    try {
      if (!same) await save(valueFrom(column, before, keys));
      onDone(move);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.code === 'stale') opened.current = 'refused';
      setProblem(errorSentence(words, display, error));
    }
  };
  return { before, choose, problem };
}

export function ChoiceEditor(props: ChoiceProps) {
  const { column, label, names, initial, onDone } = props;
  const words = useWords();
  const find = useFind(column);
  const { before, choose, problem } = useChoice(props);
  const [making, setMaking] = useState<string>();
  const joined = before.join('\n');
  const chosen = useMemo(
    () => (joined === '' ? [] : joined.split('\n')).map((key) => ({ key, name: nameOf(words, column, names, key) })),
    [joined, column, names, words],
  );
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
      several={column.kind === 'links' || column.kind === 'terms'}
      clearable={column.required !== true}
      initial={initial}
      find={find}
      onChoose={choose}
      onCancel={() => onDone('stay')}
      onCreate={typedRecord(column) === undefined ? undefined : setMaking}
      problem={problem}
    />
  );
}
