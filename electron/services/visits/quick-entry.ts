// A courtesy call entered in one go: the city that comes brings its people, the language and interpreter of last time, and
// what was given before; what was entered becomes the visit, its party and its gift in one action.
import { sql } from 'drizzle-orm';
import type { Language } from '../../../db/catalog/index.ts';
import type { Desk } from '../../../db/desk/desk.ts';
import { DeskError } from '../../../db/errors.ts';
import { type Committed, commit } from '../../../db/log/commit.ts';
import { newRecordId } from '../../../db/log/ids.ts';
import type { Mutation, SetValue } from '../../../db/log/mutation.ts';
import { readRow } from '../../../db/log/projection.ts';
import { allOf } from '../../../db/queries/compile.ts';
import { termNames } from '../../../db/queries/list.ts';
import { namedIn } from '../../../db/queries/named.ts';
import type { Reader } from '../../../db/store/connection.ts';
import type { Words } from '../../../resources/locales/sentences.ts';
import { visitTitle } from './visit-title.ts';

export interface ProposedPerson {
  readonly id: string;
  readonly name: string;
  /** Held on the day of the visit. */
  readonly post: string;
}

export interface PastGift {
  readonly date: string | null;
  readonly direction: string;
  readonly item: string;
  /** As it is recorded: what another gift is compared with. */
  readonly itemJa: string;
}

export interface VisitProposal {
  /** What the visit could be called, in both languages of the log. */
  readonly titleJa: string;
  readonly titleEn: string;
  /** In order of precedence. */
  readonly people: readonly ProposedPerson[];
  /** Of the last visits from there; else the head's own. */
  readonly language: { readonly key: string; readonly name: string } | null;
  readonly interpreter: string | null;
  readonly place: string | null;
  readonly receivedBy: string | null;
  /** The latest first. */
  readonly gifts: readonly PastGift[];
}

const mostPeople = 12;
const mostGifts = 8;

/** The post that the log's two languages know, held on a day: from the posts with periods, else the person's own. */
const postOn = (day: string, language: 'Ja' | 'En') => {
  const [title, own] = [sql.identifier(`title${language}`), sql.identifier(`post${language}`)];
  return sql`coalesce((SELECT o.${title} FROM personPost o WHERE o.deleted = 0 AND o.person = p.id AND (o.validFrom IS NULL OR o.validFrom = '?' OR o.validFrom <= ${day})
    AND (o.validTo IS NULL OR o.validTo = '?' OR o.validTo >= ${day}) ORDER BY o.validFrom DESC LIMIT 1), p.${own}, '')`;
};

/**
 * @param of.day  `YYYY-MM-DD`: posts are those held then
 * @param of.courtesy  a courtesy call, by the word of its kind
 * @throws DeskError `notFound`
 */
export function visitProposal(
  db: Reader,
  of: { readonly partner: string; readonly day: string; readonly courtesy: boolean },
  language: Language,
  wordsOf: (language: Language) => Words,
): VisitProposal {
  const { partner, day } = of;
  const named = allOf<{ ja: string; en: string }>(
    db,
    sql`SELECT ${namedIn('partner', 'ja', 'p')} AS ja, ${namedIn('partner', 'en', 'p')} AS en FROM partner p WHERE p.id = ${partner} AND p.deleted = 0`,
  )[0];
  if (!named) throw new DeskError('notFound', { table: 'partner', id: partner });
  const people = allOf<{ id: string; name: string; languages: string | null; ja: string; en: string }>(
    db,
    sql`SELECT p.id, ${namedIn('person', language, 'p')} AS name, p.languages, ${postOn(day, 'Ja')} AS ja, ${postOn(day, 'En')} AS en
      FROM person p WHERE p.deleted = 0 AND p.partner = ${partner} ORDER BY p.precedence IS NULL, p.precedence, p.reading LIMIT ${mostPeople}`,
  );
  const title = (paper: 'ja' | 'en') => visitTitle(wordsOf(paper), { courtesy: of.courtesy, partner: named[paper], post: people[0]?.[paper] ?? '' });
  const last = db.all<{ language: string | null; interpreter: string | null; place: string | null; receivedBy: string | null }>(
    "SELECT language, interpreter, place, receivedBy FROM visit WHERE deleted = 0 AND partner = ? AND status <> 'cancelled' AND date <> '?' ORDER BY date DESC, id DESC LIMIT 20",
    partner,
  );
  const latest = (column: 'language' | 'interpreter' | 'place' | 'receivedBy') => last.find((visit) => visit[column])?.[column] ?? null;
  const spoken = latest('language') ?? (JSON.parse(people[0]?.languages ?? '[]') as string[])[0] ?? null;
  return {
    titleJa: title('ja'),
    titleEn: title('en'),
    people: people.map(({ id, name, ja, en }) => ({ id, name, post: language === 'en' ? en || ja : ja })),
    language: spoken === null ? null : { key: spoken, name: termNames(db, [{ list: 'language', key: spoken }], language)[`language:${spoken}`] ?? spoken },
    interpreter: latest('interpreter'),
    place: latest('place'),
    receivedBy: latest('receivedBy'),
    gifts: allOf<PastGift>(
      db,
      sql`SELECT v.date, g.direction, ${namedIn('gift', language, 'g')} AS item, g.itemJa FROM gift g LEFT JOIN visit v ON v.id = g.visit
        WHERE g.deleted = 0 AND coalesce(v.deleted, 0) = 0 AND (g.partner = ${partner} OR v.partner = ${partner}) ORDER BY v.date IS NULL, v.date DESC, g.id LIMIT ${mostGifts}`,
    ),
  };
}

export interface QuickVisit {
  /** Columns of the visit itself; the head and their rank follow from the party. */
  readonly visit: Readonly<Record<string, SetValue>>;
  /** In order of precedence: people of the desk, or names as they were typed. */
  readonly party: readonly ({ readonly person: string } | { readonly name: string; readonly post: string })[];
  /** What is given; empty: nothing yet. */
  readonly gift: string;
}

/** One action, one undo. @returns the visit's id with what was written @throws DeskError those of `commit` */
export function enterVisit(desk: Desk, author: string, entered: QuickVisit): { readonly id: string; readonly committed: Committed } {
  const id = newRecordId(desk.environment.now(), desk.environment.random);
  const head = entered.party.find((one): one is { readonly person: string } => 'person' in one)?.person;
  const rank = head === undefined ? null : (readRow(desk.db, 'person', head)?.values.rank ?? null);
  const mutations: Mutation[] = [
    {
      kind: 'create',
      table: 'visit',
      id,
      set: {
        ...entered.visit,
        ...(head !== undefined && { leader: head, leaderRank: rank }),
        ...(entered.party.length > 0 && entered.visit.partySize === undefined && { partySize: entered.party.length }),
      },
    },
    ...entered.party.map(
      (one, at): Mutation => ({
        kind: 'create',
        table: 'visitGuest',
        set: { visit: id, order: at + 1, ...('person' in one ? { person: one.person } : { name: one.name, postJa: one.post || null }) },
      }),
    ),
  ];
  if (entered.gift.trim() !== '')
    mutations.push({
      kind: 'create',
      table: 'gift',
      set: { visit: id, partner: entered.visit.partner ?? null, direction: 'given', itemJa: entered.gift.trim() },
    });
  return { id, committed: commit(desk, author, mutations) };
}
