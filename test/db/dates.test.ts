import { describe, expect, it } from 'vitest';
import { addYears, fiscalYear, formatDate, isStoredDate, parseDate, span, unknownDate } from '../../db/catalog/dates.ts';

const value = (text: string) => {
  const parsed = parseDate(text);
  return parsed.ok ? parsed.value : 'refused';
};

describe('dates as the office writes them', () => {
  it.each([
    ['H26.4.25', '2014-04-25'],
    ['平成26年4月25日', '2014-04-25'],
    ['2014/4/25', '2014-04-25'],
    ['2014-04', '2014-04'],
    ['2014', '2014'],
    ['２０１４／４／２５', '2014-04-25'],
    ['平成２６年４月', '2014-04'],
    ['令和元年5月1日', '2019-05-01'],
    ['R1.5.1', '2019-05-01'],
    ['2019-05-01', '2019-05-01'],
    ['昭和35年2月29日', '1960-02-29'],
    ['20140425', '2014-04-25'],
    ['不明', unknownDate],
    ['', null],
  ])('%s is %s', (text, stored) => expect(value(text)).toBe(stored));

  it.each(['2014-13', '2014-02-30', '令和0年', '昨日', '2014-4-', '14/4/25x', '平成26年4月31日'])('%s is refused', (text) =>
    expect(value(text)).toBe('refused'),
  );

  it('takes 昭和64年1月8日 as 平成元年1月8日 and says so', () => {
    const parsed = parseDate('昭和64年1月8日');
    expect(parsed).toEqual({ ok: true, value: '1989-01-08', corrected: true });
    expect(formatDate('1989-01-08', 'ja', 'era')).toBe('平成元年1月8日');
    expect(parseDate('昭和64年1月7日')).toEqual({ ok: true, value: '1989-01-07' });
  });

  it('shows month precision in era and western years', () => {
    expect(formatDate('2014-04', 'ja', 'era')).toBe('平成26年4月');
    expect(formatDate('2014-04', 'ja', 'western')).toBe('2014年4月');
    expect(formatDate('2014-04-25', 'en', 'era')).toBe('25 Apr 2014');
    expect(formatDate('2014-04-25', 'ko', 'western')).toBe('2014년 4월 25일');
    expect(formatDate(unknownDate, 'ja', 'era')).toBe('不明');
  });

  it('counts fiscal years from April', () => {
    expect(fiscalYear('2015-03-31')).toBe(2014);
    expect(fiscalYear('2015-04-01')).toBe(2015);
    expect(fiscalYear('1960-02-29')).toBe(1959);
    expect(fiscalYear('2014')).toBeUndefined();
  });

  it('keeps a leap-day anniversary in February, and the precision of a month', () => {
    expect(addYears('1960-02-29', 67)).toBe('2027-02-28');
    expect(addYears('1960-02-29', 68)).toBe('2028-02-29');
    expect(addYears('2014-04', 10)).toBe('2024-04');
  });

  it('covers the days a partial date means', () => {
    expect(span('2014-02')).toEqual({ first: '2014-02-01', last: '2014-02-28' });
    expect(span('2016')).toEqual({ first: '2016-01-01', last: '2016-12-31' });
    expect(span(unknownDate)).toBeUndefined();
  });

  it('shows every day so that typing it again gives the same day', () => {
    for (let at = 0; at < 60_000; at += 17) {
      const day = new Date(Date.UTC(1873, 0, 1 + at)).toISOString().slice(0, 10);
      expect(isStoredDate(day)).toBe(true);
      expect(value(formatDate(day, 'ja', 'era'))).toBe(day);
      expect(value(formatDate(day, 'ja', 'western'))).toBe(day);
    }
  });
});
