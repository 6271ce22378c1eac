// Taking another desk's operations into the log: checked one by one, in the order of delivery, within one transaction
// that the caller opens. Rows follow by the same rule as everywhere (projection.ts). Nothing here knows of files.
import { findTable, type TableName } from '../catalog/index.ts';
import { DeskError } from '../errors.ts';
import { appendForeign, closeAction, insertWriter } from '../log/append.ts';
import { Batch, isWhole, Projection, readRow } from '../log/projection.ts';
import { majorOf, parseLine } from '../operations/line.ts';
import { chainOf, chainStart, type Operation, schemaVersion, shaOf, splitDot } from '../operations/operation.ts';
import { headsOf, registersOf } from '../operations/registers.ts';
import type { Reader, Writer } from '../store/connection.ts';
import { reindex } from '../store/search-index.ts';
import { ClockCheck, type ClockDoubt } from './core/clock-check.ts';
import { judge } from './core/delivery.ts';
import type { Vector } from './core/vectors.ts';
import { eraseLines } from './erase.ts';

/** A desk's signature over the hash of its chain at one place. */
export interface Checkpoint {
  readonly writer: string;
  readonly n: number;
  readonly sha: string;
  /** Signing key and signature, hex, with a colon between. */
  readonly sig: string;
}

export interface Delivery {
  readonly lines: Iterable<string>;
  /** Desk that made the bundle: its own operations are proved by its signature over the whole. */
  readonly from: string;
  /** What the sender held when it made the bundle. Asked for afterwards, when the chains it names are known here. */
  readonly upto: () => Vector;
  readonly checkpoints: readonly Checkpoint[];
  /** `proven`: by the key we know that desk by; `unproven`: rightly signed by a key we do not know; `false`: not a signature. */
  readonly verify: (desk: string, checkpoint: Checkpoint) => 'proven' | 'unproven' | false;
  readonly onProgress?: ((lines: number) => void) | undefined;
}

export interface TableCount {
  readonly table: string;
  readonly created: number;
  readonly changed: number;
  readonly deleted: number;
  readonly restored: number;
}

export interface MergeReport {
  readonly applied: number;
  readonly alreadyKnown: number;
  /** Operations kept for a later version of the program. */
  readonly kept: number;
  readonly tables: readonly TableCount[];
  readonly authors: readonly { readonly author: string; readonly desk: string; readonly operations: number }[];
  /** Records that both sides changed, in different cells. */
  readonly notices: readonly { readonly table: TableName; readonly id: string }[];
  readonly noticeCount: number;
  /** Conflicts there were not before. */
  readonly conflicts: readonly { readonly table: TableName; readonly id: string; readonly register: string }[];
  readonly conflictCount: number;
  readonly clocks: readonly ClockDoubt[];
  readonly firstStamp: string;
  readonly lastStamp: string;
  /** Desks whose operations came along and are signed by keys nobody has checked here. */
  readonly unproven: readonly string[];
  readonly fromSeq: number;
  readonly toSeq: number;
}

/** Lists in a report end here; counts do not. */
const listed = 200;

interface WriterEnd {
  w: number;
  n: number;
  sha: string;
  desk: string;
  touched: boolean;
}

/** Editions are the same bytes at every desk and belong to none. */
const isDesk = (desk: string) => /^[0-9a-f]{32}$/.test(desk);

/**
 * Call within a transaction; whatever it throws must roll back.
 * @throws DeskError `bundleBroken` when a line, its order or a signature is not what it must be; `bundleTwice` when two
 *   different operations bear one name; `bundleNewer` when it speaks a later major version
 */
