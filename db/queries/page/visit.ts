// Everything that belongs to one visit, in the order in which it happens.
import { sql } from 'drizzle-orm';
import type { ListedRow } from '../list.ts';
import { childIds, notesBy, type PageNote, type PagePart, type PageReader, postsOn } from './parts.ts';
import { agreementIds, openPromises, partnerScope } from './scope.ts';

/** What a careful officer would not leave open; words below `page.missing.`. */
export type Missing = 'time' | 'place' | 'partner' | 'interpreter' | 'guests' | 'hosts' | 'gift' | 'programme' | 'checklist';

/** Parts of the work, and what one wants to know next to it. */
export interface VisitParts {
  readonly parts: readonly PagePart[];
  readonly aside: readonly PagePart[];
  readonly missing: readonly Missing[];
}

/** The day of a visit; today while it is not known to the day. */
const dayOf = (row: ListedRow, today: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(String(row.values.date)) ? String(row.values.date) : today);

/** @param row  the visit itself */
export function visitParts(page: PageReader, row: ListedRow): VisitParts {
  const checklist = checklistOf(page, row);
  const guests = party(page, row, 'guest');
  const hosts = party(page, row, 'host');
  const programme = page.part('programme', {
    table: 'programmeItem',
    columns: ['startTime', 'endTime', 'titleJa', 'place'],
    ids: childIds('programmeItem', 'visit', row.id, sql`t.date, t.startTime IS NULL, t.startTime, t.id`),
  });
  const gifts = giftsOf(page, row);
  const followUps = page.part('followUps', {
    table: 'followUp',
    columns: ['text', 'owner', 'dueOn', 'status'],
    ids: childIds('followUp', 'visit', row.id, sql`t.status <> 'open', t.dueOn IS NULL, t.dueOn, t.id`),
  });
  const v = row.values;
  const missing = (
    [
      ['time', !v.startTime],
      ['place', !v.place],
      ['partner', !v.partner],
      ['interpreter', !v.interpreter && Boolean(v.language) && v.language !== 'ja'],
      ['guests', guests.rows.length === 0],
      ['hosts', hosts.rows.length === 0],
      ['gift', gifts.rows.length === 0],
      ['programme', programme.rows.length === 0],
      ['checklist', checklist.rows.length === 0],
    ] as const
  ).flatMap(([name, isMissing]) => (isMissing ? [name] : []));
  const open = v.status === 'planned' || v.status === 'confirmed';
  return { parts: [checklist, programme, guests, hosts, gifts, followUps], aside: asideOf(page, row), missing: open ? missing : [] };
}

function party(page: PageReader, row: ListedRow, side: 'guest' | 'host'): PagePart {
  const part = page.part(side === 'guest' ? 'guests' : 'hosts', {
    table: 'visitGuest',
    columns: ['order', 'person', 'name', 'postJa', 'interprets'],
    ids: sql`SELECT t.id FROM visitGuest t WHERE t.deleted = 0 AND t.visit = ${row.id} AND coalesce(t.side, 'guest') = ${side} ORDER BY t."order", t.id`,
  });
  const people = part.rows.flatMap(({ values }) => (typeof values.person === 'string' ? [values.person] : []));
  const posts = postsOn(page, people, dayOf(row, page.today));
  return {
    ...part,
    notes: notesBy(part.rows, ({ values }) => {
      const text = posts.get(String(values.person));
      return text === undefined ? [] : [{ code: 'post', text }];
    }),
  };
}

function checklistOf(page: PageReader, row: ListedRow): PagePart {
  const part = page.part('checklist', {
    table: 'checklistItem',
    columns: ['area', 'text', 'owner', 'doneOn'],
    ids: childIds('checklistItem', 'visit', row.id, sql`t."order" IS NULL, t."order", t.id`),
  });
  return { ...part, notes: notesBy(part.rows, (item) => (item.values.doneOn ? [] : dueNote(row, item, page.today))) };
}

/** So many hours before it begins; before noon of the day while the time is not known. */
function dueNote(row: ListedRow, item: ListedRow, today: string): PageNote[] {
  const { date, startTime } = row.values;
  if (typeof item.values.hoursBefore !== 'number' || !/^\d{4}-\d{2}-\d{2}$/.test(String(date))) return [];
  const begins = Date.parse(`${date}T${startTime ?? '12:00'}:00Z`);
  const due = new Date(begins - item.values.hoursBefore * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
  return [{ code: due.slice(0, 10) < today ? 'overdue' : 'due', date: due }];
}

/** Both ways; one that was handed over before, to the same partner or person in the same direction, is said with its day. */
function giftsOf(page: PageReader, row: ListedRow): PagePart {
  const part = page.part('gifts', {
    table: 'gift',
    columns: ['direction', 'itemJa', 'person', 'value'],
    ids: childIds('gift', 'visit', row.id, sql`t.direction, t.id`),
  });
  if (part.rows.length === 0) return part;
  const again = page.all<{ id: string; date: string; visit: string }>(
    sql`SELECT g.id, v.date, v.id AS visit FROM gift g JOIN visit own ON own.id = g.visit
      JOIN visit v ON v.partner = own.partner AND v.id <> own.id AND v.deleted = 0 AND v.date < own.date AND v.status <> 'cancelled'
      JOIN gift past ON past.visit = v.id AND past.deleted = 0 AND past.direction = g.direction AND trim(past.itemJa) = trim(g.itemJa)
      WHERE g.visit = ${row.id} AND g.deleted = 0 ORDER BY v.date`,
  );
  const latest = new Map(again.map((one) => [one.id, one]));
  page.name(new Map([['visit', new Set([...latest.values()].map(({ visit }) => visit))]]));
  return {
    ...part,
    notes: notesBy(part.rows, ({ id }) => {
      const found = latest.get(id);
      return found ? [{ code: 'again', date: found.date, record: found.visit }] : [];
    }),
  };
}

function asideOf(page: PageReader, row: ListedRow): PagePart[] {
  const partner = row.values.partner;
  if (typeof partner !== 'string') return [];
  const scope = partnerScope(page, partner);
  return [
    page.part('agreements', {
      table: 'agreement',
      columns: ['titleJa', 'signedOn', 'status', 'nextReview'],
      ids: agreementIds(scope.all),
      most: 10,
    }),
    page.part('earlier', {
      table: 'visit',
      columns: ['date', 'titleJa', 'receivedBy'],
      ids: sql`SELECT t.id FROM visit t WHERE t.deleted = 0 AND t.partner = ${partner} AND t.id <> ${row.id} AND t.date <> '?' AND t.date <= ${dayOf(row, page.today)}
        AND t.status <> 'cancelled' ORDER BY t.date DESC LIMIT 5`,
    }),
    openPromises(page, scope.all),
  ];
}
