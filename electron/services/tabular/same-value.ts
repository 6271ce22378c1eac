// Whether a cell of a file and a value of a record are equal: both are turned into comparable text per column.
import type { Column, Value } from '../../../db/catalog/index.ts';
import type { SetValue } from '../../../db/log/mutation.ts';
import { type Cell, isBlank, textOf } from './cells.ts';
import type { Names } from './names.ts';
import { namesIn } from './read-value.ts';
import { shiftJisAlike } from './shift-jis.ts';

/** The comparable text of a stored value. Empty text, 0 of a flag and null are equal. */
export function storedText(column: Column, value: Value | readonly string[] | undefined, names: Names): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'object') {
    if (column.kind !== 'links') return '';
    return value.length === 1
      ? names.canonicalId(column.to, value[0] as string)
      : [...value]
          .map((id) => names.canonicalId(column.to, id))
          .sort()
          .join(' ');
  }
  switch (column.kind) {
    case 'flag':
      return value === 1 ? '1' : '';
    case 'decimal': {
      const text = String(value);
      return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
    }
    case 'reference':
      return names.canonicalId(column.to, String(value));
    case 'text':
      return untidy.test(String(value))
        ? String(value)
            .replace(/\s*\n\s*/g, ' ')
            .trim()
        : String(value);
    case 'longText':
      return tidied(String(value), (text) => text.replace(/\r\n?/g, '\n').trimEnd());
    default:
      return String(value);
  }
}

/** Texts that need normalizing: tested first, since most of possibly millions do not. */
const untidy = /[\r\n\u00a0\u2014\u2016\u2212\u301c]|^\s|\s$/;

/** Characters that Shift_JIS replaces by look-alikes count as those. */
const tidied = (text: string, tidy: (text: string) => string): string =>
  untidy.test(text) ? tidy(text.replace(/[\u00a0\u2014\u2016\u2212\u301c]/g, (letter) => shiftJisAlike[letter] ?? letter)) : text;

/** The comparable text of a value read from a file. */
export const comparableText = (column: Column, value: SetValue, names: Names): string =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? '' : storedText(column, value as Value | readonly string[], names);

/** The comparable text of a cell whose names mean several records each; undefined when one of them means none. */
export function ambiguousText(column: Column, cell: Cell, names: Names): string | undefined {
  if (isBlank(cell) || (column.kind !== 'reference' && column.kind !== 'links')) return undefined;
  const wanted = column.kind === 'reference' ? [textOf(cell).trim()] : namesIn(textOf(cell));
  const ids = wanted.map((name) => names.all(column.to, name)[0]);
  if (ids.some((id) => id === undefined)) return undefined;
  return ids
    .map((id) => names.canonicalId(column.to, id as string))
    .sort()
    .join(' ');
}
