// Bureaus that have not answered yet, how long they are overdue, and a text to remind them with.
import { sql } from 'drizzle-orm';
import { formatDate } from '../../../db/catalog/dates.ts';
import type { Desk } from '../../../db/desk/desk.ts';
import { type Committed, commit } from '../../../db/log/commit.ts';
import { allOf } from '../../../db/queries/compile.ts';
import type { Reader } from '../../../db/store/connection.ts';
import type { DisplayPreferences, Words } from '../../../resources/locales/sentences.ts';
import { daysBetween } from '../calendar/days.ts';
import { today } from '../calendar/today.ts';

export interface Reminder {
  readonly sheet: string;
  readonly bureau: string;
  readonly fileName: string;
  readonly issuedOn: string;
  readonly dueOn: string | null;
  /** Days past the due date; negative: days left; null: no due date. */
  readonly overdue: number | null;
  readonly remindedOn: string | null;
  /** Ready to be sent. */
  readonly text: string;
}

export interface ReminderOptions {
  /** Record id. */
  readonly period: string;
  /** Today, `YYYY-MM-DD`. */
  readonly day: string;
  readonly display: DisplayPreferences;
  readonly words: Words;
}

/** Sheets to single bureaus of a period that have not come back, longest overdue first. Of several issues to one bureau, the last counts. */
export function reminders(db: Reader, { period, day, display, words }: ReminderOptions): Reminder[] {
  const rows = allOf<{
    sheet: string;
    bureau: string;
    bureauId: string;
    fileName: string | null;
    issuedOn: string;
    dueOn: string | null;
    remindedOn: string | null;
    state: string;
    name: string;
  }>(
    db,
    sql`SELECT s.id AS sheet, b.nameJa AS bureau, b.id AS bureauId, s.fileName, s.issuedOn, s.dueOn, s.remindedOn, s.state, p.nameJa AS name FROM sheet s JOIN bureau b ON b.id = s.bureau JOIN period p ON p.id = s.period
      WHERE s.deleted = 0 AND s.period = ${period} ORDER BY b."order", s.issuedOn DESC, s.id DESC`,
  );
  const answered = new Set(rows.filter(({ state }) => state === 'returned' || state === 'merged').map(({ bureauId }) => bureauId));
  const seen = new Set<string>();
  const open = rows.filter(({ bureauId }) => {
    if (answered.has(bureauId) || seen.has(bureauId)) return false;
    seen.add(bureauId);
    return true;
  });
  const show = (date: string) => formatDate(date, display.language, display.dates);
  return open
    .map(({ bureauId: _, state: __, name, ...row }): Reminder => {
      const overdue = row.dueOn === null || row.dueOn.length < 10 ? null : daysBetween(row.dueOn, day);
      const due = row.dueOn === null ? '' : show(row.dueOn);
      const text = words(overdue !== null && overdue > 0 ? 'council.remindOverdue' : 'council.remindDue', {
        bureau: row.bureau,
        period: name,
        file: row.fileName ?? '',
        due,
        issued: show(row.issuedOn),
        days: Math.abs(overdue ?? 0),
      });
      return { ...row, fileName: row.fileName ?? '', overdue, text };
    })
    .sort((a, b) => (b.overdue ?? -999) - (a.overdue ?? -999));
}

/** Notes that these bureaus were reminded today. */
export function noteReminded(desk: Desk, author: string, sheets: readonly string[]): Committed {
  const day = today(desk.environment.now());
  return commit(
    desk,
    author,
    sheets.map((id) => ({ kind: 'set', table: 'sheet', id, set: { state: 'reminded', remindedOn: day } })),
  );
}
