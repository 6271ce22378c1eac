// Everything that there is with one partner: one timeline, agreements, people, promises, measures.
import { type SQL, sql } from 'drizzle-orm';
import type { TableName } from '../../catalog/index.ts';
import { notesBy, type PageNote, type PagePart, type PageReader, postsOn } from './parts.ts';
import { agreementIds, openPromises, type PartnerScope, partnerScope } from './scope.ts';

export interface TimelineEntry {
  readonly table: TableName;
  readonly id: string;
  /** Stored date; null where nobody has written one. */
  readonly date: string | null;
  /** Where the page speaks for several partners: which one. */
  readonly partner: string;
}

export interface PartnerParts {
  readonly parts: readonly PagePart[];
  readonly aside: readonly PagePart[];
  /** The latest first, as many as are shown. */
  readonly timeline: readonly TimelineEntry[];
  /** How many there are of each kind. */
  readonly counts: Readonly<Record<string, number>>;
  /** The last time the governor and the head over there met, here or there. */
  readonly lastHeads: TimelineEntry | null;
}

const timelineShown = 200;

export function partnerParts(page: PageReader, partner: string): PartnerParts {
  const scope = partnerScope(page, partner);
  const entries = page.all<TimelineEntry>(sql`SELECT * FROM (${timelineSql(scope.all)}) ORDER BY date IS NULL OR date = '?', date DESC LIMIT ${timelineShown}`);
  nameEntries(page, entries);
  const counts = Object.fromEntries(
    page
      .all<{ table: string; count: number }>(sql`SELECT "table", count(*) AS count FROM (${timelineSql(scope.all)}) GROUP BY "table"`)
      .map((row) => [row.table, row.count]),
  );
  const [lastHeads = null] = page.all<TimelineEntry>(lastHeadsSql(scope.all, page.today));
  if (lastHeads) nameEntries(page, [lastHeads]);
  return {
    parts: [agreements(page, scope.all), people(page, scope), measures(page, scope.all)],
    aside: [openPromises(page, scope.all), ...(scope.country === undefined ? [] : [cities(page, scope.country, partner)])],
    timeline: entries,
    counts,
    lastHeads,
  };
}

const timelineSql = (scope: string): SQL => {
  const within = sql`IN (SELECT value FROM json_each(${scope}))`;
  return sql`SELECT 'visit' AS "table", id, date, partner FROM visit WHERE deleted = 0 AND partner ${within}
    UNION ALL SELECT 'agreement', a.id, a.signedOn, p.partner FROM agreementParty p JOIN agreement a ON a.id = p.agreement WHERE p.deleted = 0 AND a.deleted = 0 AND p.partner ${within}
    UNION ALL SELECT 'trip', t.id, coalesce(s.arriveOn, t.dateFrom), s.partner FROM tripStop s JOIN trip t ON t.id = s.trip WHERE s.deleted = 0 AND t.deleted = 0 AND s.partner ${within}
    UNION ALL SELECT 'event', e.id, e.dateFrom, p.partner FROM eventPartner p JOIN event e ON e.id = p.event WHERE p.deleted = 0 AND e.deleted = 0 AND p.partner ${within}
    UNION ALL SELECT 'network', m.network, m.joinedOn, m.partner FROM membership m JOIN network n ON n.id = m.network WHERE m.deleted = 0 AND n.deleted = 0 AND m.partner ${within}`;
};

/**
 * A head of state or of a city received by the governor, or a journey of the governor there. Each partner's visits are
 * read from the latest on, up to the first; without the named index the planner reads all visits that are done.
 */
const lastHeadsSql = (scope: string, today: string): SQL => sql`
  SELECT * FROM (SELECT 'visit' AS "table", v.id, v.date, v.partner FROM json_each(${scope}) j
      JOIN visit v ON v.id = (SELECT id FROM visit INDEXED BY visit_by_partner WHERE deleted = 0 AND partner = j.value AND status = 'done'
        AND receivedBy = 'governor' AND leaderRank IN ('head', 'governorMayor') AND date <> '?' AND date <= ${today} ORDER BY date DESC LIMIT 1)
    UNION ALL SELECT 'trip', t.id, coalesce(s.arriveOn, t.dateFrom), s.partner FROM tripStop s JOIN trip t ON t.id = s.trip
      WHERE s.deleted = 0 AND t.deleted = 0 AND s.partner IN (SELECT value FROM json_each(${scope})) AND t.status = 'done' AND t.traveller = 'governor'
      AND coalesce(s.arriveOn, t.dateFrom) <> '?' AND coalesce(s.arriveOn, t.dateFrom) <= ${today})
  ORDER BY date DESC LIMIT 1`;

