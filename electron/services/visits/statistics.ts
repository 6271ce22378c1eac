// Calls received and journeys made in a period, counted from the records, with the sentence of the 2014 strategy for any
// period.
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
  /** Visits that took place: their status is `done`. */
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

/** Both days included, `YYYY-MM-DD`. */
interface Span {
  readonly from: string;
  readonly until: string;
}

interface CountedVisit {
  readonly id: string;
  readonly date: string;
  readonly kind: string | null;
  readonly rank: string | null;
  readonly leader: string | null;
  readonly receivedBy: string | null;
  /** Name of the country, also where the partner is one. */
  readonly country: string | null;
}

const visitsWithin = (db: Reader, { from, until }: Span, language: Language): CountedVisit[] =>
  allOf<CountedVisit>(
    db,
    sql`SELECT v.id, v.date, v.kind, v.leaderRank AS rank, v.leader, v.receivedBy, coalesce(${namedIn('partner', language, 'c')}, CASE WHEN p.kind = 'country' THEN ${namedIn('partner', language, 'p')} END) AS country
      FROM visit v LEFT JOIN partner p ON p.id = v.partner LEFT JOIN partner c ON c.id = p.country
      WHERE v.deleted = 0 AND v.status = 'done' AND v.date >= ${from} AND v.date <= ${until} ORDER BY v.date`,
  );

/** Cities and countries visited; a stop of which only the month or year is known counts when that overlaps the span. */
const stopsWithin = (db: Reader, { from, until }: Span): { partner: string; country: string | null }[] =>
  allOf<{ partner: string; country: string | null }>(
    db,
    sql`SELECT DISTINCT s.partner, coalesce(p.country, p.id) AS country FROM tripStop s JOIN trip t ON t.id = s.trip JOIN partner p ON p.id = s.partner
      WHERE s.deleted = 0 AND t.deleted = 0 AND t.status = 'done' AND coalesce(s.arriveOn, t.dateFrom) >= ${from.slice(0, 4)} AND substr(coalesce(s.arriveOn, t.dateFrom), 1, 10) <= ${until} AND coalesce(s.arriveOn, t.dateFrom) >= substr(${from}, 1, length(coalesce(s.arriveOn, t.dateFrom)))`,
  );

/** Calendar months that a span touches. */
const monthsIn = ({ from, until }: Span): number =>
  (Number(until.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(until.slice(5, 7)) - Number(from.slice(5, 7)) + 1;

/** Counts visits and journeys within a span. */
export function visitStatistics(db: Reader, span: Span, language: Language, words: Words): VisitStatistics {
  const visits = visitsWithin(db, span, language);
  const stops = stopsWithin(db, span);
  const ambassadors = visits.filter((visit) => visit.rank === 'ambassador').length;
  const months = monthsIn(span);
  const cities = new Set(stops.map((stop) => stop.partner)).size;
  const countries = new Set(stops.map((stop) => stop.country)).size;
  return {
    dignitaries: visits.length,
    ambassadors,
    persons: new Set(visits.map((visit) => visit.leader ?? visit.id)).size,
    months,
    cities,
    countries,
    by: groupsOf(db, visits, language, words),
    counted: visits.map((visit) => visit.id),
    trips: tripCosts(db, span),
    targets: targetResults(db, span.until, { dignitaries: visits.length, ambassadors, visitedCities: cities }, language),
    sentence: words('briefing.statistics', { months, dignitaries: visits.length, ambassadors, cities, countries }),
  };
}

/** Visits counted by each of their properties, the most frequent first; by month in order of time. */
function groupsOf(db: Reader, visits: readonly CountedVisit[], language: Language, words: Words): VisitStatistics['by'] {
  const tally = (of: (visit: CountedVisit) => string | null, name: (key: string) => string = (key) => key) => {
    const counts = new Map<string, number>();
    for (const visit of visits) counts.set(of(visit) ?? '', (counts.get(of(visit) ?? '') ?? 0) + 1);
    return [...counts].map(([key, count]) => ({ name: key === '' ? words('ui.empty_value') : name(key), count })).sort((a, b) => b.count - a.count);
  };
  const kindName = (key: string) => termNames(db, [{ list: 'visitKind', key }], language)[`visitKind:${key}`] ?? key;
  return {
    kind: tally((visit) => visit.kind, kindName),
    rank: tally(
      (visit) => visit.rank,
      (key) => valueLabel(words, 'rank', key),
    ),
    receivedBy: tally(
      (visit) => visit.receivedBy,
      (key) => valueLabel(words, 'receivedBy', key),
    ),
    month: tally((visit) => visit.date.slice(0, 7)).sort((a, b) => (a.name < b.name ? -1 : 1)),
    country: tally((visit) => visit.country),
  };
}
