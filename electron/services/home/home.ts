// What needs an officer today. Every figure comes with the records behind it.
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { nextAnniversary, nextReview } from '../../../db/catalog/computed.ts';
import { addYears } from '../../../db/catalog/dates.ts';
import { findTable, nameColumns, type TableName, tableOf } from '../../../db/catalog/index.ts';
import type { SharedDesk } from '../../../db/desk/shared-desk.ts';
import { DeskError } from '../../../db/errors.ts';
import { lastTakenFrom } from '../../../db/exchange/bundle-register.ts';
import { conflictCount } from '../../../db/exchange/conflicts.ts';
import { knownDesks } from '../../../db/exchange/peers.ts';
import { allOf } from '../../../db/queries/compile.ts';
import { filterSchema } from '../../../db/queries/condition.ts';
import { list } from '../../../db/queries/list.ts';
import { backupsIn } from '../../../db/store/backup.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { cellText, type DisplayPreferences, type Words } from '../../../resources/locales/sentences.ts';
import { addDays } from '../calendar/days.ts';
import { latestPeriodStatus, type PeriodStatus } from '../council/period-status.ts';
import { reminders } from '../council/reminders.ts';
import { cityTargets, type TargetResult } from '../visits/target-results.ts';

export interface HomeLine {
  readonly table: TableName;
  readonly id: string;
  readonly title: string;
  /** A date or the like, ready to show. */
  readonly when: string;
}

/** A named view that somebody wants to see on Home, with how many records it finds today. */
export interface HomeView {
  readonly id: string;
  readonly table: TableName;
  readonly name: string;
  /** -1: the view uses something that this version does not support. */
  readonly count: number;
}

/** The first lines of a card, and how many there are. */
export interface HomeCard {
  readonly lines: readonly HomeLine[];
  readonly total: number;
}

export interface HomeFigures {
  readonly views: readonly HomeView[];
  readonly upcoming: HomeCard;
  readonly anniversaries: HomeCard;
  readonly reviews: HomeCard;
  readonly overdue: HomeCard;
  /** Sheets of the latest period that bureaus have not sent back, longest overdue first. */
  readonly sheets: HomeCard;
  readonly keeping: {
    readonly conflicts: number;
    /** Milliseconds; null: none yet. */
    readonly lastBackup: number | null;
    /** The other desks, and when something of theirs was last taken in. */
    readonly desks: readonly { readonly name: string; readonly takenAt: number | null }[];
  };
  readonly progress: PeriodStatus | null;
  /** Targets for the number of cities, with what the records count today. */
  readonly ties: readonly TargetResult[];
}

const daysAhead = 30;
/** Lines of a card: what fits a screen with five cards. */
const shownLines = 12;

/** Day, language, words: how the lines are selected and written. */
interface HomeContext {
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly display: DisplayPreferences;
  readonly words: Words;
}

/** A line with the day by which it is sorted. */
type DatedLine = HomeLine & { readonly day: string };

/** The name of a record of this table in the language of the screen, else in Japanese, as SQL. */
function title(table: TableName, { display }: HomeContext) {
  const [own, japanese] = nameColumns(tableOf(table), display.language).map((column) => sql.identifier(column));
  return sql`coalesce(nullif(${own}, ''), ${japanese})`;
}

const dateText = ({ words, display }: HomeContext, stored: string) => cellText({ words, display }, { kind: 'date' }, stored, {});

/** Only what is shown is written out: there may be hundreds of records. */
const card = <T>(all: readonly T[], line: (one: T) => HomeLine): HomeCard => ({ lines: all.slice(0, shownLines).map(line), total: all.length });

/** @param today  `YYYY-MM-DD` */
export function home({ db, id: own, folder }: Pick<SharedDesk, 'db' | 'id' | 'folder'>, today: string, display: DisplayPreferences, words: Words): HomeFigures {
  const context: HomeContext = { today, display, words };
  const inAYear = addYears(today, 1);
  const soonest = (lines: readonly DatedLine[]): HomeCard =>
    card(
      lines.filter(({ day }) => day <= inAYear).sort((a, b) => a.day.localeCompare(b.day)),
      ({ day: _, ...line }) => line,
    );
  return {
    views: homeViews(db, today),
    upcoming: upcoming(db, context),
    anniversaries: soonest(agreementLines(db, context, 'nextAnniversary')),
    reviews: soonest(agreementLines(db, context, 'nextReview')),
    overdue: overdue(db, context),
    sheets: card(openSheets(db, context), (line) => line),
    keeping: {
      conflicts: conflictCount(db),
      lastBackup: backupsIn(folder)[0]?.at ?? null,
      desks: knownDesks(db, own)
        .filter(({ retired }) => !retired)
        .map(({ id, name }) => ({ name, takenAt: lastTakenFrom(db, id) })),
    },
    progress: latestPeriodStatus(db, display.language),
    ties: cityTargets(db, today, display.language),
  };
}

