// What a visit is called when nobody has named it yet.
import type { Words } from '../../../resources/locales/sentences.ts';

export interface TitleParts {
  /** A courtesy call, by the word of its kind. */
  readonly courtesy: boolean;
  readonly partner: string;
  /** Post of the guest of highest rank; empty when unknown. */
  readonly post: string;
}

/** @param words  in the language of the title */
export const visitTitle = (words: Words, { courtesy, partner, post }: TitleParts): string =>
  words(courtesy ? 'visits.courtesyTitle' : 'visits.otherTitle', { partner, post })
    .replace(/ +/g, ' ')
    .trim();
