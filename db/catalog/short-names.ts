// Short forms of the names of cities, states and offices: 「パリ」 for 「パリ市」, 「ソウル市」 for 「ソウル特別市」, "Sao Paulo" for "São Paulo State".
import { fold } from './fold.ts';

/** What a name says it is. A city is never taken for the state of the same name. */
type Rank = 'city' | 'state' | 'none';

export interface ShortName {
  /** Compared text: folded, without accents, notes in brackets, and the word for the kind of place. */
  readonly stem: string;
  readonly rank: Rank;
}

const ends: readonly (readonly [RegExp, Rank])[] = [
  [/(?:特別市|広域市|直轄市|特別行政区|市|区|町|村)$/, 'city'],
  [/(?:特別自治道|自治区|州|県|府|省|道)$/, 'state'],
  [/[\s,]+(?:city|metropolis|municipality)$/i, 'city'],
  [/[\s,]+(?:state|province|prefecture)$/i, 'state'],
  [/(?:특별시|광역시|시)$/, 'city'],
  [/(?:주|도|현|성)$/, 'state'],
];

/** Letters of one character are left whole: 「津市」 is not 「津」 to a reader, but 「道」 is no stem at all. */
const leastStem = 2;

const withoutAccents = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Script=Latin}\p{Mn}+/gu, (letter) => letter.charAt(0))
    .normalize('NFC');

/** @returns the name without the word for its kind, and what that word says; the stem is empty when too little would be left */
export function shortName(name: string): ShortName {
  const plain = withoutAccents(name.normalize('NFKC').trim()).replace(/\s*[(（【][^()（）【】]*[)）】]$/, '');
  for (const [end, rank] of ends) {
    const stem = plain.replace(end, '');
    if (stem !== plain && [...stem].length >= leastStem) return { stem: fold(stem), rank };
  }
  return { stem: [...plain].length >= leastStem ? fold(plain) : '', rank: 'none' };
}

/** May both names mean the same place? */
export const mayBeSame = (one: ShortName, other: ShortName): boolean =>
  one.stem !== '' && one.stem === other.stem && (one.rank === other.rank || one.rank === 'none' || other.rank === 'none');
