// The exchange as the window drives it: what is being looked at, the thread that reads and writes files, and the desk held
// still while another connection writes.
import { basename, join } from 'node:path';
import { type BackupName, backupDue, backupFolder, backupsIn, checkDatabase } from '../db/backup.ts';
import { type Committed, commit } from '../db/commit.ts';
import { type Conflict, conflictCount, conflicts, deskName, type Issue, issues, type Settlement, settle } from '../db/conflicts.ts';
import { DeskError } from '../db/errors.ts';
import { type BundleNote, bundleNotes, forks, knownDesks, lastTakenFrom, statementsOf, waitingNotes, withdraw, withdrawable } from '../db/exchange.ts';
import type { Mutation } from '../db/mutation.ts';
import { twinOf } from '../db/register-anew.ts';
import { stampMs } from '../db/sync/clock.ts';
import { type Job, startJob } from './jobs/jobs.ts';
import type { WorkPlace } from './jobs/work.ts';
import type { ProgramPlaces } from './paths.ts';
import type { WrittenBackup } from './services/exchange/backup-file.ts';
import { fingerprint, shortCode } from './services/exchange/format.ts';
import { type DeskKeys, hasKeys, ownKeys } from './services/exchange/keys.ts';
import { passphrase } from './services/exchange/passphrase.ts';
import type { StagedBundle } from './services/exchange/read-bundle.ts';
import type { Accepted, BundlePreview } from './services/exchange/receive.ts';
import { sweepInbox, trust } from './services/exchange/receive.ts';
import { oldSignature } from './services/exchange/register.ts';
import { salvage } from './services/exchange/salvage.ts';
import { lackedBy, noteSent, type PreparedBundle, prepareBundle } from './services/exchange/send.ts';
import type { Session } from './session.ts';

export interface ExchangeDesk {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly record: string | null;
  readonly retired: boolean;
  readonly trusted: boolean;
  readonly fingerprint: string;
  /** Operations it is not known to have. */
  readonly lacks: number;
  /** When it last told what it holds, by its own clock; null: never. */
  readonly heardAt: number | null;
  /** When a file of it was last taken in here. */
  readonly takenAt: number | null;
}

export interface ExchangeState {
  readonly own: { readonly id: string; readonly name: string; readonly fingerprint: string; readonly protection: 'os' | 'file' };
  readonly desks: readonly ExchangeDesk[];
  readonly forks: readonly { readonly desk: string; readonly name: string; readonly own: boolean; readonly at: number }[];
  /** A file has brought other operations under names of ours: this program was copied while it ran. */
  readonly twin: boolean;
  readonly bundles: readonly (Omit<BundleNote, 'report' | 'fromSeq' | 'toSeq'> & { readonly report: unknown; readonly withdrawable: boolean })[];
  readonly conflicts: number;
  readonly backups: readonly (BackupName & { readonly bytes: number })[];
}

export interface Looked {
  /** Names the opened file until it is accepted or left. */
  readonly token: string;
  readonly preview: BundlePreview;
}

export interface Sent {
  readonly file: string;
  readonly code: string;
  readonly bytes: number;
  readonly operations: number;
  readonly to: readonly string[];
}

export class ExchangeSession {
  readonly #session: Session;
  readonly #place: () => WorkPlace;
  readonly #places: ProgramPlaces;
  readonly #changed: () => void;
  readonly #looked = new Map<string, { staged: StagedBundle; preview: BundlePreview; fileName: string }>();
  #job: Job | undefined;
  #tokens = 0;
  #swept = false;

  constructor(session: Session, place: () => WorkPlace, places: ProgramPlaces, changed: () => void) {
    this.#session = session;
    this.#place = place;
    this.#places = places;
    this.#changed = changed;
  }

  async #keys(): Promise<DeskKeys> {
    return ownKeys(this.#places.keys, this.#session.desk().id, await this.#places.protection());
  }

