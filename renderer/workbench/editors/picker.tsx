// Choosing from a list while typing: words of a list, or records; one or several. A combobox of WAI-ARIA.
import { useEffect, useId, useRef, useState } from 'react';
import { fold } from '../../../db/catalog/fold.ts';
import { useWords } from '../../bridge/i18n.ts';
import { Icon } from '../../parts/icon.tsx';

export interface Option {
  readonly key: string;
  readonly name: string;
}

export interface PickerProps {
  readonly label: string;
  readonly chosen: readonly Option[];
  readonly several: boolean;
  /** May be left empty. */
  readonly clearable: boolean;
  readonly initial?: string | undefined;
  /** Options for what was typed; all of a short list when it does not search by itself. */
  readonly find: (typed: string) => Promise<readonly Option[]>;
  readonly onChoose: (keys: readonly string[], move: 'down' | 'right' | 'left' | 'stay') => void;
  readonly onCancel: () => void;
  /** Makes a record of what was typed; absent where the list is closed. */
  readonly onCreate?: ((typed: string) => void) | undefined;
  readonly problem?: string | undefined;
}

export function Picker({ label, chosen, several, clearable, initial, find, onChoose, onCancel, onCreate, problem }: PickerProps) {
  const words = useWords();
  const [typed, setTyped] = useState(initial ?? '');
  const [options, setOptions] = useState<readonly Option[]>([]);
  const [active, setActive] = useState(0);
  const [picked, setPicked] = useState<readonly Option[]>(chosen);
  const field = useRef<HTMLInputElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const settled = useRef(false);
  const listId = useId();
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    let current = true;
    find(typed).then((found) => {
      if (!current) return;
      const none: Option = { key: '', name: words('ui.none') };
      setOptions(clearable && !several && fold(typed) === '' ? [none, ...found] : found);
      const at = fold(typed) === '' ? found.findIndex((option) => option.key === chosen[0]?.key) : 0;
      setActive(Math.max(0, at + (clearable && !several && fold(typed) === '' ? 1 : 0)));
    });
    return () => {
      current = false;
    };
  }, [typed, find, clearable, several, chosen, words]);
  useEffect(() => {
    document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, listId]);
  const done = (keys: readonly string[], move: 'down' | 'right' | 'left' | 'stay') => {
    if (settled.current) return;
    settled.current = true;
    onChoose(keys, move);
  };
  const toggle = (option: Option) => {
    if (!several) return done(option.key === '' ? [] : [option.key], 'down');
    setPicked((now) => (now.some((one) => one.key === option.key) ? now.filter((one) => one.key !== option.key) : [...now, option]));
    setTyped('');
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
    const option = options[active];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setActive((now) => Math.max(0, Math.min(options.length - 1, now + (event.key === 'ArrowDown' ? 1 : -1))));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (several && (event.ctrlKey || (fold(typed) === '' && !option)))
        done(
          picked.map((one) => one.key),
          'down',
        );
      else if (option) toggle(option);
    } else if (event.key === 'Tab') {
      event.preventDefault();
      const move = event.shiftKey ? 'left' : 'right';
      if (several)
        done(
          picked.map((one) => one.key),
          move,
        );
      else if (option && fold(typed) !== '') done(option.key === '' ? [] : [option.key], move);
      else
        done(
          chosen.map((one) => one.key),
          move,
        );
    } else if (event.key === 'Escape') {
      event.preventDefault();
      settled.current = true;
      onCancel();
    } else if (event.key === 'Backspace' && several && typed === '') setPicked((now) => now.slice(0, -1));
  };
  return (
    <div
      className="picker"
      role="group"
      aria-label={label}
      ref={root}
      onBlur={(event) => {
        if (root.current?.contains(event.relatedTarget)) return;
        if (several)
          done(
            picked.map((one) => one.key),
            'stay',
          );
        else if (!settled.current) {
          settled.current = true;
          onCancel();
        }
      }}
    >
      {several && picked.length > 0 && (
        <ul className="picked">
          {picked.map((option) => (
            <li key={option.key}>
              <span>{option.name}</span>
              <button
                type="button"
                className="icon-button small"
                aria-label={`${words('ui.delete')}: ${option.name}`}
                onClick={() => setPicked((now) => now.filter((one) => one.key !== option.key))}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        ref={field}
        className="editor-field"
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={options[active] ? `${listId}-${active}` : undefined}
        aria-invalid={problem !== undefined}
        placeholder={words('ui.typeToSearch')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="options" id={listId} role="listbox" aria-label={label} aria-multiselectable={several}>
        {options.map((option, at) => {
          const selected = several ? picked.some((one) => one.key === option.key) : chosen[0]?.key === option.key;
          return (
            <div
              key={option.key}
              id={`${listId}-${at}`}
              className={`option${at === active ? ' active' : ''}`}
              role="option"
              tabIndex={-1}
              aria-selected={selected}
              onPointerDown={(event) => {
                event.preventDefault(); // the field keeps the focus
                toggle(option);
              }}
            >
              <span className="option-mark">{selected && <Icon name="check" />}</span>
              {option.name}
            </div>
          );
        })}
        {options.length === 0 && <div className="option none">{words('ui.noneFound')}</div>}
      </div>
      {onCreate && typed.trim() !== '' && (
        <button
          type="button"
          className="button small"
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => {
            settled.current = true; // leaving for the dialog gives nothing up
            onCreate(typed.trim());
          }}
        >
          <Icon name="plus" />
          {words('ui.createNamed', { name: typed.trim() })}
        </button>
      )}
      {several && (
        <button
          type="button"
          className="button primary small"
          onClick={() =>
            done(
              picked.map((one) => one.key),
              'stay',
            )
          }
        >
          {words('ui.ok')}
        </button>
      )}
      {problem && (
        <div className="editor-problem" role="alert">
          {problem}
        </div>
      )}
    </div>
  );
}
