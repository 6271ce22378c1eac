// Proposals for a visit from a city, entering a visit in one go, and the figures of visits.
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../db/desk/desk.ts';
import { DeskError } from '../../db/errors.ts';
import { commit } from '../../db/log/commit.ts';
import { digest } from '../../db/log/digest.ts';
import { undo } from '../../db/log/undo.ts';
import { list } from '../../db/queries/list.ts';
import { recordKey } from '../../electron/services/reference/reference-data.ts';
import { enterVisit, visitProposal } from '../../electron/services/visits/quick-entry.ts';
import { visitStatistics } from '../../electron/services/visits/statistics.ts';
import { wordsIn } from '../../electron/words.ts';
import { stockedDesk } from '../fresh-desk.ts';

const author = '見本 花子';
const day = '2026-12-10';
const made = (desk: Desk, table: string, set: Record<string, string | number>): string =>
  commit(desk, author, [{ kind: 'create', table, set }]).rows[0]?.row.id ?? '';

function city(desk: Desk) {
  const partner = made(desk, 'partner', { nameJa: '見本市', nameEn: 'Sample City', kind: 'city' });
  const second = made(desk, 'person', { nameJa: '見本 次郎', partner, postJa: '副市長', postEn: 'Vice Mayor', precedence: 2, languages: '["de"]' });
  const head = made(desk, 'person', {
    nameJa: '見本 太郎',
    nameEn: 'Taro Mihon',
    partner,
    postJa: '前職',
    precedence: 1,
    rank: 'governorMayor',
    languages: '["fr","en"]',
  });
  made(desk, 'personPost', { person: head, titleJa: '議員', titleEn: 'Member', validFrom: '2010-01-01', validTo: '2020-12-31' });
  made(desk, 'personPost', { person: head, titleJa: '市長', titleEn: 'Mayor', validFrom: '2021-01-01' });
  return { partner, head, second };
}
const propose = (
  desk: Desk,
  partner: string,
  { on = day, courtesy = true, language = 'ja' }: { on?: string; courtesy?: boolean; language?: 'ja' | 'en' } = {},
) => visitProposal(desk.db, { partner, day: on, courtesy }, language, wordsIn);

describe('the proposal for a visit', () => {
  it('has the city’s people in order, with the posts they hold on the day', () => {
    const desk = stockedDesk();
    const { partner, head, second } = city(desk);
    expect(propose(desk, partner).people).toEqual([
      { id: head, name: '見本 太郎', post: '市長' },
      { id: second, name: '見本 次郎', post: '副市長' },
    ]);
    expect(propose(desk, partner, { on: '2015-05-05' }).people[0]?.post).toBe('議員');
    expect(propose(desk, partner, { language: 'en' }).people[0]).toMatchObject({ name: 'Taro Mihon', post: 'Mayor' });
  });

  it('has a title in both languages of the log, by the kind of visit', () => {
    const desk = stockedDesk();
    const { partner } = city(desk);
    expect(propose(desk, partner)).toMatchObject({ titleJa: '見本市長 表敬訪問', titleEn: 'Sample City Mayor courtesy call' });
    expect(propose(desk, partner, { courtesy: false, language: 'en' })).toMatchObject({ titleJa: '見本市長 来訪', titleEn: 'Sample City Mayor visit' });
    const alone = made(desk, 'partner', { nameJa: '誰もいない市', kind: 'city' });
    expect(propose(desk, alone)).toMatchObject({ titleJa: '誰もいない市 表敬訪問', people: [], language: null, interpreter: null, gifts: [] });
  });

  it('has language, interpreter and place of the last visit, and earlier gifts, the latest first', () => {
    const desk = stockedDesk();
    const { partner } = city(desk);
    expect(propose(desk, partner).language?.key).toBe('fr');
    const visit = { kind: 'courtesy', status: 'done', partner };
    const first = made(desk, 'visit', { ...visit, date: '2024-01-10', titleJa: 'a', language: 'de', interpreter: '見本 通訳', place: '応接室' });
    const later = made(desk, 'visit', { ...visit, date: '2025-01-10', titleJa: 'b', place: '会議室' });
    made(desk, 'visit', { ...visit, date: '2026-01-10', titleJa: 'c', status: 'cancelled', place: '使わなかった部屋', language: 'en' });
    made(desk, 'gift', { visit: first, partner, direction: 'given', itemJa: '杯', itemEn: 'Cup' });
    made(desk, 'gift', { visit: later, direction: 'received', itemJa: '本' });
    const found = propose(desk, partner, { language: 'en' });
    expect(found).toMatchObject({ language: { key: 'de', name: 'German' }, interpreter: '見本 通訳', place: '会議室' });
    expect(found.gifts.map(({ date, item, itemJa }) => [date, item, itemJa])).toEqual([
      ['2025-01-10', '本', '本'],
      ['2024-01-10', 'Cup', '杯'],
    ]);
    expect(() => propose(desk, 'none')).toThrow(DeskError);
  });
});

