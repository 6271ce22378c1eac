// The one desk of this process: opened, made, or in trouble; and its settings.
import { join } from 'node:path';
import type { Desk } from '../../db/desk/desk.ts';
import { holdsDesk, openDesk } from '../../db/desk/open.ts';
import type { SharedDesk } from '../../db/desk/shared-desk.ts';
import { DeskError } from '../../db/errors.ts';
import { type ReregisterOptions, reregister } from '../../db/exchange/reregister.ts';
import { type Committed, commit } from '../../db/log/commit.ts';
import type { Mutation } from '../../db/log/mutation.ts';
import { backUp, backupFolder, backupsIn, checkDatabase, replaceDatabase } from '../../db/store/backup.ts';
import type { Environment } from '../../db/store/environment.ts';
import { catchUp } from '../../db/store/search-index.ts';
import { type Settings, settingsSchema } from '../contract/inputs.ts';
import type { StartState } from '../contract/outputs.ts';
import { today } from '../services/calendar/today.ts';
import { cleanseDesk } from '../services/exchange/after-erasure.ts';
import { sweepOutbox } from '../services/exchange/outbox.ts';
import { noteUnfinished, removeUnfinished } from '../services/files/unfinished.ts';
import { newDesk } from '../services/setup/new-desk.ts';
import { SearchIndexing } from './search-indexing.ts';
import { WriteGate } from './write-gate.ts';

export interface SessionOptions {
  readonly folder: string;
  readonly resources: string;
  readonly version: string;
  readonly environment: Environment;
  /** For the log: what could not be done, and why. */
  readonly report: (what: string, error: unknown) => void;
}

export class Session {
  readonly gate = new WriteGate();
  readonly #options: SessionOptions;
  readonly #indexing: SearchIndexing;
  #desk: Desk | undefined;
  #shared: SharedDesk | undefined;
  #trouble: DeskError | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#indexing = new SearchIndexing({ desk: () => this.#desk, mayWrite: () => this.gate.isIdle, report: options.report });
    this.#open();
  }

  #open(): void {
    const { folder, environment } = this.#options;
    this.#trouble = undefined;
    if (!holdsDesk(folder)) return;
    try {
      this.#use(openDesk(folder, environment));
    } catch (error) {
      // Trouble with the database is a screen, not a crash: the person is told what to do.
      this.#options.report('desk not opened', error);
      this.#trouble = error instanceof DeskError ? error : new DeskError('internal', { id: 'open' }, { cause: error });
    }
  }

  #use(desk: Desk): void {
    removeUnfinished(desk.folder);
    noteUnfinished(desk.folder);
    sweepOutbox(desk.folder);
    cleanseDesk(desk);
    this.#desk = desk;
    this.#shared = {
      folder: desk.folder,
      id: desk.id,
      db: desk.db,
      environment: desk.environment,
      local: (key) => desk.local(key),
      write: (work) => this.#write(work),
    };
    this.#indexing.start();
  }

  async #write<T>(work: (desk: Desk) => T extends Promise<unknown> ? never : T): Promise<T> {
    await this.gate.whenIdle();
    const result = work(this.#opened()) as T;
    // The search index follows every write.
    this.#indexing.start();
    return result;
  }

  #opened(): Desk {
    if (this.#desk) return this.#desk;
    throw this.#trouble ?? new DeskError('noDesk', { folder: this.#options.folder });
  }

  /** @throws DeskError when there is no open desk */
  desk(): SharedDesk {
    this.#opened();
    if (!this.#shared) throw new Error('an open desk is shared');
    return this.#shared;
  }

  /** Mutations of the window's author, when nobody else writes. @throws DeskError those of `commit` */
  commit(mutations: readonly Mutation[]): Promise<Committed> {
    return this.desk().write((desk) => commit(desk, this.settings().author, mutations));
  }

  /**
   * Another state of the desk in place of this one; the present state becomes a backup first.
   * @throws DeskError `backupBroken`, `diskFull`
   */
  restore(file: string): Promise<void> {
    return this.gate.runExclusive(() => {
      const { folder, environment } = this.#options;
      const desk = this.#opened();
      const found = backupsIn(folder).find((one) => one.file === file);
      if (!found) throw new DeskError('backupBroken', { file, what: 'name' });
      const copy = join(backupFolder(folder), found.file);
      checkDatabase(copy, environment.binding);
      backUp(desk.db, folder, { at: environment.now(), reason: 'restore', binding: environment.binding, keep: found.file });
      this.close();
      try {
        replaceDatabase(folder, copy);
      } finally {
        this.#open();
      }
      this.#opened();
    });
  }

  /**
   * This copy becomes a desk of its own, from here on; the present state becomes a backup first.
   * @param sign  the old desk's signature, where this computer has its keys
   * @returns how many operations got new names
   * @throws DeskError `builtUpon`, `diskFull`
   */
  reregister(name: string, sign: ReregisterOptions['sign']): Promise<number> {
    return this.gate.runExclusive(() => {
      const { folder, environment } = this.#options;
      const desk = this.#opened();
      backUp(desk.db, folder, { at: environment.now(), reason: 'register', binding: environment.binding });
      const renamed = reregister(desk, { name, author: this.settings().author, sign });
      this.close();
      this.#open();
      this.#opened();
      return renamed;
    });
  }

  settings(): Settings {
    // Japanese first, in any language of the computer; the first screen offers the others.
    const base: Settings = { language: 'ja', dates: 'era', theme: 'system', author: this.#desk?.local('author') ?? '担当' };
    const stored = this.#desk?.local('settings');
    if (stored === undefined) return base;
    const parsed = settingsSchema.partial().safeParse(jsonOf(stored));
    return parsed.success ? { ...base, ...withoutUndefined(parsed.data) } : base;
  }

  saveSettings(change: Partial<{ [K in keyof Settings]: Settings[K] | undefined }>): Promise<void> {
    return this.desk().write((desk) => {
      // The author is the command line's too, and so stands by itself.
      const { author, ...looks } = { ...this.settings(), ...withoutUndefined(change) };
      desk.setLocal('settings', JSON.stringify(looks));
      desk.setLocal('author', author);
    });
  }

  state(): StartState {
    const { folder, version } = this.#options;
    const settings = this.settings();
    if (this.#desk) return { kind: 'ready', settings, desk: { name: this.#desk.local('deskName') ?? '', folder, version }, today: this.today() };
    if (this.#trouble) return { kind: 'trouble', settings, folder, error: { code: this.#trouble.code, details: this.#trouble.details } };
    return { kind: 'firstRun', settings, folder };
  }

  create(options: { name: string; author: string; sample: boolean }): StartState {
    const { folder, resources, environment } = this.#options;
    this.#use(newDesk({ ...options, folder }, resources, environment));
    return this.state();
  }

  retry(): StartState {
    if (!this.#desk) this.#open();
    return this.state();
  }

  today(): string {
    return today(this.#options.environment.now());
  }

  /** The search index follows what a second connection has written. */
  indexSoon(): void {
    this.#indexing.start();
  }

  /** Brings the search index up to date at once, unless another connection writes: before a search. */
  completeSearch(): void {
    if (this.gate.isIdle) catchUp(this.#opened().db);
  }

  close(): void {
    const desk = this.#desk;
    this.#desk = undefined;
    this.#shared = undefined;
    desk?.close();
  }
}

/** A damaged settings row counts as none: the program starts with its own settings. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function withoutUndefined<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}
