// Names as the office writes them, and what they may never be taken for.
import { describe, expect, it } from 'vitest';
import { mayBeSame, shortName } from '../../../db/catalog/short-names.ts';

const same = (one: string, other: string) => mayBeSame(shortName(one), shortName(other));

describe('short names', () => {
  it.each([
    ['パリ', 'パリ市'],
    ['ソウル', 'ソウル特別市'],
    ['ソウル市', 'ソウル特別市'],
    ['北京', '北京市'],
    ['サンパウロ', 'サンパウロ州'],
    ['Sao Paulo', 'São Paulo State'],
    ['São Paulo', 'São Paulo State'],
    ['New York', 'New York City'],
    ['서울', '서울특별시'],
    ['ニュー・サウス・ウェールズ', 'ニューサウスウェールズ州'],
    ['在京フランス大使館', '在京フランス大使館(見本)'],
  ])('%s may be %s', (one, other) => expect([same(one, other), same(other, one)]).toEqual([true, true]));

  it.each([
    ['サンパウロ市', 'サンパウロ州'],
    ['New York State', 'New York City'],
    ['ローマ', 'ロンドン市'],
    ['市', '州'],
    ['', 'パリ市'],
  ])('%s is never %s', (one, other) => expect([same(one, other), same(other, one)]).toEqual([false, false]));
});