  /** One thread for the whole exchange; it is made anew when it has been stopped. */
  #worker(): Job {
    this.#job ??= startJob(this.#place(), { frugal: true });
    return this.#job;
  }
  /** Once, before the first work: later it would take away what this very window has laid open. */
  #sweepOnce(): void {
    if (!this.#swept) sweepInbox(this.#session.desk().folder);
    this.#swept = true;
  }
  async #inThread<T>(work: (job: Job) => Promise<T>): Promise<T> {
    this.#sweepOnce();
    try {
      return await work(this.#worker());
    } catch (error) {
      if (error instanceof DeskError && error.code === 'cancelled') this.#job = undefined;
      throw error;
    }
  }
  cancel(): void {
    this.#job?.end();
    this.#job = undefined;
  }

  async state(): Promise<ExchangeState> {
    const desk = this.#session.desk();
    const { db } = desk;
    const keys = await this.#keys();
    const protection = await this.#places.protection();
    const known = knownDesks(db, desk.id);
    const lacks = lackedBy(
      db,
      known.map(({ id }) => id),
    );
    const trusted = new Map(db.all<{ desk: string; sign_key: string }>('SELECT desk, sign_key FROM sync_trust').map((row) => [row.desk, row.sign_key]));
    const heard = new Map(statementsOf(db).map((one) => [one.desk, stampMs(one.made)]));
    const notes = bundleNotes(db, 100);
    return {
      own: { id: desk.id, name: desk.local('deskName') ?? '', fingerprint: fingerprint(keys.signKey), protection: protection.kind },
      desks: known.map((one) => ({
        id: one.id,
        name: one.name,
        host: one.host,
        record: one.record ?? null,
        retired: one.retired,
        trusted: trusted.has(one.id),
        fingerprint: fingerprint(trusted.get(one.id) ?? one.signKey ?? ''),
        lacks: lacks.get(one.id) ?? 0,
        heardAt: heard.get(one.id) ?? null,
        takenAt: lastTakenFrom(db, one.id),
      })),
      forks: forks(db)
        .filter((fork) => !fork.settled)
        .map((fork) => ({
          desk: fork.desk,
          name: deskName(db, fork.desk),
          own: fork.desk === desk.id,
          at: stampMs(fork.branches[fork.branches.length - 1]?.opened ?? '0'),
        })),
      twin: twinOf(db) !== undefined,
      bundles: notes.map(({ report, fromSeq: _, toSeq: __, ...note }) => ({
        ...note,
        report: JSON.parse(report) as unknown,
        withdrawable: note.status === 'applied' && withdrawable(db, note.id).ok,
      })),
      conflicts: conflictCount(db),
      backups: backupsIn(desk.folder),
    };
  }

  conflicts(): { readonly conflicts: readonly Conflict[]; readonly issues: readonly Issue[]; readonly total: number } {
    const { db } = this.#session.desk();
    return { conflicts: conflicts(db, 200), issues: issues(db), total: conflictCount(db) };
  }
  settle(key: string, by: Settlement): Committed {
    return settle(this.#session.desk(), this.#session.settings().author, key, by);
  }
  /** Every open cell of one table by the word of one desk, in one action. Returns how many cells that were. */
  settleBy(table: string, desk: string): number {
    const mutations = conflicts(this.#session.desk().db, 10_000).flatMap((one): Mutation[] => {
      const side = one.table === table && one.register !== 'deleted' ? one.sides.find((other) => other.desk === desk) : undefined;
      return side ? [{ kind: 'set', table: one.table, id: one.id, set: side.values }] : [];
    });
    if (mutations.length > 0) commit(this.#session.desk(), this.#session.settings().author, mutations, { why: 'settle' });
    return mutations.length;
  }

  newPassphrase(): string {
    return passphrase(this.#session.desk().world.random);
  }

  /** @param file  where to; chosen by the person */
  async send(
    file: string,
    wish: { readonly desks?: readonly string[] | undefined; readonly full: boolean; readonly passphrase?: string | undefined },
    progress: (done: number, total: number) => void,
  ): Promise<Sent> {
    const keys = await this.#keys();
    await this.#session.free();
    const desk = this.#session.desk();
    const made: PreparedBundle = prepareBundle(desk, keys, { ...wish, author: this.#session.settings().author });
    const written = await this.#inThread((job) => job.run('writeBundle', { plan: made.plan, file }, progress));
    await this.#session.free();
    noteSent(desk, made, written, basename(file));
    return { file, code: shortCode(written.sha), bytes: written.bytes, operations: written.operations, to: made.to.map(({ name }) => name) };
  }

  async look(file: string, phrase: string | undefined, progress: (done: number, total: number) => void): Promise<Looked> {
    const keys = await this.#keys();
    const looked = await this.#session.still(() => this.#inThread((job) => job.run('lookBundle', { file, passphrase: phrase, keys }, progress)));
    const token = String(++this.#tokens);
    this.#looked.set(token, { ...looked, fileName: basename(file) });
    return { token, preview: looked.preview };
  }

  async accept(token: string, trusting: boolean, progress: (done: number, total: number) => void): Promise<Accepted> {
    const looked = this.#looked.get(token);
    if (!looked) throw new DeskError('planGone');
    const desk = this.#session.desk();
    const keys = await this.#keys();
    const done = await this.#session.still(() => {
      if (trusting && (looked.preview.trust === 'new' || looked.preview.trust === 'changed'))
        trust(desk.db, looked.preview.from, desk.world.now(), this.#session.settings().author);
      return this.#inThread((job) => job.run('acceptBundle', { staged: looked.staged, fileName: looked.fileName, keys }, progress));
    });
    this.#looked.delete(token);
    this.#session.indexSoon();
    this.#changed();
    return done;
  }

  leave(token: string): void {
    const looked = this.#looked.get(token);
    this.#looked.delete(token);
    if (looked) this.#inThread((job) => job.run('discardBundle', { folder: looked.staged.folder })).catch(() => undefined);
  }

  withdraw(bundle: string): void {
    withdraw(this.#session.desk().db, bundle);
    this.#changed();
  }
  salvage(bundle: string): number {
    const done = salvage(this.#session.desk(), this.#session.settings().author, bundle);
    this.#changed();
    return done.rows.length;
  }
  retire(record: string, retired: boolean): Committed {
    return commit(this.#session.desk(), this.#session.settings().author, [{ kind: 'set', table: 'desk', id: record, set: { retired: retired ? 1 : 0 } }]);
  }

  /** In the thread: a copy of a large desk takes seconds, and the window goes on. */
  backUpNow(): Promise<BackupName> {
    return this.#inThread((job) => job.run('backUp', { reason: 'manual' }));
  }
  /** Once a day, in the thread, while the window goes on. */
  async backUpDaily(): Promise<void> {
    const desk = this.#session.desk();
    this.#sweepOnce();
    if (backupDue(backupsIn(desk.folder), desk.world.now())) await this.#inThread((job) => job.run('backUp', { reason: 'daily' }));
    if (waitingNotes(desk.db).length > 0 && hasKeys(this.#places.keys, desk.id)) {
      const keys = await this.#keys();
      const drained = await this.#session.still(() => this.#inThread((job) => job.run('drainInbox', { keys })));
      if (drained > 0) this.#changed();
    }
  }
  backUpOut(file: string, phrase: string | undefined): Promise<WrittenBackup> {
    return this.#inThread((job) => job.run('writeBackup', { file, passphrase: phrase }));
  }
  backupFacts(file: string) {
    const desk = this.#session.desk();
    const found = backupsIn(desk.folder).find((one) => one.file === file);
    if (!found) throw new DeskError('backupBroken', { file, what: 'name' });
    const facts = checkDatabase(join(backupFolder(desk.folder), found.file), desk.world.binding);
    const now = desk.db.value<number>('SELECT count(*) FROM sync_op') ?? 0;
    return {
      file,
      at: found.at,
      operations: facts.operations,
      records: facts.records,
      lastAt: facts.last === '' ? null : stampMs(facts.last),
      behind: Math.max(0, now - facts.operations),
      name: facts.name,
    };
  }
  restore(file: string): void {
    this.cancel();
    this.#looked.clear();
    this.#session.restore(file);
    this.#changed();
  }
  /** @returns how many operations got new names */
  async registerAnew(name: string): Promise<number> {
    const sign = await oldSignature(this.#places, this.#session.desk().id);
    await this.#session.free();
    this.cancel();
    const renamed = this.#session.registerAnew(name, sign);
    this.#looked.clear();
    this.#changed();
    return renamed;
  }

  close(): void {
    this.cancel();
  }
}
