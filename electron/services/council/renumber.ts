// Renumbers measures in the order of the strategy's tree. A measure is its record, not its number: history, progress
// and sheets already issued stay with it.
import { sql } from 'drizzle-orm';
import type { Desk } from '../../../db/desk/desk.ts';
import { type Committed, commit } from '../../../db/log/commit.ts';
import type { Mutation } from '../../../db/log/mutation.ts';
import { allOf } from '../../../db/queries/compile.ts';
import type { Reader } from '../../../db/store/connection.ts';

export interface Renumbering {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

/** Measures whose number would change; those without a place in the tree come last, as they are numbered now. */
export function renumberings(db: Reader, strategy: string): Renumbering[] {
  const rows = allOf<{ id: string; number: number }>(
    db,
    sql`WITH RECURSIVE tree (id, path) AS (
        SELECT id, printf('%06d', "order") || id FROM goal WHERE deleted = 0 AND strategy = ${strategy} AND parent IS NULL
        UNION ALL SELECT g.id, tree.path || printf('%06d', g."order") || g.id FROM goal g JOIN tree ON g.parent = tree.id WHERE g.deleted = 0
      )
      SELECT m.id, m.number FROM measure m LEFT JOIN tree ON tree.id = m.goal WHERE m.deleted = 0 AND m.strategy = ${strategy}
      ORDER BY tree.path IS NULL, tree.path, m.number, m.id`,
  );
  return rows.map(({ id, number }, at) => ({ id, from: number, to: at + 1 })).filter(({ from, to }) => from !== to);
}

/** Above every number of a real strategy: a temporary number while another measure takes its own. */
const temporaryNumber = 90_000;

/**
 * One action, one undo. @returns undefined when every number is right already
 * @throws DeskError those of `commit`
 */
export function renumber(desk: Desk, author: string, strategy: string): Committed | undefined {
  const waiting = new Map(renumberings(desk.db, strategy).map((one) => [one.from, one]));
  if (waiting.size === 0) return undefined;
  const mutations: Mutation[] = [];
  const give = (id: string, number: number) => mutations.push({ kind: 'set', table: 'measure', id, set: { number } });
  // No two measures may have one number, not even within the action: each waits until its new one is free.
  const late: Renumbering[] = [];
  while (waiting.size > 0) {
    const free = [...waiting.values()].find(({ to }) => !waiting.has(to));
    if (free) {
      give(free.id, free.to);
      waiting.delete(free.from);
      continue;
    }
    // The rest is a cycle: one of them gets a temporary number.
    const [first] = waiting.values();
    if (!first) break;
    give(first.id, temporaryNumber + late.length);
    late.push(first);
    waiting.delete(first.from);
  }
  for (const one of late) give(one.id, one.to);
  return commit(desk, author, mutations);
}
