// Messages one after the other: a message is shown for its own time, and none stays in a language left behind.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Refused } from '../../renderer/bridge/bridge.ts';
import { dropOtherLanguages, type Notice, newNotices, showNotice } from '../../renderer/parts/notices.ts';

const saved: Notice = { kind: 'done', message: '保存しました', language: 'ja' };
const imported: Notice = { kind: 'done', message: '12件の操作を取り込みました', language: 'ja' };
const refused: Notice = { kind: 'refused', error: new Refused({ code: 'busy', details: {}, id: '1' }) };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const shown = (notices: ReturnType<typeof newNotices>) => notices.visibleToasts.map(({ content }) => content);
/** The library starts the time of a message when it is drawn. */
const drawn = (notices: ReturnType<typeof newNotices>) => notices.visibleToasts.forEach(({ timer, timeout }) => void timer?.reset(timeout ?? 0));

it('shows the later message in place of the earlier one, for its own time', () => {
  const notices = newNotices();
  showNotice(notices, saved);
  drawn(notices);
  vi.advanceTimersByTime(5_000);
  showNotice(notices, imported);
  drawn(notices);
  vi.advanceTimersByTime(5_000);
  expect(shown(notices)).toEqual([imported]);
  vi.advanceTimersByTime(2_000);
  expect(shown(notices)).toEqual([]);
});

it('drops a success in another language, and keeps a refusal until it is dismissed', () => {
  const notices = newNotices();
  showNotice(notices, saved);
  dropOtherLanguages(notices, 'ja');
  expect(shown(notices)).toEqual([saved]);
  dropOtherLanguages(notices, 'en');
  expect(shown(notices)).toEqual([]);
  const follows: Notice = { kind: 'done', message: (words) => words('ui.saved'), language: 'ja' };
  showNotice(notices, follows);
  dropOtherLanguages(notices, 'en');
  expect(shown(notices)).toEqual([follows]);
  showNotice(notices, refused);
  drawn(notices);
  vi.advanceTimersByTime(60_000);
  dropOtherLanguages(notices, 'en');
  expect(shown(notices)).toEqual([refused]);
  notices.close(notices.visibleToasts[0]?.key ?? '');
  expect(shown(notices)).toEqual([]);
});
