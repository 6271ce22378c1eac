// The state of the latest period: reports by status, and bureau by bureau for every purpose of the strategy.
import { sql } from 'drizzle-orm';
import { allowedValues, type Language } from '../../../db/catalog/index.ts';
import { allOf } from '../../../db/queries/compile.ts';
import { namedIn } from '../../../db/queries/named.ts';
import type { Reader } from '../../../db/store/connection.ts';

/** Statuses that a meeting talks about. */
const inTrouble = sql`('behind', 'atRisk')`;

export interface StatusCell {
  readonly reports: number;
  /** Of them, those behind or at risk. */
  readonly troubled: number;
}

export interface PeriodStatus {
  readonly id: string;
  readonly period: string;
  readonly counts: readonly { readonly status: string; readonly count: number }[];
  /** In the order of the strategy; the last one without id, code and title: measures under no purpose. */
  readonly purposes: readonly { readonly id: string; readonly code: string; readonly title: string }[];
  /** In the order of the office; a cell for every purpose, null where the bureau reports nothing. */
  readonly bureaus: readonly { readonly id: string; readonly name: string; readonly cells: readonly (StatusCell | null)[] }[];
}

/** Null when there is no period yet. */
export function latestPeriodStatus(db: Reader, language: Language): PeriodStatus | null {
  const period = allOf<{ id: string; name: string }>(
    db,
    sql`SELECT p.id, ${namedIn('period', language, 'p')} AS name FROM period p WHERE p.deleted = 0 ORDER BY p.dateFrom DESC LIMIT 1`,
  )[0];
  if (!period) return null;
  const counts = new Map(
    allOf<{ status: string; count: number }>(
      db,
      sql`SELECT status, count(*) AS count FROM progress WHERE deleted = 0 AND period = ${period.id} GROUP BY status`,
    ).map((row) => [row.status, row.count]),
  );
  // A measure belongs to a section, a section to a purpose; how deep differs between strategies.
  const rows = allOf<{ purpose: string; code: string; title: string; bureau: string; name: string } & StatusCell>(
    db,
    sql`WITH RECURSIVE up (goal, top) AS (
        SELECT id, id FROM goal WHERE parent IS NULL
        UNION SELECT g.id, up.top FROM goal g JOIN up ON g.parent = up.goal)
      SELECT coalesce(top.id, '') AS purpose, coalesce(top.code, '') AS code, coalesce(${namedIn('goal', language, 'top')}, '') AS title,
        b.id AS bureau, ${namedIn('bureau', language, 'b')} AS name,
        count(*) AS reports, sum(r.status IN ${inTrouble}) AS troubled
      FROM progress r JOIN measure m ON m.id = r.measure JOIN bureau b ON b.id = r.bureau
        LEFT JOIN up ON up.goal = m.goal LEFT JOIN goal top ON top.id = up.top
      WHERE r.deleted = 0 AND m.deleted = 0 AND r.period = ${period.id}
      GROUP BY top.id, b.id ORDER BY top."order" IS NULL, top."order", b."order", b.id`,
  );
  const purposes = [...new Map(rows.map(({ purpose, code, title }) => [purpose, { id: purpose, code, title }])).values()];
  const order = allOf<{ id: string }>(db, sql`SELECT id FROM bureau ORDER BY "order", id`).map(({ id }) => id);
  const cells = new Map(rows.map(({ purpose, bureau, reports, troubled: some }) => [`${bureau} ${purpose}`, { reports, troubled: some }]));
  const names = new Map(rows.map(({ bureau, name }) => [bureau, name]));
  return {
    id: period.id,
    period: period.name,
    counts: allowedValues('progressStatus').map((status) => ({ status, count: counts.get(status) ?? 0 })),
    purposes,
    bureaus: order.flatMap((id) => {
      const name = names.get(id);
      return name === undefined ? [] : [{ id, name, cells: purposes.map((purpose) => cells.get(`${id} ${purpose.id}`) ?? null) }];
    }),
  };
}
