// Which message stands: the last one said, until its own time is up or it is put away.
import type { Words } from '../../resources/locales/sentences.ts';
import type { Refused } from '../bridge/bridge.ts';

/** A sentence, or the way to make it in the language of the moment it is shown. */
export type Said = string | ((words: Words) => string);

export type Notice =
  | {
      readonly kind: 'done';
      readonly said: Said;
      readonly language: string;
      readonly action?: { readonly label: string; readonly run: () => void } | undefined;
    }
  | { readonly kind: 'refused'; readonly error: Refused };

export type NoticeEvent =
  | { readonly kind: 'say'; readonly notice: Notice }
  | { readonly kind: 'timeUp'; readonly notice: Notice }
  | { readonly kind: 'putAway' }
  | { readonly kind: 'language'; readonly language: string };

export function nextNotice(shown: Notice | undefined, event: NoticeEvent): Notice | undefined {
  switch (event.kind) {
    case 'say':
      return event.notice;
    case 'timeUp':
      // The time of an earlier message may be up just when the next one has been said.
      return shown === event.notice ? undefined : shown;
    case 'putAway':
      return undefined;
    case 'language':
      // A sentence in the old language has been read by whoever changed it.
      return shown?.kind === 'done' && typeof shown.said === 'string' && shown.language !== event.language ? undefined : shown;
  }
}
