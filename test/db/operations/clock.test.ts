import { describe, expect, it } from 'vitest';
import { isStamp, nextStamp, stampMs, stampOf } from '../../../db/operations/clock.ts';

const noon = 1_800_000_000_000;
const minute = 60_000;

describe('a stamp', () => {
  it('is twelve hex digits of milliseconds and four of a counter, in the order of time as text', () => {
    expect(stampOf(noon, 255)).toBe(`${noon.toString(16).padStart(12, '0')}00ff`);
    expect(stampMs(stampOf(noon, 7))).toBe(noon);
    expect(stampOf(1, 0) < stampOf(16, 0) && stampOf(16, 9) < stampOf(16, 10)).toBe(true);
  });

  it('is refused when it is longer, shorter, in capitals, or beyond the year 9999', () => {
    expect(isStamp(stampOf(noon, 0))).toBe(true);
    for (const wrong of ['', stampOf(noon, 0).slice(1), `${stampOf(noon, 0)}0`, stampOf(0xabcdef, 0).toUpperCase(), 'g'.repeat(16)])
      expect(isStamp(wrong)).toBe(false);
    expect(isStamp(stampOf(253_402_300_799_999, 0))).toBe(true);
    expect(isStamp(stampOf(253_402_300_800_000, 0))).toBe(false);
  });
});

describe('the next stamp', () => {
  const next = (last: string, seen: string, wall: number) => nextStamp({ last, seen }, wall);

  it('is the wall clock when nothing is later', () => {
    expect(next('', '', noon)).toBe(stampOf(noon, 0));
    expect(next(stampOf(noon - 1, 3), stampOf(noon - 1, 9), noon + 0.9)).toBe(stampOf(noon, 0));
  });

  it('is later than the last own one, by its counter, also under a clock that was set back', () => {
    expect(next(stampOf(noon, 0), '', noon)).toBe(stampOf(noon, 1));
    expect(next(stampOf(noon, 4), '', noon - minute)).toBe(stampOf(noon, 5));
    expect(next(stampOf(noon, 0xfffe), '', noon)).toBe(stampOf(noon, 0xffff));
    expect(next(stampOf(noon, 0xffff), '', noon)).toBe(stampOf(noon + 1, 0));
  });

  it('is not behind what was seen of others, but at most five minutes ahead of the wall clock for it', () => {
    expect(next('', stampOf(noon + 2 * minute, 8), noon)).toBe(stampOf(noon + 2 * minute, 0));
    expect(next('', stampOf(noon + 5 * minute, 0), noon)).toBe(stampOf(noon + 5 * minute, 0));
    expect(next('', stampOf(noon + 60 * minute, 0), noon)).toBe(stampOf(noon + 5 * minute, 0));
  });

  it('is bounded by 1970 and the year 9999 under a clock that cannot be right', () => {
    expect(next('', '', -5)).toBe(stampOf(0, 0));
    expect(next('', '', Number.NaN)).toBe(stampOf(0, 0));
    expect(next('', '', Number.POSITIVE_INFINITY)).toBe(stampOf(0, 0));
    expect(next('', '', 9e15)).toBe(stampOf(253_402_300_799_999, 0));
  });
});
