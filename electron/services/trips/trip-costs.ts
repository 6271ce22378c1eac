// What trips cost, by the fiscal year that pays. A trip with lines of cost is counted by them; one without, by its total
// in the fiscal year in which it begins.
import { fiscalYear } from '../../../db/catalog/dates.ts';
import type { Reader } from '../../../db/store/connection.ts';

export interface TripYear {
  /** Western year in which it begins (April). */
  readonly fiscalYear: number;
  /** Trips that cost something in it. */
  readonly trips: number;
  /** Yen. */
  readonly cost: number;
}

/** Trips that begin within the span (both days included, `YYYY-MM-DD`) and were not given up; oldest year first. */
export function tripCosts(db: Reader, span: { readonly from: string; readonly until: string }): TripYear[] {
  const years = new Map<number, { trips: Set<string>; cost: number }>();
  const add = (year: number, trip: string, cost: number) => {
    const known = years.get(year) ?? { trips: new Set<string>(), cost: 0 };
    known.trips.add(trip);
    known.cost += cost;
    years.set(year, known);
  };
  const trips = db.all<{ id: string; dateFrom: string; cost: number | null }>(
    "SELECT id, dateFrom, cost FROM trip WHERE deleted = 0 AND status <> 'cancelled' AND dateFrom >= ? AND dateFrom <= ? ORDER BY dateFrom, id",
    span.from,
    span.until,
  );
  for (const trip of trips) {
    const lines = db.all<{ fiscalYear: number; amount: number }>('SELECT fiscalYear, amount FROM tripCost WHERE deleted = 0 AND trip = ?', trip.id);
    for (const line of lines) add(line.fiscalYear, trip.id, line.amount);
    const begins = fiscalYear(trip.dateFrom);
    if (lines.length === 0 && trip.cost !== null && begins !== undefined) add(begins, trip.id, trip.cost);
  }
  return [...years].sort(([a], [b]) => a - b).map(([year, { trips: own, cost }]) => ({ fiscalYear: year, trips: own.size, cost }));
}
