// kill -9 in the middle of an export, an import, a settlement, a backup, a restore or a migration, two hundred times: the desk is
// whole, files are whole or not there, and in the end everything can still be taken in.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDesk, openDesk } from '../../db/desk/open.ts';
import { commit } from '../../db/log/commit.ts';
import { digest } from '../../db/log/digest.ts';
import { verify } from '../../db/log/verify.ts';
import { backUp, backupFolder, backupsIn, checkDatabase } from '../../db/store/backup.ts';
import { catchUp } from '../../db/store/search-index.ts';
import { loadKeys, ownerOnly } from '../../electron/services/exchange/keys.ts';
import { stageBundle } from '../../electron/services/exchange/read-bundle.ts';
import { environment, freshFolder, root } from '../fresh-desk.ts';
import { announce } from '../property/seed.ts';
import { acquainted, type TestDesk } from './desks.ts';

const kills = 200;
const works = ['import', 'export', 'settle', 'backup', 'migration', 'register', 'restore'] as const;

function killed(words: readonly string[], afterMs: number): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'test', 'exchange', 'until-killed.ts'), ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), afterMs));
    child.on('close', () => resolve());
  });
}

describe('kill -9 during the exchange', () => {
  it(`leaves a whole desk, in ${kills} kills`, { timeout: 1_500_000 }, async () => {
    const { seed } = announce('exchange kills');
    const [a, b] = (await acquainted(['甲', '乙'])) as [TestDesk, TestDesk];
    const files = freshFolder();
    const out = freshFolder();
    mkdirSync(files, { recursive: true });
    mkdirSync(out, { recursive: true });
    // Files of 甲 for 乙: each builds on nothing that 乙 lacks, since 甲 knows of nothing 乙 has taken in.
    for (let at = 0; at < 3; at++) {
      const desk = openDesk(a.folder, a.environment());
      commit(
        desk,
        '甲',
        Array.from({ length: 300 }, (_, n) => ({ kind: 'create' as const, table: 'partner', set: { nameJa: `都市 ${at}-${n}`, kind: 'city' } })),
      );
      desk.close();
      await a.done('sync', 'export', '--out', join(files, `${at}.citydesk`));
    }
    // One cell with two values, for settling.
    const city = (await b.done('list', 'partners', '--limit', '1')).rows[0].id;
    const both = openDesk(b.folder, b.environment());
    commit(both, '乙', [{ kind: 'set', table: 'partner', id: city, set: { note: '一つ目' } }]);
    commit(both, '乙', [{ kind: 'addVersion', table: 'partner', id: city, set: { note: '二つ目' } }]);
    both.close();
    // A desk of the version before the exchange.
    const before = join(freshFolder(), 'migrations');
    cpSync(environment.migrations, before, { recursive: true });
    const journal = JSON.parse(readFileSync(join(before, 'meta', '_journal.json'), 'utf8'));
    writeFileSync(join(before, 'meta', '_journal.json'), JSON.stringify({ ...journal, entries: journal.entries.slice(0, 4) }));
    const old = freshFolder();
    createDesk(old, '旧', { ...environment, migrations: before }).close();

    // A copied disk, with more on it than the first has given out.
    const copied = freshFolder();
    cpSync(a.folder, copied, { recursive: true });
    const more = openDesk(copied, a.environment());
    commit(
      more,
      '甲',
      Array.from({ length: 300 }, (_, n) => ({ kind: 'create' as const, table: 'partner', set: { nameJa: `複製の都市 ${n}`, kind: 'city' } })),
    );
    const content = digest(more.db);
    more.close();

    // A desk with a backup, and edits after it.
    const restorable = freshFolder();
    const later = createDesk(restorable, '戻る', environment);
    const cities = (name: string) =>
      commit(
        later,
        '試験',
        Array.from({ length: 300 }, (_, n) => ({ kind: 'create' as const, table: 'partner', set: { nameJa: `${name} ${n}`, kind: 'city' } })),
      );
    cities('控えの前');
    backUp(later.db, restorable, { at: later.environment.now(), reason: 'manual' });
    const states = [digest(later.db)];
    cities('控えの後');
    states.push(digest(later.db));
    later.close();
    const bases: Readonly<Record<string, string>> = { migration: old, register: copied, restore: restorable };

    for (let round = 0; round < kills; round++) {
      const work = works[round % works.length] ?? 'import';
      const base = bases[work];
      const folder = base === undefined ? b.folder : freshFolder();
      if (base !== undefined) cpSync(base, folder, { recursive: true });
      await killed([work, folder, b.keys, files, out], (seed + round * 7_919) % (base === undefined || work === 'restore' ? 350 : 120));
      const desk = openDesk(folder, b.environment());
      catchUp(desk.db);
      const { faults } = verify(desk.db, b.environment());
      if (work === 'register') expect([round, digest(desk.db)]).toEqual([round, content]);
      // One state or the other, never a mixture.
      if (work === 'restore') expect(states).toContain(digest(desk.db));
      desk.close();
      expect([round, work, faults]).toEqual([round, work, []]);
      for (const backup of backupsIn(folder)) checkDatabase(join(backupFolder(folder), backup.file));
      if (base !== undefined) rmSync(folder, { recursive: true });
    }
    // Every file that has its name can be read to its end.
    const keys = loadKeys(b.keys, (await b.done('sync', 'status')).desk.id, ownerOnly);
    for (const name of readdirSync(out).filter((one) => one.endsWith('.citydesk'))) {
      const staged = await stageBundle(join(out, name), { identity: keys?.identity }, join(out, 'check'));
      expect(staged.manifest.counts.ops).toBeGreaterThan(0);
    }
    await b.done('sync', 'import', ...readdirSync(files).map((name) => join(files, name)));
    const all = await b.done('list', 'partners', '--search', '都市', '--limit', '1');
    expect(all.total).toBeGreaterThanOrEqual(900);
  });
});
