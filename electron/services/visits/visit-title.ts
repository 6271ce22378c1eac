// What a visit is called when nobody has named it yet.
import type { Words } from '../../../resources/locales/sentences.ts';

export interface TitleParts {
  /** A courtesy call, by the word of its kind. */
  readonly courtesy: boolean;
  readonly partner: string;
  /** Post of the guest of highest rank; empty when unknown. */
  readonly post: string;
}

/** 「パリ市」 and 「市長」 are 「パリ市長」: the last character of the one is the first of the other. */
const joined = (partner: string, post: string): string =>
  /[市都府県州区町村]$/.test(partner) && post.startsWith(partner.slice(-1)) ? partner + post.slice(1) : '';

/** @param words  in the language of the title */
export function visitTitle(words: Words, { courtesy, partner, post }: TitleParts): string {
  const one = joined(partner, post);
  const parts = one === '' ? { partner, post } : { partner: one, post: '' };
  return words(courtesy ? 'visits.courtesyTitle' : 'visits.otherTitle', parts)
    .replace(/ +/g, ' ')
    .trim();
}
