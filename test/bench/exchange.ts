// The exchange against baselines: applying 100,000 operations against as many raw inserts, a bundle against gzip of
// the same rows, and what it takes in memory. Runs in a process of its own, so that its memory is its own.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import BetterSqlite3 from 'better-sqlite3';
import { storedColumns, tableOf } from '../../db/catalog/index.ts';
import { createDesk, openDesk, openSecondConnection } from '../../db/desk/open.ts';
import { expand } from '../../db/exchange/core/vectors.ts';
import { merge } from '../../db/exchange/merge.ts';
import { linksOf, unpackVector } from '../../db/exchange/vectors-held.ts';
import { databaseFile } from '../../db/store/database.ts';
import { systemEnvironment } from '../../db/store/environment.ts';
import { trust } from '../../electron/services/exchange/bundle-trust.ts';
import { importBundle } from '../../electron/services/exchange/import-bundle.ts';
import { discard } from '../../electron/services/exchange/inbox.ts';
import { ownerOnly, ownKeys } from '../../electron/services/exchange/keys.ts';
import { previewBundle } from '../../electron/services/exchange/preview-bundle.ts';
import { stageBundle } from '../../electron/services/exchange/read-bundle.ts';
import { prepareBundle } from '../../electron/services/exchange/send.ts';
import { linesOf, opsFileOf } from '../../electron/services/exchange/staged-lines.ts';
import { writeBundle } from '../../electron/services/exchange/write-bundle.ts';
import { editCount, fillWithPeople, rowCount } from './exchange-desk.ts';
import type { Line } from './line.ts';

const root = join(import.meta.dirname, '..', '..');
const work = mkdtempSync(join(tmpdir(), 'desk-bench-exchange-'));
const environment = systemEnvironment('0.0.0-bench', join(root, 'db', 'migrations'));
const rounds = 3;
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const passphraseless = { full: true, author: 'bench' } as const;

const source = createDesk(join(work, 'source'), '甲', environment);
const said = fillWithPeople(source);
const sourceKeys = await ownKeys(join(work, 'keys'), source.id, ownerOnly);
const receiver = createDesk(join(work, 'receiver'), '乙', environment);
const receiverKeys = await ownKeys(join(work, 'keys'), receiver.id, ownerOnly);
source.db.run(
  'INSERT INTO sync_trust (desk, name, sign_key, recipient, trusted_at, trusted_by) VALUES (?,?,?,?,0,?)',
  receiver.id,
  '乙',
  receiverKeys.signKey,
  receiverKeys.recipient,
  'bench',
);
receiver.close();

const file = join(work, 'all.citydesk');
const plan = prepareBundle(source, sourceKeys, passphraseless);
const exported = performance.now();
const written = await writeBundle(source.db, { folder: source.folder, plan: plan.plan, file, replace: true });
const exportMs = performance.now() - exported;

const columns = ['id', '_h', ...storedColumns(tableOf('person')).map(([name]) => name)];
/** The same table with the same indexes, filled by SQLite alone. */
function rawInserts(round: number): number {
  const folder = join(work, `raw-${round}`);
  createDesk(folder, '裸', environment).close();
  const database = new BetterSqlite3(databaseFile(folder));
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'cache_size = -32000']) database.pragma(pragma);
  const insert = database.prepare(`INSERT INTO person (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`);
  const started = performance.now();
  database
    .transaction(() => {
      for (let at = 0; at < rowCount + editCount; at++)
        insert.run(
          crypto.randomUUID(),
          '{"*":"1.1"}',
          ...columns.slice(2).map((name) => (name === 'nameJa' ? `見本 ${at}` : name === 'postJa' ? '見本の役職' : null)),
        );
    })
    .immediate();
  const took = performance.now() - started;
  database.close();
  rmSync(folder, { recursive: true, force: true });
  return took;
}

const raw: number[] = [];
const apply: number[] = [];
const endToEnd: number[] = [];
const again: number[] = [];
source.close();
for (let round = 0; round < rounds; round++) {
  raw.push(rawInserts(round));
  const folder = join(work, `into-${round}`);
  const fresh = createDesk(folder, '乙', environment);
  fresh.setLocal('desk', receiver.id);
  fresh.close();
  const desk = openDesk(folder, environment);
  trust(desk.db, plan.plan.about.from, 0, 'bench');
  desk.close();
  const second = openSecondConnection(folder, environment);
  const started = performance.now();
  const { staged } = await stageOnly(second);
  importBundle(second, { keys: receiverKeys, staged, fileName: 'all' });
  endToEnd.push(performance.now() - started);
  const secondly = performance.now();
  const previewed = await previewBundle(second, { keys: receiverKeys }, file);
  discard(previewed.staged);
  again.push(performance.now() - secondly);
  second.close();
  rmSync(folder, { recursive: true, force: true });
  // The core alone, from prepared lines.
  const bare = createDesk(join(work, `apply-${round}`), '丙', environment);
  const opened = await stageBundle(file, { identity: receiverKeys.identity }, join(work, 'staged'));
  const applying = performance.now();
  bare.db.immediate(() =>
    merge(bare.db, {
      lines: linesOf(opsFileOf(opened.folder)),
      from: plan.plan.about.from.desk,
      upto: () => expand(unpackVector(opened.manifest.upto), linksOf(bare.db)),
      checkpoints: opened.manifest.checkpoints,
      verify: () => 'proven',
    }),
  );
  apply.push(performance.now() - applying);
  bare.close();
}
// Memory is measured in a process that does nothing else, its young generation as small as the thread's in the window.
const alone = join(work, 'alone');
const lone = createDesk(alone, '乙', environment);
lone.setLocal('desk', receiver.id);
trust(lone.db, plan.plan.about.from, 0, 'bench');
lone.close();
const peak = Number(
  execFileSync(process.execPath, ['--max-semi-space-size=4', join(root, 'test', 'bench', 'exchange-memory.ts'), alone, file, JSON.stringify(receiverKeys)], {
    encoding: 'utf8',
  }),
);
async function stageOnly(second: ReturnType<typeof openSecondConnection>) {
  const staged = await stageBundle(file, { identity: receiverKeys.identity }, join(second.folder, 'inbox', 'look-bench'));
  return { staged };
}
const plainBytes = gzipSync(said.join('\n')).length;
const lines: Line[] = [
  { what: '100,000 operations applied ÷ raw inserts', ours: median(apply), bare: median(raw), allowed: 2.5 },
  { what: '100,000 operations end to end with backup (age, tar, gunzip, check, apply) ÷ raw inserts', ours: median(endToEnd), bare: median(raw), allowed: 3.5 },
  { what: 'a second look at the same file ÷ the first import', ours: median(again), bare: median(endToEnd), allowed: 0.3 },
  { what: 'export of 100,000 operations, with the check of the file ÷ raw inserts', ours: exportMs, bare: median(raw), allowed: undefined },
  { what: 'bundle, kB ÷ gzip of the same rows and edits as JSON, kB', ours: statSync(file).size / 1_000, bare: plainBytes / 1_000, allowed: 1.5 },
  { what: 'memory of the process, MB ÷ 300 MB', ours: peak / 1_000_000, bare: 300, allowed: 1 },
];
if (readFileSync(file).length !== written.bytes) throw new Error('the file is not the one that was written');
rmSync(work, { recursive: true, force: true });
process.stdout.write(`${JSON.stringify(lines)}\n`);
