// Rules of reading a date as a person types it: without a year, with a weekday, with a time, in kanji numerals.
import { describe, expect, it } from 'vitest';
import { parseDate } from '../../../db/catalog/read-date.ts';

const today = '2026-11-28';
const stored = (text: string, day: string | undefined = today) => {
  const parsed = parseDate(text, { today: day });
  return parsed.ok ? parsed.value : 'refused';
};

describe('a month and a day without a year', () => {
  it.each([
    ['12/10', '2026-12-10'],
    ['１２／１０', '2026-12-10'],
    ['12-10', '2026-12-10'],
    ['12月10日', '2026-12-10'],
    ['１２月１０日', '2026-12-10'],
    ['12 月 10 日', '2026-12-10'],
    ['十二月十日', '2026-12-10'],
    ['12월 10일', '2026-12-10'],
    ['10 Dec', '2026-12-10'],
    ['4/1', '2026-04-01'],
    ['3/31', '2027-03-31'],
    ['1/5', '2027-01-05'],
  ])('%s is the day of the fiscal year that today lies in', (text, day) => expect(stored(text)).toBe(day));

  it('belongs to the fiscal year that ends in March', () => {
    expect([stored('4/1', '2027-03-31'), stored('3/31', '2027-03-31')]).toEqual(['2026-04-01', '2027-03-31']);
    expect([stored('4/1', '2027-04-01'), stored('3/31', '2027-04-01')]).toEqual(['2027-04-01', '2028-03-31']);
  });

  it('is refused where nobody says what day it is', () => {
    for (const text of ['12/10', '12月10日', '12/3(木)', '10 Dec']) expect(parseDate(text)).toEqual({ ok: false });
  });

  it('is refused where the fiscal year has no such day', () => {
    expect(stored('2/29')).toBe('refused');
    expect(stored('2/29', '2027-05-01')).toBe('2028-02-29');
  });

  it.each(['12', '12月', '13/1', '4/31', '0/1', '12/0', '12.10', '12/10/', '10/12/2026', 'Dec 10'])('%s is refused: it could mean something else', (text) =>
    expect(stored(text)).toBe('refused'),
  );
});

describe('a weekday', () => {
  it.each([
    ['2026年12月3日(木)', '2026-12-03'],
    ['2026年12月3日（木）', '2026-12-03'],
    ['2026年12月3日（木・祝）', '2026-12-03'],
    ['2026年12月3日 (木曜日)', '2026-12-03'],
    ['2026/12/3（木）', '2026-12-03'],
    ['2026/12/3 木', '2026-12-03'],
    ['2026/12/3木曜', '2026-12-03'],
    ['2026-12-06［日］', '2026-12-06'],
    ['2026年12月6日日曜日', '2026-12-06'],
    ['12/3(木)', '2026-12-03'],
    ['12/7 月', '2026-12-07'],
    ['令和8年12月3日(木)', '2026-12-03'],
    ['R8.12.3(木)', '2026-12-03'],
    ['Thu 3 Dec 2026', '2026-12-03'],
    ['Thursday, 3 December 2026', '2026-12-03'],
    ['3 Dec 2026 (Thu)', '2026-12-03'],
    ['Dec 3, 2026', '2026-12-03'],
    ['2026년 12월 3일(목)', '2026-12-03'],
    ['2026년 12월 3일 목요일', '2026-12-03'],
  ])('in %s fits its day', (text, day) => expect(stored(text)).toBe(day));

  it('that does not fit its day is refused, and the right one is named', () => {
    const refused = { ok: false, refusal: { code: 'weekdayDiffers', weekday: 'thursday' } };
    for (const text of ['2026年12月3日(金)', '2026/12/3（月）', '12/3(水)', 'Fri 3 Dec 2026', '2026년 12월 3일(금)', '令和8年12月3日(日)'])
      expect(parseDate(text, { today })).toEqual(refused);
  });

  it.each(['2026年12月(木)', '2026年(木)', '(木)', '木曜日', '不明(木)', '2026年12月3日()', '2026年12月3日(仏)', '2026年12月3日(木', 'Thx 3 Dec 2026'])(
    '%s is refused: a weekday belongs to a whole day',
    (text) => expect(parseDate(text, { today })).toEqual({ ok: false }),
  );

  it('is never taken from the units of a date', () => {
    expect([stored('2026年12 月'), stored('2026年12月6 日'), stored('2026/12/3日')]).toEqual(['2026-12', '2026-12-06', '2026-12-03']);
  });
});

describe('a time behind a day', () => {
  it.each(['2026-04-01T00:00:00', '2026-04-01T00:00:00.000', '2026/04/01 0:00', '2026年4月1日 00:00', '２０２６／４／１　０：００'])(
    '%s is the day alone',
    (text) => expect(parseDate(text)).toEqual({ ok: true, value: '2026-04-01' }),
  );
  it.each(['2026/04/01 10:30', '2026-04-01T10:30:45', '2026年4月1日 10時30分', '2026/4/1(水) 10:30', '令和8年4月1日 10時'])(
    '%s is the day, and the person is told that the time was left out',
    (text) => expect(parseDate(text)).toEqual({ ok: true, value: '2026-04-01', corrected: true }),
  );
  it.each([
    '2026-04-01T24:00:00',
    '2026/04/01 25:00',
    '2026/04/01 9:75',
    '2026/04 10:30',
    '2026 10:30',
    '10:30',
    '2026-04-01T00:00:00Z',
    '2026-04-01T00:00:00+09:00',
  ])('%s is refused', (text) => expect(parseDate(text, { today })).toEqual({ ok: false }));
});

describe('an era, a calendar and numerals', () => {
  it.each([
    ['令8.4.1', '2026-04-01'],
    ['平26.4.25', '2014-04-25'],
    ['昭64.1.7', '1989-01-07'],
    ['大15.12.24', '1926-12-24'],
    ['明45.7.29', '1912-07-29'],
    ['㋿8年4月1日', '2026-04-01'],
    ['西暦2026年4月1日', '2026-04-01'],
    ['西暦２０２６年', '2026'],
    ['令和八年四月一日', '2026-04-01'],
    ['令和元年五月一日', '2019-05-01'],
    ['平成二十六年', '2014'],
    ['平成二六年四月二五日', '2014-04-25'],
    ['昭和三十五年十二月三十一日', '1960-12-31'],
    ['二〇二六年四月一日', '2026-04-01'],
    ['二○二六年十月二十日', '2026-10-20'],
    ['西暦二〇二六年四月一日（水）', '2026-04-01'],
  ])('%s is %s', (text, day) => expect(stored(text)).toBe(day));

  it.each(['令和8年度', '2026年度', 'FY2026', '西暦令和8年', '西暦8年', '令和〇年', '令和十十年', '二十〇年', '平成二百年', '8年4月1日', '八年四月一日'])(
    '%s is no date',
    (text) => expect(stored(text)).toBe('refused'),
  );

  it.each(['25 Aprx 2014', '1 Mayday 2026', '32 Dec 2026', 'Dec 32026', '2026.4.', '2026//4', '令和8年4月1日まで', '2026年4月1日～3日', '約2026年'])(
    '%s is refused: nothing of it is left out unsaid',
    (text) => expect(stored(text)).toBe('refused'),
  );
});
