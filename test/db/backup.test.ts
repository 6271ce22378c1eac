// Backups: which are kept, that none overwrites another, and that the one being restored is not deleted on the way.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { type BackupName, backUp, backupFolder, backupReasons, backupsIn, checkDatabase, keptBackups } from '../../db/store/backup.ts';
import { Session } from '../../electron/session/session.ts';
import { environment, freshDesk, freshFolder, resources } from '../fresh-desk.ts';
import { announce } from '../property/seed.ts';

const day = 86_400_000;
const noon = Date.UTC(2026, 10, 25, 12);

function sessionAt(now: () => number): { session: Session; folder: string } {
  const folder = freshFolder();
  const session = new Session({ folder, resources, version: '0.0.0-test', environment: { ...environment, now }, report: (what) => expect.unreachable(what) });
  session.create({ name: '国際課', author: '見本 花子', sample: false });
  onTestFinished(() => session.close());
  return { session, folder };
}
const add = (session: Session, nameJa: string) => session.commit([{ kind: 'create', table: 'partner', set: { nameJa, kind: 'city' } }]);
const has = (session: Session, nameJa: string) => session.desk().db.value<number>('SELECT count(*) FROM partner WHERE nameJa = ?', nameJa) === 1;

it('gives every backup a name of its own, also twice in one second and with a clock that does not advance', () => {
  const desk = freshDesk();
  const made = Array.from({ length: 12 }, () => backUp(desk.db, desk.folder, { at: noon, reason: 'manual' }).file);
  expect(new Set(made).size).toBe(made.length);
  // Ten are kept; the latest ones, in the order they were made.
  expect(backupsIn(desk.folder).map(({ file }) => file)).toEqual(made.slice(-10).reverse());
  for (const { file, at } of backupsIn(desk.folder)) {
    checkDatabase(join(backupFolder(desk.folder), file));
    expect(at).toBe(noon);
  }
});

it('restores back and forth within one second', async () => {
  const { session, folder } = sessionAt(() => noon);
  backUp(session.desk().db, folder, { at: noon, reason: 'manual' });
  await add(session, '後から来た市');
  const [before] = backupsIn(folder);
  await session.restore(before?.file ?? '');
  expect(has(session, '後から来た市')).toBe(false);
  const [undo] = backupsIn(folder);
  expect(undo?.reason).toBe('restore');
  await session.restore(undo?.file ?? '');
  expect(has(session, '後から来た市')).toBe(true);
});

it('restores the oldest backup without deleting it first', async () => {
  let now = noon;
  const { session, folder } = sessionAt(() => now);
  for (let made = 0; made < 10; made++) {
    await add(session, `市${made}`);
    backUp(session.desk().db, folder, { at: now, reason: 'manual' });
    now += 60_000;
  }
  const oldest = backupsIn(folder).at(-1)?.file ?? '';
  await session.restore(oldest);
  expect([has(session, '市0'), has(session, '市1')]).toEqual([true, false]);
  expect(readdirSync(backupFolder(folder))).toContain(oldest);
});

it('made under a wrong clock take no place from those of the present', () => {
  const present = Array.from({ length: 12 }, (_, back): BackupName => ({ file: `p${back}`, at: noon - back * day, reason: 'daily', nth: 1 }));
  const imports = Array.from({ length: 10 }, (_, back): BackupName => ({ file: `i${back}`, at: noon - back * 1_000, reason: 'import', nth: 1 }));
  const wrong = Array.from({ length: 12 }, (_, nth): BackupName => ({ file: `w${nth}`, at: Date.UTC(2099, 0, 1) + nth * day, reason: 'import', nth: 1 }));
  const right = keptBackups([...present, ...imports], noon).map(({ file }) => file);
  const kept = keptBackups([...present, ...imports, ...wrong], noon).map(({ file }) => file);
  expect(right.filter((file) => !kept.includes(file))).toEqual([]);
  expect(kept.filter((file) => file.startsWith('w'))).toEqual(['w11', 'w10', 'w9']);
});

it('keeps the newest of 7 days, 4 weeks and 12 months, and the last ten made before something', () => {
  const backups = fc
    .uniqueArray(fc.tuple(fc.integer({ min: noon - 800 * day, max: noon + 40 * day }), fc.constantFrom(...backupReasons)), { maxLength: 120 })
    .map((list) => list.map(([at, reason], nth): BackupName => ({ file: `${nth}`, at: Math.floor(at / 1_000) * 1_000, reason, nth: 1 })));
  fc.assert(
    fc.property(backups, (all) => {
      const kept = keptBackups(all, Number.POSITIVE_INFINITY);
      const ids = new Set(kept.map(({ file }) => file));
      const newestPer = (period: (at: number) => unknown, count: number) => {
        const newest = new Map<unknown, number>();
        for (const { at } of all) newest.set(period(at), Math.max(at, newest.get(period(at)) ?? Number.NEGATIVE_INFINITY));
        return [...newest.values()].sort((a, b) => b - a).slice(0, count);
      };
      const owed = [
        ...newestPer((at) => new Date(at).toISOString().slice(0, 10), 7),
        ...newestPer((at) => new Date(at - ((new Date(at).getUTCDay() + 6) % 7) * day).toISOString().slice(0, 10), 4),
        ...newestPer((at) => new Date(at).toISOString().slice(0, 7), 12),
      ];
      for (const at of owed) expect(kept.some((one) => one.at === at)).toBe(true);
      const before = all.filter(({ reason }) => reason !== 'daily').sort((a, b) => b.at - a.at);
      expect(before.slice(0, 10).filter(({ at }) => !kept.some((one) => one.at === at))).toEqual([]);
      expect(kept.length).toBeLessThanOrEqual(7 + 4 + 12 + 10);
      // Pruning twice deletes nothing more.
      expect(
        keptBackups(kept, Number.POSITIVE_INFINITY)
          .map(({ file }) => file)
          .sort(),
      ).toEqual([...ids].sort());
    }),
    { ...announce('kept backups'), numRuns: 300 },
  );
});
