// A label and the field for a value that belongs to no record yet: a new record's, or one for many records at once.
import { useRef, useState } from 'react';
import { type Column, type Language, nameColumns, tableOf } from '../../db/catalog/index.ts';
import type { SetValue } from '../../electron/contract/records.ts';
import { call } from '../bridge/bridge.ts';
import { useWords } from '../bridge/i18n.ts';
import { useDisplayPreferences } from '../bridge/preferences.tsx';
import { type ChoiceColumn, isChoice, useFind } from './editors/choice-editor.tsx';
import { readDraft } from './editors/draft.ts';
import { Picker } from './editors/picker.tsx';

export function ValueField({
  column,
  label,
  problem,
  first,
  begin = '',
  chosen,
  onValue,
}: {
  column: Column;
  label: string;
  problem: string | undefined;
  first: boolean;
  begin?: string | undefined;
  /** What a list begins with. */
  chosen?: readonly { readonly key: string; readonly name: string }[] | undefined;
  onValue: (value: SetValue, problem?: string) => void;
}) {
  const words = useWords();
  const [text, setText] = useState(begin);
  const read = (typed: string) => {
    setText(typed);
    const value = readDraft(column, typed);
    if (value.ok) onValue(value.value);
    else onValue(null, value.refusal.code === 'required' ? words('reasons.required') : words(`reasons.${value.refusal.code}`, { ...value.refusal }));
  };
  return (
    <div className="form-row">
      <span className="form-label">
        {label}
        {column.required && <span className="required-mark">{words('ui.required')}</span>}
      </span>
      <div className="form-editor">
        {isChoice(column) ? (
          <Choice column={column} label={label} first={first} begin={chosen} onValue={onValue} />
        ) : column.kind === 'longText' ? (
          <textarea
            className="field"
            rows={2}
            aria-label={label}
            aria-invalid={problem !== undefined}
            value={text}
            onChange={(event) => read(event.target.value)}
          />
        ) : (
          <input
            className="field"
            type="text"
            autoFocus={first}
            aria-label={label}
            aria-invalid={problem !== undefined}
            value={text}
            onChange={(event) => read(event.target.value)}
          />
        )}
        {problem && (
          <p className="editor-problem" role="alert">
            {problem}
          </p>
        )}
      </div>
    </div>
  );
}

function Choice({
  column,
  label,
  first,
  begin = [],
  onValue,
}: {
  column: ChoiceColumn;
  label: string;
  first: boolean;
  begin?: readonly { readonly key: string; readonly name: string }[] | undefined;
  onValue: (value: SetValue) => void;
}) {
  const words = useWords();
  const { language } = useDisplayPreferences();
  const find = useFind(column);
  const several = column.kind === 'terms' || column.kind === 'links';
  /** Open, with what was typed to open it. */
  const [open, setOpen] = useState<string>();
  const [chosen, setChosen] = useState<readonly { key: string; name: string }[]>(begin);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(undefined);
    requestAnimationFrame(() => opener.current?.focus());
  };
  const choose = async (keys: readonly string[]) => {
    const known = [...chosen, ...(await find(''))];
    const now = await Promise.all(keys.map(async (key) => known.find((one) => one.key === key) ?? { key, name: (await nameOf(column, key, language)) ?? key }));
    setChosen(now);
    close();
    onValue(column.kind === 'links' ? [...keys] : column.kind === 'terms' ? (keys.length === 0 ? null : JSON.stringify([...keys].sort())) : (keys[0] ?? null));
  };
  if (open !== undefined)
    return <Picker label={label} chosen={chosen} several={several} clearable initial={open} find={find} onChoose={choose} onCancel={close} />;
  return (
    <button
      ref={opener}
      type="button"
      className="form-choice"
      autoFocus={first}
      aria-label={`${label}: ${chosen.map((one) => one.name).join('、') || words('ui.choose')}`}
      onClick={() => setOpen('')}
      onKeyDown={(event) => {
        // Typing begins the search, as in a cell of the table.
        if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.altKey || event.metaKey || event.nativeEvent.isComposing) return;
        event.preventDefault();
        setOpen(event.key);
      }}
    >
      <span className="form-choice-text">{chosen.map((one) => one.name).join('、') || words('ui.choose')}</span>
    </button>
  );
}

/** A record found by typing is not among the first ones offered: ask for its name. */
async function nameOf(column: Column, key: string, language: Language): Promise<string | undefined> {
  if (column.kind !== 'reference' && column.kind !== 'links') return undefined;
  const page = await call('record', { table: column.to, id: key });
  const name = nameColumns(tableOf(column.to), language)
    .map((one) => page.row.values[one])
    .find((value) => typeof value === 'string' && value !== '');
  return typeof name === 'string' ? (page.names[name] ?? name) : undefined;
}