/** Names of what the timeline shows, and of whose it is. */
function nameEntries(page: PageReader, entries: readonly TimelineEntry[]): void {
  const wanted = new Map<TableName, Set<string>>();
  const want = (table: TableName, id: string) => wanted.set(table, (wanted.get(table) ?? new Set()).add(id));
  for (const entry of entries) {
    want(entry.table, entry.id);
    want('partner', entry.partner);
  }
  page.name(wanted);
}

function agreements(page: PageReader, scope: string): PagePart {
  const part = page.part('agreements', {
    table: 'agreement',
    columns: ['titleJa', 'kind', 'signedOn', 'status', 'nextReview', 'partners', 'replaces'],
    ids: agreementIds(scope),
  });
  const replaced = page.all<{ id: string; by: string }>(
    sql`SELECT replaces AS id, id AS by FROM agreement WHERE deleted = 0 AND replaces IN (SELECT value FROM json_each(${JSON.stringify(part.rows.map(({ id }) => id))}))`,
  );
  page.name(new Map([['agreement', new Set(replaced.map(({ by }) => by))]]));
  return {
    ...part,
    notes: notesBy(part.rows, (row) => replaced.flatMap(({ id, by }): PageNote[] => (id === row.id ? [{ code: 'replacedBy', record: by }] : []))),
  };
}

function people(page: PageReader, scope: PartnerScope): PagePart {
  const part = page.part('people', {
    table: 'person',
    columns: ['nameJa', 'partner', 'rank'],
    ids: sql`SELECT t.id FROM person t WHERE t.deleted = 0 AND t.partner IN (SELECT value FROM json_each(${scope.all})) ORDER BY t.precedence IS NULL, t.precedence, t.reading, t.id`,
    most: 50,
  });
  const posts = postsOn(
    page,
    part.rows.map(({ id }) => id),
    page.today,
  );
  return {
    ...part,
    notes: notesBy(part.rows, ({ id }) => {
      const text = posts.get(id);
      return text === undefined ? [] : [{ code: 'post', text }];
    }),
  };
}

/** Measures that name the partner or one of its agreements, with what was last reported. */
function measures(page: PageReader, scope: string): PagePart {
  const part = page.part('measures', {
    table: 'measure',
    columns: ['number', 'titleJa', 'leadBureaus'],
    ids: sql`SELECT t.id FROM measure t WHERE t.deleted = 0 AND t.id IN (
        SELECT measure FROM measurePartner WHERE deleted = 0 AND partner IN (SELECT value FROM json_each(${scope}))
        UNION SELECT m.measure FROM measureAgreement m JOIN agreementParty p ON p.agreement = m.agreement AND p.deleted = 0
          WHERE m.deleted = 0 AND p.partner IN (SELECT value FROM json_each(${scope})))
      ORDER BY t.strategy DESC, t.number`,
    most: 50,
  });
  const latest = page.all<{ measure: string; status: string; dateTo: string }>(
    sql`SELECT g.measure, g.status, p.dateTo FROM progress g JOIN period p ON p.id = g.period
      WHERE g.deleted = 0 AND p.deleted = 0 AND g.measure IN (SELECT value FROM json_each(${JSON.stringify(part.rows.map(({ id }) => id))})) ORDER BY p.dateTo`,
  );
  const last = new Map(latest.map((row) => [row.measure, row]));
  return {
    ...part,
    notes: notesBy(part.rows, ({ id }) => {
      const found = last.get(id);
      return found ? [{ code: 'status', text: found.status, date: found.dateTo }] : [];
    }),
  };
}

/** For an embassy or a country: its cities, so that nobody is told that there is nothing with London. */
function cities(page: PageReader, country: string, own: string): PagePart {
  const part = page.part('cities', {
    table: 'partner',
    columns: ['nameJa', 'kind', 'headTitle'],
    ids: sql`SELECT id FROM partner WHERE deleted = 0 AND country = ${country} AND id <> ${own} AND kind IN ('city', 'state', 'region') ORDER BY reading, id`,
  });
  const counts = new Map(
    page
      .all<{ id: string; count: number }>(
        sql`SELECT p.partner AS id, count(*) AS count FROM agreementParty p JOIN agreement a ON a.id = p.agreement AND a.deleted = 0
          WHERE p.deleted = 0 AND p.partner IN (SELECT value FROM json_each(${JSON.stringify(part.rows.map(({ id }) => id))})) GROUP BY p.partner`,
      )
      .map(({ id, count }) => [id, count]),
  );
  return { ...part, notes: notesBy(part.rows, ({ id }) => [{ code: 'agreements', count: counts.get(id) ?? 0 }]) };
}
