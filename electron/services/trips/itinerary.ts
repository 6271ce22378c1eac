// The itinerary of a trip (旅程表): day by day, local time and Tokyo's side by side, in the order in which things happen
// even when the date line lies between them.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { type DateStyle, formatDate } from '../../../db/catalog/dates.ts';
import { DeskError } from '../../../db/errors.ts';
import { ownDeskName } from '../../../db/queries/own-desk.ts';
import type { Reader } from '../../../db/store/connection.ts';
import type { Words } from '../../../resources/locales/sentences.ts';
import { Facts, type PaperLanguage } from '../facts/facts.ts';
import { factTable, h, headRowOf, htmlOf } from '../print/page-html.ts';
import type { PrintedPage } from '../print/printed-page.ts';
import { fillTemplate } from '../word/template.ts';
import { programmeOf } from './programme.ts';

export interface ItineraryLine {
  readonly local: string;
  /** Empty where the difference is not known. */
  readonly tokyo: string;
  readonly kind: string;
  readonly text: string;
  readonly place: string;
  readonly note: string;
}

export interface ItineraryDay {
  /** Date and the city where it begins. */
  readonly heading: string;
  readonly lines: readonly ItineraryLine[];
}

export interface Itinerary {
  readonly title: string;
  /** The desk that hands it out. */
  readonly deskName: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly days: readonly ItineraryDay[];
  /** Texts of an English itinerary that exist in Japanese only. */
  readonly untranslated: readonly string[];
}

export interface ItineraryStyle {
  readonly language: PaperLanguage;
  readonly dates: DateStyle;
  readonly words: Words;
}

/** @param trip  record id @throws DeskError `notFound` */
export function itineraryOf(db: Reader, trip: string, { language, dates, words }: ItineraryStyle): Itinerary {
  const f = new Facts(db, language, words, dates);
  const row = f.one('trip', trip);
  if (!row) throw new DeskError('notFound', { table: 'trip', id: trip });
  const stops = f.rows('tripStop', sql`t.trip = ${trip}`, sql`t."order", t.arriveOn, t.id`);
  const items = programmeOf(f, row, stops);
  const days = new Map<string, typeof items>();
  for (const one of items) days.set(one.date, [...(days.get(one.date) ?? []), one]);
  const span = [f.date(row.dateFrom), f.date(row.dateTo)].filter((text) => text !== '').join(' – ');
  return {
    title: `${f.name('trip', row)} ${words('trips.itinerary')}`,
    deskName: ownDeskName(db),
    facts: [
      { label: words('trips.period'), value: span },
      { label: words('fields.traveller'), value: f.word('receivedBy', row.traveller) },
      { label: words('fields.purpose'), value: f.text(row.purpose) },
      { label: words('trips.stops'), value: stops.map((stop) => f.name('partner', f.one('partner', stop.partner))).join(language === 'ja' ? '、' : ', ') },
      { label: words('fields.companions'), value: f.text(row.companions) },
    ].filter(({ value }) => value !== ''),
    days: [...days].map(([date, own]) => ({
      heading: [f.date(date), ...new Set(own.map(({ stop }) => f.name('partner', f.one('partner', stop.partner))))].join('　'),
      lines: own.map(({ item, local, tokyo }) => ({
        local,
        tokyo,
        kind: item.kind === null || item.kind === 'programme' ? '' : f.word('programmeKind', item.kind),
        text: f.name('programmeItem', item),
        place: f.text(item.place),
        note: f.text(item.note),
      })),
    })),
    untranslated: f.untranslated(),
  };
}

/** Columns of the table of a day, and how wide they are, per cent. */
const dayWidths = [15, 14, 35, 22, 14] as const;
const headings = (words: Words) =>
  [words('trips.localTime'), words('trips.tokyoTime'), words('trips.what'), words('fields.place'), words('fields.note')] as const;
const cellsOf = (line: ItineraryLine) =>
  [line.local, line.tokyo, [line.kind === '' ? '' : `[${line.kind}]`, line.text].filter((text) => text !== '').join(' '), line.place, line.note] as const;

/**
 * By the template; an officer's own `templates/itinerary.docx` in the desk's folder is preferred to the program's.
 * @throws DeskError `templateBroken`
 */
export function itineraryDocx(
  itinerary: Itinerary,
  place: { readonly folder: string; readonly resources: string },
  day: string,
  style: ItineraryStyle,
): Promise<Uint8Array> {
  const own = join(place.folder, 'templates', 'itinerary.docx');
  const [localTime, tokyoTime, what, where, note] = headings(style.words);
  return fillTemplate(
    readFileSync(existsSync(own) ? own : join(place.resources, 'templates', 'itinerary.docx')),
    {
      title: itinerary.title,
      handling: '',
      version: versionText(day, style),
      facts: itinerary.facts.map(({ label, value }) => ({ label, value })),
      days: itinerary.days.map(({ heading, lines }) => ({
        heading,
        headLocal: localTime,
        headTokyo: tokyoTime,
        headWhat: what,
        headPlace: where,
        headNote: note,
        lines: lines.map((line) => {
          const [local, tokyo, text, at, more] = cellsOf(line);
          return { local, tokyo, text, place: at, note: more };
        }),
      })),
    },
    { name: 'itinerary.docx', properties: { title: itinerary.title, author: itinerary.deskName, at: Date.parse(day) } },
  );
}

const versionText = (day: string, { language, dates, words }: ItineraryStyle) =>
  words('briefing.version', { date: formatDate(day, language, language === 'ja' ? dates : 'western') });

/** To be printed by Chromium: A4, upright. */
export function itineraryPage(itinerary: Itinerary, day: string, style: ItineraryStyle): PrintedPage {
  const { language, words } = style;
  return {
    title: itinerary.title,
    deskName: itinerary.deskName,
    body: itineraryBody(itinerary, words),
    language,
    footer: words('sheet.page', { page: '{page}', pages: '{pages}' }),
    day: versionText(day, style),
    upright: { handling: '' },
  };
}

function itineraryBody(itinerary: Itinerary, words: Words): string {
  const head = headRowOf(headings(words));
  const dayTable = (lines: readonly ItineraryLine[]) =>
    h(
      'table',
      { className: 'day' },
      h('colgroup', null, ...dayWidths.map((width) => h('col', { width: `${width}%` }))),
      head,
      h('tbody', null, ...lines.map((line) => h('tr', null, ...cellsOf(line).map((cell) => h('td', null, cell))))),
    );
  const days = itinerary.days.map(({ heading, lines }) => h('section', null, h('h2', null, heading), dayTable(lines)));
  return htmlOf(h('div', { className: 'briefing itinerary' }, h('h1', null, itinerary.title), factTable(itinerary.facts, { scope: 'row' }), ...days));
}
