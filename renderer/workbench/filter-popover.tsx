// The filter of one column, by its kind.
import { useEffect, useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { parseDate } from '../../db/catalog/dates.ts';
import type { Column } from '../../db/catalog/index.ts';
import type { Condition } from '../../db/queries/filter.ts';
import { useWords } from '../i18n.ts';
import { Icon } from '../parts/icon.tsx';
import { type ChoiceColumn, isChoice, useFind } from './editors/choice-editor.tsx';
import type { Option } from './editors/picker.tsx';

interface FilterProps {
  readonly column: Column;
  readonly label: string;
  readonly condition: Condition | undefined;
  readonly onChange: (condition: Condition | undefined) => void;
}

export function FilterButton({ column, label, condition, onChange }: FilterProps) {
  const words = useWords();
  if (column.kind === 'computed') return null;
  return (
    <DialogTrigger>
      <Button className={`icon-button small filter-button${condition === undefined ? '' : ' on'}`} aria-label={words('ui.filterBy', { column: label })}>
        <Icon name="filter" />
      </Button>
      <Popover className="popover" placement="bottom start">
        <Dialog className="filter-dialog" aria-label={words('ui.filterBy', { column: label })}>
          {({ close }) => (
            <FilterForm
              column={column}
              label={label}
              condition={condition}
              onChange={(next) => {
                onChange(next);
                close();
              }}
            />
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function FilterForm(props: FilterProps) {
  const { column, condition, onChange } = props;
  const words = useWords();
  const asked = condition !== null && typeof condition === 'object' && !Array.isArray(condition) ? condition : undefined;
  const empty = asked !== undefined && 'empty' in asked && asked.empty;
  return (
    <>
      {isChoice(column) ? (
        <ChoiceFilter {...props} column={column} />
      ) : column.kind === 'text' || column.kind === 'longText' ? (
        <TextFilter {...props} />
      ) : (
        <RangeFilter {...props} />
      )}
      <label className="check">
        <input type="checkbox" checked={empty} onChange={(event) => onChange(event.target.checked ? { empty: true } : undefined)} />
        {words('ui.isEmpty')}
      </label>
      <button type="button" className="button quiet small" onClick={() => onChange(undefined)}>
        {words('ui.clearFilters')}
      </button>
    </>
  );
}

function TextFilter({ label, condition, onChange }: FilterProps) {
  const words = useWords();
  const [text, setText] = useState(condition !== null && typeof condition === 'object' && 'contains' in condition ? condition.contains : '');
  return (
    <form
      className="filter-form"
      onSubmit={(event) => {
        event.preventDefault();
        onChange(text === '' ? undefined : { contains: text });
      }}
    >
      <label>
        {words('ui.contains')}
        <input className="field" type="text" aria-label={`${label}: ${words('ui.contains')}`} value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      <button type="submit" className="button primary small">
        {words('ui.apply')}
      </button>
    </form>
  );
}

function RangeFilter({ column, label, condition, onChange }: FilterProps) {
  const words = useWords();
  const range = condition !== null && typeof condition === 'object' && !Array.isArray(condition) && ('from' in condition || 'to' in condition) ? condition : {};
  const [from, setFrom] = useState(String(range.from ?? ''));
  const [to, setTo] = useState(String(range.to ?? ''));
  const [problem, setProblem] = useState<string>();
  const read = (text: string): string | number | undefined | false => {
    if (text.trim() === '') return undefined;
    if (column.kind === 'date') {
      const parsed = parseDate(text);
      return parsed.ok && parsed.value !== null ? parsed.value : false;
    }
    if (column.kind === 'time') return text;
    const number = Number(text.normalize('NFKC'));
    return Number.isFinite(number) ? number : false;
  };
  return (
    <form
      className="filter-form"
      onSubmit={(event) => {
        event.preventDefault();
        const bounds = { from: read(from), to: read(to) };
        if (bounds.from === false || bounds.to === false) return setProblem(words(column.kind === 'date' ? 'reasons.notDate' : 'reasons.notDecimal'));
        const set = { ...(bounds.from === undefined ? {} : { from: bounds.from }), ...(bounds.to === undefined ? {} : { to: bounds.to }) };
        onChange(Object.keys(set).length === 0 ? undefined : set);
      }}
    >
      <label>
        {words('ui.from')}
        <input className="field" type="text" aria-label={`${label}: ${words('ui.from')}`} value={from} onChange={(event) => setFrom(event.target.value)} />
      </label>
      <label>
        {words('ui.to')}
        <input className="field" type="text" aria-label={`${label}: ${words('ui.to')}`} value={to} onChange={(event) => setTo(event.target.value)} />
      </label>
      {problem && (
        <p className="editor-problem" role="alert">
          {problem}
        </p>
      )}
      <button type="submit" className="button primary small">
        {words('ui.apply')}
      </button>
    </form>
  );
}

function ChoiceFilter({ column, label, condition, onChange }: FilterProps & { column: ChoiceColumn }) {
  const words = useWords();
  const find = useFind(column);
  const [typed, setTyped] = useState('');
  const [options, setOptions] = useState<readonly Option[]>([]);
  const [chosen, setChosen] = useState<readonly (string | number | null)[]>(
    Array.isArray(condition) ? condition : typeof condition === 'string' ? [condition] : [],
  );
  useEffect(() => {
    let current = true;
    find(typed).then((found) => {
      if (current) setOptions(found);
    });
    return () => {
      current = false;
    };
  }, [find, typed]);
  return (
    <form
      className="filter-form"
      onSubmit={(event) => {
        event.preventDefault();
        onChange(chosen.length === 0 ? undefined : [...chosen]);
      }}
    >
      <input
        className="field"
        type="search"
        aria-label={`${label}: ${words('ui.typeToSearch')}`}
        placeholder={words('ui.typeToSearch')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <fieldset className="choices">
        <legend className="unseen">{label}</legend>
        {options.map((option) => (
          <label className="check" key={option.key}>
            <input
              type="checkbox"
              checked={chosen.includes(option.key)}
              onChange={(event) => setChosen((now) => (event.target.checked ? [...now, option.key] : now.filter((key) => key !== option.key)))}
            />
            {option.name}
          </label>
        ))}
      </fieldset>
      <button type="submit" className="button primary small">
        {words('ui.apply')}
      </button>
    </form>
  );
}
