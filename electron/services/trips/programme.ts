// The lines of a trip's programme in the order in which they happen, also when the date line lies between two of them.
import { sql } from 'drizzle-orm';
import { momentOf, shifted, tokyoOffset } from '../calendar/local-time.ts';
import type { Facts, Row } from '../facts/facts.ts';

export interface ProgrammeLine {
  readonly item: Row;
  readonly stop: Row;
  /** `YYYY-MM-DD`, by the clock there. */
  readonly date: string;
  /** `09:30–10:30`; empty where no time is known. */
  readonly local: string;
  /** The beginning by Tokyo's clock; empty where the difference is not known. */
  readonly tokyo: string;
}

/** Programme items of all stops, sorted by the moment at which they begin. */
export function programmeOf(facts: Facts, trip: Row, stops: readonly Row[]): ProgrammeLine[] {
  return stops
    .flatMap((stop) =>
      facts.rows('programmeItem', sql`t.tripStop = ${stop.id}`, sql`t.date, t.startTime, t.id`).map((item) => {
        const offset = [item.utcOffset, stop.utcOffset].find((one) => typeof one === 'number');
        const start = typeof item.startTime === 'string' ? item.startTime : null;
        const date = String(item.date ?? stop.arriveOn ?? trip.dateFrom);
        return {
          item,
          stop,
          date,
          local: [item.startTime, item.endTime].filter((time) => time !== null).join('–'),
          tokyo: offset === undefined || start === null ? '' : shifted(start, tokyoOffset - offset),
          // An item without a time is sorted to the end of its day.
          moment: momentOf(date, start ?? '23:59', offset ?? tokyoOffset),
        };
      }),
    )
    .sort((a, b) => a.moment - b.moment);
}
