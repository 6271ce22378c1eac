// One measure, or one bureau, over all periods; and what changed from one period to the next.
import { sql } from 'drizzle-orm';
import type { Language } from '../../../db/catalog/index.ts';
import { allOf } from '../../../db/queries/compile.ts';
import { namedIn } from '../../../db/queries/named.ts';
import type { Reader } from '../../../db/store/connection.ts';

export interface PeriodCell {
  readonly period: string;
  readonly periodName: string;
  readonly progress: string;
  readonly measure: string;
  readonly number: number;
  readonly measureName: string;
  readonly bureau: string;
  readonly bureauName: string;
  readonly status: string;
  readonly planned: string;
  readonly done: string;
  readonly figures: string;
  readonly problems: string;
  readonly nextSteps: string;
}

/** Oldest period first. A measure that continues one of an earlier strategy brings that one's periods along. */
export function overPeriods(
  db: Reader,
  of: { readonly measure?: string | undefined; readonly bureau?: string | undefined; readonly periods?: readonly string[] },
  language: Language,
): PeriodCell[] {
  const measures = of.measure === undefined ? [] : lineage(db, of.measure);
  return allOf<PeriodCell>(
    db,
    sql`SELECT p.id AS period, ${namedIn('period', language, 'p')} AS periodName, r.id AS progress, m.id AS measure, m.number, ${namedIn('measure', language, 'm')} AS measureName, b.id AS bureau, ${namedIn('bureau', language, 'b')} AS bureauName,
        r.status, coalesce(r.planned, '') AS planned, coalesce(r.done, '') AS done, coalesce(r.figures, '') AS figures, coalesce(r.problems, '') AS problems, coalesce(r.nextSteps, '') AS nextSteps
      FROM progress r JOIN period p ON p.id = r.period JOIN measure m ON m.id = r.measure JOIN bureau b ON b.id = r.bureau
      WHERE r.deleted = 0 AND p.deleted = 0 ${of.measure === undefined ? sql`` : sql`AND r.measure IN (SELECT value FROM json_each(${JSON.stringify(measures)}))`} ${of.bureau === undefined ? sql`` : sql`AND r.bureau = ${of.bureau}`} ${of.periods === undefined ? sql`` : sql`AND r.period IN (SELECT value FROM json_each(${JSON.stringify(of.periods)}))`}
      ORDER BY p.dateFrom, m.number, b."order"`,
  );
}

function lineage(db: Reader, measure: string): string[] {
  const found: string[] = [];
  for (let at: string | null | undefined = measure; at && !found.includes(at); at = db.value<string | null>('SELECT continues FROM measure WHERE id = ?', at))
    found.push(at);
  return found;
}

export interface PeriodDifference {
  readonly number: number;
  readonly measure: string;
  readonly bureau: string;
  readonly progress: string;
  readonly column: 'status' | 'done' | 'problems' | 'nextSteps';
  readonly from: string;
  readonly to: string;
}

/** Cells that differ in the later period; measures that only one of them has count as changed in status. */
export function between(db: Reader, earlier: string, later: string, language: Language): PeriodDifference[] {
  const rows = overPeriods(db, { periods: [earlier, later] }, language);
  const before = new Map(rows.filter(({ period }) => period === earlier).map((row) => [`${row.measure}:${row.bureau}`, row]));
  return rows
    .filter(({ period }) => period === later)
    .flatMap((row) => {
      const was = before.get(`${row.measure}:${row.bureau}`);
      return (['status', 'done', 'problems', 'nextSteps'] as const)
        .filter((column) => (was?.[column] ?? '') !== row[column])
        .map((column) => ({
          number: row.number,
          measure: row.measureName,
          bureau: row.bureauName,
          progress: row.progress,
          column,
          from: was?.[column] ?? '',
          to: row[column],
        }));
    });
}
