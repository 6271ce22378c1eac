// One desk, several writers in turn, and the search index that is written later when it cannot be written now.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { openSecondConnection } from '../../db/desk/open.ts';
import { clearSearch, searchBehind } from '../../db/store/search-index.ts';
import { pathsIn } from '../../electron/paths.ts';
import { ExchangeSession } from '../../electron/session/exchange-session.ts';
import { Session } from '../../electron/session/session.ts';
import { environment, resources, root } from '../fresh-desk.ts';

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

it('runs exclusive work one after the other in the order of asking, and edits only when none is left', async () => {
  const { session } = openSession();
  const events: string[] = [];
  const work = (name: string, fails = false) =>
    session.gate.runExclusive(async () => {
      events.push(`${name} begins`);
      await after(5);
      events.push(`${name} ends`);
      if (fails) throw new Error(name);
    });
  const works = [work('one'), work('two', true), work('three')];
  const edit = session.commit([{ kind: 'create', table: 'partner', set: { nameJa: '見本市', kind: 'city' } }]).then(() => events.push('edit'));
  await after(7);
  works.push(work('four'));
  const results = await Promise.allSettled([...works, edit]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  const names = ['one', 'two', 'three', 'four'];
  expect(events).toEqual([...names.flatMap((name) => [`${name} begins`, `${name} ends`]), 'edit']);
  expect(session.gate.isIdle).toBe(true);
});

it('brings the search index up to date when the database can be written again', { timeout: 30_000 }, async () => {
  const { session, folder, reported } = openSession();
  const { db } = session.desk();
  while (searchBehind(db) > 0) await after(50);
  const other = openSecondConnection(folder, environment);
  await session.desk().write((desk) => clearSearch(desk.db));
  other.db.run('BEGIN IMMEDIATE');
  session.indexSoon();
  await after(100); // the first slice waits its two seconds for the lock, in vain
  expect(searchBehind(db)).toBeGreaterThan(0);
  other.db.run('ROLLBACK');
  other.close();
  expect(reported).toEqual(['search index not brought up to date']);
  await expect.poll(() => searchBehind(db), { timeout: 15_000 }).toBe(0);
});

it('lists desks, conflicts and backups when the key of the desk cannot be opened, and says so', async () => {
  const { session, folder } = openSession();
  const keys = join(folder, '..', 'keys');
  mkdirSync(keys);
  writeFileSync(join(keys, `${session.desk().id}.json`), '{"version":1,"protection":"os","sealed":"cut sh');
  const paths = { ...pathsIn(root), keys };
  const exchange = new ExchangeSession(
    session,
    () => {
      throw new Error('no thread is needed');
    },
    paths,
    () => undefined,
  );
  const state = await exchange.state();
  expect([state.own.locked, state.own.name, state.backups, state.desks, state.conflicts]).toEqual([true, '国際課', [], [], 0]);
});
