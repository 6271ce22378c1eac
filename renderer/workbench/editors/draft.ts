// Converts between the text of a field and the stored value.
import { checkValue, type Refusal } from '../../../db/catalog/check.ts';
import { formatDate, unknownDate } from '../../../db/catalog/dates.ts';
import type { Column, Value } from '../../../db/catalog/index.ts';
import { parseText, refusalOf } from '../../../db/catalog/parse.ts';
import { resources } from '../../../resources/locales/index.ts';

/** Text to begin editing with: the stored value as one would type it. */
export function draftOf(column: Column, value: Value | undefined): string {
  if (value === null || value === undefined) return '';
  if (column.kind === 'date') return value === unknownDate ? formatDate(unknownDate, 'ja', 'western') : String(value);
  return String(value);
}

export type Read = { readonly ok: true; readonly value: Value; readonly corrected: boolean } | { readonly ok: false; readonly refusal: Refusal };

/** What was typed, as a value the column allows; or why not. The main process asks the same functions again. */
export function readDraft(column: Column, text: string): Read {
  const parsed = parseText(column, text, (list, value, language) => {
    const words: unknown = resources[language].translation.values;
    const found = (words as Record<string, Record<string, string>>)[list]; // locale files hold one object per list
    return found?.[value] ?? value;
  });
  if (!parsed.ok) return { ok: false, refusal: refusalOf(column) };
  const refusal = checkValue(column, parsed.value);
  return refusal ? { ok: false, refusal } : { ok: true, value: parsed.value, corrected: parsed.corrected === true };
}
