// Visits, journeys, meetings, anniversaries and reviews as a calendar file (iCalendar, RFC 5545) that Outlook and others
// open.
import { sql } from 'drizzle-orm';
import { cleanText } from '../../../db/catalog/clean.ts';
import { nextAnniversary, nextReview } from '../../../db/catalog/computed.ts';
import { allOf } from '../../../db/queries/compile.ts';
import type { Reader } from '../../../db/store/connection.ts';
import type { Words } from '../../../resources/locales/sentences.ts';
import { addDays } from './days.ts';
import { momentOf, tokyoOffset } from './local-time.ts';

/** Entries older than this stay out, days. */
const past = 366;

interface CalendarEntry {
  readonly id: string;
  readonly title: string;
  /** Stored date; an entry without a whole day (`YYYY-MM-DD`) stays out. */
  readonly date: string | null;
  /** Last day, of an entry of several days. */
  readonly until?: string | null | undefined;
  /** `HH:MM`; null: the whole day. */
  readonly start?: string | null | undefined;
  /** `HH:MM`; the beginning when not known. */
  readonly end?: string | null | undefined;
  readonly place?: string | null | undefined;
  /** Local time less Universal Time, minutes; Tokyo's when not known. */
  readonly offset?: number | null | undefined;
}

const isWholeDay = (date: string | null | undefined): date is string => typeof date === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(date);

/** @param today  `YYYY-MM-DD` @returns the text of the file */
export async function calendarFile(db: Reader, today: string, words: Words): Promise<string> {
  const { default: ical } = await import('ical-generator');
  const calendar = ical({ name: words('app.name'), prodId: { company: 'City Diplomacy Desk', product: 'calendar' } });
  const from = addDays(today, -past);
  for (const entry of [...visits(db, from), ...trips(db, from), ...programmeItems(db, from), ...meetings(db, from), ...agreementDates(db, today, words)]) {
    const { id, title, date, until, start, end, place, offset } = entry;
    if (!isWholeDay(date)) continue;
    // Times of the office are Tokyo's, those of a journey the city's; in Universal Time they mean the same everywhere.
    const at = (time: string) => new Date(momentOf(date, time, offset ?? tokyoOffset));
    calendar.createEvent({
      id: `${id}@citydesk`,
      summary: cleanText(title),
      ...(place ? { location: cleanText(place) } : {}),
      ...(start
        ? timesOf(at(start), end ? at(end) : undefined)
        : { start: midnight(date), end: midnight(addDays(isWholeDay(until) ? until : date, 1)), allDay: true }),
      stamp: midnight(today),
    });
  }
  return calendar.toString();
}

/** An end must come after the beginning (RFC 5545, 3.8.2.2): an earlier hour is the next day's, an unknown one is left out. */
function timesOf(start: Date, end: Date | undefined): { readonly start: Date; readonly end?: Date } {
  if (!end || end.getTime() === start.getTime()) return { start };
  return { start, end: end < start ? new Date(end.getTime() + 86_400_000) : end };
}

/** Universal Time: a whole day has no time zone in the file. */
const midnight = (day: string) => new Date(`${day}T00:00:00Z`);

const visits = (db: Reader, from: string): CalendarEntry[] =>
  allOf<CalendarEntry>(
    db,
    sql`SELECT id, titleJa AS title, date, startTime AS start, endTime AS "end", place FROM visit WHERE deleted = 0 AND status IN ('planned', 'confirmed', 'done') AND date >= ${from} ORDER BY date`,
  );

const trips = (db: Reader, from: string): CalendarEntry[] =>
  allOf<CalendarEntry>(
    db,
    sql`SELECT id, titleJa AS title, dateFrom AS date, dateTo AS "until" FROM trip WHERE deleted = 0 AND status <> 'cancelled' AND dateFrom >= ${from} ORDER BY dateFrom`,
  );

/** What happens on a journey, by the clock of the city. */
const programmeItems = (db: Reader, from: string): CalendarEntry[] =>
  allOf<CalendarEntry>(
    db,
    sql`SELECT p.id, p.titleJa AS title, p.date, p.startTime AS start, p.endTime AS "end", p.place, coalesce(p.utcOffset, s.utcOffset) AS "offset" FROM programmeItem p JOIN tripStop s ON s.id = p.tripStop JOIN trip t ON t.id = s.trip
      WHERE p.deleted = 0 AND s.deleted = 0 AND t.deleted = 0 AND t.status <> 'cancelled' AND p.startTime IS NOT NULL AND p.date >= ${from} ORDER BY p.date, p.startTime`,
  );

const meetings = (db: Reader, from: string): CalendarEntry[] =>
  allOf<CalendarEntry>(
    db,
    sql`SELECT id, titleJa AS title, heldOn AS date, startTime AS start, endTime AS "end", place FROM meeting WHERE deleted = 0 AND status <> 'cancelled' AND heldOn >= ${from} ORDER BY heldOn`,
  );

/** The next anniversary and the next review of every agreement in force. */
function agreementDates(db: Reader, today: string, words: Words): CalendarEntry[] {
  const agreements = allOf<{ id: string; titleJa: string; signedOn: string | null; reviewYears: number | null; heldOn: string | null }>(
    db,
    sql`SELECT a.id, a.titleJa, a.signedOn, a.reviewYears, (SELECT max(heldOn) FROM agreementReview r WHERE r.agreement = a.id AND r.deleted = 0 AND r.heldOn <> '?') AS heldOn FROM agreement a WHERE a.deleted = 0 AND (a.status IS NULL OR a.status NOT IN ('ended', 'renewed'))`,
  );
  return agreements.flatMap((row): CalendarEntry[] => {
    const entries: CalendarEntry[] = [];
    const anniversary = nextAnniversary(row.signedOn, today);
    if (anniversary) {
      const { date, years } = JSON.parse(anniversary) as { date: string; years: number };
      entries.push({ id: `${row.id}-anniversary`, title: `${row.titleJa} ${words('ui.anniversary', { years })}`, date });
    }
    const review = nextReview({ signedOn: row.signedOn, lastReview: row.heldOn, everyYears: row.reviewYears });
    if (review) {
      const { date } = JSON.parse(review) as { date: string };
      entries.push({ id: `${row.id}-review`, title: `${row.titleJa} ${words('fields.nextReview')}`, date });
    }
    return entries;
  });
}
