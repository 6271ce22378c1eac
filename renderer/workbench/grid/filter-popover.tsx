// The filter of one column, by its kind.
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { Column } from '../../../db/catalog/index.ts';
import { relativePeriods } from '../../../db/catalog/relative.ts';
import type { Condition } from '../../../electron/contract/records.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences, useSituation } from '../../bridge/preferences.tsx';
import { Icon } from '../../parts/icon.tsx';
import { draftOf, readDraft } from '../editors/draft.ts';
import { type ChoiceColumn, isChoice, useFind, useFound } from '../editors/use-find.ts';

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
  const emptiness = has(condition, 'empty') ? (condition.empty ? 'empty' : 'filled') : 'any';
  return (
    <>
      {isChoice(column) ? (
        <ChoiceFilter {...props} column={column} />
      ) : column.kind === 'text' || column.kind === 'longText' ? (
        <TextFilter {...props} />
      ) : (
        <RangeFilter {...props} />
      )}
      {column.kind === 'date' && <RelativeFilter {...props} />}
      <fieldset className="choice-row">
        <legend className="unseen">{words('filter.emptiness')}</legend>
        {(['empty', 'filled'] as const).map((which) => (
          <label className="check" key={which}>
            <input
              type="checkbox"
              checked={emptiness === which}
              onChange={(event) => onChange(event.target.checked ? { empty: which === 'empty' } : undefined)}
            />
            {words(`filter.${which}`)}
          </label>
        ))}
      </fieldset>
      <button type="button" className="button quiet small" onClick={() => onChange(undefined)}>
        {words('ui.clearFilters')}
      </button>
    </>
  );
}

type Kinds = Extract<Condition, Readonly<Record<string, unknown>>>;
type KeyOf<T> = T extends unknown ? keyof T : never;

/** Is this the kind of condition with such a part? */
const has = <K extends KeyOf<Kinds>>(condition: Condition | undefined, key: K): condition is Extract<Kinds, Partial<Record<K, unknown>>> =>
  typeof condition === 'object' && condition !== null && !Array.isArray(condition) && key in condition;

/** Periods that move with today, and days from today on. */
function RelativeFilter({ label, condition, onChange }: FilterProps) {
  const words = useWords();
  const now = has(condition, 'days') ? condition.days : undefined;
  const [before, setBefore] = useState(String(now && now.from < 0 ? -now.from : 0));
  const [after, setAfter] = useState(String(now?.to ?? 30));
  const number = (text: string) => Math.min(40_000, Math.max(0, Math.round(Number(text.normalize('NFKC')) || 0)));
  return (
    <>
      <div className="period-choices">
        {relativePeriods.map((period) => (
          <button
            key={period}
            type="button"
            className="button small"
            aria-pressed={has(condition, 'period') && condition.period === period}
            onClick={() => onChange({ period })}
          >
            {words(`periods.${period}`)}
          </button>
        ))}
      </div>
      <form
        className="days-form"
        onSubmit={(event) => {
          event.preventDefault();
          // `0` before and so many after, or the other way round.
          onChange({ days: { from: number(before) === 0 ? 0 : -number(before), to: number(after) } });
        }}
      >
        <label>
          {words('filter.daysBefore')}
          <input
            className="field"
            inputMode="numeric"
            aria-label={`${label}: ${words('filter.daysBefore')}`}
            value={before}
            onChange={(event) => setBefore(event.target.value)}
          />
        </label>
        <label>
          {words('filter.daysAfter')}
          <input
            className="field"
            inputMode="numeric"
            aria-label={`${label}: ${words('filter.daysAfter')}`}
            value={after}
            onChange={(event) => setAfter(event.target.value)}
          />
        </label>
        <button type="submit" className="button small">
          {words('filter.applyDays')}
        </button>
      </form>
    </>
  );
}

function TextFilter({ label, condition, onChange }: FilterProps) {
  const words = useWords();
  const [lacks, setLacks] = useState(has(condition, 'lacks'));
  const [text, setText] = useState(has(condition, 'contains') ? condition.contains : has(condition, 'lacks') ? condition.lacks : '');
  return (
    <form
      className="filter-form"
      onSubmit={(event) => {
        event.preventDefault();
        onChange(text === '' ? undefined : lacks ? { lacks: text } : { contains: text });
      }}
    >
      <fieldset className="choice-row">
        <legend className="unseen">{label}</legend>
        {([false, true] as const).map((which) => (
          <label className="check" key={String(which)}>
            <input type="radio" name="way" checked={lacks === which} onChange={() => setLacks(which)} />
            {words(which ? 'filter.lacks' : 'ui.contains')}
          </label>
        ))}
      </fieldset>
      <input className="field" type="text" aria-label={`${label}: ${words('filter.text')}`} value={text} onChange={(event) => setText(event.target.value)} />
      <button type="submit" className="button primary small">
        {words('ui.apply')}
      </button>
    </form>
  );
}

/** @returns a bound of the column's kind; nothing for no text; why not */
function useBounds(column: Column) {
  const words = useWords();
  const { today } = useSituation();
  return (text: string): { readonly value?: string | number; readonly problem?: string } => {
    if (text.trim() === '') return {};
    if (column.kind === 'date' || column.kind === 'time') {
      const read = readDraft(column, text, { today });
      if (read.ok) return read.value === null ? {} : { value: read.value };
      return { problem: words(`reasons.${read.refusal.code}`, { ...read.refusal }) };
    }
    const number = Number(text.normalize('NFKC'));
    return Number.isFinite(number) ? { value: number } : { problem: words('reasons.notDecimal') };
  };
}

function RangeFilter({ column, label, condition, onChange }: FilterProps) {
  const words = useWords();
  const display = useDisplayPreferences();
  const range = has(condition, 'from') || has(condition, 'to') ? condition : {};
  const [from, setFrom] = useState(draftOf(column, range.from, display));
  const [to, setTo] = useState(draftOf(column, range.to, display));
  const [problem, setProblem] = useState<string>();
  const read = useBounds(column);
  return (
    <form
      className="filter-form"
      onSubmit={(event) => {
        event.preventDefault();
        const [first, last] = [read(from), read(to)];
        const wrong = first.problem ?? last.problem;
        if (wrong !== undefined) return setProblem(wrong);
        const set = { ...(first.value === undefined ? {} : { from: first.value }), ...(last.value === undefined ? {} : { to: last.value }) };
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
  const options = useFound(find, typed)?.options ?? [];
  const given = has(condition, 'not') ? condition.not : condition;
  const [not, setNot] = useState(has(condition, 'not'));
  const [chosen, setChosen] = useState<readonly (string | number | null)[]>(Array.isArray(given) ? given : typeof given === 'string' ? [given] : []);
  return (
    <form
      className="filter-form"
      onSubmit={(event) => {
        event.preventDefault();
        onChange(chosen.length === 0 ? undefined : not ? { not: [...chosen] } : [...chosen]);
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
      <label className="check">
        <input type="checkbox" checked={not} onChange={(event) => setNot(event.target.checked)} />
        {words('filter.not')}
      </label>
      <button type="submit" className="button primary small">
        {words('ui.apply')}
      </button>
    </form>
  );
}
