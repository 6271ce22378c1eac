// What the records hold on a meeting: its agenda, and afterwards who came, what was decided and who does what by when.
import { sql } from 'drizzle-orm';
import { type DateStyle, formatDate } from '../../../db/catalog/dates.ts';
import type { Language } from '../../../db/catalog/index.ts';
import { DeskError } from '../../../db/errors.ts';
import { allOf } from '../../../db/queries/compile.ts';
import { namedIn } from '../../../db/queries/named.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { valueLabel, type Words } from '../../../resources/locales/sentences.ts';

export interface MeetingStyle {
  readonly language: Language;
  readonly dates: DateStyle;
  readonly words: Words;
}

export interface MeetingFacts {
  readonly title: string;
  readonly council: string;
  readonly when: string;
  readonly where: string;
  readonly items: readonly { readonly text: string; readonly bureau: string; readonly paper: string; readonly note: string }[];
  readonly present: readonly { readonly bureau: string; readonly name: string; readonly post: string }[];
  readonly decisions: readonly string[];
  readonly actions: readonly ActionFacts[];
}

export interface ActionFacts {
  readonly text: string;
  readonly bureau: string;
  readonly due: string;
  readonly state: string;
  readonly meeting: string;
  readonly measure: string;
}

/** @param meeting  record id @throws DeskError `notFound` */
export function meetingFacts(db: Reader, meeting: string, style: MeetingStyle): MeetingFacts {
  const { language, dates } = style;
  const row = allOf<{
    title: string;
    council: string;
    councilId: string;
    heldOn: string | null;
    startTime: string | null;
    endTime: string | null;
    place: string | null;
  }>(
    db,
    sql`SELECT ${namedIn('meeting', language, 'm')} AS title, ${namedIn('council', language, 'c')} AS council, c.id AS councilId, m.heldOn, m.startTime, m.endTime, m.place
      FROM meeting m JOIN council c ON c.id = m.council WHERE m.id = ${meeting} AND m.deleted = 0`,
  )[0];
  if (!row) throw new DeskError('notFound', { table: 'meeting', id: meeting });
  const hours = [row.startTime, row.endTime].filter((time) => time !== null).join('–');
  return {
    title: row.title,
    council: row.council,
    when: `${row.heldOn === null ? '' : formatDate(row.heldOn, language, dates)} ${hours}`.trim(),
    where: row.place ?? '',
    items: allOf(
      db,
      sql`SELECT ${namedIn('agendaItem', language, 'a')} AS text, coalesce(${namedIn('bureau', language, 'b')}, '') AS bureau, coalesce(a.paper, '') AS paper, coalesce(a.note, '') AS note
        FROM agendaItem a LEFT JOIN bureau b ON b.id = a.bureau WHERE a.deleted = 0 AND a.meeting = ${meeting} ORDER BY a."order", a.id`,
    ),
    present: allOf(
      db,
      sql`SELECT ${namedIn('bureau', language, 'b')} AS bureau, coalesce(a.name, '') AS name, coalesce(a.postJa, '') AS post
        FROM attendance a JOIN bureau b ON b.id = a.bureau WHERE a.deleted = 0 AND a.meeting = ${meeting} ORDER BY b."order", a.id`,
    ),
    decisions: allOf<{ text: string }>(db, sql`SELECT text FROM decision WHERE deleted = 0 AND meeting = ${meeting} ORDER BY "order", id`).map(
      ({ text }) => text,
    ),
    actions: actionsOf(db, sql`a.meeting = ${meeting}`, style),
  };
}

/** Open items of a council, from all its meetings. */
export const openActions = (db: Reader, council: string, style: MeetingStyle): ActionFacts[] =>
  actionsOf(db, sql`a.status = 'open' AND m.council = ${council}`, style);

function actionsOf(db: Reader, which: ReturnType<typeof sql>, { language, dates, words }: MeetingStyle): ActionFacts[] {
  return allOf<{ text: string; bureau: string | null; dueOn: string | null; status: string; meeting: string; measure: string | null }>(
    db,
    sql`SELECT a.text, ${namedIn('bureau', language, 'b')} AS bureau, a.dueOn, a.status, ${namedIn('meeting', language, 'm')} AS meeting, ${namedIn('measure', language, 'x')} AS measure
      FROM actionItem a JOIN meeting m ON m.id = a.meeting LEFT JOIN bureau b ON b.id = a.bureau LEFT JOIN measure x ON x.id = a.measure
      WHERE a.deleted = 0 AND m.deleted = 0 AND ${which} ORDER BY a.dueOn, b."order", a.id`,
  ).map((row) => ({
    text: row.text,
    bureau: row.bureau ?? '',
    due: row.dueOn === null ? '' : formatDate(row.dueOn, language, dates),
    state: valueLabel(words, 'actionStatus', row.status),
    meeting: row.meeting,
    measure: row.measure ?? '',
  }));
}
