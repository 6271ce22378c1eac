// Names of backups, which of them stay, and that a copy is whole or not there at all.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openDesk } from '../../../db/desk/open.ts';
import {
  type BackupName,
  backUp,
  backupDue,
  backupFileName,
  backupFolder,
  backupReasons,
  backupsIn,
  checkDatabase,
  copyDatabase,
  keptBackups,
  parseBackupName,
  replaceDatabase,
} from '../../../db/store/backup.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { environment, freshDesk, freshFolder } from '../../fresh-desk.ts';
import { refusal } from '../../refusal.ts';
import { add } from '../desk-actions.ts';

const dayMs = 86_400_000;
const noon = Date.UTC(2026, 10, 25, 12, 34, 56); // a Wednesday

describe('the name of a backup', () => {
  it('tells its second, its reason and which one of the second it is', () => {
    expect(backupFileName(noon, 'daily', 1)).toBe('desk-20261125T123456Z-daily.sqlite');
    expect(backupFileName(noon + 999, 'restore', 2)).toBe('desk-20261125T123456Z-restore-2.sqlite');
    for (const reason of backupReasons)
      for (const nth of [1, 2, 10]) {
        const file = backupFileName(noon, reason, nth);
        expect(parseBackupName(file)).toEqual({ file, at: noon, reason, nth });
      }
  });
  it('has a time that every date function can read, whatever the clock says', () => {
    expect(backupFileName(-5, 'daily', 1)).toBe('desk-19700101T000000Z-daily.sqlite');
    expect(backupFileName(9e15, 'daily', 1)).toBe('desk-99991231T235959Z-daily.sqlite');
  });
  it.each([
    'xdesk-20261125T123456Z-daily.sqlite',
    'desk-20261125T123456Z-daily.sqlitex',
    'desk-20261125T123456Z-daily.sqlite.part',
    'desk-20261125T123456Z-weekly.sqlite',
    'desk-20261125T123456Z-daily-0.sqlite',
    'desk-20261125T123456Z-daily-x.sqlite',
    'desk-20261125T123456Z.sqlite',
    'desk-2026112T123456Z-daily.sqlite',
    'desk.sqlite',
  ])('is not %s', (file) => expect(parseBackupName(file)).toBeUndefined());
});

describe('backups that are kept', () => {
  const daily = (at: number): BackupName => ({ file: String(at), at, reason: 'daily', nth: 1 });
  const days = (kept: readonly BackupName[]) => kept.map(({ at }) => new Date(at).toISOString().slice(0, 10));

  it('are, of one each day, those of 7 days, the Sundays of 4 weeks, and the ends of 12 months', () => {
    const all = Array.from({ length: 500 }, (_, ago) => daily(noon - ago * dayMs));
    expect(days(keptBackups(all, Number.POSITIVE_INFINITY))).toEqual([
      ...['2026-11-25', '2026-11-24', '2026-11-23', '2026-11-22', '2026-11-21', '2026-11-20', '2026-11-19'],
      ...['2026-11-15', '2026-11-08', '2026-10-31', '2026-09-30', '2026-08-31', '2026-07-31', '2026-06-30', '2026-05-31', '2026-04-30'],
      ...['2026-03-31', '2026-02-28', '2026-01-31', '2025-12-31'],
    ]);
  });
  it('are the newest of a day, and of a second the last', () => {
    const morning = daily(noon - 3_600_000);
    const [first, second] = [daily(noon), { ...daily(noon), file: 'second', nth: 2 }];
    expect(keptBackups([second, morning, first], Number.POSITIVE_INFINITY)).toEqual([second]);
    expect(keptBackups([first, morning, second], Number.POSITIVE_INFINITY)).toEqual([second]);
  });
  it('count days, weeks and months that have any', () => {
    const old = [0, 40, 80, 120].map((ago) => daily(noon - ago * dayMs));
    expect(keptBackups(old, Number.POSITIVE_INFINITY)).toEqual(old);
  });
  it('are besides the last ten made before something, newest first', () => {
    const before = Array.from({ length: 12 }, (_, at): BackupName => ({ file: `i${at}`, at: noon - 400 * dayMs - at * 1_000, reason: 'import', nth: 1 }));
    const today = Array.from({ length: 20 }, (_, at) => daily(noon - at * 1_000));
    expect(keptBackups([...before, ...today], Number.POSITIVE_INFINITY).map(({ file }) => file)).toEqual([
      today[0]?.file,
      ...before.slice(0, 10).map(({ file }) => file),
    ]);
  });
});

