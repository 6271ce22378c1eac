// What this desk holds, what it knows of others, and what goes into the next bundle (sync 2.4). The books of files given
// out and taken in are kept here too; they stay at this desk.
import type { Desk } from '../desk/desk.ts';
import { DeskError } from '../errors.ts';
import { append, forgetOperations, rewindWriter } from '../log/append.ts';
import { Projection } from '../log/projection.ts';
import { type Dot, decode, dot } from '../operations/operation.ts';
import type { Reader, Writer } from '../store/connection.ts';
import { reindex, rewindSearch } from '../store/search-index.ts';
import { type ChainLink, type Fork, forksOf } from './core/forks.ts';
import { covers, expand, frontierOf, heldByAll, type Links, type Statement, type Vector, withStatement } from './core/vectors.ts';
import type { Checkpoint } from './merge.ts';

export const vectorOf = (db: Reader): Map<string, number> =>
  new Map(db.all<{ id: string; max_n: number }>('SELECT id, max_n FROM sync_writer WHERE max_n > 0').map(({ id, max_n }) => [id, max_n]));

export function linksOf(db: Reader): Links {
  const links = new Map<string, { w: string; n: number } | null>(
    db
      .all<{ id: string; prev: string | null; prev_n: number | null }>(
        'SELECT s.id, p.id AS prev, s.prev_n FROM sync_writer s LEFT JOIN sync_writer p ON p.w = s.prev_w',
      )
      .map(({ id, prev, prev_n }) => [id, prev !== null && prev_n !== null ? { w: prev, n: prev_n } : null]),
  );
  return (writer) => links.get(writer);
}

/** Short form as it is written into files and kept in columns. */
export const packVector = (vector: Vector): Record<string, number> => Object.fromEntries([...vector].sort(([a], [b]) => (a < b ? -1 : 1)));
export const unpackVector = (packed: Readonly<Record<string, number>>): Map<string, number> => new Map(Object.entries(packed));

export interface KeptStatement extends Statement {
  readonly wants: readonly string[];
  /** Stamp of the export it was made with. */
  readonly made: string;
  /** When it came here, milliseconds. */
  readonly seenAt: number;
}

