// Headings of a file to columns of a table: by label in three languages, by the column's own name, by other names that
// offices use, by a mapping that was saved.
import { headingKey } from '../../../db/catalog/fold.ts';
import { labelKey, languages, type Table } from '../../../db/catalog/index.ts';
import { partyTargets } from '../../../db/catalog/party-targets.ts';
import { resources } from '../../../resources/locales/index.ts';

/** What a column of a file fills: a column of the table, the record's own id, or nothing. */
export type Target = string | null;

/** Heading of the column that carries record ids. */
export const recordIdKey = 'recordId';

/** Everything a heading may contain, folded, with the column it means. A word keeps its first meaning. */
export function headingWords(table: Table): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  const note = (text: string | undefined, target: string) => {
    const word = text === undefined ? '' : headingKey(text);
    if (word !== '' && !words.has(word)) words.set(word, target);
  };
  // The party of a visit stands in cells of its line; what a list calls the visitors is all of them, not their head.
  const party = partyTargets(table).map((name) => ({ name, key: name }));
  const entries = [...Object.entries(table.columns).map(([name, column]) => ({ name, key: labelKey(name, column) })), { name: 'id', key: recordIdKey }];
  for (const { name, key } of party)
    for (const language of languages) for (const other of (lookUp(resources[language].translation.alsoCalled, key) ?? '').split('|')) note(other, name);
  // Labels of all columns before other names of any: what the table itself shows wins.
  for (const { name, key } of entries) for (const language of languages) note(lookUp(resources[language].translation.fields, key), name);
  for (const { name, key } of entries) {
    note(name, name);
    for (const language of languages) for (const other of (lookUp(resources[language].translation.alsoCalled, key) ?? '').split('|')) note(other, name);
  }
  return words;
}

const lookUp = (words: Readonly<Record<string, string>>, key: string): string | undefined => (Object.hasOwn(words, key) ? words[key] : undefined);

export interface Matched {
  readonly targets: readonly Target[];
  /** Two headings that would fill the same column; the second one is left out. */
  readonly duplicate: { readonly heading: string; readonly other: string } | undefined;
}

/** 「相手先（都市・大使館）」 is 「相手先」, and so is 「相手先 ※」. */
const withoutNote = (heading: string): string => heading.normalize('NFKC').replace(/[([【][^)\]】]*[)\]】]|[※*].*$/g, '');

/** Of a heading over two lines, 「来訪者 氏名」, one part may say what the whole does not. */
function partTarget(heading: string, words: ReadonlyMap<string, string>, given: Readonly<Record<string, Target>>, seen: Map<string, string>): Target {
  const parts = heading.split(' ');
  if (parts.length < 2 || Object.hasOwn(given, headingKey(heading))) return null;
  const target = [...parts]
    .reverse()
    .map((part) => words.get(headingKey(withoutNote(part))))
    .find((found) => found !== undefined && !seen.has(found));
  if (target === undefined) return null;
  seen.set(target, heading);
  return target;
}

/** @param given  targets that a person or a saved mapping chose, by folded heading; they win */
export function matchColumns(headings: readonly string[], words: ReadonlyMap<string, string>, given: Readonly<Record<string, Target>>): Matched {
  const seen = new Map<string, string>();
  let duplicate: Matched['duplicate'];
  const targets = headings.map((heading) => {
    const key = headingKey(heading);
    const target = Object.hasOwn(given, key) ? (given[key] ?? null) : (words.get(key) ?? words.get(headingKey(withoutNote(heading))) ?? null);
    if (target === null) return null;
    const other = seen.get(target);
    if (other !== undefined) {
      duplicate ??= { heading, other };
      return null;
    }
    seen.set(target, heading);
    return target;
  });
  return { targets: targets.map((target, at) => target ?? partTarget(headings[at] ?? '', words, given, seen)), duplicate };
}
