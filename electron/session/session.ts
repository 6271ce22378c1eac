// The one desk of this process: opened, made, or in trouble; and its settings.
import { join } from 'node:path';
import type { Desk } from '../../db/desk/desk.ts';
import { holdsDesk, openDesk } from '../../db/desk/open.ts';
import { DeskError } from '../../db/errors.ts';
import { type ReregisterOptions, reregister } from '../../db/exchange/reregister.ts';
import { backUp, backupFolder, backupsIn, checkDatabase, replaceDatabase } from '../../db/store/backup.ts';
import type { Environment } from '../../db/store/environment.ts';
import { indexNext, searchBehind, slice } from '../../db/store/search-index.ts';
import { type Settings, settingsSchema } from '../contract/inputs.ts';
import type { StartState } from '../contract/outputs.ts';
import { today } from '../services/calendar/today.ts';
import { newDesk } from '../services/setup/new-desk.ts';

/** Between two slices of the search index the window has its turn. */
const indexPauseMs = 20;
/** After the disk has refused. */
const indexAgainMs = 5_000;

export interface SessionOptions {
  readonly folder: string;
  readonly resources: string;
  readonly version: string;
  readonly environment: Environment;
  /** For the log: what could not be done, and why. */
  readonly report: (what: string, error: unknown) => void;
}

export class Session {
  readonly #place: SessionOptions;
  #desk: Desk | undefined;
  #trouble: DeskError | undefined;
  #indexing = false;
  /** The last work that was let write by another connection, and how many such works are not done. */
  #turn: Promise<unknown> = Promise.resolve();
  #working = 0;

  constructor(place: SessionOptions) {
    this.#place = place;
    this.#open();
  }

  #open(): void {
    const { folder, environment } = this.#place;
    this.#trouble = undefined;
    if (!holdsDesk(folder)) return;
    try {
      this.#desk = openDesk(folder, environment);
      this.indexSoon();
    } catch (error) {
      // Trouble with the database is a screen, not a crash: the person is told what to do.
      this.#place.report('desk not opened', error);
      this.#trouble = error instanceof DeskError ? error : new DeskError('internal', { id: 'open' }, { cause: error });
    }
  }

  /** @throws DeskError when there is no open desk */
  desk(): Desk {
    if (this.#desk) return this.#desk;
    throw this.#trouble ?? new DeskError('noDesk', { folder: this.#place.folder });
  }

  /**
   * Holds the desk still while another connection writes: edits of the window wait for it, without blocking anything.
   * One at a time, in the order of asking.
   */
  still<T>(work: () => Promise<T>): Promise<T> {
    this.#working++;
    const turn = this.#turn.then(work).finally(() => {
      this.#working--;
    });
    this.#turn = turn.catch(() => undefined); // its own caller is told; the next one only waits
    return turn;
  }
  /** Resolves when nothing else writes. Whoever comes back from a dialog or a thread asks again before writing. */
  async free(): Promise<void> {
    while (!this.isFree) await this.#turn;
  }
  /** Nothing else writes just now: the search index may be brought up to date. */
  get isFree(): boolean {
    return this.#working === 0;
  }

  /** Another state of the desk in place of this one; the present state becomes a backup first. @throws DeskError `backupBroken`, `diskFull` */
  restore(file: string): void {
    const { folder, environment } = this.#place;
    const desk = this.desk();
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
    this.desk();
  }

  /**
   * This copy becomes a desk of its own, from here on; the present state becomes a backup first.
   * @param sign  the old desk's signature, where this computer has its keys
   * @returns how many operations got new names
   * @throws DeskError `builtUpon`, `diskFull`
   */
  reregister(name: string, sign: ReregisterOptions['sign']): number {
    const { folder, environment } = this.#place;
    const desk = this.desk();
    backUp(desk.db, folder, { at: environment.now(), reason: 'register', binding: environment.binding });
    const renamed = reregister(desk, { name, author: this.settings().author, sign });
    this.close();
    this.#open();
    this.desk();
    return renamed;
  }

  settings(): Settings {
    // Japanese first, whatever the computer speaks; the first screen offers the others.
    const base: Settings = { language: 'ja', dates: 'era', theme: 'system', author: this.#desk?.local('author') ?? '担当' };
    const stored = this.#desk?.local('settings');
    if (stored === undefined) return base;
    const parsed = settingsSchema.partial().safeParse(JSON.parse(stored));
    return parsed.success ? { ...base, ...withoutUndefined(parsed.data) } : base;
  }

  saveSettings(change: Partial<{ [K in keyof Settings]: Settings[K] | undefined }>): void {
    // The author is the command line's too, and so stands by itself.
    const { author, ...looks } = { ...this.settings(), ...withoutUndefined(change) };
    this.desk().setLocal('settings', JSON.stringify(looks));
    this.desk().setLocal('author', author);
  }

  state(): StartState {
    const { folder, version } = this.#place;
    const settings = this.settings();
    if (this.#desk) return { kind: 'ready', settings, desk: { name: this.#desk.local('deskName') ?? '', folder, version }, today: this.today() };
    if (this.#trouble) return { kind: 'trouble', settings, folder, error: { code: this.#trouble.code, details: this.#trouble.details } };
    return { kind: 'firstRun', settings, folder };
  }

  create(options: { name: string; author: string; sample: boolean }): StartState {
    const { folder, resources, environment } = this.#place;
    this.#desk = newDesk({ ...options, folder }, resources, environment);
    return this.state();
  }

  retry(): StartState {
    if (!this.#desk) this.#open();
    return this.state();
  }

  today(): string {
    return today(this.#place.environment.now());
  }

  /** After a large change, indexes for the search box in slices, so that the window stays quick in between. */
  indexSoon(): void {
    if (this.#indexing || !this.#desk || searchBehind(this.#desk.db) === 0) return;
    this.#indexing = true;
    const next = () => {
      const desk = this.#desk;
      if (!desk) {
        this.#indexing = false;
        return;
      }
      let pause = indexPauseMs;
      try {
        if (searchBehind(desk.db) === 0) {
          this.#indexing = false;
          return;
        }
        // While another connection writes, this one would block until it has done.
        if (this.isFree) desk.db.immediate(() => indexNext(desk.db, slice));
      } catch (error) {
        // A full or slow disk: the search is behind for a while, nothing is lost, and nobody is to be told in the middle of work.
        this.#place.report('search index not brought up to date', error);
        pause = indexAgainMs;
      }
      setTimeout(next, pause);
    };
    setTimeout(next, indexPauseMs);
  }

  close(): void {
    const desk = this.#desk;
    this.#desk = undefined;
    desk?.close();
  }
}

function withoutUndefined<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}
