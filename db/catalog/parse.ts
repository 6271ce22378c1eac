// What a person types, as the value to store. The same function in the window, the command line and file imports.
import { type Refusal, termsOf } from './check.ts';
import { cleanText } from './clean.ts';
import { allowedValues, type Column, type Language, languages, type Value } from './index.ts';
import { parseDate, type ReadContext } from './read-date.ts';
import { parseFiscalYear } from './read-fiscal-year.ts';
import { parseTime } from './read-time.ts';

export type Parsed =
  | { readonly ok: true; readonly value: Value; readonly corrected?: true }
  /** `refusal`: why, where more is known than that the column cannot hold it. */
  | { readonly ok: false; readonly refusal?: Refusal };

/** Words of a closed list as people write them: gives the label of a value in a language. */
export type LabelOf = (list: string, value: string, language: Language) => string;

const reasons: Partial<Record<Column['kind'], Refusal>> = {
  date: { code: 'notDate' },
  time: { code: 'notTime' },
  integer: { code: 'notWhole' },
  decimal: { code: 'notDecimal' },
  flag: { code: 'notFlag' },
};

/** Why a text that `parseText` did not understand is no value of this column. @param own  the reason it gave itself */
export function refusalOf(column: Column, own?: Refusal): Refusal {
  if (own) return own;
  if (column.kind === 'oneOf') return { code: 'notListed', list: column.values };
  if (isFiscalYear(column)) return { code: 'notFiscalYear' };
  return reasons[column.kind] ?? (column.kind === 'text' ? { code: 'notText' } : { code: 'readOnly' });
}

const isFiscalYear = (column: Column): boolean => column.kind === 'integer' && column.unit === 'fiscalYear';

const comparable = (text: string) => text.normalize('NFKC').trim().toLowerCase();

/**
 * @param labelOf  labels of closed lists, so that 「進行中」 or "on track" is taken for its key
 * @param context  where a person types: the day of today, without which a date needs a year
 * @returns the stored value, or `ok: false`; whether the value is allowed is for `checkValue` to say.
 * References and links are chosen, not typed: their text is taken for a record id.
 */
export function parseText(column: Column, text: string, labelOf: LabelOf, context: ReadContext = {}): Parsed {
  const tidy = cleanText(text);
  if (tidy.trim() === '') return { ok: true, value: null };
  switch (column.kind) {
    case 'text':
      return { ok: true, value: tidy.replace(/\s*\n\s*/g, ' ').trim() };
    case 'longText':
      return { ok: true, value: tidy.trimEnd() };
    case 'integer': {
      if (isFiscalYear(column)) return parseFiscalYear(tidy);
      const whole = /^([-−△▲]?)\s*¥?\s*(\d{1,16}|\d{1,3}(?:,\d{3}){1,5})(?:\.0+)?\s*(?:人|名|円|年|件|回|명|원|년|건|회)?$/.exec(comparable(tidy));
      return whole ? { ok: true, value: Number(`${whole[1] === '' ? '' : '-'}${whole[2]?.replaceAll(',', '')}`) } : { ok: false };
    }
    case 'decimal': {
      // A comma stands before three digits each, or it is no comma of thousands.
      const match = /^([-−△▲]?)\s*(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/.exec(comparable(tidy));
      if (!match) return { ok: false };
      const digits = match[2]?.replaceAll(',', '').replace(/^0+(?=\d)/, '');
      return { ok: true, value: `${match[1] === '' ? '' : '-'}${digits}${match[3] ? `.${match[3]}` : ''}` };
    }
    case 'flag': {
      const word = comparable(tidy);
      if (['1', 'true', 'yes', 'はい', '○', '예'].includes(word)) return { ok: true, value: 1 };
      return ['0', 'false', 'no', 'いいえ', '×', '아니요'].includes(word) ? { ok: true, value: 0 } : { ok: false };
    }
    case 'date':
      return parseDate(tidy, context);
    case 'time':
      return parseTime(tidy);
    case 'oneOf': {
      const word = comparable(tidy);
      const found = allowedValues(column.values).find(
        (value) => value.toLowerCase() === word || languages.some((language) => comparable(labelOf(column.values, value, language)) === word),
      );
      return found === undefined ? { ok: false } : { ok: true, value: found };
    }
    case 'term':
      return { ok: true, value: tidy.trim() };
    case 'terms': {
      const words = termsOf(tidy.trim()) ?? tidy.split(/[,、，;；]/).map((word) => word.trim());
      return { ok: true, value: storeTerms(words) };
    }
    case 'reference':
      return { ok: true, value: tidy.trim() };
    case 'links':
    case 'computed':
      return { ok: false };
  }
}

/** A set of words in its one stored form: sorted, each once; empty is nothing. */
export function storeTerms(words: readonly string[]): string | null {
  const unique = [...new Set(words.filter((word) => word !== ''))].sort();
  return unique.length === 0 ? null : JSON.stringify(unique);
}
