// Is a stored value allowed in a column? The one answer for window, command line, import and merge.
import { allowedValues, type Column, type Table } from './index.ts';
import type { DateRefusal } from './read-date.ts';
import type { TimeRefusal } from './read-time.ts';
import { isStoredDate } from './stored-date.ts';

export type Refusal =
  | { readonly code: 'required' }
  | { readonly code: 'notText' }
  | { readonly code: 'tooLong'; readonly max: number }
  | { readonly code: 'notWhole' }
  | { readonly code: 'outOfRange'; readonly min: number; readonly max: number }
  | { readonly code: 'notDecimal' }
  | { readonly code: 'notFiscalYear' }
  | { readonly code: 'notDate' }
  | DateRefusal
  | { readonly code: 'notTime' }
  | TimeRefusal
  | { readonly code: 'notFlag' }
  | { readonly code: 'notListed'; readonly list: string }
  | { readonly code: 'notReference' }
  | { readonly code: 'readOnly' };

const lineMax = 200;
const longMax = 20_000;
const timePattern = /^([01]\d|2[0-3]):[0-5]\d$/;
const decimalPattern = /^-?(0|[1-9]\d{0,17})(\.\d{1,9})?$/;
const idPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isRecordId = (value: unknown): value is string => typeof value === 'string' && idPattern.test(value);

/** @returns undefined when the value may be stored, else the reason. `links` take an array of record ids. */
export function checkValue(column: Column, value: unknown): Refusal | undefined {
  if (column.kind === 'computed') return { code: 'readOnly' };
  if (value === null || value === undefined) return column.required ? { code: 'required' } : undefined;
  switch (column.kind) {
    case 'text':
    case 'longText': {
      // Half a surrogate pair is no text: SQLite would store something else than was given.
      if (typeof value !== 'string' || value.includes('\0') || !value.isWellFormed()) return { code: 'notText' };
      if (column.required && value.trim() === '') return { code: 'required' };
      const max = column.max ?? (column.kind === 'text' ? lineMax : longMax);
      if (value.length > max) return { code: 'tooLong', max };
      return column.kind === 'text' && /[\r\n]/.test(value) ? { code: 'notText' } : undefined;
    }
    case 'integer': {
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) return { code: 'notWhole' };
      const min = column.min ?? Number.MIN_SAFE_INTEGER;
      const max = column.max ?? Number.MAX_SAFE_INTEGER;
      return value < min || value > max ? { code: 'outOfRange', min, max } : undefined;
    }
    case 'decimal':
      return typeof value === 'string' && decimalPattern.test(value) ? undefined : { code: 'notDecimal' };
    case 'flag':
      return value === 0 || value === 1 ? undefined : { code: 'notFlag' };
    case 'date':
      return typeof value === 'string' && isStoredDate(value) ? undefined : { code: 'notDate' };
    case 'time':
      return typeof value === 'string' && timePattern.test(value) ? undefined : { code: 'notTime' };
    case 'oneOf':
      return typeof value === 'string' && allowedValues(column.values).includes(value) ? undefined : { code: 'notListed', list: column.values };
    case 'term':
      return typeof value === 'string' && value !== '' && value.length <= 40 ? undefined : { code: 'notListed', list: column.list };
    case 'terms': {
      const terms = typeof value === 'string' ? termsOf(value) : undefined;
      return terms && JSON.stringify(terms) === value ? undefined : { code: 'notListed', list: column.list };
    }
    case 'reference':
      return isRecordId(value) ? undefined : { code: 'notReference' };
    case 'links':
      return Array.isArray(value) && value.length <= 500 && value.every(isRecordId) ? undefined : { code: 'notReference' };
  }
}

/** The words of a stored `terms` value, or undefined when it is not one. */
export function termsOf(stored: string): string[] | undefined {
  try {
    const parsed: unknown = JSON.parse(stored);
    return Array.isArray(parsed) && parsed.every((item) => typeof item === 'string' && item !== '' && item.length <= 40) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** Broken rules within one record: pairs of columns whose first is later than the second. */
export function brokenOrder(table: Table, row: Readonly<Record<string, unknown>>): { from: string; to: string } | undefined {
  for (const rule of table.rules ?? []) {
    if (rule.kind !== 'order') continue;
    const from = row[rule.from];
    const to = row[rule.to];
    if (typeof from !== 'string' || typeof to !== 'string' || from === '?' || to === '?') continue;
    // Compared to the precision both have: 2014-04 is not later than 2014.
    const length = Math.min(from.length, to.length);
    if (from.slice(0, length) > to.slice(0, length)) return { from: rule.from, to: rule.to };
  }
  return undefined;
}