describe('a visit entered in one go', () => {
  it('makes the visit, its party and its gift in one action, undone at once', () => {
    const desk = stockedDesk();
    const { partner, head } = city(desk);
    const { id } = enterVisit(desk, author, {
      visit: { date: day, titleJa: '表敬', kind: 'courtesy', status: 'planned', partner },
      party: [{ name: '先導 一郎', post: '' }, { person: head }],
      gift: ' 図録 ',
    });
    expect(list(desk.db, { table: 'visit', filter: { id } }).rows[0]?.values).toMatchObject({ leader: head, leaderRank: 'governorMayor', partySize: 2 });
    expect(list(desk.db, { table: 'visitGuest', filter: { visit: id } }).rows.map(({ values }) => [values.order, values.name ?? values.person])).toEqual([
      [1, '先導 一郎'],
      [2, head],
    ]);
    expect(list(desk.db, { table: 'gift', filter: { visit: id } }).rows[0]?.values).toMatchObject({ itemJa: '図録', direction: 'given', partner });
    undo(desk, author);
    expect(list(desk.db, { table: 'visit', filter: { id } }).total).toBe(0);
    expect(list(desk.db, { table: 'visitGuest', filter: { visit: id } }).total).toBe(0);
    expect(list(desk.db, { table: 'gift', filter: { visit: id } }).total).toBe(0);
  });

  it('is refused as a whole when a part of it is wrong', () => {
    const desk = stockedDesk();
    const before = digest(desk.db);
    const visit = { date: day, titleJa: '表敬', kind: 'courtesy', status: 'planned' };
    expect(() => enterVisit(desk, author, { visit, party: [{ name: 'x', post: '' }, { person: 'none' }], gift: '' })).toThrow(DeskError);
    expect(() => enterVisit(desk, author, { visit: { ...visit, kind: 'nonsense' }, party: [], gift: 'x' })).toThrow(DeskError);
    expect(digest(desk.db)).toBe(before);
  });
});

describe('figures', () => {
  it('name countries in the language of the reader', () => {
    const desk = stockedDesk();
    made(desk, 'visit', { date: '2026-05-01', titleJa: 'a', kind: 'courtesy', status: 'done', partner: recordKey('partner', 'paris') });
    const of = (language: 'ja' | 'en') =>
      visitStatistics(desk.db, { from: '2026-04-01', until: '2026-06-30' }, language, wordsIn(language)).by.country[0]?.name;
    expect([of('ja'), of('en')]).toEqual(['フランス共和国', 'French Republic']);
  });
});

describe('the sentence of the strategy', () => {
  it('counts visits, ambassadors, months, countries and cities', () => {
    const desk = stockedDesk();
    const visits = Array.from({ length: 64 }, (_, at) => ({
      kind: 'create' as const,
      table: 'visit',
      set: {
        date: `2014-${String(2 + (at % 10)).padStart(2, '0')}-15`,
        titleJa: `【見本】表敬 ${at}`,
        kind: 'courtesy',
        status: 'done',
        leaderRank: at < 46 ? 'ambassador' : 'official',
      },
    }));
    commit(desk, '見本 花子', visits);
    const found = visitStatistics(desk.db, { from: '2014-02-01', until: '2014-11-30' }, 'ja', wordsIn('ja'));
    expect(found).toMatchObject({ dignitaries: 64, ambassadors: 46, months: 10, cities: 8, countries: 5 });
    expect(found.sentence).toBe('10か月間に要人64人の表敬等を受け、うち大使は46人。訪問した都市は5か国8都市。');
    expect(found.counted.length).toBe(64);
  });
});
