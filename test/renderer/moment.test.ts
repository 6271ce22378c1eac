// A moment is written in the style of the person, with the day as every other date is.
import { describe, expect, it } from 'vitest';
import { momentText } from '../../renderer/parts/moment.ts';

describe('a moment', () => {
  it('has its day in the era or the western years of the person, and its time in 24 hours', () => {
    const at = new Date(2026, 0, 10, 3, 5).getTime();
    expect(momentText(at, { language: 'ja', dates: 'era' })).toBe('令和8年1月10日 03:05');
    expect(momentText(at, { language: 'ja', dates: 'western' })).toBe('2026年1月10日 03:05');
    expect(momentText(at, { language: 'en', dates: 'era' })).toBe('10 Jan 2026 03:05');
    expect(momentText(at, { language: 'ko', dates: 'western' })).toBe('2026년 1월 10일 03:05');
  });
});
