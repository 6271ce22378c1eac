// Dates that must be a whole day.
import { type DateRefusal, parseDate } from '../../db/catalog/read-date.ts';

export type WholeDay =
  | { readonly ok: true; readonly day: string }
  /** Reasons below `reasons.` in the locale files. */
  | { readonly ok: false; readonly refusal: DateRefusal | { readonly code: 'notDate' } | { readonly code: 'notWholeDay' } };

/**
 * @param today  the fiscal year of a month and a day without a year
 * @returns the day as it is stored; the reason for a month, a year, nothing, and anything that is no date
 */
export function wholeDay(text: string, today: string): WholeDay {
  const date = parseDate(text, { today });
  if (!date.ok) return { ok: false, refusal: date.refusal ?? { code: 'notDate' } };
  return date.value?.length === 10 ? { ok: true, day: date.value } : { ok: false, refusal: { code: 'notWholeDay' } };
}
