// Calls received and journeys made in a period, counted from the records, with the sentence of the 2014 strategy for any
// period: who is counted is told with the figures.
import { sql } from 'drizzle-orm';
import type { Language } from '../../../db/catalog/index.ts';
import { allOf } from '../../../db/queries/compile.ts';
import { termNames } from '../../../db/queries/list.ts';
import { namedIn } from '../../../db/queries/named.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { valueLabel, type Words } from '../../../resources/locales/sentences.ts';
import { type TripYear, tripCosts } from '../trips/trip-costs.ts';
import { type TargetResult, targetResults } from './target-results.ts';

export interface VisitStatistics {
  /** Visits that took place: done, or confirmed and past. */
  readonly dignitaries: number;
  readonly ambassadors: number;
  /** Different persons among them. */
  readonly persons: number;
  readonly months: number;
  readonly cities: number;
  readonly countries: number;
  readonly by: Readonly<Record<'kind' | 'rank' | 'receivedBy' | 'month' | 'country', readonly { readonly name: string; readonly count: number }[]>>;
  /** Visits counted, for the list behind the figure. */
  readonly counted: readonly string[];
  readonly sentence: string;
  /** Trips that begin within the span, by the fiscal year that pays. */
  readonly trips: readonly TripYear[];
  readonly targets: readonly TargetResult[];
}

/** @param span  both days included, `YYYY-MM-DD` */
export function visitStatistics(db: Reader, span: { readonly from: string; readonly until: string }, language: Language, words: Words): VisitStatistics {
  const visits = allOf<{
    id: string;
    date: string;
    kind: string | null;
    rank: string | null;
    leader: string | null;
    receivedBy: string | null;
    country: string | null;
  }>(
    db,
    sql`SELECT v.id, v.date, v.kind, v.leaderRank AS rank, v.leader, v.receivedBy, coalesce(${namedIn('partner', language, 'c')}, CASE WHEN p.kind = 'country' THEN ${namedIn('partner', language, 'p')} END) AS country
      FROM visit v LEFT JOIN partner p ON p.id = v.partner LEFT JOIN partner c ON c.id = p.country
      WHERE v.deleted = 0 AND v.status = 'done' AND v.date >= ${span.from} AND v.date <= ${span.until} ORDER BY v.date`,
  );
  const stops = allOf<{ partner: string; country: string | null }>(
    db,
    sql`SELECT DISTINCT s.partner, coalesce(p.country, p.id) AS country FROM tripStop s JOIN trip t ON t.id = s.trip JOIN partner p ON p.id = s.partner
      WHERE s.deleted = 0 AND t.deleted = 0 AND t.status = 'done' AND coalesce(s.arriveOn, t.dateFrom) >= ${span.from.slice(0, 4)} AND substr(coalesce(s.arriveOn, t.dateFrom), 1, 10) <= ${span.until} AND coalesce(s.arriveOn, t.dateFrom) >= substr(${span.from}, 1, length(coalesce(s.arriveOn, t.dateFrom)))`,
  );
  const tally = (of: (visit: (typeof visits)[number]) => string | null, name: (key: string) => string) => {
    const counts = new Map<string, number>();
    for (const visit of visits) counts.set(of(visit) ?? '', (counts.get(of(visit) ?? '') ?? 0) + 1);
    return [...counts].map(([key, count]) => ({ name: key === '' ? words('ui.empty_value') : name(key), count })).sort((a, b) => b.count - a.count);
  };
  const ambassadors = visits.filter((visit) => visit.rank === 'ambassador').length;
  const months = (Number(span.until.slice(0, 4)) - Number(span.from.slice(0, 4))) * 12 + Number(span.until.slice(5, 7)) - Number(span.from.slice(5, 7)) + 1;
  const cities = new Set(stops.map((stop) => stop.partner)).size;
  const countries = new Set(stops.map((stop) => stop.country)).size;
  return {
    dignitaries: visits.length,
    ambassadors,
    persons: new Set(visits.map((visit) => visit.leader ?? visit.id)).size,
    months,
    cities,
    countries,
    by: {
      kind: tally(
        (visit) => visit.kind,
        (key) => termNames(db, [{ list: 'visitKind', key }], language)[`visitKind:${key}`] ?? key,
      ),
      rank: tally(
        (visit) => visit.rank,
        (key) => valueLabel(words, 'rank', key),
      ),
      receivedBy: tally(
        (visit) => visit.receivedBy,
        (key) => valueLabel(words, 'receivedBy', key),
      ),
      month: tally(
        (visit) => visit.date.slice(0, 7),
        (key) => key,
      ).sort((a, b) => (a.name < b.name ? -1 : 1)),
      country: tally(
        (visit) => visit.country,
        (key) => key,
      ),
    },
    counted: visits.map((visit) => visit.id),
    trips: tripCosts(db, span),
    targets: targetResults(db, span.until, { dignitaries: visits.length, ambassadors, visitedCities: cities }, language),
    sentence: words('briefing.statistics', { months, dignitaries: visits.length, ambassadors, cities, countries }),
  };
}
