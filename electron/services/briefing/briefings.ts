// Briefings as records: made from live records, edited by officers, refreshed with a three-way comparison, and noted as handed out.

import type { DateStyle } from '../../../db/catalog/dates.ts';
import type { Desk } from '../../../db/desk/desk.ts';
import { DeskError } from '../../../db/errors.ts';
import { type Committed, commit } from '../../../db/log/commit.ts';
import { newRecordId } from '../../../db/log/ids.ts';
import type { Mutation } from '../../../db/log/mutation.ts';
import { ownDeskName } from '../../../db/queries/own-desk.ts';
import type { Reader } from '../../../db/store/connection.ts';
import type { Words } from '../../../resources/locales/sentences.ts';
import { today } from '../calendar/today.ts';
import type { PaperLanguage } from '../facts/facts.ts';
import { type Assembled, assemble } from './assemble.ts';
import type { Subject } from './subject.ts';

export interface BriefingSetting {
  readonly words: (language: PaperLanguage) => Words;
  readonly dates: DateStyle;
}

export interface BriefingSection {
  readonly id: string;
  readonly part: string | null;
  readonly title: string;
  readonly text: string;
  readonly generated: string;
  readonly hidden: boolean;
  readonly order: number;
  readonly seen: string;
  /** What the records say now, when that is something else than at the last refresh. */
  readonly fresh: string | null;
  /** An officer has edited the text: fresh text is offered, never put in its place unasked. */
  readonly edited: boolean;
}

export interface BriefingPage {
  readonly id: string;
  readonly title: string;
  /** The desk that hands it out. */
  readonly deskName: string;
  readonly language: PaperLanguage;
  readonly subject: Subject;
  readonly assembled: Pick<Assembled, 'subtitle' | 'handling' | 'labels' | 'blanks' | 'untranslated'>;
  readonly sections: readonly BriefingSection[];
  /** Versions of the records behind each part, as they are now. */
  readonly versions: Readonly<Record<string, string>>;
  /** The last time it was handed out, and titles of sections whose records have changed since. */
  readonly lastExport: { readonly date: string; readonly fileName: string; readonly changed: readonly string[] } | null;
}

const subjectOf = (row: { visit: string | null; trip: string | null; partner: string | null }): Subject => {
  if (row.visit) return { table: 'visit', id: row.visit };
  if (row.trip) return { table: 'trip', id: row.trip };
  return { table: 'partner', id: row.partner ?? '' };
};

/** Which briefing: on what, in which language. */
export interface BriefingOptions {
  readonly author: string;
  readonly subject: Subject;
  readonly language: PaperLanguage;
  readonly setting: BriefingSetting;
}

/** Makes the record of a briefing and its sections. @throws DeskError `notFound`; those of `commit` */
export function makeBriefing(desk: Desk, { author, subject, language, setting }: BriefingOptions): { id: string; committed: Committed } {
  const made = assemble(desk.db, { subject, language, dates: setting.dates, words: setting.words(language), today: today(desk.environment.now()) });
  const id = newRecordId(desk.environment.now(), desk.environment.random);
  const mutations: Mutation[] = [
    {
      kind: 'create',
      table: 'briefing',
      id,
      set: {
        title: made.title,
        language,
        [subject.table]: subject.id,
        status: 'draft',
        ...(made.handling === '' ? {} : { handling: handlingOf(desk.db, subject) }),
      },
    },
    ...made.sections.map(
      (section, at): Mutation => ({
        kind: 'create',
        table: 'briefingSection',
        set: {
          briefing: id,
          part: section.part,
          order: (at + 1) * 10,
          title: section.title,
          text: section.text || null,
          generated: section.text || null,
          madeFrom: section.version,
        },
      }),
    ),
  ];
  return { id, committed: commit(desk, author, mutations) };
}

const handlingOf = (db: Reader, subject: Subject): string | null =>
  subject.table === 'visit' ? (db.value<string | null>('SELECT handling FROM visit WHERE id = ?', subject.id) ?? null) : null;

