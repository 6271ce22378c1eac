// The figures of a meeting's summary: reports by status, what changed since the period before, and what the indicators
// reached of their targets. Facts only; `summary-workbook.ts` and `summary-page.ts` show them.
import { sql } from 'drizzle-orm';
import { fiscalYear } from '../../../db/catalog/dates.ts';
import type { Language } from '../../../db/catalog/index.ts';
import { allOf } from '../../../db/queries/compile.ts';
import { namedIn } from '../../../db/queries/named.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { periodFacts } from './periods.ts';
import type { SheetContent, SheetLine } from './sheet-content.ts';
import { scaleLabel } from './sheet-definition.ts';
import { movement } from './status-order.ts';

/** Reports of one purpose or bureau, counted by status in the order of the scale. */
export interface StatusCounts {
  readonly label: string;
  readonly counts: readonly number[];
  readonly total: number;
}

export interface Moves {
  readonly label: string;
  readonly better: number;
  readonly same: number;
  readonly worse: number;
  /** Reports without one in the period before, and those whose status has no rank (given up). */
  readonly other: number;
}

export interface IndicatorResult {
  readonly number: number;
  readonly measure: string;
  readonly indicator: string;
  readonly unit: string;
  readonly baseline: number | null;
  readonly target: number;
  readonly actual: number | null;
  /** Reached part of the target, 1 = all of it; null without an actual value or with a target of zero. */
  readonly reached: number | null;
}

export interface CouncilSummary {
  readonly scale: readonly { readonly label: string; readonly fill: string }[];
  readonly byPurpose: readonly StatusCounts[];
  readonly byBureau: readonly StatusCounts[];
  readonly measures: number;
  /** Absent for the first period of a council. */
  readonly change:
    | {
        readonly previous: string;
        readonly before: readonly number[];
        readonly now: readonly number[];
        readonly moves: readonly Moves[];
        readonly total: Moves;
      }
    | undefined;
  /** April to March. */
  readonly fiscalYear: number;
  readonly indicators: readonly IndicatorResult[];
}

/** @param wordOfTotal  label of the row of totals */
export function councilSummary(db: Reader, content: SheetContent, language: Language, wordOfTotal: string): CouncilSummary {
  const statuses = content.definition.scale.map(({ status }) => status);
  const count = (lines: readonly Pick<SheetLine, 'status'>[]) => statuses.map((status) => lines.filter((line) => line.status === status).length);
  const grouped = (lines: readonly SheetLine[], label: (line: SheetLine) => string): [string, SheetLine[]][] => {
    const groups = new Map<string, SheetLine[]>();
    for (const line of lines) groups.set(label(line), [...(groups.get(label(line)) ?? []), line]);
    return [...groups];
  };
  const purposeLabel = (line: SheetLine) => `${line.purposeCode} ${line.purpose}`.trim();
  const counted = ([label, lines]: [string, SheetLine[]]): StatusCounts => ({ label, counts: count(lines), total: lines.length });
  const purposes = grouped(content.lines, purposeLabel);
  const about = periodFacts(db, content.period.id);
  const year = fiscalYear(about?.dateTo ?? '') ?? 0;
  return {
    scale: content.definition.scale.map(({ status, fill }) => ({ label: scaleLabel(content.definition, status, language), fill })),
    byPurpose: purposes.map(counted),
    byBureau: grouped(
      [...content.lines].sort((a, b) => a.bureauOrder - b.bureauOrder),
      (line) => line.bureau,
    ).map(counted),
    measures: new Set(content.lines.map((line) => line.number)).size,
    change: about?.previous === undefined ? undefined : changeSince(db, { previous: about.previous, language, purposes, count, wordOfTotal }),
    fiscalYear: year,
    indicators: about ? indicatorResults(db, about.strategy, year, language) : [],
  };
}

interface Comparison {
  /** Record id of the period before. */
  readonly previous: string;
  readonly language: Language;
  /** Each purpose with its lines. */
  readonly purposes: readonly [string, readonly SheetLine[]][];
  /** Lines by status, in the order of the scale. */
  readonly count: (lines: readonly Pick<SheetLine, 'status'>[]) => number[];
  readonly wordOfTotal: string;
}

function changeSince(db: Reader, { previous, language, purposes, count, wordOfTotal }: Comparison): NonNullable<CouncilSummary['change']> {
  const name = allOf<{ name: string }>(db, sql`SELECT ${namedIn('period', language, 'p')} AS name FROM period p WHERE p.id = ${previous}`)[0]?.name ?? '';
  const rows = allOf<{ number: number; bureau: string; status: string }>(
    db,
    sql`SELECT m.number, r.bureau, r.status FROM progress r JOIN measure m ON m.id = r.measure WHERE r.deleted = 0 AND m.deleted = 0 AND r.period = ${previous}`,
  );
  const was = new Map(rows.map((row) => [`${row.number}:${row.bureau}`, row.status]));
  const moved = (label: string, lines: readonly SheetLine[]): Moves => {
    const moves = { label, better: 0, same: 0, worse: 0, other: 0 };
    for (const line of lines) moves[movement(was.get(`${line.number}:${line.bureauId}`), line.status) ?? 'other'] += 1;
    return moves;
  };
  const lines = purposes.flatMap(([, own]) => own);
  return {
    previous: name,
    before: count(rows),
    now: count(lines),
    moves: purposes.map(([label, own]) => moved(label, own)),
    total: moved(wordOfTotal, lines),
  };
}

function indicatorResults(db: Reader, strategy: string, year: number, language: Language): IndicatorResult[] {
  const number = (value: string | null) => (value === null ? null : Number(value));
  return allOf<{ number: number; measure: string; indicator: string; unit: string | null; baseline: string | null; target: string; actual: string | null }>(
    db,
    sql`SELECT m.number, ${namedIn('measure', language, 'm')} AS measure, ${namedIn('indicator', language, 'i')} AS indicator, i.unit, i.baseline, t.value AS target, t.actual
      FROM indicatorTarget t JOIN indicator i ON i.id = t.indicator JOIN measure m ON m.id = i.measure
      WHERE t.deleted = 0 AND i.deleted = 0 AND m.deleted = 0 AND m.strategy = ${strategy} AND t.fiscalYear = ${year} ORDER BY m.number, i.nameJa`,
  ).map((row) => {
    const [target, actual] = [Number(row.target), number(row.actual)];
    return {
      number: row.number,
      measure: row.measure,
      indicator: row.indicator,
      unit: row.unit ?? '',
      baseline: number(row.baseline),
      target,
      actual,
      reached: actual === null || target === 0 ? null : actual / target,
    };
  });
}
