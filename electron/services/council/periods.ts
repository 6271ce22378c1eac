// Which reporting period follows which.
import type { Reader } from '../../../db/store/connection.ts';

/** The last period of the same council and strategy that began before a day (`YYYY-MM-DD`); undefined for the first. */
export const periodBefore = (db: Reader, of: { readonly council: string; readonly strategy: string; readonly dateFrom: string }): string | undefined =>
  db.value<string>(
    'SELECT id FROM period WHERE deleted = 0 AND council = ? AND strategy = ? AND dateFrom < ? ORDER BY dateFrom DESC LIMIT 1',
    of.council,
    of.strategy,
    of.dateFrom,
  );

export interface PeriodFacts {
  readonly strategy: string;
  /** `YYYY-MM-DD` */
  readonly dateTo: string;
  /** Record id of the period before; undefined for the first. */
  readonly previous: string | undefined;
}

/** Undefined when there is no such period. */
export function periodFacts(db: Reader, id: string): PeriodFacts | undefined {
  const row = db.get<{ council: string; strategy: string; dateFrom: string; dateTo: string }>(
    'SELECT council, strategy, dateFrom, dateTo FROM period WHERE id = ?',
    id,
  );
  return row && { strategy: row.strategy, dateTo: row.dateTo, previous: periodBefore(db, row) };
}