/** A briefing, and what has changed in the records since. @param day  today, `YYYY-MM-DD` @throws DeskError `notFound` */
export function briefingPage(db: Reader, id: string, setting: BriefingSetting, day: string): BriefingPage {
  const row = db.get<{ title: string; language: PaperLanguage; visit: string | null; trip: string | null; partner: string | null }>(
    'SELECT title, language, visit, trip, partner FROM briefing WHERE id = ? AND deleted = 0',
    id,
  );
  if (!row) throw new DeskError('notFound', { table: 'briefing', id });
  const subject = subjectOf(row);
  const language: PaperLanguage = row.language === 'en' ? 'en' : 'ja';
  const made = assemble(db, { subject, language, dates: setting.dates, words: setting.words(language), today: day });
  const now = new Map(made.sections.map((section) => [section.part, section]));
  const rows = db.all<{
    id: string;
    part: string | null;
    title: string;
    text: string | null;
    generated: string | null;
    hidden: number | null;
    order: number;
    seen: string;
  }>('SELECT id, part, title, text, generated, hidden, "order", _h AS seen FROM briefingSection WHERE briefing = ? AND deleted = 0 ORDER BY "order", id', id);
  const exported = db.get<{ date: string; fileName: string | null; madeFrom: string | null }>(
    'SELECT exportedOn AS date, fileName, madeFrom FROM briefingExport WHERE briefing = ? AND deleted = 0 ORDER BY exportedOn DESC, id DESC LIMIT 1',
    id,
  );
  const handedOut = JSON.parse(exported?.madeFrom ?? '{}') as Record<string, string>;
  return {
    id,
    title: row.title,
    deskName: ownDeskName(db),
    language,
    subject,
    assembled: { subtitle: made.subtitle, handling: made.handling, labels: made.labels, blanks: made.blanks, untranslated: made.untranslated },
    sections: rows.map((section) => {
      const fresh = section.part === null ? undefined : now.get(section.part)?.text;
      const generated = section.generated ?? '';
      return {
        id: section.id,
        part: section.part,
        title: section.title,
        text: section.text ?? '',
        generated,
        hidden: section.hidden === 1,
        order: section.order,
        seen: section.seen,
        fresh: fresh !== undefined && fresh !== generated ? fresh : null,
        edited: (section.text ?? '') !== generated,
      };
    }),
    versions: Object.fromEntries(made.sections.map((section) => [section.part, section.version])),
    lastExport: exported
      ? {
          date: exported.date,
          fileName: exported.fileName ?? '',
          changed: made.sections
            .filter((section) => handedOut[section.part] !== undefined && handedOut[section.part] !== section.version)
            .map((section) => section.title),
        }
      : null,
  };
}

export type RefreshChoice = 'fresh' | 'mine' | 'both';

export interface RefreshOptions {
  readonly author: string;
  /** Record id of the briefing. */
  readonly id: string;
  /** What becomes of sections that an officer has edited, by their record ids; the others are left alone. */
  readonly choices?: Readonly<Record<string, RefreshChoice>> | undefined;
  readonly setting: BriefingSetting;
}

/**
 * Takes what the records say now into the sections named. Where nobody has written, that simply replaces the old text;
 * where somebody has, only what was chosen happens. One action.
 */
export function refreshBriefing(desk: Desk, { author, id, choices = {}, setting }: RefreshOptions): Committed {
  const page = briefingPage(desk.db, id, setting, today(desk.environment.now()));
  const mutations = page.sections.flatMap((section): Mutation[] => {
    if (section.fresh === null) return [];
    const choice = choices[section.id] ?? (section.edited ? undefined : 'fresh');
    if (choice === undefined) return [];
    const text = choice === 'fresh' ? section.fresh : choice === 'both' ? `${section.text}\n${section.fresh}` : section.text;
    return [{ kind: 'set', table: 'briefingSection', id: section.id, set: { text: text || null, generated: section.fresh || null } }];
  });
  return commit(desk, author, mutations);
}

/** Notes a briefing that was handed out, with the versions of the records behind each section when it was put together. */
export const noteExported = (desk: Desk, author: string, page: BriefingPage, fileName: string): Committed =>
  commit(desk, author, [
    {
      kind: 'create',
      table: 'briefingExport',
      set: {
        briefing: page.id,
        exportedOn: today(desk.environment.now()),
        exportedBy: author,
        fileName: fileName.slice(0, 200),
        madeFrom: JSON.stringify(page.versions),
      },
    },
  ]);

/** The latest briefing of a subject in a language, made now if there is none. @returns its record id @throws DeskError as `makeBriefing` */
export function briefingFor(desk: Desk, options: BriefingOptions): string {
  const { subject, language } = options;
  const column = { visit: 'visit', trip: 'trip', partner: 'partner' }[subject.table];
  const known = desk.db.value<string>(
    `SELECT id FROM briefing WHERE deleted = 0 AND "${column}" = ? AND language = ? ORDER BY id DESC LIMIT 1`,
    subject.id,
    language,
  );
  return known ?? makeBriefing(desk, options).id;
}
