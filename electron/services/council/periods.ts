// Which reporting period follows which.
import type { Reader } from '../../../db/handles.ts';

/** The last period of the same council and strategy that began before a day (`YYYY-MM-DD`); undefined for the first. */
export const periodBefore = (db: Reader, of: { readonly council: string; readonly strategy: string; readonly dateFrom: string }): string | undefined =>
  db.value<string>(
    'SELECT id FROM period WHERE deleted = 0 AND council = ? AND strategy = ? AND dateFrom < ? ORDER BY dateFrom DESC LIMIT 1',
    of.council,
    of.strategy,
    of.dateFrom,
  );
