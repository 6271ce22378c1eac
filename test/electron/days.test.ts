// Arithmetic with days, and Excel's serial dates.
import { describe, expect, it } from 'vitest';
import { addDays, dayOfSerial, daysBetween, serialOfDay } from '../../electron/services/calendar/days.ts';
import { textWidth } from '../../electron/services/print/text-height.ts';

describe('days', () => {
  it.each([
    ['2026-11-25', 30, '2026-12-25'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-11-25', 0, '2026-11-25'],
  ])('%s and %i days is %s', (day, days, result) => {
    expect(addDays(day, days)).toBe(result);
    expect(daysBetween(day, result)).toBe(days);
  });
});

describe('serial dates', () => {
  it.each([
    [61, '1900-03-01'],
    [41_754, '2014-04-25'],
    [109_575, '2200-01-01'],
  ])('%i is %s', (serial, day) => {
    expect(dayOfSerial(serial)).toBe(day);
    expect(serialOfDay(day)).toBe(serial);
  });
});

describe('the width of text', () => {
  it.each([
    ['abc', 3],
    ['漢字かな', 8],
    ['ｶﾅ', 2],
    ['ＡＢ', 4],
    ['○※①→', 8],
    ['도시', 4],
    ['𠮷', 2],
  ])('%s takes %i columns', (text, columns) => {
    expect(textWidth(text)).toBe(columns);
  });
});
