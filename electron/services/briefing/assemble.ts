// A briefing from live records, in the order in which officers use it. Text only: lines, `■` before a heading, tabs
// between the cells of a table, `[photo:…]` for a picture. Officers edit it freely afterwards.
import { sql } from 'drizzle-orm';
import { nextAnniversary, nextReview } from '../../../db/catalog/computed.ts';
import { addYears, type DateStyle } from '../../../db/catalog/dates.ts';
import { allowedValues, type TableName } from '../../../db/catalog/index.ts';
import { DeskError } from '../../../db/errors.ts';
import type { Reader } from '../../../db/handles.ts';
import type { Words } from '../../../resources/locales/sentences.ts';
import { Facts, type PaperLanguage, type RecordUsed, type Row, versionOf } from './facts.ts';
import { flagOrder, type Seat, type Seated, seats } from './protocol.ts';

export type Subject = { readonly table: 'visit' | 'trip' | 'partner'; readonly id: string };

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

export interface AssembleWish {
  readonly subject: Subject;
  readonly language: PaperLanguage;
  readonly dates: DateStyle;
  readonly words: Words;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

const pastVisits = 30;

/** @throws DeskError `notFound` */
export function assemble(db: Reader, wish: AssembleWish): Assembled {
  const { subject, language, words, today } = wish;
  const facts = new Facts(db, language, words, wish.dates);
  const row = facts.one(subject.table, subject.id);
  if (!row) throw new DeskError('notFound', { table: subject.table, id: subject.id });
  const about = new Briefing(facts, subject.table, row, today);
  const parts: Record<string, () => string[]> = {
    summary: () => about.summary(),
    programme: () => about.programme(),
    attendance: () => about.attendance(),
    biographies: () => about.biographies(),
    profile: () => about.profile(),
    relations: () => about.relations(),
    points: () => about.points(),
    questions: () => about.questions(),
    protocol: () => about.protocol(),
    annexes: () => about.annexes(),
  };
  const wanted = allowedValues('briefingPart').filter(
    (part) =>
      subject.table === 'visit' ||
      !['attendance', 'programme', 'biographies'].includes(part) ||
      (subject.table === 'trip' && part === 'programme') ||
      (subject.table === 'partner' && part === 'biographies'),
  );
  facts.used();
  const sections = wanted.map((part): AssembledSection => {
    const text = (parts[part]?.() ?? []).join('\n');
    const used = [{ table: subject.table as TableName, id: subject.id }, ...facts.used()];
    return { part, title: words(`values.briefingPart.${part}`), text, used, version: versionOf(db, used) };
  });
  return { ...about.cover(), sections, blanks: about.blanks(), untranslated: facts.untranslated() };
}

/** Both sides of a visit's table, for the plan on the screen. */
export function seatingOf(db: Reader, visit: string, words: Words, language: PaperLanguage, today: string): { guests: Seat[]; hosts: Seat[] } {
  const facts = new Facts(db, language, words, 'era');
  const row = facts.one('visit', visit);
  if (!row) throw new DeskError('notFound', { table: 'visit', id: visit });
  const about = new Briefing(facts, 'visit', row, today);
  return { guests: seats(about.side('guest')), hosts: seats(about.side('host')) };
}

class Briefing {
  readonly #facts: Facts;
  readonly #table: Subject['table'];
  readonly #row: Row;
  readonly #today: string;
  readonly #partners: readonly Row[];
  readonly #guests: readonly { guest: Row; person: Row | undefined }[];

  constructor(facts: Facts, table: Subject['table'], row: Row, today: string) {
    this.#facts = facts;
    this.#table = table;
    this.#row = row;
    this.#today = today;
    this.#guests =
      table === 'visit'
        ? facts.rows('visitGuest', sql`t.visit = ${row.id}`, sql`t."order", t.id`).map((guest) => ({ guest, person: facts.one('person', guest.person) }))
        : [];
    const stops = table === 'trip' ? facts.rows('tripStop', sql`t.trip = ${row.id}`, sql`t."order"`) : [];
    const ids = table === 'partner' ? [row.id] : table === 'visit' ? [row.partner] : stops.map((stop) => stop.partner);
    this.#partners = ids.flatMap((id) => facts.one('partner', id) ?? []);
  }

