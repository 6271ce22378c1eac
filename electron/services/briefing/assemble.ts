// A briefing from live records, in the order in which officers use it. Text only: lines, `■` before a heading, tabs
// between the cells of a table, `[photo:…]` for a picture. Officers edit it freely afterwards.
import { sql } from 'drizzle-orm';
import type { DateStyle } from '../../../db/catalog/dates.ts';
import { allowedValues, type TableName } from '../../../db/catalog/index.ts';
import { DeskError } from '../../../db/errors.ts';
import type { Reader } from '../../../db/store/connection.ts';
import type { Words } from '../../../resources/locales/sentences.ts';
import { Facts, type PaperLanguage, type RecordUsed, versionOf } from '../facts/facts.ts';
import { type TablePlan, tablePlan } from './protocol.ts';
import { partsLeftOut, programme, sectionLines } from './sections.ts';
import { BriefingSubject, type Subject } from './subject.ts';

export interface AssembledSection {
  readonly part: string;
  readonly title: string;
  readonly text: string;
  readonly used: readonly RecordUsed[];
  /** Changes when one of the records does. */
  readonly version: string;
}

export interface Assembled {
  readonly title: string;
  readonly subtitle: string;
  readonly handling: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly sections: readonly AssembledSection[];
  /** What an officer should fill in before it is printed; words below `briefing.blanks.`. */
  readonly blanks: readonly string[];
  /** Texts without a translation. */
  readonly untranslated: readonly string[];
}

export interface AssembleOptions {
  readonly subject: Subject;
  readonly language: PaperLanguage;
  readonly dates: DateStyle;
  readonly words: Words;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** Puts a briefing together from the records as they are now. @throws DeskError `notFound` */
export function assemble(db: Reader, options: AssembleOptions): Assembled {
  const { subject, language, words, today } = options;
  const facts = new Facts(db, language, words, options.dates);
  const row = facts.one(subject.table, subject.id);
  if (!row) throw new DeskError('notFound', { table: subject.table, id: subject.id });
  const about = new BriefingSubject(facts, subject.table, row, today);
  const wanted = allowedValues('briefingPart').filter((part) => !partsLeftOut[subject.table].has(part));
  facts.used();
  const sections = wanted.map((part): AssembledSection => {
    const text = (sectionLines[part]?.(about) ?? []).join('\n');
    const used = [{ table: subject.table as TableName, id: subject.id }, ...facts.used()];
    return { part, title: words(`values.briefingPart.${part}`), text, used, version: versionOf(db, used) };
  });
  return { ...cover(about), sections, blanks: blanks(about), untranslated: facts.untranslated() };
}

export interface SeatingOptions {
  /** Record id. */
  readonly visit: string;
  readonly words: Words;
  readonly language: PaperLanguage;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** Both sides of a visit's table, for the plan on the screen. @throws DeskError `notFound` */
export function seatingOf(db: Reader, { visit, words, language, today }: SeatingOptions): TablePlan {
  const facts = new Facts(db, language, words, 'era');
  const row = facts.one('visit', visit);
  if (!row) throw new DeskError('notFound', { table: 'visit', id: visit });
  const about = new BriefingSubject(facts, 'visit', row, today);
  return tablePlan(about.side('guest'), about.side('host'));
}

function when(about: BriefingSubject): string {
  const { date, startTime, endTime, dateFrom, dateTo } = about.row;
  if (about.table === 'trip') return [about.facts.date(dateFrom), about.facts.date(dateTo)].filter((text) => text !== '').join('–');
  return [about.facts.date(date), [startTime, endTime].filter((time) => time !== null && time !== undefined).join('–')].filter((text) => text !== '').join(' ');
}

function places(about: BriefingSubject): string {
  return about.partners.map((partner) => about.facts.name('partner', partner)).join(about.facts.language === 'en' ? ', ' : '、');
}

function cover(about: BriefingSubject): Pick<Assembled, 'title' | 'subtitle' | 'handling' | 'labels'> {
  const f = about.facts;
  const title = about.table === 'partner' ? about.words('profileOf', { name: f.name('partner', about.row) }) : f.name(about.table, about.row);
  const leader = about.leader();
  const who =
    about.table === 'trip'
      ? f.word('receivedBy', about.row.traveller)
      : leader
        ? `${f.postAt(leader, about.day)} ${f.person(leader)}`.trim()
        : about.table === 'partner'
          ? f.text(about.row.headTitle)
          : '';
  return {
    title,
    subtitle: about.table === 'visit' ? `${f.term('visitKind', about.row.kind)} ${about.words('paper')}` : about.words('paper'),
    handling: about.row.handling && about.row.handling !== 'open' ? f.word('handling', about.row.handling) : '',
    labels: {
      labelWhen: about.words('when'),
      when: when(about),
      labelWhere: about.words(about.table === 'visit' ? 'where' : 'city'),
      where: about.table === 'visit' ? f.text(about.row.place) : places(about),
      labelWho: about.words(about.table === 'trip' ? 'traveller' : about.table === 'visit' ? 'who' : 'head'),
      who,
      labelReceivedBy: f.words('fields.receivedBy'),
      receivedBy: f.word('receivedBy', about.row.receivedBy),
      labelInterpreter: f.words('fields.interpreter'),
      interpreter: [f.text(about.row.interpreter), f.term('language', about.row.language)].filter((text) => text !== '').join(' / '),
      labelPurpose: f.words('fields.purpose'),
      purpose: f.text(about.row.purpose),
    },
  };
}

/** Blanks that a careful officer would not leave. */
function blanks(about: BriefingSubject): string[] {
  if (about.table !== 'visit') return about.partners.length === 0 ? ['partner'] : [];
  const missing: string[] = [];
  if (!about.row.startTime) missing.push('time');
  if (!about.row.place) missing.push('place');
  if (!about.row.interpreter && about.row.language && about.row.language !== 'ja') missing.push('interpreter');
  if (about.facts.rows('gift', sql`t.visit = ${about.row.id}`, sql`t.id`, 1).length === 0) missing.push('gift');
  if (about.guests.length === 0) missing.push('guests');
  if (!about.guests.some(({ guest }) => guest.side === 'host')) missing.push('hosts');
  if (about.partners.length === 0) missing.push('partner');
  if (programme(about).length === 0) missing.push('programme');
  return missing;
}
