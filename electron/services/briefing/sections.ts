// The sections of a briefing as lines of text. Lines, `■` before a heading, tabs between the cells of a table.
import { sql } from 'drizzle-orm';
import type { Row } from '../facts/facts.ts';
import { programmeOf } from '../trips/programme.ts';
import { type PlannedSeat, tablePlan } from './protocol.ts';
import { protocolNotes } from './protocol-notes.ts';
import { relations } from './relations.ts';
import type { BriefingSubject, Subject } from './subject.ts';

/** Lines of each section, by its word in the vocabulary `briefingPart`. */
export const sectionLines: Readonly<Record<string, (about: BriefingSubject) => string[]>> = {
  summary,
  programme,
  attendance,
  biographies,
  profile,
  relations,
  points,
  questions,
  protocol: protocolNotes,
  annexes,
};

/** Sections that make no sense for a subject: a city has no programme, a trip no guests. */
export const partsLeftOut: Readonly<Record<Subject['table'], ReadonlySet<string>>> = {
  visit: new Set(),
  trip: new Set(['attendance', 'biographies']),
  partner: new Set(['attendance', 'programme']),
};

function summary(about: BriefingSubject): string[] {
  const f = about.facts;
  const lines: string[] = [];
  const purpose = f.text(about.row.agenda ?? about.row.purpose ?? about.row.note);
  if (purpose !== '') lines.push(...purpose.split('\n'));
  for (const partner of about.partners) {
    const agreements = about.agreements(partner.id);
    const inForce = agreements.filter((row) => row.status === 'inForce').length;
    lines.push(about.words('summaryAgreements', { name: f.name('partner', partner), count: agreements.length, inForce }));
    const last = about.visits(partner.id, 1)[0];
    if (last) lines.push(about.words('summaryLast', { date: f.date(last.date), title: f.name('visit', last) }));
  }
  const open = about.promises();
  if (open.length > 0) lines.push(about.words('summaryOpen', { count: open.length }));
  return lines;
}

/** Lines of the section: of a visit by time, of a trip by stop and then by day. */
export function programme(about: BriefingSubject): string[] {
  const f = about.facts;
  if (about.table === 'visit')
    return f
      .rows('programmeItem', sql`t.visit = ${about.row.id}`, sql`t.date, t.startTime, t.id`)
      .map((item) => itemLine(about, item, [item.startTime, item.endTime].filter((time) => time !== null).join('–')));
  const stops = f.rows('tripStop', sql`t.trip = ${about.row.id}`, sql`t."order"`);
  const lines: string[] = [];
  for (const stop of stops) {
    const days = [f.date(stop.arriveOn), f.date(stop.leaveOn)].filter((text) => text !== '').join('–');
    lines.push(`■ ${f.name('partner', f.one('partner', stop.partner))} ${days}`.trim());
    if (f.text(stop.purpose) !== '') lines.push(f.text(stop.purpose));
  }
  let day = '';
  for (const { item, date, local, tokyo } of programmeOf(f, about.row, stops)) {
    if (date !== day) lines.push(`■ ${f.date(date)}`);
    day = date;
    // Tokyo's time is added where it differs.
    lines.push(itemLine(about, item, tokyo === '' || tokyo === item.startTime ? local : `${local} ${about.words('tokyo', { time: tokyo })}`));
  }
  return lines;
}

function itemLine(about: BriefingSubject, item: Row, when: string): string {
  const f = about.facts;
  const kind = item.kind && item.kind !== 'programme' ? `${f.word('programmeKind', item.kind)} ` : '';
  return [when, `${kind}${f.name('programmeItem', item)}`, f.text(item.place)].join('\t');
}

function attendance(about: BriefingSubject): string[] {
  const f = about.facts;
  const lines: string[] = [];
  for (const side of ['guest', 'host'] as const) {
    const people = about.side(side);
    if (people.length === 0) continue;
    lines.push(`■ ${f.word('side', side)}`);
    people.forEach((one, at) => {
      lines.push([one.interprets ? about.words('interpreterMark') : String(at + 1), one.name, one.post].join('\t'));
    });
  }
  return [...lines, ...seatingLines(about)];
}

