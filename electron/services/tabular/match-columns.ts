// Headings of a file to columns of a table: by label in three languages, by the column's own name, by other names that
// offices use, by a mapping that was saved.
import { fold } from '../../../db/catalog/fold.ts';
import { labelKey, languages, type Table } from '../../../db/catalog/index.ts';
import { DeskError } from '../../../db/errors.ts';
import { resources } from '../../../resources/locales/index.ts';

/** What a column of a file fills: a column of the table, the record's own id, or nothing. */
export type Target = string | null;

/** Heading of the column that carries record ids. */
export const recordIdKey = 'recordId';

/** Everything a heading may say, folded, with the column it means. The first meaning of a word stands. */
export function headingWords(table: Table): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  const note = (text: string | undefined, target: string) => {
    const word = text === undefined ? '' : headingKey(text);
    if (word !== '' && !words.has(word)) words.set(word, target);
  };
  const entries = [...Object.entries(table.columns).map(([name, column]) => ({ name, key: labelKey(name, column) })), { name: 'id', key: recordIdKey }];
  // Labels of all columns before other names of any: what the table itself shows wins.
  for (const { name, key } of entries) for (const language of languages) note(lookUp(resources[language].translation.fields, key), name);
  for (const { name, key } of entries) {
    note(name, name);
    for (const language of languages) for (const other of (lookUp(resources[language].translation.alsoCalled, key) ?? '').split('|')) note(other, name);
  }
  return words;
}

export const headingKey = (text: string): string => fold(text.replace(/[()（）【】[\]:：*＊]/g, ''));

const lookUp = (words: Readonly<Record<string, string>>, key: string): string | undefined => (Object.hasOwn(words, key) ? words[key] : undefined);

/**
 * @param given  targets that a person or a saved mapping chose, by folded heading; they win
 * @throws DeskError `duplicateHeading` when two columns would fill the same one
 */
export function matchColumns(headings: readonly string[], words: ReadonlyMap<string, string>, given: Readonly<Record<string, Target>>): Target[] {
  const seen = new Map<string, string>();
  return headings.map((heading) => {
    const key = headingKey(heading);
    const target = Object.hasOwn(given, key) ? (given[key] ?? null) : (words.get(key) ?? null);
    if (target === null) return null;
    const other = seen.get(target);
    if (other !== undefined) throw new DeskError('duplicateHeading', { heading, other });
    seen.set(target, heading);
    return target;
  });
}
