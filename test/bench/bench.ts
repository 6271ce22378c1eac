// Each line: ours, the baseline, their ratio, the ratio allowed. Medians; the two sides take turns, so that a noisy
// neighbour disturbs both.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { columnOf, storedColumns, tableOf } from '../../db/catalog/index.ts';
import type { Desk } from '../../db/desk/desk.ts';
import { openDesk } from '../../db/desk/open.ts';
import { commit } from '../../db/log/commit.ts';
import { compile } from '../../db/queries/compile.ts';
import { list, listStatements } from '../../db/queries/list.ts';
import { databaseFile } from '../../db/store/database.ts';
import { systemEnvironment } from '../../db/store/environment.ts';
import { catchUp } from '../../db/store/search-index.ts';
import { sampleHosts, sampleVisit } from '../../electron/services/sample/visits.ts';
import { newDesk } from '../../electron/services/setup/new-desk.ts';
import { deskWork } from './desk-work.ts';
import { files } from './files.ts';
import { growth } from './growth.ts';
import type { Line } from './line.ts';
import { windowBlocks } from './window-blocks.ts';
import { windowStart } from './window-start.ts';

const root = join(import.meta.dirname, '..', '..');
const work = mkdtempSync(join(tmpdir(), 'desk-bench-'));
const environment = systemEnvironment('0.0.0-bench', join(root, 'db', 'migrations'));
const hosts = sampleHosts();

const lines: Line[] = [];
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const timed = (run: () => void): number => {
  const started = performance.now();
  run();
  return performance.now() - started;
};
function compare(what: string, rounds: number, allowed: number, ours: (round: number) => void, bare: (round: number) => void): void {
  const times = { ours: [] as number[], bare: [] as number[] };
  ours(-1);
  bare(-1);
  for (let round = 0; round < rounds; round++) {
    times.ours.push(timed(() => ours(round)));
    times.bare.push(timed(() => bare(round)));
  }
  lines.push({ what, ours: median(times.ours), bare: median(times.bare), allowed });
}

const stock = (name: string): Desk => newDesk({ folder: join(work, name), name: 'bench', author: 'bench', sample: true }, join(root, 'resources'), environment);
function bareCopy(desk: Desk, name: string): BetterSqlite3.Database {
  desk.close();
  const file = join(work, `${name}.sqlite`);
  copyFileSync(databaseFile(desk.folder), file); // closed and checkpointed: the file is whole
  const database = new BetterSqlite3(file);
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'cache_size = -32000', 'temp_store = MEMORY']) database.pragma(pragma);
  return database;
}
const visits = (from: number, count: number) => Array.from({ length: count }, (_, at) => sampleVisit(from + at, hosts));
const columns = ['id', '_h', ...storedColumns(tableOf('visit')).map(([name]) => name)];
function bareInsert(database: BetterSqlite3.Database, rows: ReturnType<typeof visits>): void {
  const insert = database.prepare(`INSERT INTO visit (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`);
  database
    .transaction(() => {
      for (const row of rows) insert.run(crypto.randomUUID(), '{"*":"1.1"}', ...columns.slice(2).map((name) => row[name] ?? null));
    })
    .immediate();
}

function singleCommits(): void {
  const closed = stock('single');
  const bare = bareCopy(closed, 'single-bare');
  const desk = openDesk(closed.folder, environment);
  const id = list(desk.db, { table: 'visit', limit: 1 }).rows[0]?.id ?? '';
  const update = bare.prepare('UPDATE visit SET note = ? WHERE id = ?');
  const change = bare.transaction((text: string) => update.run(text, id));
  compare(
    'one edit, committed to disk ÷ a bare transaction',
    300,
    1.5,
    (round) => commit(desk, 'bench', [{ kind: 'set', table: 'visit', id, set: { note: `覚え ${round}` } }]),
    (round) => change.immediate(`覚え ${round}`),
  );
  desk.close();
  bare.close();
}

function bulk(): void {
  const ours: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < 5; round++) {
    const closed = stock(`bulk-${round}`);
    const bare = bareCopy(closed, `bulk-bare-${round}`);
    const desk = openDesk(closed.folder, environment);
    const rows = visits(1_000, 20_000);
    ours.push(
      timed(() =>
        commit(
          desk,
          'bench',
          rows.map((set) => ({ kind: 'create', table: 'visit', set })),
        ),
      ),
    );
    plain.push(timed(() => bareInsert(bare, rows)));
    desk.close();
    bare.close();
  }
  lines.push({ what: '20,000 rows through commit ÷ raw inserts', ours: median(ours), bare: median(plain), allowed: 3 });
}