export function merge(db: Writer, delivery: Delivery): MergeReport {
  const ends = new Map<string, WriterEnd>(
    db
      .all<{ w: number; id: string; max_n: number; head_sha: string; desk: string }>('SELECT w, id, max_n, head_sha, desk FROM sync_writer')
      .map(({ w, id, max_n: n, head_sha: sha, desk }) => [id, { w, n, sha, desk, touched: false }]),
  );
  const held = {
    max: (writer: string) => ends.get(writer)?.n ?? 0,
    sha: (writer: string, n: number) => shaOf(db.value<string>('SELECT line FROM sync_op WHERE w = ? AND n = ?', ends.get(writer)?.w ?? -1, n) ?? ''),
  };
  const checkpoints = new Map(delivery.checkpoints.map((one) => [`${one.writer}.${one.n}`, one]));
  const before = new Set(conflictKeys(db));
  const batch = new Batch(db);
  const clocks = new ClockCheck();
  const tally = new Tally();
  const erase: Operation[] = [];
  const unproven = new Set<string>();
  let applied = 0;
  let alreadyKnown = 0;
  let kept = 0;
  let fromSeq = 0;
  let toSeq = 0;
  let seenStamp = '';
  let firstStamp = '';
  let count = 0;
  for (const line of delivery.lines) {
    count += 1;
    if (count % 2_000 === 0) delivery.onProgress?.(count);
    const parsed = parseLine(line);
    if (!parsed.ok) throw new DeskError('bundleBroken', { what: parsed.reason, line: count });
    const { operation } = parsed;
    if (majorOf(operation.v) > majorOf(schemaVersion)) throw new DeskError('bundleNewer', { version: operation.v });
    const sha = shaOf(line);
    const judged = judge(operation, sha, held);
    if (judged.verdict === 'known') {
      alreadyKnown += 1;
      continue;
    }
    if (judged.verdict === 'refused') {
      if (judged.reason === 'reused') throw new DeskError('bundleTwice', twiceDetails(db, operation, ends));
      throw new DeskError('bundleBroken', { what: judged.reason, line: count });
    }
    let end = ends.get(operation.w);
    if (!end) {
      const first = operation.writer;
      if (!first) throw new DeskError('bundleBroken', { what: 'chain', line: count });
      const prev = first.prev && ends.get(first.prev.w);
      // Only the current end of a chain can be compared without reading it; in the middle, the checkpoints tell.
      if (first.prev && prev && prev.n === first.prev.n && prev.sha !== first.prev.sha) throw new DeskError('bundleBroken', { what: 'chain', line: count });
      end = { w: insertWriter(db, operation.w, first), n: 0, sha: first.prev?.sha ?? chainStart, desk: first.desk, touched: true };
      ends.set(operation.w, end);
    }
    const whole = parsed.known && isWhole(operation);
    const seq = appendForeign(db, end.w, operation, line, operation.redacted ? 2 : whole ? 0 : 1);
    end.n = operation.n;
    end.sha = chainOf(end.sha, sha);
    end.touched = true;
    const checkpoint = checkpoints.get(`${operation.w}.${operation.n}`);
    if (checkpoint) {
      const verdict = checkpoint.sha === end.sha && delivery.verify(end.desk, checkpoint);
      if (!verdict) throw new DeskError('bundleBroken', { what: 'forged', line: count });
      if (verdict === 'unproven' && end.desk !== delivery.from) unproven.add(end.desk);
      db.run('INSERT OR REPLACE INTO sync_checkpoint (writer, n, sha, sig) VALUES (?,?,?,?)', checkpoint.writer, checkpoint.n, checkpoint.sha, checkpoint.sig);
    }
    if (!whole && !operation.redacted) kept += 1;
    applied += 1;
    fromSeq ||= seq;
    toSeq = seq;
    if (operation.t > seenStamp) seenStamp = operation.t;
    if (firstStamp === '' || operation.t < firstStamp) firstStamp = operation.t;
    tally.note(operation, end.desk);
    noteClock(db, clocks, operation, end.desk, ends);
    if (operation.k === 'redact') erase.push(operation);
    if (operation.k === 'set' && findTable(operation.e ?? '')?.name === operation.e) batch.apply(operation);
  }
  for (const [id, end] of ends) {
    if (!end.touched) continue;
    closeAction(db, { ...end, id });
    // What a desk passes on of others must be signed by those others, up to its very end.
    if (isDesk(end.desk) && end.desk !== delivery.from && !checkpoints.has(`${id}.${end.n}`))
      throw new DeskError('bundleBroken', { what: 'unsigned', line: count });
  }
  batch.flush();
  if (erase.length > 0) {
    const projection = new Projection(db);
    const records = eraseLines(
      db,
      erase.flatMap((operation) => operation.redact?.of ?? []),
    );
    for (const { table, id } of records) projection.remake(table, id);
    reindex(db, records);
  }
  if (seenStamp !== '')
    db.run("INSERT INTO local_state (key, value) VALUES ('clockSeen', ?) ON CONFLICT (key) DO UPDATE SET value = max(value, excluded.value)", seenStamp);
  const raised = conflictKeys(db)
    .filter((key) => !before.has(key))
    .map(splitKey);
  const notices = bothChanged(db, tally, delivery.upto(), new Set(raised.map(({ table, id }) => `${table}:${id}`)));
  return {
    applied,
    alreadyKnown,
    kept,
    tables: tally.tables(),
    authors: tally.authors(),
    notices: notices.slice(0, listed),
    noticeCount: notices.length,
    conflicts: raised.slice(0, listed),
    conflictCount: raised.length,
    clocks: clocks.doubts(),
    firstStamp,
    lastStamp: seenStamp,
    unproven: [...unproven],
    fromSeq,
    toSeq,
  };
}

