// A button that shows what is chosen and opens the list to choose from.
import { useRef, useState } from 'react';
import { type Column, type Language, nameColumns, tableOf } from '../../../db/catalog/index.ts';
import { storeTerms } from '../../../db/catalog/parse.ts';
import type { SetValue } from '../../../electron/contract/records.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { Picker } from './picker.tsx';
import { type ChoiceColumn, type Option, useFind } from './use-find.ts';

interface ChoiceFieldProps {
  readonly column: ChoiceColumn;
  readonly label: string;
  readonly first: boolean;
  readonly begin?: readonly Option[] | undefined;
  readonly onValue: (value: SetValue) => void;
}

function valueFrom(column: ChoiceColumn, keys: readonly string[]): SetValue {
  if (column.kind === 'links') return [...keys];
  if (column.kind === 'terms') return keys.length === 0 ? null : storeTerms(keys);
  return keys[0] ?? null;
}

export function ChoiceField({ column, label, first, begin = [], onValue }: ChoiceFieldProps) {
  const words = useWords();
  const { language } = useDisplayPreferences();
  const { refuse } = useAnnouncer();
  const find = useFind(column);
  /** The text that opened the list; undefined while it is closed. */
  const [open, setOpen] = useState<string>();
  const [chosen, setChosen] = useState<readonly Option[]>(begin);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(undefined);
    requestAnimationFrame(() => opener.current?.focus());
  };
  const choose = async (keys: readonly string[]) => {
    try {
      const known = [...chosen, ...(await find(''))];
      const named = async (key: string): Promise<Option> => known.find((one) => one.key === key) ?? { key, name: (await nameOf(column, key, language)) ?? key };
      setChosen(await Promise.all(keys.map(named)));
      close();
      onValue(valueFrom(column, keys));
    } catch (error) {
      close();
      refuse(error);
    }
  };
  const several = column.kind === 'terms' || column.kind === 'links';
  if (open !== undefined)
    return <Picker label={label} chosen={chosen} several={several} clearable initial={open} find={find} onChoose={choose} onCancel={close} />;
  const shown = chosen.map((one) => one.name).join('、') || words('ui.choose');
  return (
    <button
      ref={opener}
      type="button"
      className="form-choice"
      autoFocus={first}
      aria-label={`${label}: ${shown}`}
      onClick={() => setOpen('')}
      onKeyDown={(event) => {
        // Typing begins the search, as in a cell of the table.
        if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.altKey || event.metaKey || event.nativeEvent.isComposing) return;
        event.preventDefault();
        setOpen(event.key);
      }}
    >
      <span className="form-choice-text">{shown}</span>
    </button>
  );
}

/** A record found by typing is not among the first ones offered: its name is read. */
async function nameOf(column: Column, key: string, language: Language): Promise<string | undefined> {
  if (column.kind !== 'reference' && column.kind !== 'links') return undefined;
  const page = await call('record', { table: column.to, id: key });
  const name = nameColumns(tableOf(column.to), language)
    .map((one) => page.row.values[one])
    .find((value) => typeof value === 'string' && value !== '');
  return typeof name === 'string' ? (page.names[name] ?? name) : undefined;
}
