// A disk that fails in the middle of every kind of writing, at steps from the first to the last: each ends with an error,
// nothing is half done, and the same work succeeds on a sound disk.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDesk } from '../../db/desk/open.ts';
import { verify } from '../../db/log/verify.ts';
import { backupFolder, backupsIn, checkDatabase } from '../../db/store/backup.ts';
import { catchUp } from '../../db/store/search-index.ts';
import { TestDesk } from '../exchange/desks.ts';
import { environment, root } from '../fresh-desk.ts';
import { isLong, partOfTheDay } from '../property/seed.ts';

const period = '令和8年度第2四半期';
/** System calls that fail per kind of work, spread from the first to the last. */
const steps = isLong ? 12 : 5;
/** Of seven kinds of work; each fault tries others on another day. */
const worksADay = 3;
/** Errors that may be reported; `internal` is not among them. */
const reported = ['diskFull', 'fileUnwritable', 'databaseUnwritable', 'folderUnusable', 'backupFailed'];

const base = mkdtempSync(join(tmpdir(), 'desk-faults-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
const disk = join(base, 'disk');
const shim = join(base, 'faulty-disk.so');
const keysRoot = join(base, 'home');
const bundle = join(base, 'for-us.citydesk');
const kept = join(base, 'kept');
let partner = '';

interface Work {
  readonly words: readonly string[];
  /** Whether the whole of it is there; it must be all or nothing. */
  readonly done: () => boolean;
}

/** As compiled for the package, where that exists: it starts in 0.25 s instead of 1.5. */
const cli =
  process.env.DESK_TEST_BUILT === '1' ? join(root, 'test', '.output', 'built', 'electron', 'cli', 'node.js') : join(root, 'electron', 'cli', 'node.ts');

const state = () => {
  const desk = openDesk(join(disk, 'desk'), environment);
  try {
    catchUp(desk.db);
    expect(verify(desk.db, environment).faults).toEqual([]);
    return {
      note: desk.db.value<string | null>('SELECT note FROM partner WHERE id = ?', partner) ?? '',
      cities: desk.db.value<number>("SELECT count(*) FROM partner WHERE nameJa LIKE '届いた都市 %'") ?? 0,
      sheets: desk.db.value<number>('SELECT count(*) FROM sheet') ?? 0,
      visits: desk.db.value<number>("SELECT count(*) FROM visit WHERE titleJa LIKE '取り込んだ来訪 %'") ?? 0,
    };
  } finally {
    desk.close();
  }
};
const works: Readonly<Record<string, () => Work>> = {
  'an edit': () => ({ words: ['set', 'partners', partner, 'note=書き込んだ'], done: () => state().note === '書き込んだ' }),
  'the import of a bundle': () => ({ words: ['sync', 'import', bundle], done: () => all(state().cities, 40) }),
  'the import of a table': () => ({ words: ['import', 'visits', join(base, 'visits.csv')], done: () => all(state().visits, 50) }),
  'the export of a bundle': () => ({
    words: ['sync', 'export', '--full', '--out', join(disk, 'out', 'x.citydesk')],
    done: () => existsSync(join(disk, 'out', 'x.citydesk')),
  }),
  'a backup': () => ({ words: ['backup', '--out', join(disk, 'out', 'b.citydesk-backup')], done: () => existsSync(join(disk, 'out', 'b.citydesk-backup')) }),
  'an Excel table': () => ({ words: ['export', 'table', 'visits', '--out', join(disk, 'out', 'v.xlsx')], done: () => existsSync(join(disk, 'out', 'v.xlsx')) }),
  'a progress sheet': () => ({
    words: ['export', 'progress-sheet', '--period', period, '--bureau', '政策企画局', '--out', join(disk, 'out', 's.xlsx')],
    done: () => {
      const there = existsSync(join(disk, 'out', 's.xlsx'));
      // A file that could not be imported again.
      expect(there && state().sheets === 0).toBe(false);
      return there;
    },
  }),
};
/** All of them or none: a part of an import is a fault of the program. */
function all(found: number, wanted: number): boolean {
  expect([0, wanted]).toContain(found);
  return found === wanted;
}

function perform(words: readonly string[], env: Record<string, string> = {}): { code: number | null; error: string; text: string } {
  const run = spawnSync(process.execPath, [cli, ...words, '--data', join(disk, 'desk'), '--json'], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', XDG_DATA_HOME: keysRoot, ...(env.FAULT_AT === undefined ? {} : { LD_PRELOAD: shim, FAULT_DIR: disk, ...env }) },
  });
  let error = '';
  try {
    error = (JSON.parse(run.stdout) as { error?: { code: string } }).error?.code ?? '';
  } catch {
    error = run.stdout === '' ? '' : 'not JSON';
  }
  return { code: run.status, error, text: run.stderr };
}
/** The disk as it was before the work. */
function fresh(): void {
  rmSync(disk, { recursive: true, force: true });
  cpSync(kept, disk, { recursive: true });
}

beforeAll(async () => {
  execFileSync('gcc', ['-shared', '-fPIC', '-O1', '-w', '-o', shim, join(import.meta.dirname, 'faulty-disk.c'), '-ldl']);
  mkdirSync(join(disk, 'out'), { recursive: true });
  const ours = new TestDesk('甲', join(disk, 'desk'), join(keysRoot, 'CityDiplomacyDesk-keys'));
  const theirs = new TestDesk('乙', join(base, 'other'), join(base, 'other-keys'));
  await ours.done('init', '--sample', '--desk', '甲');
  await theirs.done('init', '--desk', '乙');
  const phrase = join(base, 'phrase.txt');
  const { writeFileSync } = await import('node:fs');
  writeFileSync(phrase, 'aaaa-bbbb-cccc-dddd-eeee\n');
  await theirs.done('sync', 'export', '--out', join(base, '1.citydesk'), '--passphrase-file', phrase);
  await ours.done('sync', 'import', join(base, '1.citydesk'), '--passphrase-file', phrase, '--trust');
  await ours.done('sync', 'export', '--out', join(base, '2.citydesk'));
  await theirs.done('sync', 'import', join(base, '2.citydesk'), '--trust');
  for (let at = 0; at < 40; at++) await theirs.done('set', 'partners', 'new', `nameJa=届いた都市 ${at}`, 'kind=city');
  await theirs.done('sync', 'export', '--out', bundle);
  writeFileSync(
    join(base, 'visits.csv'),
    `日付,件名,種別,状況\n${Array.from({ length: 50 }, (_, at) => `2026-05-${String(1 + (at % 28)).padStart(2, '0')},取り込んだ来訪 ${at},表敬訪問,実施済み`).join('\n')}\n`,
  );
  partner = (await ours.done('list', 'partners', '--limit', '1')).rows[0].id;
  await ours.done('digest');
  cpSync(disk, kept, { recursive: true });
}, 120_000);

/**
 * Tests of one kind of fault, one for each kind of work of the day.
 * @param env  environment of the faulty disk (faulty-disk.c); the call that fails is added
 */
export function failingDisk(fault: string, env: Readonly<Record<string, string>>): void {
  for (const name of partOfTheDay(`faults: ${fault}`, Object.keys(works), worksADay))
    it(`${name} on a disk that is ${fault}: leaves all of the work or none`, { timeout: 300_000 }, () => {
      const make = works[name];
      if (!make) throw new Error(name);
      const work = make();
      fresh();
      const counted = join(base, 'count');
      expect(perform(work.words, { ...env, FAULT_AT: '0', FAULT_COUNT: counted }).code).toBe(0);
      expect(work.done()).toBe(true);
      const calls = Number(readFileSync(counted, 'utf8'));
      expect(calls).toBeGreaterThan(2);
      const points = new Set(Array.from({ length: steps }, (_, at) => 1 + Math.round((at * (calls - 1)) / (steps - 1))));
      let refused = 0;
      for (const at of points) {
        fresh();
        const { code, error, text } = perform(work.words, { ...env, FAULT_AT: String(at) });
        const where = `call ${at} of ${calls}: ${error} ${text.slice(0, 400)}`;
        expect([0, 1], where).toContain(code);
        if (code === 1) {
          refused += 1;
          expect(reported, where).toContain(error);
        }
        const whole = work.done();
        if (code === 0) expect(whole, where).toBe(true);
        expect(
          readdirSync(join(disk, 'out')).filter((one) => one.endsWith('.part')),
          where,
        ).toEqual([]);
        for (const backup of backupsIn(join(disk, 'desk'))) checkDatabase(join(backupFolder(join(disk, 'desk')), backup.file));
        // On a sound disk the refused work succeeds.
        if (!whole) {
          const again = perform(work.words);
          expect([again.code, work.done()], `${where}; again: ${again.error} ${again.text.slice(0, 300)}`).toEqual([0, true]);
        }
      }
      expect(refused).toBeGreaterThan(0);
    });
}
