// Messages to the person at the window: what was done, and what was refused.
import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components';
import type { Words } from '../../resources/locales/sentences.ts';

/** A sentence, or the way to make it in the language of the moment it is shown. */
export type Message = string | ((words: Words) => string);

export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
}

export type Notice =
  | { readonly kind: 'done'; readonly message: Message; readonly language: string; readonly action?: NoticeAction | undefined }
  /** Stays until it is dismissed. */
  | { readonly kind: 'warned'; readonly message: string }
  /** `error` is a Refused, or anything that was not expected. */
  | { readonly kind: 'refused'; readonly error: unknown };

export type Notices = ToastQueue<Notice>;

/** A message about success disappears by itself; a refusal stays until it is dismissed. */
const shownMs = 6_000;

export const newNotices = (): Notices => new ToastQueue<Notice>({ maxVisibleToasts: 1 });

/** Shows a message in place of the one before. */
export function showNotice(notices: Notices, notice: Notice): void {
  notices.clear();
  notices.add(notice, notice.kind === 'done' ? { timeout: shownMs } : {});
}

/** After a change of the language, a finished sentence in the former one is dropped. */
export function dropOtherLanguages(notices: Notices, language: string): void {
  for (const { key, content } of [...notices.visibleToasts])
    if (content.kind === 'done' && typeof content.message === 'string' && content.language !== language) notices.close(key);
}
