// What a briefing is about, and the records around it: the party, the cities, what was agreed, visited and promised.
import { sql } from 'drizzle-orm';
import type { Facts, Row } from '../facts/facts.ts';
import type { Seated } from './protocol.ts';

export type Subject = { readonly table: 'visit' | 'trip' | 'partner'; readonly id: string };

const pastVisits = 30;

export interface Guest {
  readonly guest: Row;
  readonly person: Row | undefined;
}

export class BriefingSubject {
  readonly facts: Facts;
  readonly table: Subject['table'];
  readonly row: Row;
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly #partners: readonly Row[];
  readonly #guests: readonly Guest[];

  constructor(facts: Facts, table: Subject['table'], row: Row, today: string) {
    this.facts = facts;
    this.table = table;
    this.row = row;
    this.today = today;
    this.#guests =
      table === 'visit'
        ? facts.rows('visitGuest', sql`t.visit = ${row.id}`, sql`t."order", t.id`).map((guest) => ({ guest, person: facts.one('person', guest.person) }))
        : [];
    const stops = table === 'trip' ? facts.rows('tripStop', sql`t.trip = ${row.id}`, sql`t."order"`) : [];
    const ids = table === 'partner' ? [row.id] : table === 'visit' ? [row.partner] : stops.map((stop) => stop.partner);
    this.#partners = ids.flatMap((id) => facts.one('partner', id) ?? []);
  }

  /** Cities and countries it is about. Read once, and marked as used by every part that asks for them. */
  get partners(): readonly Row[] {
    return this.facts.using('partner', this.#partners);
  }
  /** Both sides of a visit's table, as `partners`. */
  get guests(): readonly Guest[] {
    this.facts.using(
      'visitGuest',
      this.#guests.map(({ guest }) => guest),
    );
    this.facts.using(
      'person',
      this.#guests.flatMap(({ person }) => person ?? []),
    );
    return this.#guests;
  }

  words(key: string, values: Record<string, unknown> = {}): string {
    return this.facts.words(`briefing.${key}`, values);
  }
  /** The day it is about; today where none is known. */
  get day(): string {
    const day = String(this.row.date ?? this.row.dateFrom ?? this.today);
    return day === '?' ? this.today : day;
  }
  leader(): Row | undefined {
    return this.facts.one('person', this.row.leader);
  }

  side(side: 'guest' | 'host'): Seated[] {
    const f = this.facts;
    return this.guests
      .filter(({ guest }) => (guest.side ?? 'guest') === side)
      .map(({ guest, person }, at) => ({
        id: guest.id,
        name: person ? f.person(person) : `${f.text(guest.name)}${side === 'guest' && f.language === 'ja' ? ` ${this.words('sama')}` : ''}`,
        post: person ? f.postAt(person, this.day) : f.text(guest.postJa),
        order: Number(guest.order ?? at + 1),
        interprets: guest.interprets === 1,
        chosen: typeof guest.seat === 'number' ? guest.seat : null,
        chosenBy: guest.seatBy === null ? null : String(guest.seatBy),
        chosenOn: guest.seatOn === null ? null : String(guest.seatOn),
      }));
  }

  agreements(partner: string): Row[] {
    return this.facts.rows('agreement', sql`t.id IN (SELECT agreement FROM agreementParty WHERE deleted = 0 AND partner = ${partner})`, sql`t.signedOn, t.id`);
  }
  /** Earlier visits from there, the latest first. */
  visits(partner: string, limit = pastVisits): Row[] {
    const own = this.table === 'visit' ? this.row.id : '';
    return this.facts.rows(
      'visit',
      sql`t.partner = ${partner} AND t.id <> ${own} AND t.date <> '?' AND t.date <= ${this.day} AND t.status <> 'cancelled'`,
      sql`t.date DESC, t.id`,
      limit,
    );
  }
  /** What was promised at earlier meetings and is still open. */
  promises(): Row[] {
    if (this.partners.length === 0) return [];
    const ids = JSON.stringify(this.partners.map((partner) => partner.id));
    return this.facts.rows(
      'followUp',
      sql`t.status = 'open' AND (t.visit IN (SELECT id FROM visit WHERE deleted = 0 AND partner IN (SELECT value FROM json_each(${ids}))) OR t.trip IN (SELECT trip FROM tripStop WHERE deleted = 0 AND partner IN (SELECT value FROM json_each(${ids}))))`,
      sql`t.dueOn`,
    );
  }
  /** Standard texts for a part: those for every city, and a city's own before them. */
  blocks(part: string, partner?: string): string[][] {
    const f = this.facts;
    const rows = f.rows(
      'textBlock',
      sql`t.language = ${f.language} AND t.part = ${part} AND (t.partner IS NULL OR t.partner = ${partner ?? ''})`,
      sql`t.partner IS NULL, t.name`,
    );
    return rows.map((row) => [...String(row.text ?? '').split('\n'), ...(row.asOf ? [this.words('asOf', { date: f.date(row.asOf) })] : [])]);
  }
}
