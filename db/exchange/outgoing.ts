// What goes into the next bundle, and the operation and signatures that say it was made (sync 2.3, 2.4).
import type { Desk } from '../desk/desk.ts';
import { append } from '../log/append.ts';
import type { Reader } from '../store/connection.ts';
import { heldByAll, type Vector } from './core/vectors.ts';
import { statementsOf } from './peers.ts';
import type { Checkpoint } from './proof.ts';
import { linksOf, vectorOf } from './vectors-held.ts';

/** Vector that every one of these desks holds, and so a bundle for them leaves out. */
export function sinceFor(db: Reader, desks: readonly string[]): Map<string, number> {
  const statements = statementsOf(db);
  return heldByAll(
    vectorOf(db),
    desks.map((desk) => statements.filter((one) => one.desk === desk)),
    linksOf(db),
  );
}

/** Lines beyond `since`, in the order in which they came here: a causal order. */
export function* linesSince(db: Reader, since: Vector, upto: Vector): Generator<{ line: string; tbl: string }> {
  const numbers = new Map(db.all<{ w: number; id: string }>('SELECT w, id FROM sync_writer').map(({ w, id }) => [w, id]));
  for (const { w, n, line, tbl } of db.each<{ w: number; n: number; line: string; tbl: string }>('SELECT w, n, line, tbl FROM sync_op ORDER BY seq')) {
    const id = numbers.get(w) ?? '';
    if (n > (since.get(id) ?? 0) && n <= (upto.get(id) ?? 0)) yield { line, tbl };
  }
}

/** The signatures that a bundle from `since` brings along. */
export function checkpointsSince(db: Reader, since: Vector, upto: Vector): Checkpoint[] {
  return db
    .all<{ writer: string; n: number; sha: string; sig: string }>('SELECT writer, n, sha, sig FROM sync_checkpoint ORDER BY writer, n')
    .filter(({ writer, n }) => n > (since.get(writer) ?? 0) && n <= (upto.get(writer) ?? 0));
}

/** Writes the operation that says a bundle was made, and the desk's signature over its chain up to there. */
export function noteExport(
  desk: Desk,
  author: string,
  made: { readonly bundle: string; readonly kind: 'delta' | 'full'; readonly to: readonly string[] },
  sign: (writer: string, n: number, sha: string) => string,
): { tip: { w: string; n: number }; stamp: string } {
  return desk.writing(author, (start, stamp) => {
    const t = stamp();
    const appended = append(desk.db, start, { x: start.n + 1, t, u: author, k: 'export', export: made });
    const { end } = appended;
    desk.db.run('INSERT OR REPLACE INTO sync_checkpoint (writer, n, sha, sig) VALUES (?,?,?,?)', end.id, end.n, end.sha, sign(end.id, end.n, end.sha));
    signEarlierEnds(desk, end.id, sign);
    return { chain: end, result: { tip: { w: end.id, n: end.n }, stamp: t } };
  });
}

/** Writers of earlier launches that wrote and never exported end without a signature; the next export gives them theirs. */
function signEarlierEnds(desk: Desk, current: string, sign: (writer: string, n: number, sha: string) => string): void {
  const open = desk.db.all<{ id: string; max_n: number; head_sha: string }>(
    'SELECT id, max_n, head_sha FROM sync_writer s WHERE desk = ? AND id <> ? AND NOT EXISTS (SELECT 1 FROM sync_checkpoint c WHERE c.writer = s.id AND c.n = s.max_n)',
    desk.id,
    current,
  );
  for (const { id, max_n, head_sha } of open)
    desk.db.run('INSERT OR REPLACE INTO sync_checkpoint (writer, n, sha, sig) VALUES (?,?,?,?)', id, max_n, head_sha, sign(id, max_n, head_sha));
}
