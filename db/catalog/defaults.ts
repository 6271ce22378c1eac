// What a required column of a new record begins with when nobody has said it. Only what the office would take for granted:
// what cannot be known is asked.
import type { Column, Value } from './column.ts';

export type Default =
  | { readonly kind: 'value'; readonly value: string | number }
  /** A state that follows from a day: one word once it has passed, another before. */
  | { readonly kind: 'byDay'; readonly column: string; readonly past: string; readonly ahead: string }
  /** One more than the highest number so far, among the records of the same owner when one is named. */
  | { readonly kind: 'next'; readonly within?: string }
  /** What a visit is called from the city and the kind of visit. */
  | { readonly kind: 'visitTitle' };

/**
 * @param day  `YYYY-MM-DD`, `YYYY-MM`, `YYYY` or `?` as stored
 * @param today  `YYYY-MM-DD`
 * @returns whether all of that day, month or year lies before today; false for a date that is unknown
 */
export const isPast = (day: string, today: string): boolean => /^\d{4}/.test(day) && day < today.slice(0, day.length);

/** @returns the value that follows from the record alone; undefined when it does not, or needs other records */
export function plainDefault(rule: Default, values: Readonly<Record<string, unknown>>, today: string): Value | undefined {
  if (rule.kind === 'value') return rule.value;
  if (rule.kind !== 'byDay') return undefined;
  const day = values[rule.column];
  return typeof day === 'string' ? (isPast(day, today) ? rule.past : rule.ahead) : undefined;
}

type Given = Readonly<Record<string, unknown>>;

const isGiven = (values: Given, name: string) => (values[name] ?? null) !== null;

function follows(rule: Default | undefined, values: Given): boolean {
  if (rule === undefined) return false;
  if (rule.kind === 'byDay') return isGiven(values, rule.column);
  return rule.kind !== 'visitTitle' || isGiven(values, 'partner');
}

/** @returns required columns of a new record that neither its values nor a default will fill */
export function lacking(table: { readonly columns: Readonly<Record<string, Column>>; readonly defaults?: Readonly<Record<string, Default>> }, values: Given) {
  return Object.entries(table.columns).flatMap(([name, { required }]) =>
    required && !isGiven(values, name) && !follows(table.defaults?.[name], values) ? [name] : [],
  );
}
