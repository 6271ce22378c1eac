// A copy of a desk becomes a desk of its own (sync 2.3). What this copy has added to the old desk's chains, and what nobody
// could prove to be that desk's, gets a new name under the new desk: values, authors, times and the order stay.
import type { Desk } from '../desk/desk.ts';
import { DeskError } from '../errors.ts';
import { append, type ChainEnd, chainAt, closeAction, forgetFrom, openChain } from '../log/append.ts';
import { type OwnWriter, ownWriters } from '../log/own-writers.ts';
import { Projection } from '../log/projection.ts';
import { type Dot, decode, dot, type Erased, type Operation, type Saw, schemaVersion, splitDot } from '../operations/operation.ts';
import type { Reader, Writer } from '../store/connection.ts';
import { reindex, rewindSearch } from '../store/search-index.ts';

/** An operation by its place in a chain. */
export interface ChainPosition {
  readonly writer: string;
  readonly n: number;
}

const runningCopyKey = 'twin';

/**
 * Notes that another file has brought a different operation under a name of ours: the running program was copied. From
 * there on, the operations of this copy need names of their own.
 */
export function noteRunningCopy(db: Writer, position: ChainPosition): void {
  const text = JSON.stringify(position);
  db.run('INSERT INTO local_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', runningCopyKey, text);
}

export function runningCopyOf(db: Reader): ChainPosition | undefined {
  const found = db.value<string>('SELECT value FROM local_state WHERE key = ?', runningCopyKey);
  return found === undefined ? undefined : (JSON.parse(found) as ChainPosition); // written by noteRunningCopy only
}

export interface ReregisterOptions {
  /** What the desk is called from now on. */
  readonly name: string;
  readonly author: string;
  /** The old desk's signature, where this computer has its keys. */
  readonly sign?: ((writer: string, n: number, sha: string) => string) | undefined;
}

/**
 * Gives the desk a new id and name. The caller opens it again afterwards.
 * @returns how many operations got new names
 * @throws DeskError `builtUpon` when another desk refers to what would have to be renamed. Nothing is changed then.
 */
export function reregister(desk: Desk, { name, author, sign }: ReregisterOptions): number {
  const { db } = desk;
  return db.immediate(() => {
    const own = [...ownWriters(db, desk.id)];
    const from = runningCopyOf(db) ?? (sign ? undefined : firstUnproven(db, desk.id, own));
    const fresh = desk.environment.random(16).toString('hex');
    const renamed = from ? rename(desk, own, from, { newDesk: fresh, author }) : 0;
    // Other desks accept a relayed chain only if its desk has signed its end.
    if (sign)
      for (const { id, n, sha } of unsignedEnds(db, desk.id))
        db.run('INSERT OR REPLACE INTO sync_checkpoint (writer, n, sha, sig) VALUES (?,?,?,?)', id, n, sha, sign(id, n, sha));
    desk.setLocal('desk', fresh);
    desk.setLocal('deskName', name);
    db.run('DELETE FROM local_state WHERE key = ?', runningCopyKey);
    return renamed;
  });
}

const unsignedEnds = (db: Reader, desk: string): { id: string; n: number; sha: string }[] =>
  db.all(
    'SELECT id, max_n AS n, head_sha AS sha FROM sync_writer s WHERE desk = ? AND max_n > 0 AND NOT EXISTS (SELECT 1 FROM sync_checkpoint c WHERE c.writer = s.id AND c.n = s.max_n)',
    desk,
  );

/** The oldest of our own operations under this desk's name that no signature of it covers. */
function firstUnproven(db: Reader, desk: string, own: readonly OwnWriter[]): ChainPosition | undefined {
  let found: ChainPosition | undefined;
  for (const { id, max, desk: of } of own) {
    if (of !== desk) break;
    const signed = db.value<number | null>('SELECT max(n) FROM sync_checkpoint WHERE writer = ?', id) ?? 0;
    if (signed < max) found = { writer: id, n: signed + 1 };
  }
  return found;
}

