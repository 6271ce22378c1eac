// Appends another desk's operations to the log: checked one by one, in the order of delivery, within one transaction
// that the caller opens. Rows follow by the same rule as everywhere (projection.ts). Nothing here knows of files.
import { findTable, type TableName } from '../catalog/index.ts';
import { DeskError } from '../errors.ts';
import { appendForeign, chainAt, closeAction, insertWriter } from '../log/append.ts';
import { isWhole } from '../log/projection.ts';
import { Batch } from '../log/projection-batch.ts';
import { majorOf, parseLine } from '../operations/line.ts';
import { chainOf, chainStart, type Operation, redactedMark, schemaVersion, shaOf, splitDot } from '../operations/operation.ts';
import type { Reader, Writer } from '../store/connection.ts';
import { bothChanged } from './both-changed.ts';
import { ClockCheck, type ClockDoubt } from './core/clock-check.ts';
import { type Held, judge } from './core/delivery.ts';
import type { Vector } from './core/vectors.ts';
import { deskName } from './desk-name.ts';
import { type ErasureNote, MergeErasures } from './merge-erasures.ts';
import { listed, type TableCount, Tally } from './merge-tally.ts';
import { type ChainOfDelivery, type Checkpoint, Proofs, type Verdict } from './proof.ts';

export interface Delivery {
  readonly lines: Iterable<string>;
  /** Desk that made the bundle: its own operations are proved by its signature over the whole. */
  readonly from: string;
  /** What the sender held when it made the bundle. Asked for afterwards, when the chains it names are known here. */
  readonly upto: () => Vector;
  readonly checkpoints: readonly Checkpoint[];
  readonly verify: (desk: string, checkpoint: Checkpoint) => Verdict;
  /** Whether a person has checked the key of a desk here. */
  readonly knows?: ((desk: string) => boolean) | undefined;
  readonly onProgress?: ((lines: number) => void) | undefined;
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
  /** Those of them whose key is known here, and is another one: an unknown key says that it is that desk. */
  readonly otherKey: readonly { readonly desk: string; readonly name: string }[];
  readonly erasures: readonly ErasureNote[];
  /** Operations with erased values of which nobody has signed what is left. */
  readonly unprovenRemainders: number;
  /** Erased operations that were stored in another form than their desk wrote, and are now put right. */
  readonly putRight: number;
  readonly fromSeq: number;
  readonly toSeq: number;
}

interface WriterEnd {
  w: number;
  n: number;
  sha: string;
  desk: string;
  touched: boolean;
  /** How far it was held before the delivery. */
  readonly before: number;
}

/** Seed sets are the same bytes at every desk and belong to none. */
const isDesk = (desk: string) => /^[0-9a-f]{32}$/.test(desk);

/**
 * Call within a transaction; an error must roll it back.
 * @throws DeskError `bundleBroken` when a line, its order or a signature is not what it must be; `bundleTwice` when two
 *   different operations bear one name; `bundleNewer` when it speaks a later major version
 */
export function merge(db: Writer, delivery: Delivery): MergeReport {
  const merging = new Merge(db, delivery);
  for (const line of delivery.lines) merging.take(line);
  return merging.finish();
}

/** One delivery on its way into the log. */
class Merge {
  readonly #db: Writer;
  readonly #delivery: Delivery;
  readonly #ends: Map<string, WriterEnd>;
  readonly #held: Held;
  readonly #checkpoints: ReadonlyMap<string, Checkpoint>;
  readonly #conflictsBefore: ReadonlySet<string>;
  readonly #batch: Batch;
  readonly #clocks = new ClockCheck();
  readonly #tally = new Tally();
  readonly #erasures: MergeErasures;
  readonly #proofs: Proofs;
  /** The line that is held under the name last compared. */
  #stored = '';
  #lines = 0;
  #applied = 0;
  #alreadyKnown = 0;
  #kept = 0;
  #fromSeq = 0;
  #toSeq = 0;
  #firstStamp = '';
  #lastStamp = '';

