// Dates that must be a whole day.
import { parseDate } from '../../db/catalog/dates.ts';

/** @returns the day as it is stored; undefined for a month, a year, and anything that is no date */
export function wholeDay(text: string): string | undefined {
  const date = parseDate(text);
  return date.ok && typeof date.value === 'string' && date.value.length === 10 ? date.value : undefined;
}
