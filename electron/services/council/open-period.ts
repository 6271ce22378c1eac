// Opens a reporting period: a record for every measure and bureau in charge, with what was planned and what was still
// open carried over from the period before.
import { sql } from 'drizzle-orm';
import type { Desk } from '../../../db/desk/desk.ts';
import { DeskError } from '../../../db/errors.ts';
import { type Committed, commit } from '../../../db/log/commit.ts';
import { newRecordId } from '../../../db/log/ids.ts';
import type { Mutation, SetValue } from '../../../db/log/mutation.ts';
import { allOf } from '../../../db/queries/compile.ts';
import { findByIdOrName } from './find-record.ts';
import { periodBefore } from './periods.ts';

export interface PeriodOptions {
  /** Record id or Japanese name. */
  readonly council: string;
  readonly strategy: string;
  readonly nameJa: string;
  readonly nameEn?: string | undefined;
  readonly kind: 'quarter' | 'half' | 'year';
  /** `YYYY-MM-DD` */
  readonly dateFrom: string;
  readonly dateTo: string;
  readonly asOf?: string | undefined;
  readonly dueOn?: string | undefined;
}

export interface OpenedPeriod {
  readonly period: string;
  readonly records: number;
  /** How many of them begin with something of the period before. */
  readonly carried: number;
  readonly committed: Committed;
}

/**
 * One action, one undo.
 * @throws DeskError `notFound`; `emptySheet` when the strategy has no measures with bureaus in charge; those of `commit`
 */
export function openPeriod(desk: Desk, author: string, options: PeriodOptions): OpenedPeriod {
  const { db } = desk;
  const council = findByIdOrName(db, 'council', options.council);
  const strategy = findByIdOrName(db, 'strategy', options.strategy);
  if (!council) throw new DeskError('notFound', { table: 'council', id: options.council });
  if (!strategy) throw new DeskError('notFound', { table: 'strategy', id: options.strategy });
  const pairs = allOf<{ measure: string; bureau: string; number: number }>(
    db,
    sql`SELECT m.id AS measure, l.bureau, m.number FROM measure m JOIN measureBureau l ON l.measure = m.id JOIN bureau b ON b.id = l.bureau
      WHERE m.deleted = 0 AND l.deleted = 0 AND b.deleted = 0 AND m.strategy = ${strategy} AND l.role = 'lead'
        AND (b.validTo IS NULL OR b.validTo = '?' OR b.validTo >= ${options.dateFrom}) ORDER BY m.number, b."order"`,
  );
  if (pairs.length === 0) throw new DeskError('emptySheet', { period: options.nameJa, bureau: '' });
  const previous = periodBefore(db, { council, strategy, dateFrom: options.dateFrom });
  const before = new Map(
    (previous === undefined
      ? []
      : allOf<{
          measure: string;
          bureau: string;
          status: string;
          planned: string | null;
          nextSteps: string | null;
          problems: string | null;
          contact: string | null;
        }>(db, sql`SELECT measure, bureau, status, planned, nextSteps, problems, contact FROM progress WHERE deleted = 0 AND period = ${previous}`)
    ).map((row) => [`${row.measure}:${row.bureau}`, row]),
  );
  const period = newRecordId(desk.environment.now(), desk.environment.random);
  let carried = 0;
  const mutations: Mutation[] = [
    {
      kind: 'create',
      table: 'period',
      id: period,
      set: {
        council,
        strategy,
        nameJa: options.nameJa,
        nameEn: options.nameEn ?? null,
        kind: options.kind,
        dateFrom: options.dateFrom,
        dateTo: options.dateTo,
        asOf: options.asOf ?? options.dateTo,
        dueOn: options.dueOn ?? null,
        status: 'open',
      },
    },
  ];
  for (const { measure, bureau } of pairs) {
    const last = before.get(`${measure}:${bureau}`);
    // What was done or given up is not reported on again.
    if (last?.status === 'cancelled') continue;
    const set: Record<string, SetValue> = { period, measure, bureau, status: last?.status ?? 'notStarted' };
    if (last) {
      carried += 1;
      set.planned = last.nextSteps ?? last.planned;
      set.contact = last.contact;
      if (last.status !== 'done') set.problems = last.problems;
    }
    mutations.push({ kind: 'create', table: 'progress', set });
  }
  const committed = commit(desk, author, mutations);
  return { period, records: mutations.length - 1, carried, committed };
}