export function statementsOf(db: Reader): KeptStatement[] {
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

/** Takes a statement into the antichain of its desk; what our own desk said in the past needs no note. */
export function keepStatement(db: Writer, own: string, fresh: KeptStatement): void {
  const links = linksOf(db);
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

/** The last signature of each writer that a bundle from `since` brings along. */
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

export function forks(db: Reader): Fork[] {
  const rows = db.all<{ id: string; desk: string; prev: string | null; prev_n: number | null; max_n: number; opened_at: string; host: string }>(
    'SELECT s.id, s.desk, p.id AS prev, s.prev_n, s.max_n, s.opened_at, s.host FROM sync_writer s LEFT JOIN sync_writer p ON p.w = s.prev_w',
  );
  return forksOf(
    rows.map(
      (row): ChainLink => ({
        id: row.id,
        desk: row.desk,
        prev: row.prev !== null && row.prev_n !== null ? { w: row.prev, n: row.prev_n } : null,
        max: row.max_n,
        opened: row.opened_at,
        host: row.host,
      }),
    ),
  );
}

export type BundleStatus = 'applied' | 'waiting' | 'withdrawn' | 'written';
export interface BundleNote {
  readonly seq: number;
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly sha: string;
  readonly desk: string;
  readonly deskName: string;
  readonly fileName: string;
  readonly status: BundleStatus;
  readonly at: number;
  readonly report: string;
  readonly fromSeq: number;
  readonly toSeq: number;
}

const noteColumns = 'seq, id, direction, sha, desk, desk_name AS deskName, file_name AS fileName, status, at, report, from_seq AS fromSeq, to_seq AS toSeq';

/** What was given out and taken in, the latest first. */
export const bundleNotes = (db: Reader, limit = 200): BundleNote[] =>
  db.all<BundleNote>(`SELECT ${noteColumns} FROM sync_bundle ORDER BY seq DESC LIMIT ?`, limit);

/** Files that wait in the inbox, the latest first. */
export const waitingNotes = (db: Reader): BundleNote[] =>
  db.all<BundleNote>(`SELECT ${noteColumns} FROM sync_bundle WHERE direction = 'in' AND status = 'waiting' ORDER BY seq DESC`);

/** When something was last taken in from a desk, milliseconds; null if nothing was. */
export const lastTakenFrom = (db: Reader, desk: string): number | null =>
  db.value<number>("SELECT at FROM sync_bundle WHERE direction = 'in' AND status = 'applied' AND desk = ? ORDER BY seq DESC", desk) ?? null;

export function noteBundle(db: Writer, note: Omit<BundleNote, 'seq'>): void {
  // A file that waited and is now taken in has one line in the book, not two.
  db.run("DELETE FROM sync_bundle WHERE id = ? AND direction = ? AND status = 'waiting'", note.id, note.direction);
  db.run(
    'INSERT INTO sync_bundle (id, direction, sha, desk, desk_name, file_name, status, at, report, from_seq, to_seq) VALUES (?,?,?,?,?,?,?,?,?,?,?)',
    note.id,
    note.direction,
    note.sha,
    note.desk,
    note.deskName,
    note.fileName,
    note.status,
    note.at,
    note.report,
    note.fromSeq,
    note.toSeq,
  );
}

/** Why an import cannot be withdrawn, or that it can. */
export type Withdrawable =
  | { readonly ok: true; readonly note: BundleNote }
  | { readonly ok: false; readonly reason: 'none' | 'notLast' | 'exported' | 'builtOn' };

/**
 * An import may be withdrawn while it is the last one, nothing of ours builds on it, and no export has told others that
 * we hold it (sync 2.9).
 */
export function withdrawable(db: Reader, bundle: string): Withdrawable {
  const taken = "direction = 'in' AND status = 'applied' AND to_seq > 0";
  const note = db.get<BundleNote>(`SELECT ${noteColumns} FROM sync_bundle WHERE id = ? AND ${taken} ORDER BY seq DESC`, bundle);
  if (!note) return { ok: false, reason: 'none' };
  if (db.value(`SELECT 1 FROM sync_bundle WHERE seq > ? AND ${taken}`, note.seq) !== undefined) return { ok: false, reason: 'notLast' };
  const ours = db.all<{ line: string }>('SELECT line FROM sync_op WHERE seq > ? ORDER BY seq', note.toSeq).map(({ line }) => decode(line));
  if (ours.some((operation) => operation.k === 'export')) return { ok: false, reason: 'exported' };
  const dots = new Set<Dot>(
    db
      .all<{ id: string; n: number }>('SELECT s.id, o.n FROM sync_op o JOIN sync_writer s ON s.w = o.w WHERE o.seq BETWEEN ? AND ?', note.fromSeq, note.toSeq)
      .map(({ id, n }) => dot(id, n)),
  );
  const builds = ours.some(
    ({ p, saw, redact, writer }) =>
      [...Object.values(p ?? {}).flat(), ...Object.values(saw ?? {}).flat()].some((one) => dots.has(one)) ||
      redact?.of.some(([one]) => dots.has(one)) ||
      (writer?.prev && dots.has(dot(writer.prev.w, writer.prev.n))),
  );
  // A redaction erased lines that cannot be brought back.
  const erased = db.value('SELECT 1 FROM sync_op WHERE seq BETWEEN ? AND ? AND line LIKE \'%"k":"redact"%\'', note.fromSeq, note.toSeq) !== undefined;
  return builds || erased ? { ok: false, reason: 'builtOn' } : { ok: true, note };
}

/**
 * Takes the last import back out, as if it had not been. The file may be taken in again later.
 * @throws DeskError `notWithdrawable`
 */
export function withdraw(db: Writer, bundle: string): void {
  db.immediate(() => {
    const allowed = withdrawable(db, bundle);
    if (!allowed.ok) throw new DeskError('notWithdrawable', { reason: allowed.reason });
    const { note } = allowed;
    const rows = db.all<{ tbl: string; row: string; w: number }>(
      'SELECT DISTINCT tbl, row, w FROM sync_op WHERE seq BETWEEN ? AND ?',
      note.fromSeq,
      note.toSeq,
    );
    const writers = new Set(rows.map(({ w }) => w));
    const records = [...new Map(rows.filter(({ tbl }) => tbl !== '').map(({ tbl, row }) => [`${tbl}:${row}`, { table: tbl, id: row }])).values()].filter(
      ({ table }) => db.value('SELECT 1 FROM sqlite_schema WHERE type = ? AND name = ?', 'table', table) !== undefined,
    );
    for (const { id, n } of db.all<{ id: string; n: number }>(
      'SELECT s.id, o.n FROM sync_op o JOIN sync_writer s ON s.w = o.w WHERE o.seq BETWEEN ? AND ?',
      note.fromSeq,
      note.toSeq,
    ))
      db.run('DELETE FROM sync_checkpoint WHERE writer = ? AND n = ?', id, n);
    forgetOperations(db, note.fromSeq, note.toSeq);
    // A writer's row goes last in, first out: a later one may continue it.
    for (const w of [...writers].sort((a, b) => b - a)) rewindWriter(db, w);
    const projection = new Projection(db);
    for (const { table, id } of records) projection.remake(table, id);
    rewindSearch(db);
    reindex(db, records);
    db.run("UPDATE sync_bundle SET status = 'withdrawn', from_seq = 0, to_seq = 0 WHERE seq = ?", note.seq);
  });
}

/** Short form of what is held, for statements and manifests. */
export const ownFrontier = (db: Reader): Record<string, number> => packVector(frontierOf(vectorOf(db), linksOf(db)));
export const shortForm = (db: Reader, vector: Vector): Record<string, number> => packVector(frontierOf(vector, linksOf(db)));
