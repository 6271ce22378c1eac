// Itineraries with local and Tokyo time, costs by fiscal year, and targets of the strategies.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../db/desk/desk.ts';
import { commit } from '../../db/log/commit.ts';
import { list } from '../../db/queries/list.ts';
import { calendarFile } from '../../electron/services/calendar/calendar-file.ts';
import { recordKey } from '../../electron/services/reference/reference-data.ts';
import { itineraryDocx, itineraryOf, itineraryPage } from '../../electron/services/trips/itinerary.ts';
import { tripCosts } from '../../electron/services/trips/trip-costs.ts';
import { cityTargets, targetResults } from '../../electron/services/visits/target-results.ts';
import { wordsIn } from '../../electron/words.ts';
import { resources, stockedDesk } from '../fresh-desk.ts';

const style = (language: 'ja' | 'en') => ({ language, dates: 'western' as const, words: wordsIn(language) });
const made = (desk: Desk, table: string, set: Record<string, string | number>): string =>
  commit(desk, '見本 花子', [{ kind: 'create', table, set }]).rows[0]?.row.id ?? '';

/** To Los Angeles and back over the date line, entered in no order. */
function trip(desk: Desk): string {
  const id = made(desk, 'trip', { titleJa: '【見本】出張', traveller: 'governor', dateFrom: '2027-02-20', dateTo: '2027-02-24', status: 'planned' });
  const stop = made(desk, 'tripStop', { trip: id, partner: recordKey('partner', 'los-angeles'), order: 1, arriveOn: '2027-02-20', utcOffset: -480 });
  const item = (set: Record<string, string | number>) => made(desk, 'programmeItem', { tripStop: stop, ...set });
  item({ date: '2027-02-23', startTime: '11:30', titleJa: '現地 発', kind: 'flight' });
  item({ date: '2027-02-20', startTime: '10:00', titleJa: '現地 着', titleEn: 'Arrival', kind: 'flight' });
  // Left Tokyo at 17:00 on the 20th, arrived at 10:00 on the 20th: later on the clock, earlier in Universal Time.
  item({ date: '2027-02-20', startTime: '17:00', utcOffset: 540, titleJa: '羽田 発', titleEn: 'Departure', kind: 'flight' });
  item({ date: '2027-02-20', titleJa: '宿泊', kind: 'hotel' });
  return id;
}

function stopAt(desk: Desk, partner: string, set: Record<string, string>): void {
  const id = made(desk, 'trip', { titleJa: '【見本】', dateTo: String(set.dateFrom), ...set });
  made(desk, 'tripStop', { trip: id, partner, order: 1 });
}
function visitFrom(desk: Desk, partner: string, set: Record<string, string>): void {
  made(desk, 'visit', { titleJa: '【見本】', kind: 'courtesy', partner, ...set });
}

describe('an itinerary', () => {
  it('is in the order of events, with Tokyo’s time', () => {
    const desk = stockedDesk();
    const found = itineraryOf(desk.db, trip(desk), style('ja'));
    expect(found.days.map(({ heading }) => heading)).toEqual(['2027年2月20日　ロサンゼルス市', '2027年2月23日　ロサンゼルス市']);
    expect(found.days[0]?.lines.map(({ text, local, tokyo }) => [text, local, tokyo])).toEqual([
      ['羽田 発', '17:00', '17:00'],
      ['現地 着', '10:00', '03:00 (+1)'],
      ['宿泊', '', ''],
    ]);
    expect(found.days[1]?.lines[0]?.tokyo).toBe('04:30 (+1)');
  });

  it('lists texts without English', () => {
    const desk = stockedDesk();
    const found = itineraryOf(desk.db, trip(desk), style('en'));
    expect(found.untranslated).toEqual(expect.arrayContaining(['現地 発', '宿泊']));
    expect(found.untranslated).not.toContain('現地 着');
  });

  it('uses an officer’s own template before the program’s, and escapes text on its page', async () => {
    const desk = stockedDesk();
    const id = trip(desk);
    commit(desk, '見本 花子', [{ kind: 'set', table: 'trip', id, set: { titleJa: '<b>&"出張' } }]);
    const found = itineraryOf(desk.db, id, style('ja'));
    const text = async () => {
      const file = join(desk.folder, 'i.docx');
      writeFileSync(file, await itineraryDocx(found, { folder: desk.folder, resources }, '2026-11-25', style('ja')));
      return execFileSync('unzip', ['-p', file, 'word/document.xml'], { encoding: 'utf8' }).replace(/<[^>]+>/g, ' ');
    };
    const own = await text();
    for (const part of ['羽田 発', '03:00 (+1)', '2027年2月23日', '&lt;b&gt;&amp;']) expect(own).toContain(part);
    expect(own).not.toMatch(/[{}]/);
    expect(itineraryPage(found, '2026-11-25', style('ja')).body).toContain('&lt;b&gt;&amp;&quot;出張');
    mkdirSync(join(desk.folder, 'templates'));
    copyFileSync(join(resources, 'templates', 'agenda.docx'), join(desk.folder, 'templates', 'itinerary.docx'));
    expect(await text()).not.toContain('羽田 発');
  });

  it('is in the calendar in Universal Time', async () => {
    const desk = stockedDesk();
    trip(desk);
    const file = await calendarFile(desk.db, '2026-11-25', wordsIn('ja'));
    const events = file.split('BEGIN:VEVENT').filter((part) => part.includes('羽田 発') || part.includes('現地 着'));
    expect(events.map((part) => /DTSTART:(\S+)/.exec(part)?.[1]).sort()).toEqual(['20270220T080000Z', '20270220T180000Z']);
  });
});

