// Fictional trips with flights, hotels, meetings and costs: two of them still ahead.
import { fiscalYear } from '../../../db/catalog/dates.ts';
import type { Value } from '../../../db/catalog/index.ts';
import type { SeedRecord } from '../../../db/log/seed.ts';
import { recordKey } from '../reference/reference-data.ts';
import { id, mark, pick } from './seed-set.ts';
import { cities, day, topics } from './visits.ts';

/** Local time less Universal Time on the days of the trip, minutes; daylight saving is in it. */
const offsets = [60, 600, 540, 420, 60, 120, 60, 420, 420, -480] as const;
const costs = [
  ['航空運賃', 0.55],
  ['宿泊費', 0.2],
  ['現地交通・通訳', 0.25],
] as const;

/** Day of the trip, hours, kind, what, where; the first and the last by Tokyo's clock. */
const programme = [
  [0, '09:30', null, 'flight', '羽田空港 発', 'Depart Haneda', '羽田空港'],
  [0, '20:30', null, 'hotel', '宿舎 着', 'Arrive at the hotel', '市内の宿舎(見本)'],
  [1, '09:30', '10:30', 'programme', '首長との会談', 'Meeting with the head of the city', '市庁舎(見本)'],
  [1, '14:00', '15:30', 'programme', '都市づくりの現場の視察', 'Site visit: urban development', '再開発地区(見本)'],
  [2, '10:00', '11:30', 'programme', '実務者の意見交換', 'Working-level exchange', '市庁舎(見本)'],
  [2, '18:30', '20:00', 'programme', '在外公館との懇談', 'Reception with the embassy', '在外公館(見本)'],
  [3, '09:00', '09:45', 'transfer', '空港へ移動', 'Transfer to the airport', null],
  [3, '11:30', null, 'flight', '現地 発', 'Flight home', '空港(見本)'],
  [4, '15:00', null, 'flight', '羽田空港 着', 'Arrive at Haneda', '羽田空港'],
] as const;

/** Ten trips with their stops, programmes and costs. */
export function trips(): SeedRecord[] {
  return offsets.flatMap((utcOffset, at): SeedRecord[] => {
    const host = pick(cities, at + 2);
    const from = 60 + at * 80;
    const until = day(from + 4);
    const done = until < '2026-11-20';
    const cost = 3_200_000 + at * 150_000;
    return [
      {
        table: 'trip',
        id: id('trip', `${at}`),
        values: {
          titleJa: `${mark}${host.ja}出張`,
          titleEn: `[Sample] Trip to ${host.en}`,
          traveller: pick(['governor', 'viceGovernor', 'directorGeneral'] as const, at),
          dateFrom: day(from),
          dateTo: until,
          purpose: `${mark}${pick(topics, at)}意見を交わす`,
          companions: '国際課職員3名(見本)',
          cost,
          status: done ? 'done' : 'planned',
          results: done ? `${mark}実務者の協議を続けることで一致` : null,
        } satisfies Record<string, Value>,
      },
      {
        table: 'tripStop',
        id: id('tripStop', `${at}`),
        values: {
          trip: id('trip', `${at}`),
          partner: recordKey('partner', host.partner),
          order: 1,
          arriveOn: day(from),
          leaveOn: day(from + 3),
          utcOffset,
          purpose: `${mark}首長との会談、施設の視察`,
        },
      },
      ...programmeOf(at, from),
      ...costsOf(at, day(from), cost),
    ];
  });
}

/** @param from  first day of the trip, as `day` counts */
const programmeOf = (at: number, from: number): SeedRecord[] =>
  programme.map(
    ([days, startTime, endTime, kind, titleJa, titleEn, place], order): SeedRecord => ({
      table: 'programmeItem',
      id: id('programmeItem', `trip-${at}-${order}`),
      values: {
        tripStop: id('tripStop', `${at}`),
        date: day(from + days),
        startTime,
        endTime,
        ...(place === '羽田空港' && { utcOffset: 540 }),
        kind,
        titleJa: `${mark}${titleJa}`,
        titleEn: `[Sample] ${titleEn}`,
        place,
      },
    }),
  );

/** @param cost  of the whole trip, yen */
const costsOf = (at: number, dateFrom: string, cost: number): SeedRecord[] =>
  costs.map(
    ([itemJa, part], order): SeedRecord => ({
      table: 'tripCost',
      id: id('tripCost', `${at}-${order}`),
      values: { trip: id('trip', `${at}`), fiscalYear: fiscalYear(dateFrom) ?? 0, itemJa: `${mark}${itemJa}`, amount: Math.round(cost * part) },
    }),
  );
