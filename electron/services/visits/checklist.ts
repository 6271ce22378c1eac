// The protocol checklist of a visit, from the templates of its kind. Templates are records; where an office has none yet,
// the usual list of areas is proposed.
import { sql } from 'drizzle-orm';
import type { Desk } from '../../../db/desk/desk.ts';
import { DeskError } from '../../../db/errors.ts';
import { type Committed, commit } from '../../../db/log/commit.ts';
import type { Mutation } from '../../../db/log/mutation.ts';
import { allOf } from '../../../db/queries/compile.ts';
import type { Words } from '../../../resources/locales/sentences.ts';

/** Areas of a courtesy call and how long before it each is due, hours. */
const usual = [
  ['room', 72],
  ['seating', 48],
  ['flags', 24],
  ['gifts', 72],
  ['interpreter', 120],
  ['catering', 48],
  ['security', 72],
  ['press', 48],
  ['parking', 48],
  ['signage', 24],
] as const;

/** Adds missing lines to a visit's checklist; existing ones stay as they are. @throws DeskError `notFound` */
export function makeChecklist(desk: Desk, author: string, visit: string, words: Words): Committed {
  const { db } = desk;
  const kind = db.get<{ kind: string | null }>('SELECT kind FROM visit WHERE id = ? AND deleted = 0', visit);
  if (!kind) throw new DeskError('notFound', { table: 'visit', id: visit });
  const templates = allOf<{ area: string; text: string; owner: string | null; hoursBefore: number | null }>(
    db,
    sql`SELECT area, text, owner, hoursBefore FROM checklistTemplate WHERE deleted = 0 AND (visitKind = ${kind.kind} OR visitKind IS NULL) ORDER BY "order", id`,
  );
  const lines =
    templates.length > 0 ? templates : usual.map(([area, hoursBefore]) => ({ area, text: words(`briefing.checklist.${area}`), owner: null, hoursBefore }));
  const known = new Set(
    db.all<{ name: string }>("SELECT area || ':' || text AS name FROM checklistItem WHERE visit = ? AND deleted = 0", visit).map(({ name }) => name),
  );
  const areas = new Set(db.all<{ area: string }>('SELECT area FROM checklistItem WHERE visit = ? AND deleted = 0', visit).map(({ area }) => area));
  const missing = lines.filter((line) => !known.has(`${line.area}:${line.text}`) && (templates.length > 0 || !areas.has(line.area)));
  const mutations = missing.map((line, at): Mutation => ({ kind: 'create', table: 'checklistItem', set: { visit, ...line, order: known.size + at + 1 } }));
  return commit(desk, author, mutations);
}
