// Messages one after the other: the time of one never takes the next away, and none stays in a language left behind.
import { expect, it } from 'vitest';
import { Refused } from '../../renderer/bridge/bridge.ts';
import { type Notice, nextNotice } from '../../renderer/parts/notices.ts';

const saved: Notice = { kind: 'done', said: '保存しました', language: 'ja' };
const taken: Notice = { kind: 'done', said: '12件の操作を取り込みました', language: 'ja' };
const refused: Notice = { kind: 'refused', error: new Refused({ code: 'busy', details: {}, id: '1' }) };

it('keeps the later message when the time of the earlier one is up', () => {
  const both = nextNotice(nextNotice(undefined, { kind: 'say', notice: saved }), { kind: 'say', notice: taken });
  expect(nextNotice(both, { kind: 'timeUp', notice: saved })).toBe(taken);
  expect(nextNotice(taken, { kind: 'timeUp', notice: taken })).toBeUndefined();
  expect(nextNotice({ ...saved }, { kind: 'timeUp', notice: saved })).toEqual(saved); // said twice: each has its own time
});

it('lets go of good news in another language, and keeps a refusal until it is put away', () => {
  expect(nextNotice(saved, { kind: 'language', language: 'en' })).toBeUndefined();
  expect(nextNotice(saved, { kind: 'language', language: 'ja' })).toBe(saved);
  const follows: Notice = { kind: 'done', said: (words) => words('ui.saved'), language: 'ja' };
  expect(nextNotice(follows, { kind: 'language', language: 'en' })).toBe(follows);
  expect(nextNotice(refused, { kind: 'language', language: 'en' })).toBe(refused);
  expect(nextNotice(refused, { kind: 'putAway' })).toBeUndefined();
});
