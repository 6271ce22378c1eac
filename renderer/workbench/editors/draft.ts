// Converts between the text of a field and the stored value.
import { checkValue, type Refusal } from '../../../db/catalog/check.ts';
import { formatDate } from '../../../db/catalog/dates.ts';
import type { Column, Language, Value } from '../../../db/catalog/index.ts';
import { parseText, refusalOf } from '../../../db/catalog/parse.ts';
import type { ReadContext } from '../../../db/catalog/read-date.ts';
import { resources } from '../../../resources/locales/index.ts';
import type { DisplayPreferences } from '../../../resources/locales/sentences.ts';

/** Text to begin editing with: the stored value as this person would type it. It reads back to the same value. */
export function draftOf(column: Column, value: Value | undefined, { language, dates }: DisplayPreferences): string {
  if (value === null || value === undefined) return '';
  return column.kind === 'date' ? formatDate(String(value), language, dates) : String(value);
}

export type Read = { readonly ok: true; readonly value: Value; readonly corrected: boolean } | { readonly ok: false; readonly refusal: Refusal };

const labelOf = (list: string, value: string, language: Language) => {
  const words: unknown = resources[language].translation.values;
  const found = (words as Record<string, Record<string, string>>)[list]; // locale files hold one object per list
  return found?.[value] ?? value;
};

/** What was typed, as a value the column allows; or why not. The main process asks the same functions again. */
export function readDraft(column: Column, text: string, context: ReadContext = {}): Read {
  const parsed = parseText(column, text, labelOf, context);
  if (!parsed.ok) return { ok: false, refusal: refusalOf(column, parsed.refusal) };
  const refusal = checkValue(column, parsed.value);
  return refusal ? { ok: false, refusal } : { ok: true, value: parsed.value, corrected: parsed.corrected === true };
}
