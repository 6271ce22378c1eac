// Rules of reading a fiscal year as a person types it.
import { describe, expect, it } from 'vitest';
import { columnOf, tableOf } from '../../../db/catalog/index.ts';
import { parseText, refusalOf } from '../../../db/catalog/parse.ts';

const column = columnOf(tableOf('indicator'), 'baselineYear');
if (!column) throw new Error('no column of fiscal years');
const read = (text: string) => parseText(column, text, (_, value) => value);

describe('a typed fiscal year', () => {
  it.each([
    ['令和8年度', 2026],
    ['令和８年度', 2026],
    ['令和 8 年度', 2026],
    ['令和八年度', 2026],
    ['令和元年度', 2019],
    ['平成31年度', 2019],
    ['令8年度', 2026],
    ['R8年度', 2026],
    ['R8', 2026],
    ['令和8年', 2026],
    ['2026年度', 2026],
    ['西暦2026年度', 2026],
    ['2026年', 2026],
    ['2026', 2026],
    ['２０２６', 2026],
    ['二〇二六年度', 2026],
    ['FY2026', 2026],
    ['FY 2026', 2026],
    ['2026회계연도', 2026],
    ['2026년도', 2026],
  ])('%s begins in %i', (text, year) => expect(read(text)).toEqual({ ok: true, value: year }));

  it('in an era that had ended is taken as meant, and said', () => {
    expect(read('平成32年度')).toEqual({ ok: true, value: 2020, corrected: true });
    expect(read('昭和64年度')).toEqual({ ok: true, value: 1989, corrected: true });
  });

  it.each(['8年度', '8', 'FY26', '26年度', '令和0年度', '今年度', '2026年4月', '2026年度第1四半期', '-2026'])(
    '%s is refused with an example of what is understood',
    (text) => {
      expect(read(text)).toEqual({ ok: false });
      expect(refusalOf(column)).toEqual({ code: 'notFiscalYear' });
    },
  );
});
