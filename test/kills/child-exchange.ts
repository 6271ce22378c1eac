// Child of the kill tests: does one kind of work over and over until it is killed, printing when a transaction or a change of
// files is under way.
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
import { marked, markedUntil, reportTransactions } from './child-transactions.ts';

const [work = '', folder = '', migrations = '', keysFolder = '', files = '', out = ''] = process.argv.slice(2);
const environment = systemEnvironment('0.0.0-test', migrations);
// The step to the next schema is one transaction of its own, below the connection that is watched.
if (work === 'migration') {
  marked(() => openDesk(folder, environment));
  process.exit(0);
}
if (work === 'restore') {
  const report = (what: string, error: unknown) => writeSync(2, `${what}: ${error}\n`);
  const session = new Session({ folder, resources: '', version: '0.0.0-test', environment, report });
  // Back and forth: the state before each restore is its newest backup.
  for (;;) await markedUntil(session.restore(backupsIn(folder)[0]?.file ?? ''));
}
const desk = openDesk(folder, environment);
reportTransactions();
if (work === 'register') {
  reregister(desk, { name: '複製', author: '試験' });
  process.exit(0);
}
if (work === 'backup') for (let n = 0; ; n++) marked(() => backUp(desk.db, folder, { at: environment.now() + n * 1_000, reason: 'manual' }));
const keys = loadKeys(keysFolder, desk.id, ownerOnly);
if (!keys) throw new Error('no keys');
const second = { folder, id: desk.id, db: desk.db, environment, close: () => undefined };
for (let n = 0; ; n++) {
  if (work === 'import') {
    const all = readdirSync(files).sort();
    const name = all[n % all.length] ?? '';
    const { staged } = await previewBundle(second, { keys }, join(files, name));
    importBundle(second, { keys, staged, fileName: name });
    const last = bundleNotes(desk.db)[0];
    // Withdrawn where it may be, so that the next round has something to import again.
    if (last && withdrawable(desk.db, last.id).ok) withdraw(desk.db, last.id);
  }
  if (work === 'export') {
    commit(desk, '試験', [{ kind: 'create', table: 'partner', set: { nameJa: `輸出 ${process.pid}-${n}`, kind: 'city' } }]);
    const made = prepareBundle(desk, keys, { author: '試験', full: true });
    const file = join(out, `${process.pid}-${n}.citydesk`);
    noteSent(desk, made, await markedUntil(writeBundle(desk.db, { folder, plan: made.plan, file, replace: true })), file);
  }
  if (work === 'settle') {
    const open = conflicts(desk.db)[0];
    if (open) settle(desk, '試験', open.key, { take: open.sides[n % open.sides.length]?.head ?? '' });
    const city = desk.db.value<string>('SELECT id FROM partner ORDER BY id LIMIT 1') ?? '';
    commit(desk, '試験', [{ kind: 'addVersion', table: 'partner', id: city, set: { note: `別の意見 ${process.pid}-${n}` } }]);
  }
}