function rename(
  desk: Desk,
  own: readonly OwnWriter[],
  from: ChainPosition,
  { newDesk, author }: { readonly newDesk: string; readonly author: string },
): number {
  const { db, environment } = desk;
  const at = own.findIndex(({ id }) => id === from.writer);
  const start = own[at];
  if (!start) return 0; // of a chain that is no longer ours
  const later = own.slice(0, at);
  // Another copy has continued one of these chains.
  if ([...later, start].some(({ max, known }) => known > max)) throw new DeskError('builtUpon');
  const where = `(w = ? AND n >= ?)${later.map(() => ' OR w = ?').join('')}`;
  const parameters = [start.w, from.n, ...later.map(({ w }) => w)];
  const old = db.all<{ seq: number; line: string }>(`SELECT seq, line FROM sync_op WHERE ${where} ORDER BY seq`, ...parameters);
  const first = old[0];
  if (!first) return 0;
  const operations = old.map(({ line }) => decode(line));
  refuseBuiltUpon(db, new Set(operations.map(({ w, n }) => dot(w, n))), first.seq);

  // Latest first: a writer's row is deleted only when none that continues it is left.
  for (const { w, id } of [...later, start]) {
    const n = w === start.w ? from.n : 1;
    db.run('DELETE FROM sync_checkpoint WHERE writer = ? AND n >= ?', id, n);
    forgetFrom(db, w, n);
  }

  const stamp = operations[0]?.t ?? '';
  let end: ChainEnd = openChain(
    db,
    environment.random(16).toString('hex'),
    { desk: newDesk, prev: endBefore(db, start, from.n), opened: stamp, app: environment.app, schema: schemaVersion, host: environment.host },
    { t: stamp, u: author },
  );
  const names = new Map<Dot, Dot>();
  const touched = new Map<string, { table: string; id: string }>();
  let renamed = 0;
  for (const operation of operations) {
    // Launches and exports belong to the old desk.
    if (operation.k === 'writer' || operation.k === 'export') continue;
    const appended = append(db, end, renamedDraft(operation, dot(end.id, end.n + 1), names));
    names.set(dot(operation.w, operation.n), dot(end.id, appended.end.n));
    end = appended.end;
    renamed += 1;
    if (operation.e !== undefined && operation.r !== undefined) touched.set(`${operation.e}:${operation.r}`, { table: operation.e, id: operation.r });
  }
  closeAction(db, end);
  desk.setLocal('tip', end.id);
  const projection = new Projection(db);
  for (const { table, id } of touched.values()) projection.remake(table, id);
  rewindSearch(db);
  reindex(db, [...touched.values()]);
  return renamed;
}

/** The operation under its new name, with what it refers to under its new names too. */
function renamedDraft(operation: Operation, name: Dot, names: ReadonlyMap<Dot, Dot>) {
  const { w: _, n: __, redacted, ...draft } = operation;
  const now = (one: Dot): Dot => names.get(one) ?? one;
  // What is left of a renamed line has another hash than the one that was signed.
  const erasedNow = ([one, columns, remainder]: Erased): Erased =>
    names.has(one) || remainder === undefined ? [now(one), columns] : [one, columns, remainder];
  // The first operation of an action names itself.
  const action = names.get(dot(operation.w, operation.x)) ?? name;
  const erased = Object.fromEntries((redacted?.columns ?? []).map((column) => [column, null]));
  return {
    ...draft,
    x: splitDot(action).n,
    ...(draft.s ? { s: { ...draft.s, ...erased } } : {}),
    ...(draft.p ? { p: Object.fromEntries(Object.entries(draft.p).map(([register, dots]) => [register, dots.map(now)])) } : {}),
    ...(draft.saw
      ? {
          saw: Object.fromEntries(Object.entries(draft.saw).map(([register, dots]) => [register, typeof dots === 'string' ? now(dots) : dots.map(now)])) as Saw,
        }
      : {}),
    ...(draft.of ? { of: now(draft.of) } : {}),
    ...(draft.over ? { over: draft.over.map(now) } : {}),
    ...(draft.after ? { after: draft.after.map(now) } : {}),
    ...(draft.redact ? { redact: { ...draft.redact, of: draft.redact.of.map(erasedNow) } } : {}),
  };
}

/** What the new chain continues: the old one just before the position, or what that one continued. */
function endBefore(db: Reader, start: OwnWriter, n: number): { w: string; n: number; sha: string } | null {
  if (n > 1) {
    const found = db.get<{ sha: string }>('SELECT head_sha AS sha FROM sync_writer WHERE w = ?', start.w);
    return found ? { w: start.id, n: n - 1, sha: found.sha } : null;
  }
  if (start.prevW === null) return null;
  const previous = db.get<{ id: string }>('SELECT id FROM sync_writer WHERE w = ?', start.prevW);
  if (!previous) return null;
  const sha = chainAt(db, start.prevW, start.prevN);
  return sha === undefined ? null : { w: previous.id, n: start.prevN, sha };
}

/** Renaming what others refer to would break their edits. */
function refuseBuiltUpon(db: Reader, mine: ReadonlySet<Dot>, fromSeq: number): void {
  for (const { line } of db.all<{ line: string }>('SELECT line FROM sync_op WHERE seq > ? ORDER BY seq', fromSeq)) {
    const { w, n, p, saw, over, after, redact, writer } = decode(line);
    if (mine.has(dot(w, n))) continue;
    const builds =
      [...Object.values(p ?? {}).flat(), ...Object.values(saw ?? {}).flat(), ...(over ?? []), ...(after ?? [])].some((one) => mine.has(one)) ||
      redact?.of.some(([one]) => mine.has(one)) ||
      (writer?.prev && mine.has(dot(writer.prev.w, writer.prev.n)));
    if (builds) throw new DeskError('builtUpon');
  }
}
