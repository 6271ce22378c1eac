// Copies of the database: made by SQLite, checked, and only then renamed to their name. A plain copy of an
// open database loses what is still in its write-ahead log, and looks whole.
import { closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { DeskError, fromSqlite } from '../errors.ts';
import type { Reader } from './connection.ts';

export const backupReasons = ['daily', 'import', 'migration', 'restore', 'register', 'manual'] as const;
export type BackupReason = (typeof backupReasons)[number];

export interface BackupName {
  readonly file: string;
  /** Milliseconds, from the name. */
  readonly at: number;
  readonly reason: BackupReason;
  /** Which one of its second, from 1. */
  readonly nth: number;
}

export const backupFolder = (folder: string) => join(folder, 'backups');

/** `desk-20261123T140500Z-import.sqlite`; the second of one second, whatever its reason, `desk-20261123T140500Z-restore-2.sqlite`. */
export function backupFileName(at: number, reason: BackupReason, nth: number): string {
  const stamp = new Date(Math.min(Math.max(at, 0), 253_402_300_799_000)).toISOString().replace(/[-:]|\.\d+/g, '');
  return `desk-${stamp}-${reason}${nth > 1 ? `-${nth}` : ''}.sqlite`;
}

export function parseBackupName(file: string): BackupName | undefined {
  const match = /^desk-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-([a-z]+)(?:-([1-9]\d{0,5}))?\.sqlite$/.exec(file);
  const reason = backupReasons.find((one) => one === match?.[7]);
  if (!match || !reason) return undefined;
  const [, year, month, day, hour, minute, second, , nth = '1'] = match;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return { file, at, reason, nth: Number(nth) };
}

const newestFirst = (a: BackupName, b: BackupName): number => b.at - a.at || b.nth - a.nth;

/** Newest first. */
export function backupsIn(folder: string): (BackupName & { readonly bytes: number })[] {
  const backups = backupFolder(folder);
  if (!existsSync(backups)) return [];
  return readdirSync(backups)
    .flatMap((file) => {
      const name = parseBackupName(file);
      return name ? [{ ...name, bytes: statSync(join(backups, file)).size }] : [];
    })
    .sort(newestFirst);
}

const dayMs = 86_400_000;
/** Made before something that may have to be undone: kept by number, newest first. */
const keptBefore = 10;
/** Of a wrong clock: enough to see what happened then. */
const keptOfFuture = 3;

/**
 * Which backups stay: the newest of each of the last 7 days, 4 weeks and 12 months that have any, and the last ten made
 * before an import, a migration or a restore. Backups dated after the present come of a wrong clock: they are counted apart, or ten imports
 * under it would have taken the places of all others for good. Pure.
 */
export function keptBackups(backups: readonly BackupName[], now: number): BackupName[] {
  const future = backups.filter(({ at }) => at > now + dayMs).sort(newestFirst);
  const ordered = backups.filter(({ at }) => at <= now + dayMs).sort(newestFirst);
  const kept = new Set<BackupName>();
  const perPeriod = (count: number, period: (at: number) => string) => {
    const seen = new Set<string>();
    for (const backup of ordered) {
      const name = period(backup.at);
      if (seen.has(name)) continue;
      if (seen.size >= count) return;
      seen.add(name);
      kept.add(backup);
    }
  };
  perPeriod(7, (at) => String(Math.floor(at / dayMs)));
  perPeriod(4, (at) => String(Math.floor((at / dayMs + 3) / 7)));
  perPeriod(12, (at) => new Date(at).toISOString().slice(0, 7));
  ordered
    .filter(({ reason }) => reason !== 'daily')
    .slice(0, keptBefore)
    .forEach((backup) => {
      kept.add(backup);
    });
  return [...future.slice(0, keptOfFuture), ...ordered.filter((backup) => kept.has(backup))];
}

/**
 * A whole, checked copy of the database under a name of its own.
 * @throws DeskError `diskFull`, `folderUnusable`, `backupFailed`
 */
export function copyDatabase(db: Reader, to: string, binding?: string): void {
  const part = `${to}.part`;
  try {
    mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
    rmSync(part, { force: true });
    db.copyInto(part);
    checkDatabase(part, binding);
    const handle = openSync(part, 'r+');
    fsyncSync(handle);
    closeSync(handle);
    renameSync(part, to);
  } catch (error) {
    rmSync(part, { force: true });
    if (error instanceof DeskError) throw error;
    const known = fromSqlite(error);
    if (known instanceof DeskError && known.code !== 'folderUnusable') throw known;
    throw new DeskError('backupFailed', { file: to }, { cause: error });
  }
}

export interface BackupFacts {
  readonly desk: string;
  readonly name: string;
  readonly operations: number;
  /** Stamp of the newest operation. */
  readonly last: string;
  readonly records: number;
}

/** Is this a whole desk database? What it holds. @throws DeskError `backupBroken` */
export function checkDatabase(file: string, binding?: string): BackupFacts {
  let database: BetterSqlite3.Database | undefined;
  try {
    database = new BetterSqlite3(file, { readonly: true, fileMustExist: true, ...(binding ? { nativeBinding: binding } : {}) });
    const check = database.pragma('integrity_check(1)', { simple: true });
    if (check !== 'ok') throw new DeskError('backupBroken', { file, what: String(check).slice(0, 200) });
    const local = (key: string) => database?.prepare('SELECT value FROM local_state WHERE key = ?').pluck().get(key);
    const found = database.prepare('SELECT count(*) AS operations, max(t) AS last FROM sync_op').get() as { operations: number; last: string | null };
    const records = database.prepare("SELECT count(DISTINCT row) FROM sync_op WHERE tbl <> ''").pluck().get() as number;
    return { desk: String(local('desk') ?? ''), name: String(local('deskName') ?? ''), operations: found.operations, last: found.last ?? '', records };
  } catch (error) {
    if (error instanceof DeskError) throw error;
    throw new DeskError('backupBroken', { file, what: error instanceof Error ? error.message : '' }, { cause: error });
  } finally {
    database?.close();
  }
}

/**
 * Makes a backup in the desk's own folder and deletes those that are no longer kept. Returns its name.
 * @param at  time of the backup, milliseconds since 1970 UTC
 * @param keep  a backup that stays in any case: the one about to be restored
 */
export function backUp(
  db: Reader,
  folder: string,
  { at, reason, binding, keep }: { readonly at: number; readonly reason: BackupReason; readonly binding?: string | undefined; readonly keep?: string },
): BackupName {
  // A backup never replaces another: two may be made within one second, and a clock may not advance.
  const second = parseBackupName(backupFileName(at, reason, 1))?.at;
  const last = Math.max(0, ...backupsIn(folder).flatMap((one) => (one.at === second ? [one.nth] : [])));
  const file = backupFileName(at, reason, last + 1);
  copyDatabase(db, join(backupFolder(folder), file), binding);
  const all = backupsIn(folder);
  const kept = new Set([file, keep, ...keptBackups(all, at).map((backup) => backup.file)]);
  for (const { file: old } of all) if (!kept.has(old)) rmSync(join(backupFolder(folder), old), { force: true });
  const made = parseBackupName(file);
  if (!made) throw new Error('cannot be: the name was made above');
  return made;
}

/** Puts a checked copy in the place of a closed database. Whole or not at all, also when the power fails. */
export function replaceDatabase(folder: string, copy: string): void {
  const file = join(folder, 'desk.sqlite');
  const part = `${file}.part`;
  try {
    copyFileSync(copy, part);
    const handle = openSync(part, 'r+');
    fsyncSync(handle);
    closeSync(handle);
    // A write-ahead log belongs to the database it was written for; next to another one, SQLite would apply it there.
    for (const side of ['-wal', '-shm']) rmSync(file + side, { force: true });
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw new DeskError('backupFailed', { file: copy }, { cause: error });
  }
}

/** Is a daily backup due? The clock may be wrong; a backup from the future does not count. */
export const backupDue = (backups: readonly BackupName[], now: number): boolean =>
  !backups.some(({ at }) => at <= now && Math.floor(at / dayMs) === Math.floor(now / dayMs));