describe('what trips cost', () => {
  it('is counted in the fiscal year that pays', () => {
    const desk = stockedDesk();
    const about = { traveller: 'governor', status: 'planned' };
    const over = made(desk, 'trip', { titleJa: '年度をまたぐ', dateFrom: '2027-03-29', dateTo: '2027-04-03', cost: 999, ...about });
    made(desk, 'tripCost', { trip: over, fiscalYear: 2026, itemJa: '航空運賃', amount: 700 });
    made(desk, 'tripCost', { trip: over, fiscalYear: 2027, itemJa: '宿泊費', amount: 300 });
    made(desk, 'trip', { titleJa: '明細なし', dateFrom: '2027-04-20', cost: 50, ...about });
    made(desk, 'trip', { titleJa: '取りやめ', dateFrom: '2027-04-21', cost: 5_000, traveller: 'governor', status: 'cancelled' });
    expect(tripCosts(desk.db, { from: '2027-01-01', until: '2027-12-31' })).toEqual([
      { fiscalYear: 2026, trips: 1, cost: 700 },
      { fiscalYear: 2027, trips: 2, cost: 350 },
    ]);
  });
});

describe('targets', () => {
  it('count a city once however often it was met', () => {
    const desk = stockedDesk();
    const cities = (until: string) =>
      targetResults(desk.db, until, { dignitaries: 3, ambassadors: 2, visitedCities: 1 }, 'ja').find(({ value, counted }) => counted === 'sum' && value === 15)
        ?.actual ?? 0;
    const before = cities('2026-12-31');
    expect(before).toBeGreaterThanOrEqual(11); // the sister cities
    const known = new Set(list(desk.db, { table: 'agreement', filter: { kind: 'sister' }, limit: 50 }).rows.map((row) => row.id));
    expect(known.size).toBeGreaterThan(5);
    const city = made(desk, 'partner', { nameJa: '見本市', kind: 'city' });
    const visit = { titleJa: '【見本】', kind: 'courtesy', status: 'done', leaderRank: 'governorMayor', partner: city };
    made(desk, 'visit', { date: '2026-05-01', ...visit });
    made(desk, 'visit', { date: '2026-06-01', ...visit });
    expect(cities('2026-12-31')).toBe(before + 1);
    expect(cities('2026-04-30')).toBe(before);
    const others = targetResults(desk.db, '2026-12-31', { dignitaries: 3, ambassadors: 2, visitedCities: 1 }, 'ja').filter(({ counted }) => counted === 'span');
    expect(others.map(({ actual }) => actual).sort()).toEqual([1, 3]);
  });
  it('take the figure of their metric, and none of them counts cities', () => {
    const desk = stockedDesk();
    for (const { id } of list(desk.db, { table: 'target', limit: 100 }).rows) commit(desk, '見本 花子', [{ kind: 'delete', table: 'target', id }]);
    const metrics = ['dignitaries', 'ambassadors', 'visitedCities'];
    const ids = metrics.map((metric) => made(desk, 'target', { nameJa: metric, value: 10, metric, dueOn: '2027-03-31' }));
    const results = targetResults(desk.db, '2026-12-31', { dignitaries: 3, ambassadors: 2, visitedCities: 1 }, 'ja');
    expect(ids.map((id) => results.find((one) => one.id === id)?.actual)).toEqual([3, 2, 1]);
    expect(cityTargets(desk.db, '2026-12-31', 'ja')).toEqual([]);
  });
  it('are shown as entered, with nothing where a unit or a rule is missing', () => {
    const desk = stockedDesk();
    const id = made(desk, 'target', { nameJa: '表敬', value: 10, metric: 'dignitaries', dueOn: '2027-03-31' });
    const found = targetResults(desk.db, '2026-12-31', { dignitaries: 3, ambassadors: 2, visitedCities: 1 }, 'ja').find((one) => one.id === id);
    expect(found).toEqual({ id, name: '表敬', value: 10, unit: '', dueOn: '2027-03-31', actual: 3, counted: 'span', rule: '' });
  });
  it('of cities are those among all that count cities, with their own unit and rule', () => {
    const desk = stockedDesk();
    const id = made(desk, 'target', { nameJa: '都市', value: 99, metric: 'cities', unit: '都市', countingRule: '2014年の戦略のとおり' });
    const span = targetResults(desk.db, '2026-12-31', { dignitaries: 3, ambassadors: 2, visitedCities: 1 }, 'ja');
    const cities = cityTargets(desk.db, '2026-12-31', 'ja');
    expect(cities).toEqual(span.filter(({ counted }) => counted === 'sum'));
    expect(cities.find((one) => one.id === id)).toMatchObject({ name: '都市', value: 99, unit: '都市', rule: '2014年の戦略のとおり', counted: 'sum' });
    expect(new Set(cities.map(({ actual }) => actual)).size).toBe(1);
  });
  it('count a member of the Asian Network from the day it joins to the day it leaves', () => {
    const desk = stockedDesk();
    const cities = (day: string) => cityTargets(desk.db, day, 'ja')[0]?.actual ?? 0;
    const days = ['2026-03-31', '2026-04-01', '2027-03-30', '2027-03-31'];
    const before = days.map(cities);
    const member = { partner: made(desk, 'partner', { nameJa: '見本市', kind: 'city' }), joinedOn: '2026-04-01', leftOn: '2027-03-31' };
    made(desk, 'membership', { ...member, network: recordKey('network', 'anmc21') });
    expect(days.map((day, at) => cities(day) - (before[at] ?? 0))).toEqual([0, 1, 1, 0]);
    const other = made(desk, 'network', { nameJa: '別の会', status: 'active' });
    made(desk, 'membership', { ...member, network: other, partner: made(desk, 'partner', { nameJa: '別市', kind: 'city' }) });
    expect(cities('2026-12-31') - (before[1] ?? 0)).toBe(1);
  });
  it.each([
    ['a trip of the governor', true, (desk: Desk, city: string) => stopAt(desk, city, { traveller: 'governor', status: 'done', dateFrom: '2026-05-01' })],
    ['a trip of somebody else', false, (desk: Desk, city: string) => stopAt(desk, city, { traveller: 'viceGovernor', status: 'done', dateFrom: '2026-05-01' })],
    ['a planned trip', false, (desk: Desk, city: string) => stopAt(desk, city, { traveller: 'governor', status: 'planned', dateFrom: '2026-05-01' })],
    ['a later trip', false, (desk: Desk, city: string) => stopAt(desk, city, { traveller: 'governor', status: 'done', dateFrom: '2027-01-01' })],
    ['a visit of its head', true, (desk: Desk, city: string) => visitFrom(desk, city, { status: 'done', leaderRank: 'governorMayor', date: '2026-12-31' })],
    ['a visit of an official', false, (desk: Desk, city: string) => visitFrom(desk, city, { status: 'done', leaderRank: 'official', date: '2026-05-01' })],
    ['a cancelled visit', false, (desk: Desk, city: string) => visitFrom(desk, city, { status: 'cancelled', leaderRank: 'governorMayor', date: '2026-05-01' })],
  ] as const)('a city counts by %s: %s', (_name, counts, tie) => {
    const desk = stockedDesk();
    const cities = () => cityTargets(desk.db, '2026-12-31', 'ja')[0]?.actual ?? 0;
    const before = cities();
    tie(desk, made(desk, 'partner', { nameJa: '見本市', kind: 'city' }));
    expect(cities() - before).toBe(counts ? 1 : 0);
  });
});
