// For a name that means no record: the few records it may have been meant for.
import { distance } from 'fastest-levenshtein';
import { fold } from '../../../db/catalog/fold.ts';

const most = 3;
/** More names than these are not compared letter by letter: a preview must not wait for it. */
const mostCompared = 20_000;

/** Letters that may differ: one in three, rounded up. */
const allowed = (length: number): number => Math.ceil(length / 3);

/**
 * @param words  folded names, with the ids of the records that bear them
 * @returns ids, the most alike first
 */
export function alikeIds(words: ReadonlyMap<string, readonly string[]>, name: string): string[] {
  const wanted = fold(name);
  if (wanted.length < 2 || words.size > mostCompared) return [];
  const scored = [...words].flatMap(([word, ids]) => {
    const isPart = word.length >= 2 && (word.includes(wanted) || wanted.includes(word));
    const farthest = allowed(Math.max(word.length, wanted.length));
    if (!isPart && Math.abs(word.length - wanted.length) > farthest) return [];
    const far = distance(word, wanted);
    return isPart || far <= farthest ? [{ ids, far: isPart ? Math.min(far, 1) : far }] : [];
  });
  scored.sort((a, b) => a.far - b.far);
  return [...new Set(scored.flatMap(({ ids }) => ids))].slice(0, most);
}
