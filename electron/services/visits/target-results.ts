// Targets of the strategies against what the records count.
import { sql } from 'drizzle-orm';
import type { Language } from '../../../db/catalog/index.ts';
import { allOf } from '../../../db/queries/compile.ts';
import { namedIn } from '../../../db/queries/named.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { recordKey } from '../reference/reference-data.ts';

export interface TargetResult {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly dueOn: string | null;
  readonly actual: number;
  /** `sum`: all up to the end of the span; `span`: within it. */
  readonly counted: 'sum' | 'span';
  readonly rule: string;
}

export interface SpanCounts {
  readonly dignitaries: number;
  readonly ambassadors: number;
  /** Cities visited within the span. */
  readonly visitedCities: number;
}

interface TargetRow {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string | null;
  readonly dueOn: string | null;
  readonly metric: string;
  readonly rule: string | null;
}

const targets = (db: Reader, language: Language) =>
  allOf<TargetRow>(
    db,
    sql`SELECT t.id, ${namedIn('target', language, 't')} AS name, t.value, t.unit, t.dueOn, t.metric, t.countingRule AS rule FROM target t WHERE t.deleted = 0 ORDER BY t.dueOn, t.id`,
  );

const resultOf = ({ metric: _, unit, rule, ...row }: TargetRow, actual: number, counted: TargetResult['counted']): TargetResult => ({
  ...row,
  unit: unit ?? '',
  rule: rule ?? '',
  actual,
  counted,
});

/** Every target with what the records count. @param until  last day counted, `YYYY-MM-DD` */
export function targetResults(db: Reader, until: string, counts: SpanCounts, language: Language): TargetResult[] {
  const cities = citiesWithTies(db, until);
  return targets(db, language).map((row) =>
    row.metric === 'cities' ? resultOf(row, cities, 'sum') : resultOf(row, counts[row.metric as keyof SpanCounts] ?? 0, 'span'),
  );
}

/** Only those that count cities: they need no span. @param day  `YYYY-MM-DD` */
export function cityTargets(db: Reader, day: string, language: Language): TargetResult[] {
  const rows = targets(db, language).filter(({ metric }) => metric === 'cities');
  const cities = rows.length === 0 ? 0 : citiesWithTies(db, day);
  return rows.map((row) => resultOf(row, cities, 'sum'));
}

/**
 * Cities with ties on a day, by the rule of the 2014 strategy: the governor has been there, or its head has been here;
 * sister cities and members of the Asian Network (ANMC21) are among them.
 */
function citiesWithTies(db: Reader, day: string): number {
  return (
    db.value<number>(
      // There may be 100,000 visits: only those of cities without another tie are read, by city, up to the first that
      // counts. Without the named index the planner reads all that are done.
      `SELECT count(*) FROM partner c WHERE c.deleted = 0 AND c.kind IN ('city', 'state', 'region') AND (
        c.id IN (
          SELECT s.partner FROM tripStop s JOIN trip t ON t.id = s.trip WHERE s.deleted = 0 AND t.deleted = 0 AND t.status = 'done' AND t.traveller = 'governor' AND t.dateFrom <= ?
          UNION SELECT p.partner FROM agreementParty p JOIN agreement a ON a.id = p.agreement WHERE p.deleted = 0 AND a.deleted = 0 AND a.kind = 'sister' AND (a.signedOn IS NULL OR a.signedOn = '?' OR a.signedOn <= ?)
          UNION SELECT partner FROM membership WHERE deleted = 0 AND network = ? AND (joinedOn IS NULL OR joinedOn = '?' OR joinedOn <= ?) AND (leftOn IS NULL OR leftOn = '?' OR leftOn > ?))
        OR EXISTS (SELECT 1 FROM visit INDEXED BY visit_by_partner
          WHERE partner = c.id AND deleted = 0 AND status = 'done' AND leaderRank = 'governorMayor' AND date <> '?' AND date <= ?))`,
      day,
      day,
      recordKey('network', 'anmc21'),
      day,
      day,
      day,
    ) ?? 0
  );
}
