// Child of kills.test.ts: does one kind of exchange work over and over, saying when it has begun, until it is killed.
import { readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openDesk } from '../../db/desk/open.ts';
import { bundleNotes } from '../../db/exchange/bundle-register.ts';
import { conflicts, settle } from '../../db/exchange/conflicts.ts';
import { reregister } from '../../db/exchange/reregister.ts';
import { withdraw, withdrawable } from '../../db/exchange/withdraw.ts';
import { commit } from '../../db/log/commit.ts';
import { backUp, backupsIn } from '../../db/store/backup.ts';
import { systemEnvironment } from '../../db/store/environment.ts';
import { importBundle } from '../../electron/services/exchange/import-bundle.ts';
import { loadKeys, ownerOnly } from '../../electron/services/exchange/keys.ts';
import { previewBundle } from '../../electron/services/exchange/preview-bundle.ts';
import { noteSent, prepareBundle } from '../../electron/services/exchange/send.ts';
import { writeBundle } from '../../electron/services/exchange/write-bundle.ts';
import { Session } from '../../electron/session/session.ts';

const [work = '', folder = '', keysFolder = '', files = '', out = ''] = process.argv.slice(2);
writeSync(1, 'begun\n');
const environment = systemEnvironment('0.0.0-test', join(import.meta.dirname, '..', '..', 'db', 'migrations'));
if (work === 'restore') {
  const session = new Session({ folder, resources: '', version: '0.0.0-test', environment, report: (what, error) => writeSync(2, `${what}: ${error}\n`) });
  // Back and forth: the state before each is its newest backup.
  for (;;) await session.restore(backupsIn(folder)[0]?.file ?? '');
}
const desk = openDesk(folder, environment);
const keys = loadKeys(keysFolder, desk.id, ownerOnly);
if (!keys && work !== 'migration' && work !== 'register') throw new Error('no keys');
const second = { folder, id: desk.id, db: desk.db, environment: desk.environment, close: () => undefined };
for (let n = 0; ; n++) {
  if (work === 'import' && keys) {
    const all = readdirSync(files).sort();
    const name = all[n % all.length] ?? '';
    const { staged } = await previewBundle(second, { keys }, join(files, name));
    importBundle(second, { keys, staged, fileName: name });
    const last = bundleNotes(desk.db)[0];
    // Taken back where it may be, so that the next round has something to take in again.
    if (last && withdrawable(desk.db, last.id).ok) withdraw(desk.db, last.id);
  }
  if (work === 'export' && keys) {
    commit(desk, '試験', [{ kind: 'create', table: 'partner', set: { nameJa: `輸出 ${process.pid}-${n}`, kind: 'city' } }]);
    const made = prepareBundle(desk, keys, { author: '試験', full: true });
    const file = join(out, `${process.pid}-${n}.citydesk`);
    noteSent(desk, made, await writeBundle(desk.db, { folder, plan: made.plan, file, replace: true }), file);
  }
  if (work === 'settle')
    for (const open of conflicts(desk.db)) {
      settle(desk, '試験', open.key, { take: open.sides[n % open.sides.length]?.head ?? '' });
      commit(desk, '試験', [{ kind: 'addVersion', table: open.table, id: open.id, set: { note: `別の意見 ${process.pid}-${n}` } }]);
    }
  if (work === 'backup') backUp(desk.db, folder, { at: desk.environment.now() + n * 1_000, reason: 'manual' });
  if (work === 'register') reregister(desk, { name: '複製', author: '試験' });
  if (work === 'migration' || work === 'register') break;
}
desk.close();