/** Visits and trips of the next days, the first of them first. */
function upcoming(db: Reader, context: HomeContext): HomeCard {
  const until = addDays(context.today, daysAhead);
  const rows = (['visit', 'trip'] as const).flatMap((table) => {
    const day = sql.identifier(table === 'visit' ? 'date' : 'dateFrom');
    return allOf<{ id: string; title: string; day: string }>(
      db,
      sql`SELECT id, ${title(table, context)} AS title, ${day} AS day FROM ${sql.identifier(table)} WHERE deleted = 0 AND status IN ('planned', 'confirmed') AND ${day} >= ${context.today} AND ${day} <= ${until} ORDER BY ${day}`,
    ).map((row) => ({ table, ...row }));
  });
  rows.sort((a, b) => a.day.localeCompare(b.day));
  return card(rows, ({ day, ...line }) => ({ ...line, when: dateText(context, day) }));
}

/** Open action items and promises whose day has passed; those due today are not among them. */
function overdue(db: Reader, context: HomeContext): HomeCard {
  const rows = (['actionItem', 'followUp'] as const).flatMap((table) =>
    allOf<{ id: string; title: string; day: string }>(
      db,
      sql`SELECT id, text AS title, dueOn AS day FROM ${sql.identifier(table)} WHERE deleted = 0 AND status = 'open' AND dueOn < ${context.today} AND dueOn <> '?' ORDER BY dueOn`,
    ).map((row) => ({ table, ...row })),
  );
  return card(rows, ({ day, ...line }) => ({ ...line, when: dateText(context, day) }));
}

/** The next anniversary or review of every agreement in force that has one. */
function agreementLines(db: Reader, context: HomeContext, by: 'nextAnniversary' | 'nextReview'): DatedLine[] {
  const agreements = allOf<{ id: string; title: string; signedOn: string | null; reviewYears: number | null; heldOn: string | null }>(
    db,
    sql`SELECT a.id, ${title('agreement', context)} AS title, a.signedOn, a.reviewYears, (SELECT max(heldOn) FROM agreementReview r WHERE r.agreement = a.id AND r.deleted = 0 AND r.heldOn <> '?') AS heldOn
      FROM agreement a WHERE a.deleted = 0 AND (a.status IS NULL OR a.status NOT IN ('ended', 'renewed'))`,
  );
  return agreements.flatMap((row): DatedLine[] => {
    const json =
      by === 'nextAnniversary'
        ? nextAnniversary(row.signedOn, context.today)
        : nextReview({ signedOn: row.signedOn, lastReview: row.heldOn, everyYears: row.reviewYears });
    if (json === null) return [];
    const when = cellText(context, { kind: 'computed', by }, json, {});
    return [{ table: 'agreement', id: row.id, title: row.title, when, day: String(JSON.parse(json).date) }];
  });
}

/** Sheets of the latest period that have not come back, longest overdue first. */
function openSheets(db: Reader, { today, display, words }: HomeContext): HomeLine[] {
  const period = db.value<string>('SELECT id FROM period WHERE deleted = 0 ORDER BY dateFrom DESC LIMIT 1');
  if (period === undefined) return [];
  const [own, japanese] = nameColumns(tableOf('bureau'), display.language).map((column) => sql`nullif(b.${sql.identifier(column)}, '')`);
  const names = new Map(
    allOf<{ id: string; name: string }>(
      db,
      sql`SELECT s.id AS id, coalesce(${own}, ${japanese}) AS name FROM sheet s JOIN bureau b ON b.id = s.bureau WHERE s.period = ${period}`,
    ).map(({ id, name }) => [id, name]),
  );
  return reminders(db, { period, day: today, display, words }).map(({ sheet, bureau, dueOn, overdue }) => {
    const due = dueOn === null ? '' : cellText({ words, display }, { kind: 'date' }, dueOn, {});
    const late = overdue !== null && overdue > 0;
    return {
      table: 'sheet',
      id: sheet,
      title: names.get(sheet) ?? bureau,
      when: due === '' ? '' : words(late ? 'home.sheetOverdue' : 'home.sheetDue', { due, days: overdue ?? 0 }),
    };
  });
}

const viewSchema = z.object({ conditions: filterSchema.optional(), match: z.enum(['all', 'any']).optional() });

function homeViews(db: Reader, today: string): HomeView[] {
  const rows = allOf<{ id: string; table: string; name: string; definition: string }>(
    db,
    sql`SELECT id, "table", name, definition FROM view WHERE deleted = 0 AND onHome = 1 ORDER BY "table", name`,
  );
  return rows.flatMap(({ id, table, name, definition }): HomeView[] => {
    const found = findTable(table);
    return found ? [{ id, table: found.name, name, count: countOf(db, found.name, definition, today) }] : [];
  });
}

/** A view may come from another desk, of another version, or edited by a person: its definition is checked here. */
function countOf(db: Reader, table: TableName, definition: string, today: string): number {
  try {
    const { conditions = {}, match } = viewSchema.parse(JSON.parse(definition));
    const alternatives = Object.entries(conditions).map(([name, condition]) => ({ [name]: condition }));
    return list(db, { table, ...(match === 'any' && alternatives.length > 0 ? { anyOf: alternatives } : { filter: conditions }), limit: 0, today }).total;
  } catch (error) {
    // Home shows -1 as a view that this version cannot count; anything else is a failure of the program.
    if (error instanceof SyntaxError || error instanceof z.ZodError || error instanceof DeskError) return -1;
    throw error;
  }
}
