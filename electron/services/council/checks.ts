// Findings before a meeting: gaps, contradictions, and text that the printed cell cannot hold.
import { sql } from 'drizzle-orm';
import { fiscalYear } from '../../../db/catalog/dates.ts';
import { allOf } from '../../../db/queries/compile.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { linesIn } from '../print/text-height.ts';
import { periodFacts } from './periods.ts';
import { definitionOf } from './sheet-definition.ts';
import { movement } from './status-order.ts';

export type FindingCode = 'missing' | 'noReason' | 'underTarget' | 'tooLong' | 'fallen' | 'contested';

export interface Finding {
  readonly code: FindingCode;
  /** Record of `progress`. */
  readonly id: string;
  readonly number: number;
  readonly measure: string;
  readonly bureau: string;
  readonly column: string;
  readonly detail: string;
}

/** Lines that a row of the printed sheet can hold: Excel's rows end at 409 points. */
const linesHeld = 32;

interface Row {
  readonly id: string;
  readonly number: number;
  readonly measure: string;
  readonly measureId: string;
  readonly bureau: string;
  readonly bureauId: string;
  readonly status: string;
  readonly statusReason: string | null;
  readonly done: string | null;
  readonly nextSteps: string | null;
  readonly problems: string | null;
}

/** Findings on the reports of a period, by number of the measure. @param period  record id */
export function checksBeforeMeeting(db: Reader, period: string): Finding[] {
  const rows = allOf<Row>(
    db,
    sql`SELECT r.id, m.number, m.titleJa AS measure, m.id AS measureId, b.nameJa AS bureau, b.id AS bureauId, r.status, r.statusReason, r.done, r.nextSteps, r.problems
      FROM progress r JOIN measure m ON m.id = r.measure JOIN bureau b ON b.id = r.bureau WHERE r.deleted = 0 AND m.deleted = 0 AND r.period = ${period} ORDER BY m.number, b."order"`,
  );
  const about = periodFacts(db, period);
  if (!about) return [];
  const before = new Map(
    allOf<{ measure: string; bureau: string; status: string }>(
      db,
      sql`SELECT measure, bureau, status FROM progress WHERE deleted = 0 AND period = ${about.previous ?? null}`,
    ).map((row) => [`${row.measure}:${row.bureau}`, row.status]),
  );
  const year = fiscalYear(about.dateTo) ?? 0;
  const targets = new Map<string, { name: string; value: string; actual: string | null }[]>();
  for (const row of allOf<{ measure: string; name: string; value: string; actual: string | null }>(
    db,
    sql`SELECT i.measure, i.nameJa AS name, t.value, t.actual FROM indicator i JOIN indicatorTarget t ON t.indicator = i.id WHERE i.deleted = 0 AND t.deleted = 0 AND t.fiscalYear = ${year}`,
  ))
    targets.set(row.measure, [...(targets.get(row.measure) ?? []), row]);
  const open = new Map<string, string[]>();
  for (const { row, register } of db.all<{ row: string; register: string }>("SELECT row, register FROM sync_conflict WHERE tbl = 'progress'"))
    open.set(row, [...(open.get(row) ?? []), register]);
  const widths = new Map<string, number>(definitionOf('progress').columns.map(({ key, width }) => [key, width]));
  const findings: Finding[] = [];
  for (const row of rows) {
    const note = (code: FindingCode, column: string, detail = '') =>
      findings.push({ code, id: row.id, number: row.number, measure: row.measure, bureau: row.bureau, column, detail });
    const started = row.status !== 'notStarted' && row.status !== 'cancelled';
    if (started && !row.done?.trim()) note('missing', 'done');
    if (['onTrack', 'behind', 'atRisk'].includes(row.status) && !row.nextSteps?.trim()) note('missing', 'nextSteps');
    if (['behind', 'atRisk', 'cancelled'].includes(row.status) && !row.statusReason?.trim() && !row.problems?.trim()) note('noReason', 'statusReason');
    if (row.status === 'done')
      for (const target of targets.get(row.measureId) ?? [])
        if (target.actual === null || Number(target.actual) < Number(target.value))
          note('underTarget', 'status', `${target.name} ${target.actual ?? '-'} / ${target.value}`);
    for (const column of ['done', 'nextSteps', 'problems'] as const) {
      const lines = linesIn(row[column] ?? '', widths.get(column) ?? 20);
      if (lines > linesHeld) note('tooLong', column, String(lines));
    }
    const was = before.get(`${row.measureId}:${row.bureauId}`);
    if (was !== undefined && movement(was, row.status) === 'worse') note('fallen', 'status', was);
    for (const register of open.get(row.id) ?? []) note('contested', register === 'state' ? 'status' : register);
  }
  return findings;
}
