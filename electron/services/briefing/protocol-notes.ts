// The section for the protocol officer: order of flags, gifts now and before, dietary and religious needs, readings of names.
import { sql } from 'drizzle-orm';
import type { Row } from '../facts/facts.ts';
import { flagOrder } from './protocol.ts';
import { unitedNationsName } from './protocol-countries.ts';
import type { BriefingSubject } from './subject.ts';

/** Lines of the section. */
export function protocolNotes(about: BriefingSubject): string[] {
  const f = about.facts;
  const lines: string[] = [];
  lines.push(...flagLines(about));
  const ids = JSON.stringify(about.partners.map((partner) => partner.id));
  const gifts = f.rows(
    'gift',
    sql`t.partner IN (SELECT value FROM json_each(${ids})) OR t.visit IN (SELECT id FROM visit WHERE deleted = 0 AND partner IN (SELECT value FROM json_each(${ids})))`,
    sql`t.direction, (SELECT date FROM visit WHERE id = t.visit) DESC, t.id`,
    100,
  );
  const planned = about.table === 'visit' ? gifts.filter((gift) => gift.visit === about.row.id) : [];
  const past = gifts.filter((gift) => !planned.includes(gift));
  if (gifts.length > 0) lines.push(`■ ${about.words('gifts')}`);
  const item = (gift: Row) => (f.language === 'en' ? f.text(gift.itemEn ?? gift.itemJa) : f.text(gift.itemJa));
  for (const gift of planned) {
    const again = past.find((other) => other.direction === gift.direction && String(other.itemJa).trim() === String(gift.itemJa).trim());
    lines.push(
      [f.word('direction', gift.direction), item(gift), again ? about.words('giftAgain', { date: f.date(f.one('visit', again.visit)?.date) }) : ''].join('\t'),
    );
  }
  for (const gift of past.slice(0, 10))
    lines.push([about.words('giftPast', { direction: f.word('direction', gift.direction) }), item(gift), f.date(f.one('visit', gift.visit)?.date)].join('\t'));
  const needs = about.guests.flatMap(({ person }) => (person && (person.dietary || person.religious) ? [person] : []));
  if (needs.length > 0) lines.push(`■ ${about.words('needs')}`);
  for (const person of needs) lines.push([f.person(person), f.text(person.dietary), f.text(person.religious)].join('\t'));
  const readings = about.guests.flatMap(({ person }) => (person?.reading ? [person] : []));
  if (readings.length > 0) lines.push(`■ ${about.words('pronounce')}`);
  for (const person of readings) lines.push([f.person(person), String(person.reading), ''].join('\t'));
  if (about.table === 'visit' && f.text(about.row.press) !== '') lines.push(`■ ${f.words('fields.press')}`, ...f.text(about.row.press).split('\n'));
  for (const partner of about.partners) for (const block of about.blocks('protocol', partner.id)) lines.push(...block);
  return lines;
}

/** Flags of a meeting here, or of each country of a trip, where the flags of two hang. */
function flagLines(about: BriefingSubject): string[] {
  const f = about.facts;
  const countries = new Map<string, Row>();
  for (const partner of about.partners) {
    const country = partner.kind === 'country' ? partner : f.one('partner', partner.country);
    if (country) countries.set(country.id, country);
  }
  if (countries.size === 0) return [];
  const theirs = [...countries.values()].map((row) => {
    const nameEn = String(row.nameEn ?? '');
    const country = f.name('partner', row);
    return { country: f.language === 'en' && nameEn !== '' ? unitedNationsName(nameEn) : country, nameEn, own: false };
  });
  const ours = { country: about.words('japan'), nameEn: 'Japan', own: true };
  const orders = about.table === 'trip' ? theirs.map((flag) => flagOrder([flag, ours], 'abroad')) : [flagOrder([...theirs, ours])];
  return [
    `■ ${about.words('flags')}`,
    ...orders.map(({ flags }) => flags.map(({ country }) => country).join(' － ')),
    ...new Set(orders.map(({ rule }) => about.words(`flagRule.${rule}`))),
  ];
}