const conflictKeys = (db: Reader): string[] =>
  db.all<{ key: string }>("SELECT tbl || ':' || row || ':' || register AS key FROM sync_conflict ORDER BY 1").map(({ key }) => key);
const splitKey = (key: string) => {
  const [table = '', id = '', register = ''] = key.split(':');
  return { table: table as TableName, id, register };
};

function twiceDetails(db: Reader, operation: Operation, ends: ReadonlyMap<string, WriterEnd>) {
  const desk = ends.get(operation.w)?.desk ?? '';
  const name = db.value<string>('SELECT name FROM desk WHERE deskId = ?', desk) ?? desk.slice(0, 8);
  return { desk: name, deskId: desk, writer: operation.w, n: operation.n };
}

function noteClock(db: Reader, clocks: ClockCheck, operation: Operation, desk: string, ends: ReadonlyMap<string, WriterEnd>): void {
  if (!isDesk(desk)) return;
  for (const dots of Object.values(operation.p ?? {}))
    for (const one of dots) {
      const { w, n } = splitDot(one);
      const other = ends.get(w);
      if (!other || other.desk === desk || !isDesk(other.desk)) continue;
      const stamp = db.value<string>('SELECT t FROM sync_op WHERE w = ? AND n = ?', other.w, n);
      if (stamp !== undefined) clocks.note(desk, operation.t, other.desk, stamp);
    }
}

/** Counts what was done to how many records, and by whom. */
class Tally {
  readonly #records = new Map<string, 'created' | 'changed' | 'deleted' | 'restored'>();
  readonly #authors = new Map<string, { author: string; desk: string; operations: number }>();

  note(operation: Operation, desk: string): void {
    if (operation.k !== 'set') return;
    const key = `${operation.e}:${operation.r}`;
    const kind = operation.p === undefined ? 'created' : operation.s?.deleted === 1 ? 'deleted' : operation.s?.deleted === 0 ? 'restored' : 'changed';
    const known = this.#records.get(key);
    // Created and changed in one file is created; a deletion is the last word on either.
    if (known === undefined || kind === 'deleted' || (known === 'deleted' && kind === 'restored')) this.#records.set(key, kind);
    const by = `${desk}:${operation.u}`;
    const author = this.#authors.get(by) ?? { author: operation.u, desk, operations: 0 };
    author.operations += 1;
    this.#authors.set(by, author);
  }
  records(): IterableIterator<string> {
    return this.#records.keys();
  }
  tables(): TableCount[] {
    const tables = new Map<string, { created: number; changed: number; deleted: number; restored: number }>();
    for (const [key, kind] of this.#records) {
      const table = key.slice(0, key.indexOf(':'));
      const counts = tables.get(table) ?? { created: 0, changed: 0, deleted: 0, restored: 0 };
      counts[kind] += 1;
      tables.set(table, counts);
    }
    return [...tables].map(([table, counts]) => ({ table, ...counts })).sort((a, b) => (a.table < b.table ? -1 : 1));
  }
  authors() {
    return [...this.#authors.values()].sort((a, b) => b.operations - a.operations).slice(0, listed);
  }
}

/** Records that came changed and that hold versions the sender did not know: both sides worked on them. */
function bothChanged(db: Reader, tally: Tally, upto: Vector, contested: ReadonlySet<string>): { table: TableName; id: string }[] {
  const ours = new Map(
    db
      .all<{ w: number; id: string; max_n: number }>('SELECT w, id, max_n FROM sync_writer')
      .filter(({ id, max_n }) => max_n > (upto.get(id) ?? 0))
      .map(({ w, id }) => [String(w), upto.get(id) ?? 0]),
  );
  if (ours.size === 0) return [];
  const found: { table: TableName; id: string }[] = [];
  for (const key of tally.records()) {
    if (contested.has(key)) continue;
    const at = key.indexOf(':');
    const table = findTable(key.slice(0, at));
    if (!table || table.link) continue;
    const row = readRow(db, table.name, key.slice(at + 1));
    const both = row && registersOf(table).some((register) => headsOf(row.heads, register).some((local) => isOurs(local, ours)));
    if (row && both) found.push({ table: table.name, id: row.id });
  }
  return found;
}
const isOurs = (local: string, ours: ReadonlyMap<string, number>): boolean => {
  const { w, n } = splitDot(local);
  const known = ours.get(w);
  return known !== undefined && n > known;
};