  constructor(db: Writer, delivery: Delivery) {
    this.#db = db;
    this.#delivery = delivery;
    this.#ends = new Map(
      db
        .all<{ w: number; id: string; max_n: number; head_sha: string; desk: string }>('SELECT w, id, max_n, head_sha, desk FROM sync_writer')
        .map(({ w, id, max_n: n, head_sha: sha, desk }) => [id, { w, n, sha, desk, touched: false, before: n }]),
    );
    this.#held = {
      max: (writer) => this.#ends.get(writer)?.n ?? 0,
      sha: (writer, n) => {
        this.#stored = db.value<string>('SELECT line FROM sync_op WHERE w = ? AND n = ?', this.#ends.get(writer)?.w ?? -1, n) ?? '';
        return shaOf(this.#stored);
      },
    };
    this.#checkpoints = new Map(delivery.checkpoints.map((one) => [`${one.writer}.${one.n}`, one]));
    this.#conflictsBefore = new Set(conflictKeys(db));
    this.#batch = new Batch(db);
    this.#erasures = new MergeErasures(db);
    this.#proofs = new Proofs(db, delivery.knows ?? (() => false));
  }

  /** Checks one line and, when it is new here, appends and applies it. */
  take(line: string): void {
    this.#lines += 1;
    if (this.#lines % 2_000 === 0) this.#delivery.onProgress?.(this.#lines);
    const parsed = parseLine(line);
    if (!parsed.ok) throw this.#broken(parsed.reason);
    const { operation } = parsed;
    if (majorOf(operation.v) > majorOf(schemaVersion)) throw new DeskError('bundleNewer', { version: operation.v });
    const sha = shaOf(line);
    const judged = judge(operation, sha, this.#held);
    if (judged.verdict === 'known') {
      this.#alreadyKnown += 1;
      if (this.#stored.startsWith(redactedMark) && this.#stored !== line) this.#erasures.cameAgain(line);
      return;
    }
    if (judged.verdict === 'refused') {
      if (judged.reason === 'reused') throw new DeskError('bundleTwice', twiceDetails(this.#db, operation, this.#ends));
      throw this.#broken(judged.reason);
    }
    const end = this.#endOf(operation);
    const whole = parsed.known && isWhole(operation);
    const seq = appendForeign(this.#db, { w: end.w, operation, line, state: operation.redacted ? 2 : whole ? 0 : 1 });
    end.n = operation.n;
    end.sha = chainOf(end.sha, sha);
    end.touched = true;
    this.#verifyCheckpoint(operation, end);
    if (!whole && !operation.redacted) this.#kept += 1;
    this.#count(operation, end.desk, seq);
    this.#erasures.note(operation, end.desk);
    if (operation.k === 'set' && findTable(operation.e ?? '')?.name === operation.e) this.#batch.apply(operation);
  }

  /** The end of the operation's chain; an unknown writer begins one, at the place that its first line names. */
  #endOf(operation: Operation): WriterEnd {
    const known = this.#ends.get(operation.w);
    if (known) return known;
    const first = operation.writer;
    if (!first) throw this.#broken('chain');
    const prev = first.prev && this.#ends.get(first.prev.w);
    if (first.prev && prev && prev.n === first.prev.n && prev.sha !== first.prev.sha) throw this.#broken('chain');
    if (first.prev && prev && prev.n > first.prev.n && chainAt(this.#db, prev.w, first.prev.n) !== first.prev.sha) throw this.#broken('chain');
    this.#proofs.begins(operation);
    const end = { w: insertWriter(this.#db, operation.w, first), n: 0, sha: first.prev?.sha ?? chainStart, desk: first.desk, touched: true, before: 0 };
    this.#ends.set(operation.w, end);
    return end;
  }

  #verifyCheckpoint(operation: Operation, end: WriterEnd): void {
    const checkpoint = this.#checkpoints.get(`${operation.w}.${operation.n}`);
    if (!checkpoint) return;
    const verdict = checkpoint.sha === end.sha && this.#delivery.verify(end.desk, checkpoint);
    if (!verdict) throw this.#broken('forged');
    this.#proofs.signed(checkpoint, verdict);
  }

  #count(operation: Operation, desk: string, seq: number): void {
    this.#applied += 1;
    this.#fromSeq ||= seq;
    this.#toSeq = seq;
    if (operation.t > this.#lastStamp) this.#lastStamp = operation.t;
    if (this.#firstStamp === '' || operation.t < this.#firstStamp) this.#firstStamp = operation.t;
    this.#tally.note(operation, desk);
    this.#noteClock(operation, desk);
  }

  /** An edit that builds on another desk's shows how far their clocks are apart. */
  #noteClock(operation: Operation, desk: string): void {
    if (!isDesk(desk)) return;
    for (const dots of Object.values(operation.p ?? {}))
      for (const one of dots) {
        const { w, n } = splitDot(one);
        const other = this.#ends.get(w);
        if (!other || other.desk === desk || !isDesk(other.desk)) continue;
        const stamp = this.#db.value<string>('SELECT t FROM sync_op WHERE w = ? AND n = ?', other.w, n);
        if (stamp !== undefined) this.#clocks.note(desk, operation.t, other.desk, stamp);
      }
  }

  /** After the last line: chains closed and their signatures required, rows written, erasures followed. */
  finish(): MergeReport {
    const db = this.#db;
    const proof = this.#closeChains();
    this.#batch.flush();
    const erased = this.#erasures.follow();
    if (erased.refused) throw this.#broken('erasure');
    if (this.#lastStamp !== '')
      db.run(
        "INSERT INTO local_state (key, value) VALUES ('clockSeen', ?) ON CONFLICT (key) DO UPDATE SET value = max(value, excluded.value)",
        this.#lastStamp,
      );
    const raised = conflictKeys(db)
      .filter((key) => !this.#conflictsBefore.has(key))
      .map(splitKey);
    const notices = bothChanged(db, this.#tally, this.#delivery.upto(), new Set(raised.map(({ table, id }) => `${table}:${id}`)));
    return {
      applied: this.#applied,
      alreadyKnown: this.#alreadyKnown,
      kept: this.#kept,
      tables: this.#tally.tables(),
      authors: this.#tally.authors(),
      notices: notices.slice(0, listed),
      noticeCount: notices.length,
      conflicts: raised.slice(0, listed),
      conflictCount: raised.length,
      clocks: this.#clocks.doubts(),
      firstStamp: this.#firstStamp,
      lastStamp: this.#lastStamp,
      unproven: proof.unproven,
      otherKey: proof.otherKey.map((desk) => ({ desk, name: deskName(db, desk) })),
      erasures: this.#erasures.notes(),
      unprovenRemainders: erased.unproven,
      putRight: erased.putRight,
      fromSeq: this.#fromSeq,
      toSeq: this.#toSeq,
    };
  }

  /** Operations of other desks that a desk passes on must be signed by those desks, up to the last. */
  #closeChains(): { unproven: readonly string[]; otherKey: readonly string[] } {
    const passedOn: (ChainOfDelivery & { w: number })[] = [];
    for (const [id, end] of this.#ends) {
      if (!end.touched) continue;
      closeAction(this.#db, { ...end, id });
      if (!isDesk(end.desk)) {
        // A seed set is written once and never goes on.
        if (end.before > 0) throw this.#broken('forged');
        continue;
      }
      if (end.desk === this.#delivery.from) continue;
      if (!this.#checkpoints.has(`${id}.${end.n}`)) throw this.#broken('unsigned');
      passedOn.push({ id, desk: end.desk, before: end.before, n: end.n, w: end.w });
    }
    const { forged, ...proof } = this.#proofs.outcome(passedOn.sort((a, b) => b.w - a.w));
    if (forged !== undefined) throw this.#broken('forged');
    this.#proofs.keep(this.#db);
    return proof;
  }

  #broken(what: string): DeskError {
    return new DeskError('bundleBroken', { what, line: this.#lines });
  }
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