describe('a daily backup', () => {
  it('is due unless there is one of the day; one from the future is none', () => {
    const at = (time: number): BackupName => ({ file: '', at: time, reason: 'import', nth: 1 });
    expect(backupDue([], noon)).toBe(true);
    expect(backupDue([at(noon)], noon)).toBe(false);
    expect(backupDue([at(noon - 12 * 3_600_000)], noon)).toBe(false);
    expect(backupDue([at(noon - dayMs)], noon)).toBe(true);
    expect(backupDue([at(noon + 1_000)], noon)).toBe(true);
    expect(backupDue([at(noon + 1_000), at(noon - dayMs), at(noon)], noon)).toBe(false);
  });
});

describe('the folder of backups', () => {
  it('need not exist, and may hold other files', () => {
    const desk = freshDesk();
    rmSync(backupFolder(desk.folder), { recursive: true, force: true });
    expect(backupsIn(desk.folder)).toEqual([]);
    const made = backUp(desk.db, desk.folder, { at: noon, reason: 'manual' });
    writeFileSync(join(backupFolder(desk.folder), 'notes.txt'), 'x');
    const later = backUp(desk.db, desk.folder, { at: noon + 1_000, reason: 'import' });
    const size = (file: string) => statSync(join(desk.folder, 'backups', file)).size;
    expect(backupsIn(desk.folder)).toEqual([
      { ...later, bytes: size(later.file) },
      { ...made, bytes: size(made.file) },
    ]);
    expect(readdirSync(backupFolder(desk.folder)).sort()).toEqual([made.file, later.file, 'notes.txt'].sort());
  });
  it('loses the backups that are no longer kept, but not the one that is needed', () => {
    const desk = freshDesk();
    const old = Array.from({ length: 4 }, (_, at) =>
      backUp(desk.db, desk.folder, { at: noon - 10_000 + at * 1_000, reason: 'daily', keep: backupFileName(noon - 10_000, 'daily', 1) }),
    );
    expect(backupsIn(desk.folder).map(({ file }) => file)).toEqual([old[3]?.file, old[0]?.file]);
  });
  it('numbers the backups of a second whatever their reasons, and other seconds apart', () => {
    const desk = freshDesk();
    const names = (['manual', 'import', 'restore'] as const).map((reason) => backUp(desk.db, desk.folder, { at: noon, reason }).nth);
    expect(names).toEqual([1, 2, 3]);
    expect(backUp(desk.db, desk.folder, { at: noon + 1_000, reason: 'manual' }).nth).toBe(1);
    expect(backUp(desk.db, desk.folder, { at: noon, reason: 'manual' }).nth).toBe(4);
  });
});

describe('a copy of the database', () => {
  it('holds what the desk holds, and tells so', () => {
    const desk = freshDesk();
    desk.setLocal('deskName', '国際課');
    const city = add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    add(desk, 'partner', { nameJa: '乙市', kind: 'city' });
    const to = join(desk.folder, 'deep', 'er', 'copy.sqlite');
    copyDatabase(desk.db, to);
    const last = desk.db.value<string>('SELECT max(t) FROM sync_op');
    expect(checkDatabase(to)).toEqual({ desk: desk.id, name: '国際課', operations: 3, last, records: 2 });
    expect(readdirSync(dirname(to))).toEqual(['copy.sqlite']);
    expect(city).not.toBe('');
  });
  it('is made again in the place of an older one, over what a failed attempt has left', () => {
    const desk = freshDesk();
    const to = join(desk.folder, 'copy.sqlite');
    copyDatabase(desk.db, to);
    add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    writeFileSync(`${to}.part`, 'left over');
    copyDatabase(desk.db, to);
    expect(checkDatabase(to).records).toBe(1);
    expect(readdirSync(desk.folder).filter((file) => file.endsWith('.part'))).toEqual([]);
  });
  it('that cannot be put in its place fails, names its file and leaves nothing behind', () => {
    const desk = freshDesk();
    const to = join(desk.folder, 'copy.sqlite');
    mkdirSync(join(to, 'a folder of that name'), { recursive: true });
    const error = refusal(() => copyDatabase(desk.db, to));
    expect([error.code, error.details]).toEqual(['backupFailed', { file: to }]);
    expect(error.cause).toBeInstanceOf(Error);
    expect(readdirSync(desk.folder)).not.toContain('copy.sqlite.part');
  });
  /** A database whose copies turn out like this. */
  const copying = (make: (file: string) => void) => ({ copyInto: make }) as unknown as Reader;

  it('is checked before it takes the place of another one', () => {
    const desk = freshDesk();
    const to = join(desk.folder, 'copy.sqlite');
    copyDatabase(desk.db, to);
    const before = readFileSync(to);
    const error = refusal(() =>
      copyDatabase(
        copying((file) => writeFileSync(file, 'no database'.repeat(500))),
        to,
      ),
    );
    expect([error.code, error.details.file]).toEqual(['backupBroken', `${to}.part`]);
    expect(readFileSync(to).equals(before)).toBe(true);
    expect(readdirSync(desk.folder)).not.toContain('copy.sqlite.part');
  });
  it('that finds no room says so; other trouble is the copy’s own', () => {
    const to = join(dirname(freshFolder()), 'copy.sqlite');
    const failing = (code: string) =>
      refusal(() =>
        copyDatabase(
          copying(() => {
            throw Object.assign(new Error(code), { code });
          }),
          to,
        ),
      );
    expect(failing('SQLITE_FULL').code).toBe('diskFull');
    expect([failing('EIO').code, failing('EIO').details]).toEqual(['backupFailed', { file: to }]);
    expect(existsSync(`${to}.part`)).toBe(false);
  });
  it('of a desk that has forgotten who it is says nothing about it', () => {
    const desk = freshDesk();
    desk.db.run("DELETE FROM local_state WHERE key IN ('desk', 'deskName')");
    const to = join(desk.folder, 'copy.sqlite');
    copyDatabase(desk.db, to);
    expect(checkDatabase(to)).toMatchObject({ desk: '', name: '' });
  });
  it('of an empty desk holds nothing', () => {
    const desk = freshDesk();
    const to = join(desk.folder, 'copy.sqlite');
    copyDatabase(desk.db, to);
    expect(checkDatabase(to)).toMatchObject({ operations: 0, last: '', records: 0 });
  });
});

