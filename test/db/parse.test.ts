import { describe, expect, it } from 'vitest';
import { checkValue } from '../../db/catalog/check.ts';
import { fold } from '../../db/catalog/fold.ts';
import { parseText } from '../../db/catalog/parse.ts';
import { wordsIn } from '../../electron/words.ts';
import { valueLabel } from '../../resources/locales/sentences.ts';

const labelOf = (list: string, value: string, language: 'ja' | 'en' | 'ko') => valueLabel(wordsIn(language), list, value);

describe('typed text to values', () => {
  it('reads full-width digits, units and ▲ in numbers', () => {
    expect(parseText({ kind: 'integer' }, '１，２００円', labelOf)).toEqual({ ok: true, value: 1200 });
    expect(parseText({ kind: 'integer' }, '▲5', labelOf)).toEqual({ ok: true, value: -5 });
    expect(parseText({ kind: 'decimal' }, '３５．６８', labelOf)).toEqual({ ok: true, value: '35.68' });
    expect(parseText({ kind: 'integer' }, '十', labelOf)).toEqual({ ok: false });
  });
  it('reads a value of a list in any of the three languages', () => {
    const column = { kind: 'oneOf', values: 'progressStatus' } as const;
    for (const word of ['順調', 'On track', 'on track', '순조', 'onTrack']) expect(parseText(column, word, labelOf)).toEqual({ ok: true, value: 'onTrack' });
  });
  it('reads times as they are spoken', () => {
    for (const text of ['14:30', '１４：３０', '14時30分', '午後2時30分'])
      expect(parseText({ kind: 'time' }, text, labelOf)).toEqual({ ok: true, value: '14:30' });
  });
  it('refuses what a column cannot hold, with the reason', () => {
    expect(checkValue({ kind: 'text' }, 'a\nb')).toEqual({ code: 'notText' });
    expect(checkValue({ kind: 'text' }, 'a\0b')).toEqual({ code: 'notText' });
    expect(checkValue({ kind: 'text' }, '\ud800')).toEqual({ code: 'notText' });
    expect(checkValue({ kind: 'text', max: 3 }, 'abcd')).toEqual({ code: 'tooLong', max: 3 });
    expect(checkValue({ kind: 'integer', min: 1, max: 9 }, 10)).toEqual({ code: 'outOfRange', min: 1, max: 9 });
    expect(checkValue({ kind: 'integer' }, 1.5)).toEqual({ code: 'notWhole' });
    expect(checkValue({ kind: 'date' }, '2014-02-30')).toEqual({ code: 'notDate' });
    expect(checkValue({ kind: 'oneOf', values: 'rank' }, '__proto__')).toEqual({ code: 'notListed', list: 'rank' });
    expect(checkValue({ kind: 'terms', list: 'language' }, '["b","a"')).toEqual({ code: 'notListed', list: 'language' });
    expect(checkValue({ kind: 'text', required: true }, null)).toEqual({ code: 'required' });
  });
});

describe('folding for search', () => {
  it('makes widths, kana, case, dots and long vowels alike', () => {
    expect(fold('ニュー・サウス・ウェールズ')).toBe(fold('ﾆｭｰｻｳｽｳｪｰﾙｽﾞ'));
    expect(fold('パリ')).toBe(fold('ぱり'));
    for (const spelling of ['ＮニユーヨークＮ', 'NﾆｭｰﾖｰｸN', 'Nニュー ヨークN', 'Nニューヨーク\u200bN']) expect(fold(spelling)).toBe(fold('Nニューヨークn'));
    for (const [one, usual] of ['髙高', '﨑崎', '邊辺', '邉辺', '齋斎', '濵浜', '澤沢', '國国', '眞真']) expect(fold(`${one}橋`)).toBe(fold(`${usual}橋`));
    expect(fold('さっか')).not.toBe(fold('さか'));
    expect(fold('ＡＮＭＣ２１')).toBe('anmc21');
    expect(fold('が')).toBe(fold('か\u3099'));
  });
});