  #words(key: string, values: Record<string, unknown> = {}): string {
    return this.#facts.words(`briefing.${key}`, values);
  }
  get #day(): string {
    const day = String(this.#row.date ?? this.#row.dateFrom ?? this.#today);
    return day === '?' ? this.#today : day;
  }
  #when(): string {
    const { date, startTime, endTime, dateFrom, dateTo } = this.#row;
    if (this.#table === 'trip') return [this.#facts.date(dateFrom), this.#facts.date(dateTo)].filter((text) => text !== '').join('–');
    return [this.#facts.date(date), [startTime, endTime].filter((time) => time !== null && time !== undefined).join('–')]
      .filter((text) => text !== '')
      .join(' ');
  }
  #leader(): Row | undefined {
    return this.#facts.one('person', this.#row.leader);
  }
  #places(): string {
    return this.#partners.map((partner) => this.#facts.name('partner', partner)).join(this.#facts.language === 'en' ? ', ' : '、');
  }

  cover(): Pick<Assembled, 'title' | 'subtitle' | 'handling' | 'labels'> {
    const f = this.#facts;
    const title = this.#table === 'partner' ? this.#words('profileOf', { name: f.name('partner', this.#row) }) : f.name(this.#table, this.#row);
    const leader = this.#leader();
    const who =
      this.#table === 'trip'
        ? f.word('receivedBy', this.#row.traveller)
        : leader
          ? `${f.postAt(leader, this.#day)} ${f.person(leader)}`.trim()
          : this.#table === 'partner'
            ? f.text(this.#row.headTitle)
            : '';
    return {
      title,
      subtitle: this.#table === 'visit' ? `${f.term('visitKind', this.#row.kind)} ${this.#words('paper')}` : this.#words('paper'),
      handling: this.#row.handling && this.#row.handling !== 'open' ? f.word('handling', this.#row.handling) : '',
      labels: {
        labelWhen: this.#words('when'),
        when: this.#when(),
        labelWhere: this.#words(this.#table === 'visit' ? 'where' : 'city'),
        where: this.#table === 'visit' ? f.text(this.#row.place) : this.#places(),
        labelWho: this.#words(this.#table === 'trip' ? 'traveller' : this.#table === 'visit' ? 'who' : 'head'),
        who,
        labelReceivedBy: f.words('fields.receivedBy'),
        receivedBy: f.word('receivedBy', this.#row.receivedBy),
        labelInterpreter: f.words('fields.interpreter'),
        interpreter: [f.text(this.#row.interpreter), f.term('language', this.#row.language)].filter((text) => text !== '').join(' / '),
        labelPurpose: f.words('fields.purpose'),
        purpose: f.text(this.#row.purpose),
      },
    };
  }

  summary(): string[] {
    const f = this.#facts;
    const lines: string[] = [];
    const purpose = f.text(this.#row.agenda ?? this.#row.purpose ?? this.#row.note);
    if (purpose !== '') lines.push(...purpose.split('\n'));
    for (const partner of this.#partners) {
      const agreements = this.#agreements(partner.id);
      const inForce = agreements.filter((row) => row.status === 'inForce').length;
      lines.push(this.#words('summaryAgreements', { name: f.name('partner', partner), count: agreements.length, inForce }));
      const last = this.#visits(partner.id, 1)[0];
      if (last) lines.push(this.#words('summaryLast', { date: f.date(last.date), title: f.name('visit', last) }));
    }
    const open = this.#promises();
    if (open.length > 0) lines.push(this.#words('summaryOpen', { count: open.length }));
    return lines;
  }

  programme(): string[] {
    const f = this.#facts;
    if (this.#table === 'visit') return f.rows('programmeItem', sql`t.visit = ${this.#row.id}`, sql`t.date, t.startTime, t.id`).map((item) => this.#item(item));
    const lines: string[] = [];
    for (const stop of f.rows('tripStop', sql`t.trip = ${this.#row.id}`, sql`t."order"`)) {
      lines.push(
        `■ ${f.name('partner', f.one('partner', stop.partner))} ${[f.date(stop.arriveOn), f.date(stop.leaveOn)].filter((text) => text !== '').join('–')}`.trim(),
      );
      if (f.text(stop.purpose) !== '') lines.push(f.text(stop.purpose));
      lines.push(...f.rows('programmeItem', sql`t.tripStop = ${stop.id}`, sql`t.date, t.startTime, t.id`).map((item) => this.#item(item, stop)));
    }
    return lines;
  }
  /** Local time, and Tokyo's beside it where the stop says how far apart they are. */
  #item(item: Row, stop?: Row): string {
    const f = this.#facts;
    const local = [item.startTime, item.endTime].filter((time) => time !== null).join('–');
    const offset =
      typeof stop?.utcOffset === 'number' && typeof item.startTime === 'string'
        ? this.#words('tokyo', { time: shifted(item.startTime, 540 - stop.utcOffset) })
        : '';
    const day = stop && item.date ? `${f.date(item.date)} ` : '';
    const kind = item.kind && item.kind !== 'programme' ? `${f.word('programmeKind', item.kind)} ` : '';
    return [`${day}${local} ${offset}`.trim(), `${kind}${f.name('programmeItem', item)}`, f.text(item.place)].join('\t');
  }

  side(side: 'guest' | 'host'): Seated[] {
    const f = this.#facts;
    return this.#guests
      .filter(({ guest }) => (guest.side ?? 'guest') === side)
      .map(({ guest, person }, at) => ({
        id: guest.id,
        name: person ? f.person(person) : `${f.text(guest.name)}${side === 'guest' && f.language === 'ja' ? ` ${this.#words('sama')}` : ''}`,
        post: person ? f.postAt(person, this.#day) : f.text(guest.postJa),
        order: Number(guest.order ?? at + 1),
        interprets: guest.interprets === 1,
        chosen: typeof guest.seat === 'number' ? guest.seat : null,
        chosenBy: guest.seatBy === null ? null : String(guest.seatBy),
        chosenOn: guest.seatOn === null ? null : String(guest.seatOn),
      }));
  }
  attendance(): string[] {
    const f = this.#facts;
    const lines: string[] = [];
    for (const side of ['guest', 'host'] as const) {
      const people = this.side(side);
      if (people.length === 0) continue;
      lines.push(`■ ${f.word('side', side)}`);
      people.forEach((one, at) => {
        lines.push([one.interprets ? this.#words('interpreterMark') : String(at + 1), one.name, one.post].join('\t'));
      });
    }
    const [hosts, guests] = [seats(this.side('host')), seats(this.side('guest'))];
    if (guests.length === 0) return lines;
    lines.push(`■ ${this.#words('seating')}`, this.#words('seatingHelp'));
    const show = (seat: Seat | undefined) =>
      seat
        ? `${seat.person.interprets ? this.#words('interpreterMark') : ''}${seat.person.name}${seat.byHand ? this.#words('byHand', { who: seat.person.chosenBy ?? '', date: f.date(seat.person.chosenOn) }) : ''}`
        : '';
    // Face to face: what is the hosts' right is the guests' left.
    const places = [...new Set([...hosts.map(({ place }) => place), ...guests.map(({ place }) => -place)])].sort((a, b) => b - a);
    lines.push([f.word('side', 'host'), this.#words('table'), f.word('side', 'guest')].join('\t'));
    for (const place of places)
      lines.push([show(hosts.find((seat) => seat.place === place)), '｜', show(guests.find((seat) => -seat.place === place))].join('\t'));
    return lines;
  }

  biographies(): string[] {
    const f = this.#facts;
    const people =
      this.#table === 'partner'
        ? f.rows('person', sql`t.partner = ${this.#row.id}`, sql`t.precedence, t.reading`, 5)
        : this.#guests.filter(({ guest }) => guest.side !== 'host').flatMap(({ person }) => person ?? []);
    return people.flatMap((person) => {
      const lines = [`■ ${f.person(person)}${person.reading ? `（${person.reading}）` : ''}`, f.postAt(person, this.#day)];
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

  profile(): string[] {
    const f = this.#facts;
    return this.#partners.flatMap((partner) => {
      const lines = [`■ ${f.name('partner', partner)}`];
      const country = f.one('partner', partner.country);
      if (country) lines.push([this.#words('country'), f.name('partner', country), ''].join('\t'));
      for (const of of [partner, ...(country ? [country] : [])]) {
        const seen = new Set<string>();
        for (const fact of f.rows('partnerFact', sql`t.partner = ${of.id}`, sql`t.metric, t.asOf DESC`)) {
          if (seen.has(String(fact.metric))) continue; // the newest of each; older ones stay in the records
          seen.add(String(fact.metric));
          lines.push(
            [
              `${of === partner ? '' : `${f.name('partner', of)} `}${f.word('factMetric', fact.metric)}`,
              `${f.text(fact.value)} ${f.text(fact.unit)}`.trim(),
              fact.asOf ? this.#words('asOf', { date: f.date(fact.asOf) }) : this.#words('asOfUnknown'),
            ].join('\t'),
          );
        }
      }
      if (f.text(partner.headTitle) !== '') lines.push([this.#words('head'), f.text(partner.headTitle), ''].join('\t'));
      for (const block of this.#blocks('profile', partner.id)) lines.push(...block);
      if (lines.length === 1 && f.text(partner.note) !== '') lines.push(...f.text(partner.note).split('\n'));
      return lines;
    });
  }
  #blocks(part: string, partner?: string): string[][] {
    const f = this.#facts;
    const rows = f.rows(
      'textBlock',
      sql`t.language = ${f.language} AND t.part = ${part} AND (t.partner IS NULL OR t.partner = ${partner ?? ''})`,
      sql`t.partner IS NULL, t.name`,
    );
    return rows.map((row) => [...String(row.text ?? '').split('\n'), ...(row.asOf ? [this.#words('asOf', { date: f.date(row.asOf) })] : [])]);
  }

  #agreements(partner: string): Row[] {
    return this.#facts.rows('agreement', sql`t.id IN (SELECT agreement FROM agreementParty WHERE deleted = 0 AND partner = ${partner})`, sql`t.signedOn, t.id`);
  }
  #visits(partner: string, limit = pastVisits): Row[] {
    const own = this.#table === 'visit' ? this.#row.id : '';
    return this.#facts.rows(
      'visit',
      sql`t.partner = ${partner} AND t.id <> ${own} AND t.date <> '?' AND t.date <= ${this.#day} AND t.status <> 'cancelled'`,
      sql`t.date DESC, t.id`,
      limit,
    );
  }
  #promises(): Row[] {
    if (this.#partners.length === 0) return [];
    const ids = JSON.stringify(this.#partners.map((partner) => partner.id));
    return this.#facts.rows(
      'followUp',
      sql`t.status = 'open' AND (t.visit IN (SELECT id FROM visit WHERE deleted = 0 AND partner IN (SELECT value FROM json_each(${ids}))) OR t.trip IN (SELECT trip FROM tripStop WHERE deleted = 0 AND partner IN (SELECT value FROM json_each(${ids}))))`,
      sql`t.dueOn`,
    );
  }
  relations(): string[] {
    const f = this.#facts;
    const lines: string[] = [];
    for (const partner of this.#partners) {
      if (this.#partners.length > 1) lines.push(`■ ${f.name('partner', partner)}`);
      const agreements = this.#agreements(partner.id);
      if (agreements.length > 0) lines.push(`■ ${this.#words('agreements')}`);
      const yearOn = addYears(this.#today, 1);
      for (const agreement of agreements) {
        const reviewed = f.rows('agreementReview', sql`t.agreement = ${agreement.id} AND t.heldOn <> '?'`, sql`t.heldOn DESC`, 1)[0];
        const review = nextReview({
          signedOn: agreement.signedOn as string | null,
          lastReview: (reviewed?.heldOn as string | undefined) ?? null,
          everyYears: agreement.reviewYears as number | null,
        });
        const anniversary = nextAnniversary(agreement.signedOn as string | null, this.#today);
        const soon = anniversary === null ? undefined : (JSON.parse(anniversary) as { date: string; years: number });
        const notes = [
          agreement.status ? f.word('agreementStatus', agreement.status) : '',
          review === null ? '' : this.#words('nextReview', { date: f.date((JSON.parse(review) as { date: string }).date) }),
          soon && soon.date <= yearOn ? this.#words('anniversary', { years: soon.years, date: f.date(soon.date) }) : '',
        ];
        lines.push(
          [f.date(agreement.signedOn) || this.#words('dateUnknown'), f.name('agreement', agreement), notes.filter((note) => note !== '').join(' ')].join('\t'),
        );
      }
      const visits = this.#visits(partner.id);
      if (visits.length > 0) lines.push(`■ ${this.#words('pastVisits')}`);
      for (const visit of visits) lines.push([f.date(visit.date), f.name('visit', visit), f.word('receivedBy', visit.receivedBy)].join('\t'));
      const stops = f.rows('tripStop', sql`t.partner = ${partner.id} AND t.trip IN (SELECT id FROM trip WHERE deleted = 0)`, sql`t.arriveOn DESC`);
      if (stops.length > 0) lines.push(`■ ${this.#words('ourTrips')}`);
      for (const stop of stops) {
        const trip = f.one('trip', stop.trip);
        lines.push([f.date(stop.arriveOn ?? trip?.dateFrom), f.name('trip', trip), f.word('receivedBy', trip?.traveller)].join('\t'));
      }
      const projects = f.rows(
        'project',
        sql`t.leader = ${partner.id} OR t.id IN (SELECT project FROM projectPartner WHERE deleted = 0 AND partner = ${partner.id})`,
      );
      const memberships = f.rows('membership', sql`t.partner = ${partner.id}`);
      if (projects.length + memberships.length > 0) lines.push(`■ ${this.#words('jointWork')}`);
      for (const project of projects) lines.push(`・${f.name('project', project)}`);
      for (const membership of memberships)
        lines.push(`・${f.name('network', f.one('network', membership.network))} ${f.word('memberRole', membership.role)}`.trim());
    }
    const open = this.#promises();
    if (open.length > 0) lines.push(`■ ${this.#words('openPromises')}`);
    for (const promise of open) lines.push([f.date(promise.dueOn), f.text(promise.text), f.text(promise.owner)].join('\t'));
    return lines;
  }

  points(): string[] {
    const f = this.#facts;
    const lines = [this.#words('welcome')];
    for (const line of f.text(this.#row.agenda ?? this.#row.purpose).split('\n')) if (line.trim() !== '') lines.push(`・${line.replace(/^・/, '')}`);
    for (const promise of this.#promises()) lines.push(`・${this.#words('mention', { text: f.text(promise.text) })}`);
    for (const partner of this.#partners) for (const block of this.#blocks('points', partner.id)) lines.push(...block);
    return lines;
  }
  questions(): string[] {
    const blocks = this.#partners.flatMap((partner) => this.#blocks('questions', partner.id));
    return blocks.length > 0 ? blocks.flat() : [this.#words('questionLine'), this.#words('answerLine')];
  }

  protocol(): string[] {
    const f = this.#facts;
    const lines: string[] = [];
    const countries = new Map<string, Row>();
    for (const partner of this.#partners) {
      const country = partner.kind === 'country' ? partner : f.one('partner', partner.country);
      if (country) countries.set(country.id, country);
    }
    if (countries.size > 0) {
      const order = flagOrder([
        ...[...countries.values()].map((row) => ({ country: f.name('partner', row), nameEn: String(row.nameEn ?? ''), own: false })),
        { country: this.#words('japan'), nameEn: 'Japan', own: true },
      ]);
      lines.push(`■ ${this.#words('flags')}`, order.flags.map(({ country }) => country).join(' － '), this.#words(`flagRule.${order.rule}`));
    }
    const ids = JSON.stringify(this.#partners.map((partner) => partner.id));
    const gifts = f.rows(
      'gift',
      sql`t.partner IN (SELECT value FROM json_each(${ids})) OR t.visit IN (SELECT id FROM visit WHERE deleted = 0 AND partner IN (SELECT value FROM json_each(${ids})))`,
      sql`t.direction, t.id DESC`,
      100,
    );
    const planned = this.#table === 'visit' ? gifts.filter((gift) => gift.visit === this.#row.id) : [];
    const past = gifts.filter((gift) => !planned.includes(gift));
    if (gifts.length > 0) lines.push(`■ ${this.#words('gifts')}`);
    const item = (gift: Row) => (f.language === 'en' ? f.text(gift.itemEn ?? gift.itemJa) : f.text(gift.itemJa));
    for (const gift of planned) {
      const again = past.find((other) => other.direction === gift.direction && String(other.itemJa).trim() === String(gift.itemJa).trim());
      lines.push(
        [f.word('direction', gift.direction), item(gift), again ? this.#words('giftAgain', { date: f.date(f.one('visit', again.visit)?.date) }) : ''].join(
          '\t',
        ),
      );
    }
    for (const gift of past.slice(0, 10))
      lines.push(
        [this.#words('giftPast', { direction: f.word('direction', gift.direction) }), item(gift), f.date(f.one('visit', gift.visit)?.date)].join('\t'),
      );
    const needs = this.#guests.flatMap(({ person }) => (person && (person.dietary || person.religious) ? [person] : []));
    if (needs.length > 0) lines.push(`■ ${this.#words('needs')}`);
    for (const person of needs) lines.push([f.person(person), f.text(person.dietary), f.text(person.religious)].join('\t'));
    const readings = this.#guests.flatMap(({ person }) => (person?.reading ? [person] : []));
    if (readings.length > 0) lines.push(`■ ${this.#words('pronounce')}`);
    for (const person of readings) lines.push([f.person(person), String(person.reading), ''].join('\t'));
    if (this.#table === 'visit' && f.text(this.#row.press) !== '') lines.push(`■ ${f.words('fields.press')}`, ...f.text(this.#row.press).split('\n'));
    for (const partner of this.#partners) for (const block of this.#blocks('protocol', partner.id)) lines.push(...block);
    return lines;
  }

  annexes(): string[] {
    const f = this.#facts;
    return f
      .rows('attachment', sql`t.recordTable = ${this.#table} AND t.record = ${this.#row.id}`, sql`t.fileName`)
      .map((file, at) => `${this.#words('annex', { number: at + 1 })}　${file.fileName}`);
  }

  /** Blanks that a careful officer would not leave. */
  blanks(): string[] {
    if (this.#table !== 'visit') return this.#partners.length === 0 ? ['partner'] : [];
    const missing: string[] = [];
    if (!this.#row.startTime) missing.push('time');
    if (!this.#row.place) missing.push('place');
    if (!this.#row.interpreter && this.#row.language && this.#row.language !== 'ja') missing.push('interpreter');
    if (this.#facts.rows('gift', sql`t.visit = ${this.#row.id}`, sql`t.id`, 1).length === 0) missing.push('gift');
    if (this.#guests.length === 0) missing.push('guests');
    if (!this.#guests.some(({ guest }) => guest.side === 'host')) missing.push('hosts');
    if (this.#partners.length === 0) missing.push('partner');
    if (this.programme().length === 0) missing.push('programme');
    return missing;
  }
}

/** A time of day so many minutes later; the day before or after is marked. */
function shifted(time: string, minutes: number): string {
  const total = Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + minutes;
  const day = Math.floor(total / 1_440);
  const rest = ((total % 1_440) + 1_440) % 1_440;
  return `${String(Math.floor(rest / 60)).padStart(2, '0')}:${String(rest % 60).padStart(2, '0')}${day === 0 ? '' : day > 0 ? ` (+${day})` : ` (${day})`}`;
}
