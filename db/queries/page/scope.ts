// Which partners a page is about: a country and its embassy speak for the cities of the country too.
import { type SQL, sql } from 'drizzle-orm';
import type { PagePart, PageReader } from './parts.ts';

export interface PartnerScope {
  /** Ids as a JSON array: itself, and for a country or an embassy everything of that country. */
  readonly all: string;
  /** Set where it speaks for a whole country. */
  readonly country: string | undefined;
}

export function partnerScope(page: PageReader, partner: string): PartnerScope {
  const [own] = page.all<{ kind: string; country: string | null }>(sql`SELECT kind, country FROM partner WHERE id = ${partner}`);
  const country = own?.kind === 'country' ? partner : own?.kind === 'embassy' && own.country ? own.country : undefined;
  if (country === undefined) return { all: JSON.stringify([partner]), country };
  const cities = page.all<{ id: string }>(sql`SELECT id FROM partner WHERE deleted = 0 AND country = ${country} AND id <> ${partner}`);
  return { all: JSON.stringify([...new Set([partner, country, ...cities.map(({ id }) => id)])]), country };
}

/** What was promised at meetings with them and is still open. @param scope  ids as a JSON array */
export const openPromises = (page: PageReader, scope: string): PagePart =>
  page.part('promises', {
    table: 'followUp',
    columns: ['text', 'owner', 'dueOn'],
    ids: sql`SELECT t.id FROM followUp t WHERE t.deleted = 0 AND t.status = 'open' AND (
        t.visit IN (SELECT id FROM visit WHERE deleted = 0 AND partner IN (SELECT value FROM json_each(${scope})))
        OR t.trip IN (SELECT trip FROM tripStop WHERE deleted = 0 AND partner IN (SELECT value FROM json_each(${scope}))))
      ORDER BY t.dueOn IS NULL, t.dueOn, t.id`,
    most: 20,
  });

/** Agreements with any of them, the latest first. @param scope  ids as a JSON array */
export const agreementIds = (scope: string): SQL =>
  sql`SELECT t.id FROM agreement t WHERE t.deleted = 0
    AND t.id IN (SELECT agreement FROM agreementParty WHERE deleted = 0 AND partner IN (SELECT value FROM json_each(${scope})))
    ORDER BY t.signedOn IS NULL OR t.signedOn = '?', t.signedOn DESC, t.id`;
