// What the list is narrowed by, in words, and whether all of it must hold or any.
import { type Column, columnOf, type TableName, tableOf } from '../../db/catalog/index.ts';
import type { Condition } from '../../electron/contract/records.ts';
import { cellText, columnLabel, type DisplayPreferences, type Words } from '../../resources/locales/sentences.ts';
import { useWords } from '../bridge/i18n.ts';
import { useDisplayPreferences } from '../bridge/preferences.tsx';
import { Icon } from '../parts/icon.tsx';
import type { Arrangement } from './grid/arrangement.ts';
import { useNames } from './use-names.ts';

interface FilterBarProps {
  readonly table: TableName;
  readonly arrangement: Arrangement;
  readonly onChange: (change: Partial<Arrangement>) => void;
}

export function FilterBar({ table, arrangement, onChange }: FilterBarProps) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { conditions, match } = arrangement;
  const names = useNames(tableOf(table), conditions);
  const entries = Object.entries(conditions);
  if (entries.length === 0) return null;
  return (
    <fieldset className="filter-bar">
      <legend className="unseen">{words('filter.active')}</legend>
      {entries.length > 1 && (
        <span className="choice-row">
          {(['all', 'any'] as const).map((which) => (
            <label className="check" key={which}>
              <input type="radio" name="match" checked={match === which} onChange={() => onChange({ match: which })} />
              {words(`filter.${which}`)}
            </label>
          ))}
        </span>
      )}
      {entries.map(([name, condition]) => {
        const column = columnOf(tableOf(table), name);
        if (!column) return null;
        const label = columnLabel(words, name, column);
        const { [name]: _, ...rest } = conditions;
        return (
          <span className="chip" key={name}>
            {label}: {conditionText({ column, words, display, names }, condition)}
            <button
              type="button"
              className="icon-button small"
              aria-label={words('filter.remove', { column: label })}
              onClick={() => onChange({ conditions: rest })}
            >
              <Icon name="close" />
            </button>
          </span>
        );
      })}
      <button type="button" className="button quiet small" onClick={() => onChange({ conditions: {} })}>
        {words('ui.clearFilters')}
      </button>
    </fieldset>
  );
}

interface ConditionContext {
  readonly column: Column;
  readonly words: Words;
  readonly display: DisplayPreferences;
  readonly names: Readonly<Record<string, string>>;
}

/** A condition as a person would say it. */
function conditionText({ column, words, display, names }: ConditionContext, condition: Condition): string {
  const one = (value: string | number | null | undefined) =>
    value === null || value === undefined
      ? words('ui.empty_value')
      : cellText({ words, display }, column, column.kind === 'links' ? [String(value)] : column.kind === 'terms' ? JSON.stringify([value]) : value, names);
  const several = (values: Condition) => (Array.isArray(values) ? values : [values as string | number | null]).map(one).join(words('filter.or'));
  if (condition === null || typeof condition !== 'object' || Array.isArray(condition)) return several(condition);
  if ('contains' in condition) return words('filter.containsText', { text: condition.contains });
  if ('lacks' in condition) return words('filter.lacksText', { text: condition.lacks });
  if ('empty' in condition) return words(condition.empty ? 'filter.empty' : 'filter.filled');
  if ('not' in condition) return words('filter.notText', { text: several(condition.not) });
  if ('period' in condition) return words(`periods.${condition.period}`);
  if ('days' in condition) return words('filter.daysText', { before: -Math.min(0, condition.days.from), after: condition.days.to });
  return `${condition.from === undefined ? '' : one(condition.from)} ～ ${condition.to === undefined ? '' : one(condition.to)}`;
}
