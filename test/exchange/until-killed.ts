// Child of kills.test.ts: does one kind of exchange work over and over, saying when it has begun, until it is killed.
import { readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { backUp, backupsIn } from '../../db/backup.ts';
import { commit } from '../../db/commit.ts';
import { conflicts, settle } from '../../db/conflicts.ts';
import { openDesk, realWorld } from '../../db/desk.ts';
import { bundleNotes, withdraw, withdrawable } from '../../db/exchange.ts';
import { registerAnew } from '../../db/register-anew.ts';
import { loadKeys, ownerOnly } from '../../electron/services/exchange/keys.ts';
import { accept, look } from '../../electron/services/exchange/receive.ts';
import { noteSent, prepareBundle } from '../../electron/services/exchange/send.ts';
import { writeBundle } from '../../electron/services/exchange/write-bundle.ts';
import { Session } from '../../electron/session.ts';

const [work = '', folder = '', keysFolder = '', files = '', out = ''] = process.argv.slice(2);
writeSync(1, 'begun\n');
const world = realWorld('0.0.0-test', join(import.meta.dirname, '..', '..', 'db', 'migrations'));
if (work === 'restore') {
  const session = new Session({ folder, resources: '', version: '0.0.0-test', world, report: (what, error) => writeSync(2, `${what}: ${error}\n`) });
  // Back and forth: the state before each is its newest backup.
  for (;;) session.restore(backupsIn(folder)[0]?.file ?? '');
}
const desk = openDesk(folder, world);
const keys = loadKeys(keysFolder, desk.id, ownerOnly);
if (!keys && work !== 'migration' && work !== 'register') throw new Error('no keys');
const beside = { folder, id: desk.id, db: desk.db, world: desk.world, close: () => undefined };
for (let n = 0; ; n++) {
  if (work === 'import' && keys) {
    const all = readdirSync(files).sort();
    const name = all[n % all.length] ?? '';
    const { staged } = await look(beside, { keys }, join(files, name));
    accept(beside, keys, staged, name);
    const last = bundleNotes(desk.db)[0];
    // Taken back where it may be, so that the next round has something to take in again.
    if (last && withdrawable(desk.db, last.id).ok) withdraw(desk.db, last.id);
  }
  if (work === 'export' && keys) {
    commit(desk, '試験', [{ kind: 'create', table: 'partner', set: { nameJa: `輸出 ${process.pid}-${n}`, kind: 'city' } }]);
    const made = prepareBundle(desk, keys, { author: '試験', full: true });
    const file = join(out, `${process.pid}-${n}.citydesk`);
    noteSent(desk, made, await writeBundle(desk.db, folder, made.plan, file, true), file);
  }
  if (work === 'settle')
    for (const open of conflicts(desk.db)) {
      settle(desk, '試験', open.key, { take: open.sides[n % open.sides.length]?.head ?? '' });
      commit(desk, '試験', [{ kind: 'beside', table: open.table, id: open.id, set: { note: `別の意見 ${process.pid}-${n}` } }]);
    }
  if (work === 'backup') backUp(desk.db, folder, desk.world.now() + n * 1_000, 'manual');
  if (work === 'register') registerAnew(desk, { name: '複製', author: '試験' });
  if (work === 'migration' || work === 'register') break;
}
desk.close();
