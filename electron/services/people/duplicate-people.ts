// The same person twice: by name in any script, whatever the order, width or kana. Merging keeps every reference.
import { fold } from '../../../db/catalog/fold.ts';
import { storedColumns, tableOf } from '../../../db/catalog/index.ts';
import type { Desk } from '../../../db/desk/desk.ts';
import { DeskError } from '../../../db/errors.ts';
import { type Committed, commit } from '../../../db/log/commit.ts';
import type { Mutation, SetValue } from '../../../db/log/mutation.ts';
import { readRow } from '../../../db/log/projection.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { pointingAt } from './person-references.ts';

export interface PeoplePair {
  readonly ids: readonly [string, string];
  readonly names: readonly [string, string];
  /** The name they share, as it was compared. */
  readonly by: string;
}

/** Letters only, words in alphabetical order: "DUPONT Marie" is "Marie Dupont". In kanji and hangul the blank says nothing. */
const key = (name: string): string => (/^[\p{Script=Han}\p{Script=Hangul}\s]+$/u.test(name) ? fold(name) : wordsOf(name));

const wordsOf = (name: string): string =>
  name
    .normalize('NFKC')
    .split(/[\s・･,、.=＝-]+/u)
    .map((word) =>
      // Accents of Latin letters go; the voiced marks of kana are letters.
      fold(
        word
          .normalize('NFD')
          .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
          .normalize('NFC'),
      ),
    )
    .filter((word) => word !== '')
    .sort()
    .join(' ');

/** A name of two kanji or hangul is one; of Latin letters and kana, so few are an abbreviation. */
const isLong = (name: string): boolean => name.length > 3 || (name.length > 1 && /^[\p{Script=Han}\p{Script=Hangul}]+$/u.test(name));

/** Pairs of persons that share a name, in order of their ids. @param limit  pairs at most */
export function duplicatePeople(db: Reader, limit = 200): PeoplePair[] {
  const people = db.all<{ id: string; nameJa: string | null; nameEn: string | null; nameKo: string | null; nameLocal: string | null; reading: string | null }>(
    'SELECT id, nameJa, nameEn, nameKo, nameLocal, reading FROM person WHERE deleted = 0 ORDER BY id',
  );
  const byName = new Map<string, { id: string; name: string }[]>();
  for (const { id, nameJa, ...others } of people)
    for (const name of new Set([nameJa, ...Object.values(others)].flatMap((text) => (text && isLong(key(text)) ? [key(text)] : []))))
      byName.set(name, [...(byName.get(name) ?? []), { id, name: nameJa ?? '' }]);
  const pairs = new Map<string, PeoplePair>();
  for (const [by, same] of byName)
    for (let at = 0; at < same.length; at++)
      for (const other of same.slice(at + 1)) {
        const one = same[at];
        if (!one || pairs.size >= limit) continue;
        pairs.set(`${one.id} ${other.id}`, { ids: [one.id, other.id], names: [one.name, other.name], by });
      }
  return [...pairs.values()];
}

/**
 * Everything that points to `other` points to `keep` afterwards; empty cells of `keep` are filled from `other`, which is
 * then deleted. One action, one undo.
 * @throws DeskError `notFound`
 */
export function mergePeople(desk: Desk, author: string, keep: string, other: string): Committed {
  const [kept, gone] = [readRow(desk.db, 'person', keep), readRow(desk.db, 'person', other)];
  if (!kept || !gone || keep === other || kept.values.deleted === 1 || gone.values.deleted === 1)
    throw new DeskError('notFound', { table: 'person', id: kept && kept.values.deleted === 0 ? other : keep });
  const set: Record<string, SetValue> = {};
  for (const [column] of storedColumns(tableOf('person')))
    if ((kept.values[column] ?? null) === null && (gone.values[column] ?? null) !== null) set[column] = gone.values[column] ?? null;
  const mutations: Mutation[] = Object.keys(set).length > 0 ? [{ kind: 'set', table: 'person', id: keep, set }] : [];
  mutations.push(...pointingAt(desk.db, other, keep), { kind: 'mergeInto', table: 'person', id: other, into: keep });
  return commit(desk, author, mutations, { why: 'merge' });
}