function fileLines(): Promise<Line[]> {
  const desk = stock('files');
  commit(
    desk,
    'bench',
    visits(1_000, 10_000).map((set) => ({ kind: 'create', table: 'visit', set })),
  );
  return files(desk, work, median).finally(() => desk.close());
}

function windows(): void {
  const desk = stock('list');
  for (let from = 0; from < 100_000; from += 20_000)
    commit(
      desk,
      'bench',
      visits(1_000 + from, 20_000).map((set) => ({ kind: 'create', table: 'visit', set })),
    );
  catchUp(desk.db);
  const bare = bareCopy(desk, 'list-bare');
  const open = openDesk(desk.folder, environment);
  const cases = [
    ['first window of 200 of 100,000', {}],
    ['window at row 50,000', { offset: 50_000 }],
    [
      'filtered by kind and year, sorted by place',
      { filter: { kind: 'courtesy', date: '2026' }, sort: [{ column: 'place' }, { column: 'date', descending: true }] },
    ],
    ['searched 「ベルリン」', { search: 'ベルリン' }],
    ['searched 「ロー」 (two letters)', { search: 'ロー' }],
  ] as const;
  for (const [what, part] of cases) {
    const request = { table: 'visit', limit: 200, ...part, ...('sort' in part ? { sort: [...part.sort] } : {}) };
    const statements = listStatements(request);
    const [count, window] = [compile(statements.count), compile(statements.window)];
    const prepared = [bare.prepare(count.sql), bare.prepare(window.sql)] as const;
    compare(
      `${what} ÷ the same SQL`,
      15,
      1.5,
      (round) => {
        // Something written between the rounds: no earlier result of a search may be reused.
        if ('search' in part) open.setLocal('bench', String(round));
        list(open.db, request);
      },
      () => {
        prepared[0].get(...count.parameters);
        prepared[1].all(...window.parameters);
      },
    );
  }
  open.close();
  bare.close();
}

if (!columnOf(tableOf('visit'), 'note')) throw new Error('the catalog changed: bench needs a look');
const table = growth(stock, median, Number(process.env.DESK_BENCH_ROWS ?? 1_000_000));
singleCommits();
bulk();
windows();
lines.push(...(await fileLines()));
lines.push(...(JSON.parse(execFileSync(process.execPath, [join(root, 'test', 'bench', 'exchange.ts')], { encoding: 'utf8' })) as Line[]));
lines.push(
  await windowStart(
    root,
    work,
    (folder) => newDesk({ folder, name: 'bench', author: 'bench', sample: true }, join(root, 'resources'), environment).close(),
    median,
  ),
);
lines.push(...(await windowBlocks(root, work, environment)));
lines.push(...(await deskWork(stock, work, join(root, 'resources'), median)));
rmSync(work, { recursive: true, force: true });

const cell = (text: string, width: number) => text.padStart(width);
console.log(`\nas the desk grows, ms (medians; the last column: the same SQL on the bare connection at the largest size)`);
console.log(`${table.sizes.map((size) => cell(size.toLocaleString('en'), 11)).join('')}${cell('bare', 11)}  rows`);
for (const { what, ours, bare } of table.lines)
  console.log(`${ours.map((time) => cell(time.toFixed(2), 11)).join('')}${cell(Number.isNaN(bare) ? '' : bare.toFixed(2), 11)}  ${what}`);
console.log(`${table.edit.map((time) => cell(time.toFixed(2), 11)).join('')}${cell('', 11)}  one edit, committed`);
console.log(`\n${cell('ours ms', 10)}${cell('bare ms', 10)}${cell('ratio', 8)}${cell('allowed', 9)}  what`);
for (const { what, ours, bare, allowed } of lines) {
  const ratio = ours / bare;
  console.log(
    `${cell(ours.toFixed(2), 10)}${cell(bare.toFixed(2), 10)}${cell(ratio.toFixed(2), 8)}${cell(String(allowed ?? ''), 9)}  ${what}${allowed !== undefined && ratio > allowed ? '   OVER' : ''}`,
  );
}
if (lines.some(({ ours, bare, allowed }) => allowed !== undefined && ours / bare > allowed)) process.exitCode = 1;
