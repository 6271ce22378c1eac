// The exchange as the window drives it: what is being looked at, the thread that reads and writes files, and the desk held
// still while another connection writes.

import { basename, join } from 'node:path';
import { DeskError } from '../../db/errors.ts';
import { type Issue, issues } from '../../db/exchange/broken-rules.ts';
import { bundleNotes, lastTakenFrom, waitingNotes } from '../../db/exchange/bundle-register.ts';
import { type Conflict, conflictCount, conflicts, type Settlement, settle } from '../../db/exchange/conflicts.ts';
import { forks } from '../../db/exchange/copies.ts';
import { deskName } from '../../db/exchange/desk-name.ts';
import { knownDesks, statementsOf } from '../../db/exchange/peers.ts';
import { runningCopyOf } from '../../db/exchange/reregister.ts';
import { withdraw, withdrawable } from '../../db/exchange/withdraw.ts';
import { type Committed, commit } from '../../db/log/commit.ts';
import type { Mutation } from '../../db/log/mutation.ts';
import { stampMs } from '../../db/operations/clock.ts';
import { type BackupName, backupDue, backupFolder, backupsIn, checkDatabase } from '../../db/store/backup.ts';
import type { ExchangeState, PreviewedBundle, Sent } from '../contract/exchange.ts';
import { type Job, startJob } from '../jobs/jobs.ts';
import type { WorkerContext } from '../jobs/work.ts';
import type { ProgramPaths } from '../paths.ts';
import type { WrittenBackup } from '../services/exchange/backup-file.ts';
import { trust } from '../services/exchange/bundle-trust.ts';
import { fingerprint, shortCode } from '../services/exchange/format.ts';
import type { ImportedBundle } from '../services/exchange/import-bundle.ts';
import { sweepInbox } from '../services/exchange/inbox.ts';
import { type DeskKeys, hasKeys, ownKeys } from '../services/exchange/keys.ts';
import { passphrase } from '../services/exchange/passphrase.ts';
import type { BundlePreview } from '../services/exchange/preview-bundle.ts';
import type { StagedBundle } from '../services/exchange/read-bundle.ts';
import { oldSignature } from '../services/exchange/register.ts';
import { salvage } from '../services/exchange/salvage.ts';
import { lackedBy, noteSent, type PreparedBundle, prepareBundle } from '../services/exchange/send.ts';
import { followMerges } from '../services/people/follow-merges.ts';
import type { Session } from './session.ts';

export class ExchangeSession {
  readonly #session: Session;
  readonly #workerContext: () => WorkerContext;
  readonly #paths: ProgramPaths;
  readonly #changed: () => void;
  readonly #previewed = new Map<string, { staged: StagedBundle; preview: BundlePreview; fileName: string }>();
  #job: Job | undefined;
  #tokens = 0;
  #swept = false;

  constructor(session: Session, workerContext: () => WorkerContext, paths: ProgramPaths, changed: () => void) {
    this.#session = session;
    this.#workerContext = workerContext;
    this.#paths = paths;
    this.#changed = changed;
  }

  async #keys(): Promise<DeskKeys> {
    return ownKeys(this.#paths.keys, this.#session.desk().id, await this.#paths.protection());
  }

