// One desk, several writers in turn: nobody writes while another does, and the search index that cannot be written now is
// written afterwards.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { openSecondConnection } from '../../db/desk/open.ts';
import { clearSearch, searchBehind } from '../../db/store/search-index.ts';
import { Session } from '../../electron/session/session.ts';
import { environment, resources } from '../fresh-desk.ts';

function openSession(): { session: Session; folder: string; reported: string[] } {
  const base = mkdtempSync(join(tmpdir(), 'desk-session-'));
  const folder = join(base, 'desk');
  const reported: string[] = [];
  const session = new Session({ folder, resources, version: '0.0.0-test', environment, report: (what) => reported.push(what) });
  session.create({ name: '国際課', author: '見本 花子', sample: false });
  onTestFinished(() => {
    session.close();
    rmSync(base, { recursive: true, force: true });
  });
  return { session, folder, reported };
}

it('lets one connection write at a time, in the order of asking, and is free when all have done', async () => {
  const { session } = openSession();
  const events: string[] = [];
  const work = (name: string, fails = false) =>
    session.still(async () => {
      events.push(`${name} begins`);
      await after(5);
      events.push(`${name} ends`);
      if (fails) throw new Error(name);
    });
  const works = [work('one'), work('two', true), work('three')];
  const edit = session.free().then(() => events.push('edit'));
  await after(7);
  works.push(work('four'));
  const results = await Promise.allSettled([...works, edit]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  const names = ['one', 'two', 'three', 'four'];
  expect(events).toEqual([...names.flatMap((name) => [`${name} begins`, `${name} ends`]), 'edit']);
  expect(session.isFree).toBe(true);
});

it('indexes for the search when the disk allows it again', { timeout: 30_000 }, async () => {
  const { session, folder, reported } = openSession();
  const { db } = session.desk();
  while (searchBehind(db) > 0) await after(50);
  const other = openSecondConnection(folder, environment);
  clearSearch(db);
  other.db.run('BEGIN IMMEDIATE');
  session.indexSoon();
  await after(100); // the first slice waits its two seconds for the lock, in vain
  expect(searchBehind(db)).toBeGreaterThan(0);
  other.db.run('ROLLBACK');
  other.close();
  expect(reported).toEqual(['search index not brought up to date']);
  await expect.poll(() => searchBehind(db), { timeout: 15_000 }).toBe(0);
});
