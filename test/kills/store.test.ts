// kill -9 during a backup, a restore, a migration and a registration: one state or the other, never a mixture.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDesk, openDesk } from '../../db/desk/open.ts';
import { digest } from '../../db/log/digest.ts';
import { backUp } from '../../db/store/backup.ts';
import { acquainted, type TestDesk } from '../exchange/desks.ts';
import { environment, freshFolder, stockedFolder } from '../fresh-desk.ts';
import { checkWhole, cities } from './desks.ts';
import { killInside, migrations } from './kill.ts';

/** A fresh copy of a desk for each round. */
function copies(base: string): { readonly next: () => string; readonly current: () => string } {
  let folder = '';
  return {
    next: () => {
      if (folder !== '') rmSync(folder, { recursive: true, force: true });
      folder = freshFolder();
      cpSync(base, folder, { recursive: true });
      return folder;
    },
    current: () => folder,
  };
}

describe('a kill', { timeout: 600_000 }, () => {
  it('during a backup leaves the desk and every backup that has its name whole', async () => {
    const folder = stockedFolder(true);
    await killInside('a backup', {
      child: 'child-exchange',
      words: () => ['backup', folder, migrations],
      longestMs: 30,
      check: (round) => {
        checkWhole(folder, environment, round);
      },
    });
  });

  it('during a restore leaves the state before it or the state of the backup', async () => {
    const base = freshFolder();
    const desk = createDesk(base, '戻る', environment);
    cities(desk, '控えの前');
    backUp(desk.db, base, { at: environment.now(), reason: 'manual' });
    const states = [digest(desk.db)];
    cities(desk, '控えの後');
    states.push(digest(desk.db));
    desk.close();
    const copy = copies(base);
    await killInside('a restore', {
      child: 'child-exchange',
      words: () => ['restore', copy.next(), migrations],
      longestMs: 40,
      check: (round) => expect(states).toContain(checkWhole(copy.current(), environment, round)),
    });
  });

  it('during a migration leaves the old schema or the new one', async () => {
    const before = join(freshFolder(), 'migrations');
    cpSync(migrations, before, { recursive: true });
    const journal = JSON.parse(readFileSync(join(before, 'meta', '_journal.json'), 'utf8'));
    writeFileSync(join(before, 'meta', '_journal.json'), JSON.stringify({ ...journal, entries: journal.entries.slice(0, 4) }));
    const old = freshFolder();
    createDesk(old, '旧', { ...environment, migrations: before }).close();
    const copy = copies(old);
    await killInside('a migration', {
      child: 'child-exchange',
      words: () => ['migration', copy.next(), migrations],
      longestMs: 40,
      once: true,
      check: (round) => {
        checkWhole(copy.current(), environment, round);
      },
    });
  });

  it('during a reregistration leaves the same records under one name or the other', async () => {
    const [a] = (await acquainted(['甲', '乙'])) as [TestDesk, TestDesk];
    // A copied disk with operations that the first has not exported.
    const copied = freshFolder();
    cpSync(a.folder, copied, { recursive: true });
    const more = openDesk(copied, a.environment());
    cities(more, '複製の都市');
    const content = digest(more.db);
    more.close();
    const copy = copies(copied);
    await killInside('a registration', {
      child: 'child-exchange',
      words: () => ['register', copy.next(), migrations],
      longestMs: 60,
      once: true,
      check: (round) => expect(checkWhole(copy.current(), environment, round)).toBe(content),
    });
  });
});