  /** Lists, conflicts and backups need no key: one that cannot be opened once emptied the whole screen. */
  async #keysIfOpen(): Promise<DeskKeys | undefined> {
    try {
      return await this.#keys();
    } catch (error) {
      if (error instanceof DeskError && error.code === 'keysLocked') return undefined;
      throw error;
    }
  }

  /** One thread for the whole exchange; one that has ended, for whatever reason, is replaced. */
  #worker(): Job {
    if (!this.#job || this.#job.hasEnded) this.#job = startJob(this.#workerContext(), { lowMemory: true });
    return this.#job;
  }
  /** Once, before the first work: later it would take away what this very window has laid open. */
  #sweepOnce(): void {
    if (!this.#swept) sweepInbox(this.#session.desk().folder);
    this.#swept = true;
  }
  async #inThread<T>(work: (job: Job) => Promise<T>): Promise<T> {
    this.#sweepOnce();
    return work(this.#worker());
  }
  cancel(): void {
    this.#job?.end();
    this.#job = undefined;
  }

  async state(): Promise<ExchangeState> {
    const desk = this.#session.desk();
    const { db } = desk;
    const keys = await this.#keysIfOpen();
    const protection = await this.#paths.protection();
    const known = knownDesks(db, desk.id);
    const lacks = lackedBy(
      db,
      known.map(({ id }) => id),
    );
    const trusted = new Map(db.all<{ desk: string; sign_key: string }>('SELECT desk, sign_key FROM sync_trust').map((row) => [row.desk, row.sign_key]));
    const heard = new Map(statementsOf(db).map((one) => [one.desk, stampMs(one.made)]));
    const notes = bundleNotes(db, 100);
    return {
      own: {
        id: desk.id,
        name: desk.local('deskName') ?? '',
        fingerprint: fingerprint(keys?.signKey ?? ''),
        protection: protection.kind,
        locked: keys === undefined,
      },
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
      runningCopy: runningCopyOf(db) !== undefined,
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
  settle(key: string, by: Settlement): Promise<Committed> {
    return this.#session.desk().write((desk) => settle(desk, this.#session.settings().author, key, by));
  }
  /** Every open cell of one table by the word of one desk, in one action. Returns how many cells that were. */
  async settleBy(table: string, desk: string): Promise<number> {
    const mutations = conflicts(this.#session.desk().db, 10_000).flatMap((one): Mutation[] => {
      const side = one.table === table && one.register !== 'deleted' ? one.sides.find((other) => other.desk === desk) : undefined;
      return side ? [{ kind: 'set', table: one.table, id: one.id, set: side.values }] : [];
    });
    if (mutations.length > 0) await this.#session.desk().write((open) => commit(open, this.#session.settings().author, mutations, { why: 'settle' }));
    return mutations.length;
  }

  newPassphrase(): string {
    return passphrase(this.#session.desk().environment.random);
  }

  /** @param file  where to; chosen by the person */
  async send(
    file: string,
    options: { readonly desks?: readonly string[] | undefined; readonly full: boolean; readonly passphrase?: string | undefined },
    progress: (done: number, total: number) => void,
  ): Promise<Sent> {
    const keys = await this.#keys();
    const desk = this.#session.desk();
    const made: PreparedBundle = await desk.write((open) => prepareBundle(open, keys, { ...options, author: this.#session.settings().author }));
    const written = await this.#inThread((job) => job.run('writeBundle', { plan: made.plan, file }, progress));
    await desk.write((open) => noteSent(open, made, written, basename(file)));
    return { file, code: shortCode(written.sha), bytes: written.bytes, operations: written.operations, to: made.to.map(({ name }) => name) };
  }

  async preview(file: string, phrase: string | undefined, progress: (done: number, total: number) => void): Promise<PreviewedBundle> {
    const keys = await this.#keys();
    const previewed = await this.#session.gate.runExclusive(() =>
      this.#inThread((job) => job.run('previewBundle', { file, passphrase: phrase, keys }, progress)),
    );
    const token = String(++this.#tokens);
    this.#previewed.set(token, { ...previewed, fileName: basename(file) });
    return { token, preview: previewed.preview };
  }

  async import(token: string, trusting: boolean, progress: (done: number, total: number) => void): Promise<ImportedBundle> {
    const previewed = this.#previewed.get(token);
    if (!previewed) throw new DeskError('planGone');
    const keys = await this.#keys();
    if (trusting && (previewed.preview.trust === 'new' || previewed.preview.trust === 'changed'))
      await this.#session.desk().write((desk) => trust(desk.db, previewed.preview.from, desk.environment.now(), this.#session.settings().author));
    const done = await this.#session.gate.runExclusive(() => {
      return this.#inThread((job) => job.run('importBundle', { staged: previewed.staged, fileName: previewed.fileName, keys }, progress));
    });
    this.#previewed.delete(token);
    if (done.status === 'applied') await this.#session.desk().write((desk) => followMerges(desk, this.#session.settings().author));
    this.#session.indexSoon();
    this.#changed();
    return done;
  }

  discard(token: string): void {
    const previewed = this.#previewed.get(token);
    this.#previewed.delete(token);
    if (previewed) this.#inThread((job) => job.run('discardBundle', { folder: previewed.staged.folder })).catch(() => undefined);
  }

  async withdraw(bundle: string): Promise<void> {
    await this.#session.desk().write((desk) => withdraw(desk.db, bundle));
    this.#changed();
  }
  async salvage(bundle: string): Promise<number> {
    const done = await this.#session.desk().write((desk) => salvage(desk, this.#session.settings().author, bundle));
    this.#changed();
    return done.rows.length;
  }
  retire(record: string, retired: boolean): Promise<Committed> {
    return this.#session.commit([{ kind: 'set', table: 'desk', id: record, set: { retired: retired ? 1 : 0 } }]);
  }

  /** In the thread: a copy of a large desk takes seconds, and the window goes on. */
  backUpNow(): Promise<BackupName> {
    return this.#inThread((job) => job.run('backUp', { reason: 'manual' }));
  }
  /** Once a day, in the thread, while the window goes on. */
  async backUpDaily(): Promise<void> {
    const desk = this.#session.desk();
    this.#sweepOnce();
    if (backupDue(backupsIn(desk.folder), desk.environment.now())) await this.#inThread((job) => job.run('backUp', { reason: 'daily' }));
    if (waitingNotes(desk.db).length > 0 && hasKeys(this.#paths.keys, desk.id)) {
      const keys = await this.#keysIfOpen();
      if (!keys) return;
      const imported = await this.#session.gate.runExclusive(() => this.#inThread((job) => job.run('importWaiting', { keys })));
      if (imported > 0) this.#changed();
    }
  }
  backUpOut(file: string, phrase: string | undefined): Promise<WrittenBackup> {
    return this.#inThread((job) => job.run('writeBackup', { file, passphrase: phrase }));
  }
  backupFacts(file: string) {
    const desk = this.#session.desk();
    const found = backupsIn(desk.folder).find((one) => one.file === file);
    if (!found) throw new DeskError('backupBroken', { file, what: 'name' });
    const facts = checkDatabase(join(backupFolder(desk.folder), found.file), desk.environment.binding);
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
  async restore(file: string): Promise<void> {
    this.cancel();
    this.#previewed.clear();
    await this.#session.restore(file);
    this.#changed();
  }
  /** @returns how many operations got new names */
  async reregister(name: string): Promise<number> {
    const sign = await oldSignature(this.#paths, this.#session.desk().id);
    this.cancel();
    const renamed = await this.#session.reregister(name, sign);
    this.#previewed.clear();
    this.#changed();
    return renamed;
  }

  close(): void {
    this.cancel();
  }
}
