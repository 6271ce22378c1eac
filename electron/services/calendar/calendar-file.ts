// Visits, journeys, meetings, anniversaries and reviews as a calendar file that Outlook and others open.
import { sql } from 'drizzle-orm';
import { nextAnniversary, nextReview } from '../../../db/catalog/computed.ts';
import { allOf } from '../../../db/queries/compile.ts';
import type { Reader } from '../../../db/store/connection.ts';
import type { Words } from '../../../resources/locales/sentences.ts';
import { momentOf, tokyoOffset } from '../trips/local-time.ts';

const wholeDay = (date: string | null): date is string => date !== null && /^\d{4}-\d{2}-\d{2}$/.test(date);
/** Entries older than this stay out, days. */
const past = 366;

/** @param today  `YYYY-MM-DD` */
export async function calendarFile(db: Reader, today: string, words: Words): Promise<string> {
  const { default: ical } = await import('ical-generator');
  const calendar = ical({ name: words('app.name'), prodId: { company: 'City Diplomacy Desk', product: 'calendar' } });
  const from = new Date(Date.parse(today) - past * 86_400_000).toISOString().slice(0, 10);
  const add = (
    id: string,
    title: string,
    date: string,
    start: string | null,
    end: string | null,
    place: string | null,
    until?: string,
    offset = tokyoOffset,
  ) => {
    // Times of the office are Tokyo's, those of a journey the city's; in Universal Time they mean the same everywhere.
    const at = (day: string, time: string) => new Date(momentOf(day, time, offset));
    const last = new Date(Date.parse(until ?? date) + 86_400_000).toISOString().slice(0, 10);
    calendar.createEvent({
      id: `${id}@citydesk`,
      summary: title,
      ...(place ? { location: place } : {}),
      ...(start
        ? { start: at(date, start), end: at(date, end ?? start) }
        : { start: new Date(`${date}T00:00:00Z`), end: new Date(`${last}T00:00:00Z`), allDay: true }),
      stamp: new Date(`${today}T00:00:00Z`),
    });
  };
  for (const row of allOf<{ id: string; titleJa: string; date: string | null; startTime: string | null; endTime: string | null; place: string | null }>(
    db,
    sql`SELECT id, titleJa, date, startTime, endTime, place FROM visit WHERE deleted = 0 AND status IN ('planned', 'confirmed', 'done') AND date >= ${from} ORDER BY date`,
  ))
    if (wholeDay(row.date)) add(row.id, row.titleJa, row.date, row.startTime, row.endTime, row.place);
  for (const row of allOf<{ id: string; titleJa: string; dateFrom: string | null; dateTo: string | null }>(
    db,
    sql`SELECT id, titleJa, dateFrom, dateTo FROM trip WHERE deleted = 0 AND status <> 'cancelled' AND dateFrom >= ${from} ORDER BY dateFrom`,
  ))
    if (wholeDay(row.dateFrom)) add(row.id, row.titleJa, row.dateFrom, null, null, null, wholeDay(row.dateTo) ? row.dateTo : undefined);
  for (const row of allOf<{
    id: string;
    titleJa: string;
    date: string | null;
    startTime: string;
    endTime: string | null;
    place: string | null;
    offset: number | null;
  }>(
    db,
    sql`SELECT p.id, p.titleJa, p.date, p.startTime, p.endTime, p.place, coalesce(p.utcOffset, s.utcOffset) AS offset FROM programmeItem p JOIN tripStop s ON s.id = p.tripStop JOIN trip t ON t.id = s.trip
      WHERE p.deleted = 0 AND s.deleted = 0 AND t.deleted = 0 AND t.status <> 'cancelled' AND p.startTime IS NOT NULL AND p.date >= ${from} ORDER BY p.date, p.startTime`,
  ))
    if (wholeDay(row.date)) add(row.id, row.titleJa, row.date, row.startTime, row.endTime, row.place, undefined, row.offset ?? tokyoOffset);
  for (const row of allOf<{ id: string; titleJa: string; heldOn: string | null; startTime: string | null; endTime: string | null; place: string | null }>(
    db,
    sql`SELECT id, titleJa, heldOn, startTime, endTime, place FROM meeting WHERE deleted = 0 AND status <> 'cancelled' AND heldOn >= ${from} ORDER BY heldOn`,
  ))
    if (wholeDay(row.heldOn)) add(row.id, row.titleJa, row.heldOn, row.startTime, row.endTime, row.place);
  for (const row of allOf<{ id: string; titleJa: string; signedOn: string | null; reviewYears: number | null; heldOn: string | null }>(
    db,
    sql`SELECT a.id, a.titleJa, a.signedOn, a.reviewYears, (SELECT max(heldOn) FROM agreementReview r WHERE r.agreement = a.id AND r.deleted = 0 AND r.heldOn <> '?') AS heldOn FROM agreement a WHERE a.deleted = 0 AND (a.status IS NULL OR a.status NOT IN ('ended', 'renewed'))`,
  )) {
    const anniversary = nextAnniversary(row.signedOn, today);
    const review = nextReview({ signedOn: row.signedOn, lastReview: row.heldOn, everyYears: row.reviewYears });
    if (anniversary) {
      const { date, years } = JSON.parse(anniversary) as { date: string; years: number };
      if (wholeDay(date)) add(`${row.id}-anniversary`, `${row.titleJa} ${words('ui.anniversary', { years })}`, date, null, null, null);
    }
    if (review) {
      const { date } = JSON.parse(review) as { date: string };
      if (wholeDay(date)) add(`${row.id}-review`, `${row.titleJa} ${words('fields.nextReview')}`, date, null, null, null);
    }
  }
  return calendar.toString();
}
