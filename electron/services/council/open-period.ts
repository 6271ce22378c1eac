// Opens a reporting period: a record for every measure and bureau in charge, with what was planned and what was still
// open carried over from the period before.
import { sql } from 'drizzle-orm';
import type { Desk } from '../../../db/desk/desk.ts';
import { DeskError } from '../../../db/errors.ts';
import { type Committed, commit } from '../../../db/log/commit.ts';
import { newRecordId } from '../../../db/log/ids.ts';
import type { Mutation, SetValue } from '../../../db/log/mutation.ts';
import { allOf } from '../../../db/queries/compile.ts';
import type { Reader } from '../../../db/store/connection.ts';
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

/** A measure and one bureau in charge of it. */
interface Assignment {
  readonly measure: string;
  readonly bureau: string;
}

/** What a report of the period before hands on to the next. */
interface EarlierReport extends Assignment {
  readonly status: string;
  readonly planned: string | null;
  readonly nextSteps: string | null;
  readonly problems: string | null;
  readonly contact: string | null;
}

const assignmentKey = ({ measure, bureau }: Assignment) => `${measure}:${bureau}`;

/** Bureaus that had been dissolved when the period begins are left out. @param dateFrom  `YYYY-MM-DD` */
const assignments = (db: Reader, strategy: string, dateFrom: string): Assignment[] =>
  allOf<Assignment>(
    db,
    sql`SELECT m.id AS measure, l.bureau FROM measure m JOIN measureBureau l ON l.measure = m.id JOIN bureau b ON b.id = l.bureau
      WHERE m.deleted = 0 AND l.deleted = 0 AND b.deleted = 0 AND m.strategy = ${strategy} AND l.role = 'lead'
        AND (b.validTo IS NULL OR b.validTo = '?' OR b.validTo >= ${dateFrom}) ORDER BY m.number, b."order"`,
  );

const earlierReports = (db: Reader, period: string | undefined): ReadonlyMap<string, EarlierReport> =>
  new Map(
    allOf<EarlierReport>(
      db,
      sql`SELECT measure, bureau, status, planned, nextSteps, problems, contact FROM progress WHERE deleted = 0 AND period = ${period ?? null}`,
    ).map((row) => [assignmentKey(row), row]),
  );

/** Next steps become what is planned; problems of a finished measure are not carried over. */
function firstValues(period: string, { measure, bureau }: Assignment, last: EarlierReport | undefined): Record<string, SetValue> {
  const set: Record<string, SetValue> = { period, measure, bureau, status: last?.status ?? 'notStarted' };
  if (!last) return set;
  set.planned = last.nextSteps ?? last.planned;
  set.contact = last.contact;
  if (last.status !== 'done') set.problems = last.problems;
  return set;
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
  const assigned = assignments(db, strategy, options.dateFrom);
  if (assigned.length === 0) throw new DeskError('emptySheet', { period: options.nameJa, bureau: '' });
  const before = earlierReports(db, periodBefore(db, { council, strategy, dateFrom: options.dateFrom }));
  // A measure that was given up is not reported on again.
  const reported = assigned.filter((one) => before.get(assignmentKey(one))?.status !== 'cancelled');
  const period = newRecordId(desk.environment.now(), desk.environment.random);
  const { nameJa, kind, dateFrom, dateTo } = options;
  const set = {
    council,
    strategy,
    nameJa,
    nameEn: options.nameEn ?? null,
    kind,
    dateFrom,
    dateTo,
    asOf: options.asOf ?? dateTo,
    dueOn: options.dueOn ?? null,
    status: 'open',
  };
  const mutations: Mutation[] = [
    { kind: 'create', table: 'period', id: period, set },
    ...reported.map((one): Mutation => ({ kind: 'create', table: 'progress', set: firstValues(period, one, before.get(assignmentKey(one))) })),
  ];
  const committed = commit(desk, author, mutations);
  return { period, records: reported.length, carried: reported.filter((one) => before.has(assignmentKey(one))).length, committed };
}
