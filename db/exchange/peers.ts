// The other desks: who they are, and what each has stated that it holds (sync 2.4).
import type { Reader, Writer } from '../store/connection.ts';
import { covers, expand, type Statement, withStatement } from './core/vectors.ts';
import { linksOf, packVector, unpackVector, vectorOf } from './vectors-held.ts';

export interface KeptStatement extends Statement {
  readonly wants: readonly string[];
  /** Stamp of the export it was made with. */
  readonly made: string;
  /** When it came here, milliseconds. */
  readonly seenAt: number;
}

/** Set by the first statement that a desk makes of itself: those kept before it may have been said by others. */
const firstHandKey = 'statementsFirstHand';

/** What other desks have said of themselves, in files of their own. */
export function statementsOf(db: Reader): KeptStatement[] {
  if (db.value('SELECT 1 FROM local_state WHERE key = ?', firstHandKey) === undefined) return [];
  return db
    .all<{ desk: string; tip_w: string; tip_n: number; frontier: string; wants: string; made: string; seen_at: number }>(
      'SELECT desk, tip_w, tip_n, frontier, wants, made, seen_at FROM sync_statement ORDER BY desk, made',
    )
    .map((row) => ({
      desk: row.desk,
      tip: { w: row.tip_w, n: row.tip_n },
      frontier: unpackVector(JSON.parse(row.frontier) as Record<string, number>),
      wants: JSON.parse(row.wants) as string[],
      made: row.made,
      seenAt: row.seen_at,
    }));
}

/**
 * Adds what a desk says of itself, in a file that it signed, to the antichain of that desk. What a third desk says of it is no ground
 * to leave anything out, and is not kept. Statements of this desk (of its copies) are not stored once it holds them.
 */
export function keepStatement(db: Writer, own: string, fresh: KeptStatement): void {
  const links = linksOf(db);
  if (db.value('SELECT 1 FROM local_state WHERE key = ?', firstHandKey) === undefined) {
    db.run('DELETE FROM sync_statement');
    db.run('INSERT INTO local_state (key, value) VALUES (?, ?)', firstHandKey, '1');
  }
  if (fresh.desk === own && covers(vectorOf(db), expand(fresh.frontier, links))) return;
  const known = statementsOf(db).filter((one) => one.desk === fresh.desk);
  const next = withStatement(known, fresh, links);
  if (next === known) return;
  db.run('DELETE FROM sync_statement WHERE desk = ?', fresh.desk);
  for (const one of next)
    db.run(
      'INSERT INTO sync_statement (desk, tip_w, tip_n, frontier, wants, made, seen_at) VALUES (?,?,?,?,?,?,?)',
      one.desk,
      one.tip.w,
      one.tip.n,
      JSON.stringify(packVector(one.frontier)),
      JSON.stringify(one.wants),
      one.made,
      one.seenAt,
    );
}

export interface KnownDesk {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly retired: boolean;
  /** Record of the desk in the catalog's `desk` table. */
  readonly record: string | undefined;
  readonly signKey: string | undefined;
  readonly recipient: string | undefined;
}

/** Every other desk this one has heard of. */
export function knownDesks(db: Reader, own: string): KnownDesk[] {
  const records = db.all<{
    id: string;
    deskId: string;
    name: string | null;
    host: string | null;
    signKey: string | null;
    recipient: string | null;
    retired: number | null;
  }>('SELECT id, deskId, name, host, signKey, recipient, retired FROM desk WHERE deleted = 0 ORDER BY name');
  const desks = new Map<string, KnownDesk>();
  for (const row of records)
    desks.set(row.deskId, {
      id: row.deskId,
      name: row.name ?? row.deskId.slice(0, 8),
      host: row.host ?? '',
      retired: row.retired === 1,
      record: row.id,
      signKey: row.signKey ?? undefined,
      recipient: row.recipient ?? undefined,
    });
  const others = db.all<{ desk: string; name: string | null }>(
    'SELECT s.desk, t.name FROM (SELECT DISTINCT desk FROM sync_statement UNION SELECT desk FROM sync_trust) s LEFT JOIN sync_trust t ON t.desk = s.desk',
  );
  for (const { desk, name } of others)
    if (!desks.has(desk))
      desks.set(desk, { id: desk, name: name ?? desk.slice(0, 8), host: '', retired: false, record: undefined, signKey: undefined, recipient: undefined });
  desks.delete(own);
  return [...desks.values()];
}