describe('a file that is no whole database', () => {
  it.each<[string, (file: string) => void]>([
    ['that is not there', () => undefined],
    ['of text', (file) => writeFileSync(file, 'x'.repeat(5_000))],
    ['that is empty', (file) => writeFileSync(file, '')],
  ])('%s is refused with its name and what is wrong', (_, make) => {
    const folder = dirname(freshFolder());
    const file = join(folder, 'x.sqlite');
    make(file);
    const there = existsSync(file);
    const error = refusal(() => checkDatabase(file));
    expect([error.code, error.details.file]).toEqual(['backupBroken', file]);
    expect(String(error.details.what)).not.toBe('');
    expect(error.cause).toBeInstanceOf(Error);
    expect(existsSync(file)).toBe(there);
  });
  it('because a page is damaged is refused, and does not replace a backup', () => {
    const desk = freshDesk();
    for (let at = 0; at < 40; at++) add(desk, 'partner', { nameJa: `市${at}`, kind: 'city' });
    const file = join(desk.folder, 'copy.sqlite');
    copyDatabase(desk.db, file);
    const bytes = readFileSync(file);
    // The index of operations loses its cells: every page can be read, but the index lacks what the table holds.
    const copy = new BetterSqlite3(file, { readonly: true });
    const page = copy.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'sync_op_dot'").pluck().get() as number;
    copy.close();
    const size = bytes.readUInt16BE(16);
    bytes.fill(0, (page - 1) * size + 8, page * size);
    writeFileSync(file, bytes);
    const error = refusal(() => checkDatabase(file));
    expect([error.code, error.details.file]).toEqual(['backupBroken', file]);
    // The finding of the check, not an error on the way to it.
    expect(error.cause).toBeUndefined();
    expect(String(error.details.what).length).toBeLessThanOrEqual(200);
  });
});

describe('a database that is replaced', () => {
  it('is the copy, without the write-ahead log of the old one', () => {
    const desk = freshDesk();
    add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    const copy = join(desk.folder, 'copy.sqlite');
    copyDatabase(desk.db, copy);
    add(desk, 'partner', { nameJa: '乙市', kind: 'city' });
    desk.close();
    for (const side of ['-wal', '-shm']) writeFileSync(join(desk.folder, `desk.sqlite${side}`), 'of the old one');
    replaceDatabase(desk.folder, copy);
    expect(readdirSync(desk.folder).filter((file) => /^desk\.sqlite./.test(file))).toEqual([]);
    const again = openDesk(desk.folder, environment);
    expect(again.db.all('SELECT nameJa FROM partner')).toEqual([{ nameJa: '甲市' }]);
    again.close();
    expect(readdirSync(desk.folder)).toContain('copy.sqlite');
  });
  it('stays as it was when the copy cannot be read', () => {
    const desk = freshDesk();
    desk.close();
    const file = join(desk.folder, 'desk.sqlite');
    const before = readFileSync(file);
    writeFileSync(`${file}.part`, 'left over');
    const error = refusal(() => replaceDatabase(desk.folder, join(desk.folder, 'missing.sqlite')));
    expect([error.code, error.details]).toEqual(['backupFailed', { file: join(desk.folder, 'missing.sqlite') }]);
    expect(error.cause).toBeInstanceOf(Error);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(desk.folder)).not.toContain('desk.sqlite.part');
    expect(refusal(() => replaceDatabase(join(desk.folder, 'nowhere'), join(desk.folder, 'missing.sqlite'))).code).toBe('backupFailed');
  });
});
