// Which message stands: the last one said, until its own time is up or it is put away.
import type { Refused } from '../desk.ts';

export type Notice =
  | {
      readonly kind: 'done';
      readonly text: string;
      readonly language: string;
      readonly action?: { readonly label: string; readonly run: () => void } | undefined;
    }
  /** The sentence is made when it is shown: it follows the language. */
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
      // What was said in the old language has been read by whoever changed it.
      return shown?.kind === 'done' && shown.language !== event.language ? undefined : shown;
  }
}
