// Rules of dates that a single example does not settle: limits, leap years, the days on which eras change, other languages.
import { describe, expect, it } from 'vitest';
import { addYears, fiscalYear, formatDate, formatFiscalYear, isStoredDate, parseDate, span, unknownDate } from '../../../db/catalog/dates.ts';

const stored = (text: string) => {
  const parsed = parseDate(text);
  return parsed.ok ? parsed.value : 'refused';
};

describe('a typed date', () => {
  it.each([
    '0000',
    '0026-04-25',
    '0999',
    '2014-00',
    '2014-04-00',
    '2014-04-31',
    '1900-02-29',
    '2100-02-29',
    '昭和0年',
    '昨日',
    '平成26年4月25日頃',
    '旧平成26年4月25日',
  ])('%s is refused and leaves nothing behind', (text) => expect(parseDate(text)).toEqual({ ok: false }));

  it.each([
    ['1000-01-01', '1000-01-01'],
    ['9999-12-31', '9999-12-31'],
    ['2000-02-29', '2000-02-29'],
    ['1904-02-29', '1904-02-29'],
  ])('%s is a day of the calendar', (text, day) => expect(stored(text)).toBe(day));

  it.each([
    [' 平成 26 年  4 月 25 日 ', '2014-04-25'],
    ['2014 年 4 月', '2014-04'],
    ['2014년 4월 25일', '2014-04-25'],
    ['2014. 4. 25.', '2014-04-25'],
  ])('%s may have blanks anywhere', (text, day) => expect(stored(text)).toBe(day));

  it.each([
    ['25 Apr 2014', '2014-04-25'],
    ['5 Apr 2014', '2014-04-05'],
    ['Apr 2014', '2014-04'],
    ['25 APRIL 2014', '2014-04-25'],
    ['1 Sept., 2014', '2014-09-01'],
  ])('%s is English', (text, day) => expect(stored(text)).toBe(day));

  it('in English knows every month by its first three letters', () => {
    const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
    expect(months.map((month) => stored(`1 ${month} 2014`))).toEqual(months.map((_, at) => `2014-${String(at + 1).padStart(2, '0')}-01`));
  });

  it.each(['x Apr 2014', '1x Apr 2014', '125 Apr 2014', '25 Apr 14', '25 Apr 20145', '25 Apr1 2014', '31 Apr 2014', '120140425', '201404251'])(
    '%s is none, although a part of it is',
    (text) => expect(stored(text)).toBe('refused'),
  );

  it.each([
    ['H26', '2014'],
    ['平成26年', '2014'],
    ['H26.4', '2014-04'],
    ['平成26年4月', '2014-04'],
    ['M45.7.29', '1912-07-29'],
    ['T1.7.30', '1912-07-30'],
    ['S64', '1989'],
  ])('%s in an era may end at any part', (text, day) => expect(stored(text)).toBe(day));

  it('is marked as corrected only when a whole day lies outside its era', () => {
    expect(parseDate('昭和64年')).toEqual({ ok: true, value: '1989' });
    expect(parseDate('昭和64年1月')).toEqual({ ok: true, value: '1989-01' });
    expect(parseDate('昭和65年1月1日')).toEqual({ ok: true, value: '1990-01-01', corrected: true });
  });
});

describe('a stored date', () => {
  it.each([unknownDate, '2014', '2014-12', '2014-12-31', '2016-02-29', '0001-01-01'])('is %s', (text) => expect(isStoredDate(text)).toBe(true));
  it.each(['', 'x', '2014-4', '2014-13', '2014-02-29', '0000', '0000-01-01', 'x2014', '2014x', '2014-04-25x', '2014-04-25-01', '14'])('is not "%s"', (text) =>
    expect(isStoredDate(text)).toBe(false),
  );
});

describe('a date that is shown', () => {
  it.each([
    ['1868', '明治元年'],
    ['1912-07-29', '明治45年7月29日'],
    ['1912-07-30', '大正元年7月30日'],
    ['1926-12-24', '大正15年12月24日'],
    ['1926-12-25', '昭和元年12月25日'],
    ['1989-01-07', '昭和64年1月7日'],
    ['1989-01-08', '平成元年1月8日'],
    ['2019-04-30', '平成31年4月30日'],
    ['2019-05-01', '令和元年5月1日'],
    ['2019-05', '令和元年5月'],
  ])('%s is %s: an era begins on its day', (day, text) => expect(formatDate(day, 'ja', 'era')).toBe(text));

  it('has western years before the first era of the calendar, and outside Japanese', () => {
    expect(formatDate('1867-12-31', 'ja', 'era')).toBe('1867年12月31日');
    expect(formatDate('2014-04-25', 'ko', 'era')).toBe('2014년 4월 25일');
  });

  it('is as exact as what is stored', () => {
    expect(['2014', '2014-04', '2014-04-25'].map((day) => formatDate(day, 'en', 'western'))).toEqual(['2014', 'Apr 2014', '25 Apr 2014']);
    expect(['2014', '2014-04', '2014-04-25'].map((day) => formatDate(day, 'ko', 'western'))).toEqual(['2014년', '2014년 4월', '2014년 4월 25일']);
    expect(['2014', '2014-04', '2014-04-25'].map((day) => formatDate(day, 'ja', 'western'))).toEqual(['2014年', '2014年4月', '2014年4月25日']);
    expect(Array.from({ length: 12 }, (_, at) => formatDate(`2014-${String(at + 1).padStart(2, '0')}`, 'en', 'western').slice(0, 3))).toEqual(
      'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '),
    );
  });

  it('is called unknown in the reader’s language', () => {
    expect((['ja', 'en', 'ko'] as const).map((language) => formatDate(unknownDate, language, 'era'))).toEqual(['不明', 'unknown', '미상']);
  });

  it('is left as it is when it is none', () => expect(formatDate('2014-13', 'ja', 'era')).toBe('2014-13'));
});

describe('a fiscal year', () => {
  it('is named in the language and style of the reader', () => {
    expect(formatFiscalYear(2026, 'ja', 'era')).toBe('令和8年度');
    expect(formatFiscalYear(2026, 'ja', 'western')).toBe('2026年度');
    expect(formatFiscalYear(2026, 'en', 'era')).toBe('FY 2026');
    expect(formatFiscalYear(2026, 'ko', 'western')).toBe('2026회계연도');
  });
  it('is known of whole months only', () => {
    expect([fiscalYear('2015-03'), fiscalYear('2015-04')]).toEqual([2014, 2015]);
    expect([fiscalYear('2015-13'), fiscalYear('2015-04-31'), fiscalYear(unknownDate)]).toEqual([undefined, undefined, undefined]);
  });
});

describe('years later', () => {
  it('ends with the calendar', () => {
    expect(addYears('9998-12-31', 1)).toBe('9999-12-31');
    expect(addYears('9999-12-31', 1)).toBe('9999-12-31');
    expect(addYears('2014', 10)).toBe('2024');
    expect(addYears('2014-04-30', 10)).toBe('2024-04-30');
  });
});

describe('what a date covers', () => {
  it('is the day itself, the days of its month, or those of its year', () => {
    expect(span('2014-04-25')).toEqual({ first: '2014-04-25', last: '2014-04-25' });
    expect(span('2016-02')).toEqual({ first: '2016-02-01', last: '2016-02-29' });
    expect(span('1900-02')).toEqual({ first: '1900-02-01', last: '1900-02-28' });
    expect(span('0099-12')).toEqual({ first: '0099-12-01', last: '0099-12-31' });
  });
  it('is nothing when it is none', () => expect([span('2014-13'), span('x')]).toEqual([undefined, undefined]));
});
