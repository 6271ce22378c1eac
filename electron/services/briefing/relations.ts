// What has been between the two cities so far: agreements with their next dates, visits both ways, joint work, promises.
import { sql } from 'drizzle-orm';
import { nextAnniversary, nextReview } from '../../../db/catalog/computed.ts';
import { addYears } from '../../../db/catalog/dates.ts';
import type { BriefingSubject } from './subject.ts';

/** Lines of the section. */
export function relations(about: BriefingSubject): string[] {
  const f = about.facts;
  const lines: string[] = [];
  for (const partner of about.partners) {
    if (about.partners.length > 1) lines.push(`■ ${f.name('partner', partner)}`);
    const agreements = about.agreements(partner.id);
    if (agreements.length > 0) lines.push(`■ ${about.words('agreements')}`);
    const yearOn = addYears(about.today, 1);
    for (const agreement of agreements) {
      const reviewed = f.rows('agreementReview', sql`t.agreement = ${agreement.id} AND t.heldOn <> '?'`, sql`t.heldOn DESC`, 1)[0];
      const review = nextReview({
        signedOn: agreement.signedOn as string | null,
        lastReview: (reviewed?.heldOn as string | undefined) ?? null,
        everyYears: agreement.reviewYears as number | null,
      });
      const anniversary = nextAnniversary(agreement.signedOn as string | null, about.today);
      const soon = anniversary === null ? undefined : (JSON.parse(anniversary) as { date: string; years: number });
      const notes = [
        agreement.status ? f.word('agreementStatus', agreement.status) : '',
        review === null ? '' : about.words('nextReview', { date: f.date((JSON.parse(review) as { date: string }).date) }),
        soon && soon.date <= yearOn ? about.words('anniversary', { years: soon.years, date: f.date(soon.date) }) : '',
      ];
      lines.push(
        [f.date(agreement.signedOn) || about.words('dateUnknown'), f.name('agreement', agreement), notes.filter((note) => note !== '').join(' ')].join('\t'),
      );
    }
    const visits = about.visits(partner.id);
    if (visits.length > 0) lines.push(`■ ${about.words('pastVisits')}`);
    for (const visit of visits) lines.push([f.date(visit.date), f.name('visit', visit), f.word('receivedBy', visit.receivedBy)].join('\t'));
    const stops = f.rows(
      'tripStop',
      sql`t.partner = ${partner.id} AND t.trip <> ${about.row.id} AND t.trip IN (SELECT id FROM trip WHERE deleted = 0)`,
      sql`t.arriveOn DESC`,
    );
    if (stops.length > 0) lines.push(`■ ${about.words('ourTrips')}`);
    for (const stop of stops) {
      const trip = f.one('trip', stop.trip);
      lines.push([f.date(stop.arriveOn ?? trip?.dateFrom), f.name('trip', trip), f.word('receivedBy', trip?.traveller)].join('\t'));
    }
    const projects = f.rows(
      'project',
      sql`t.leader = ${partner.id} OR t.id IN (SELECT project FROM projectPartner WHERE deleted = 0 AND partner = ${partner.id})`,
    );
    const memberships = f.rows('membership', sql`t.partner = ${partner.id}`);
    if (projects.length + memberships.length > 0) lines.push(`■ ${about.words('jointWork')}`);
    for (const project of projects) lines.push(`・${f.name('project', project)}`);
    for (const membership of memberships)
      lines.push(`・${f.name('network', f.one('network', membership.network))} ${f.word('memberRole', membership.role)}`.trim());
  }
  const open = about.promises();
  if (open.length > 0) lines.push(`■ ${about.words('openPromises')}`);
  for (const promise of open) lines.push([f.date(promise.dueOn), f.text(promise.text), f.text(promise.owner)].join('\t'));
  return lines;
}