/** The drawing of the table turned by a quarter: its left is at the top, hosts are at the left. */
function seatingLines(about: BriefingSubject): string[] {
  const f = about.facts;
  const plan = tablePlan(about.side('guest'), about.side('host'));
  if (plan.guests.length === 0) return [];
  const show = ({ person, byHand }: PlannedSeat): string =>
    `${person.interprets ? about.words('interpreterMark') : ''}${person.name}${byHand ? about.words('byHand', { who: person.chosenBy ?? '', date: f.date(person.chosenOn) }) : ''}`;
  const cell = (side: readonly PlannedSeat[], column: number): string[] =>
    side.filter((seat) => seat.column === column).map((seat) => (seat.behind ? about.words('behind', { name: show(seat) }) : show(seat)));
  const rows = Array.from({ length: plan.columns }, (_, at) =>
    // Who sits behind is on the outer side: of the hosts the left, of the guests the right.
    [
      cell(plan.hosts, at + 1)
        .reverse()
        .join(' '),
      '｜',
      cell(plan.guests, at + 1).join(' '),
    ].join('\t'),
  );
  return [
    `■ ${about.words('seating')}`,
    about.words('seatingHelp'),
    [f.word('side', 'host'), about.words('table'), f.word('side', 'guest')].join('\t'),
    ...rows,
  ];
}

function biographies(about: BriefingSubject): string[] {
  const f = about.facts;
  const people =
    about.table === 'partner'
      ? f.rows('person', sql`t.partner = ${about.row.id}`, sql`t.precedence, t.reading`, 5)
      : about.guests.filter(({ guest }) => guest.side !== 'host').flatMap(({ person }) => person ?? []);
  return people.flatMap((person) => {
    const lines = [`■ ${f.person(person)}${person.reading ? `（${person.reading}）` : ''}`, f.postAt(person, about.day)];
    const photo = f.rows(
      'attachment',
      sql`t.recordTable = 'person' AND t.record = ${person.id} AND t.mediaType IN ('image/png', 'image/jpeg')`,
      sql`t.id DESC`,
      1,
    )[0];
    if (photo) lines.push(`[photo:${photo.fileHash}] ${f.name('person', person)}`);
    const biography = f.text(person.biography);
    if (biography !== '') lines.push(...biography.split('\n'));
    return lines.filter((line) => line !== '');
  });
}

function profile(about: BriefingSubject): string[] {
  const f = about.facts;
  return about.partners.flatMap((partner) => {
    const lines = [`■ ${f.name('partner', partner)}`];
    const country = f.one('partner', partner.country);
    if (country) lines.push([about.words('country'), f.name('partner', country), ''].join('\t'));
    for (const of of [partner, ...(country ? [country] : [])]) {
      const seen = new Set<string>();
      for (const fact of f.rows('partnerFact', sql`t.partner = ${of.id}`, sql`t.metric, t.asOf DESC`)) {
        if (seen.has(String(fact.metric))) continue; // the newest of each; older ones stay in the records
        seen.add(String(fact.metric));
        lines.push(
          [
            `${of === partner ? '' : `${f.name('partner', of)} `}${f.word('factMetric', fact.metric)}`,
            `${f.text(fact.value)} ${f.text(fact.unit)}`.trim(),
            fact.asOf ? about.words('asOf', { date: f.date(fact.asOf) }) : about.words('asOfUnknown'),
          ].join('\t'),
        );
      }
    }
    if (f.text(partner.headTitle) !== '') lines.push([about.words('head'), f.text(partner.headTitle), ''].join('\t'));
    for (const block of about.blocks('profile', partner.id)) lines.push(...block);
    if (lines.length === 1 && f.text(partner.note) !== '') lines.push(...f.text(partner.note).split('\n'));
    return lines;
  });
}

function points(about: BriefingSubject): string[] {
  const f = about.facts;
  // At home the guest is welcomed; abroad the governor is the guest. A city's profile is no speech.
  const opening = { visit: ['welcome'], trip: ['thanks'], partner: [] }[about.table];
  const lines = opening.map((key) => about.words(key));
  for (const line of f.text(about.row.agenda ?? about.row.purpose).split('\n')) if (line.trim() !== '') lines.push(`・${line.replace(/^・/, '')}`);
  for (const promise of about.promises()) lines.push(`・${about.words('mention', { text: f.text(promise.text) })}`);
  for (const partner of about.partners) for (const block of about.blocks('points', partner.id)) lines.push(...block);
  return lines;
}

function questions(about: BriefingSubject): string[] {
  const blocks = about.partners.flatMap((partner) => about.blocks('questions', partner.id));
  return blocks.length > 0 ? blocks.flat() : [about.words('questionLine'), about.words('answerLine')];
}

function annexes(about: BriefingSubject): string[] {
  const f = about.facts;
  return f
    .rows('attachment', sql`t.recordTable = ${about.table} AND t.record = ${about.row.id}`, sql`t.fileName`)
    .map((file, at) => `${about.words('annex', { number: at + 1 })}　${file.fileName}`);
}
