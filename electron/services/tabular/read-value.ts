// One cell from outside as a value for a column: typed text, Excel's numbers and days, names of records and words.
import { checkValue, type Refusal } from '../../../db/catalog/check.ts';
import { type Column, languages } from '../../../db/catalog/index.ts';
import { parseText, refusalOf, storeTerms } from '../../../db/catalog/parse.ts';
import type { ReadContext } from '../../../db/catalog/read-date.ts';
import type { SetValue } from '../../../db/log/mutation.ts';
import { resources } from '../../../resources/locales/index.ts';
import { dayOfSerial } from '../calendar/days.ts';
import { type Cell, type Figure, isBlank, textOf } from './cells.ts';
import type { Names } from './names.ts';

export type CellRefusal =
  | Refusal
  | { readonly code: 'unknownName'; readonly name: string; readonly to: string }
  | { readonly code: 'errorCell'; readonly error: string }
  | { readonly code: 'noResult' }
  | { readonly code: 'ambiguousName'; readonly name: string; readonly to: string; readonly count: number };

export type CellRead = { readonly ok: true; readonly value: SetValue; readonly corrected?: true } | { readonly ok: false; readonly refusal: CellRefusal };

/** The last serial date taken for a day: 1 January 2200. */
const serialMax = 109_575;

const labels: Readonly<Record<string, unknown>> = Object.fromEntries(languages.map((language) => [language, resources[language].translation.values]));
const labelOf = (list: string, value: string, language: string): string => (labels[language] as Record<string, Record<string, string>>)[list]?.[value] ?? value; // locale files hold one object per list

/** A plain number in a column of days: a year as it is written, or Excel's count of days. */
function dayOf(number: number): string | undefined {
  if (!Number.isInteger(number) || (number >= 1_000 && number <= 2_500) || number >= 10_000_101) return String(number);
  // Before March 1900 Excel counts a 29 February that never was.
  if (number < 61 || number > serialMax) return undefined;
  return dayOfSerial(number);
}

/** Excel keeps a time of day as part of a day. */
function timeOf(number: number): string | undefined {
  if (number < 0 || number >= 1) return undefined;
  const minutes = Math.round(number * 1_440) % 1_440;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Text that a person would have typed for this cell in a column of this kind. */
function typed(column: Column, cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'object' && 'day' in cell) return column.kind === 'time' ? cell.time || '00:00' : column.kind === 'date' ? cell.day : textOf(cell);
  if (typeof cell === 'object' && 'number' in cell) return typedFigure(column, cell);
  if (typeof cell === 'object') return textOf(cell);
  if (typeof cell === 'number') {
    if (column.kind === 'date') return dayOf(cell) ?? String(cell);
    if (column.kind === 'time') return timeOf(cell) ?? String(cell);
    return textOf(cell);
  }
  // A day count that a csv wrote as text.
  if (column.kind === 'date' && /^\d{5}$/.test(cell)) return dayOf(Number(cell)) ?? cell;
  return cell;
}

/** A column of numbers takes the number, a column of words what the file shows. */
function typedFigure(column: Column, { number, shown, serial }: Figure): string {
  switch (column.kind) {
    case 'date':
      // Where a file counts from 1904, a number that could be a year is none.
      return (serial === undefined ? dayOf(number) : dayOf(serial)) ?? shown;
    case 'time':
      return timeOf(number) ?? shown;
    case 'integer':
    case 'decimal':
      return textOf(number);
    default:
      return shown;
  }
}

/**
 * A cell as a value of a column. A refused cell says why; an empty one is null, or no links.
 * @param context  for cells that a person typed or pasted just now; a file's have none
 */
export function readValue(column: Column, cell: Cell, names: Names, context: ReadContext = {}): CellRead {
  if (column.kind === 'computed') return { ok: false, refusal: { code: 'readOnly' } };
  if (isBlank(cell)) return { ok: true, value: column.kind === 'links' ? [] : null };
  if (cell !== null && typeof cell === 'object' && 'fault' in cell)
    return { ok: false, refusal: cell.fault === '' ? { code: 'noResult' } : { code: 'errorCell', error: cell.fault } };
  const text = typed(column, cell);
  switch (column.kind) {
    case 'reference':
      return oneRecord(column.to, text, names);
    case 'links':
      return manyRecords(column.to, namesIn(text), names);
    case 'term': {
      const key = names.term(column.list, text);
      return key === undefined ? { ok: false, refusal: { code: 'notListed', list: column.list } } : { ok: true, value: key };
    }
    case 'terms': {
      const keys = namesIn(text).map((word) => names.term(column.list, word));
      return keys.some((key) => key === undefined)
        ? { ok: false, refusal: { code: 'notListed', list: column.list } }
        : { ok: true, value: storeTerms(keys.filter((key) => key !== undefined)) };
    }
    default: {
      const parsed = parseText(column, text, labelOf, context);
      if (!parsed.ok) return { ok: false, refusal: refusalOf(column, parsed.refusal) };
      const refusal = checkValue(column, parsed.value);
      if (refusal) return { ok: false, refusal };
      return { ok: true, value: parsed.value, ...(parsed.corrected ? { corrected: true } : {}) };
    }
  }
}

/** A list of names as cells write it. Not at 「・」, which names contain. */
export const namesIn = (text: string): string[] =>
  text
    .split(/[、;；\n]|,(?!\d{3}\b)|，/)
    .map((name) => name.trim())
    .filter((name) => name !== '');

function oneRecord(to: string, text: string, names: Names): CellRead {
  const found = names.find(to, text.trim());
  if (found.kind === 'one') return { ok: true, value: found.id === '' ? null : found.id };
  return { ok: false, refusal: refusedName(found, text.trim(), to) };
}

/** @param wanted  names of several records; the whole is refused for the first that means none */
export function manyRecords(to: string, wanted: readonly string[], names: Names): CellRead {
  const ids: string[] = [];
  // A name may itself hold a comma: what the pieces do not mean, the whole may.
  const whole = wanted.length > 1 ? names.find(to, wanted.join('')) : undefined;
  if (whole?.kind === 'one' && whole.id !== '') return { ok: true, value: [whole.id] };
  for (const name of wanted) {
    const found = names.find(to, name);
    if (found.kind !== 'one') return { ok: false, refusal: refusedName(found, name, to) };
    if (found.id !== '' && !ids.includes(found.id)) ids.push(found.id);
  }
  return { ok: true, value: ids };
}

const refusedName = (found: { readonly kind: 'none' } | { readonly kind: 'several'; readonly count: number }, name: string, to: string): CellRefusal =>
  found.kind === 'none' ? { code: 'unknownName', name, to } : { code: 'ambiguousName', name, to, count: found.count };
