// `npm test`: everything, from a fresh clone. Ends with one line "N passed, N failed".
// `npm run test:long`: all kills and faults, and the property tests with 50 times as many histories.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../electron/dev/build.mjs';
import { ensureDependencies } from '../electron/dev/dependencies.mjs';
import { packageFor } from '../electron/dev/package.mjs';
import { ensureRuntime } from '../electron/dev/runtime.mjs';
import { ensureSystem } from '../electron/dev/system.mjs';
import { main, node24, root, run, say } from '../electron/dev/tools.mjs';

let passed = 0;
let failed = 0;

const bin = (name, file) => [node24(), join(root, 'node_modules', name, file)];
const underDisplay = process.platform === 'linux' && !process.env.DISPLAY ? ['xvfb-run', '-a', '-s', '-screen 0 1366x768x24'] : [];

/** Runs a program while others run: what it prints comes in one piece when it has ended. @returns whether it ended well */
function step(name, words, env = {}) {
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(words[0], words.slice(1), { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    const printed = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => printed.push(chunk));
    const done = (good, how) => {
      process.stdout.write(Buffer.concat(printed));
      say(`${name}: ${good ? 'good' : `FAILED (${how})`} in ${Math.round((Date.now() - started) / 1000)} s`);
      resolve(good);
    };
    child.on('error', (error) => done(false, error.message));
    child.on('close', (code, signal) => done(code === 0, code ?? signal));
  });
}

/** Two at a time, as many as the smallest machine has processors. */
async function check(checks) {
  const waiting = [...checks];
  const one = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (await step(...next)) passed += 1;
      else failed += 1;
    }
  };
  await Promise.all([one(), one()]);
}

async function vitest(name, { projects, env, before = [], only = [] }) {
  const out = mkdtempSync(join(tmpdir(), 'desk-results-'));
  const file = join(out, 'results.json');
  const chosen = projects.flatMap((project) => ['--project', project]);
  const words = [...before, ...bin('vitest', 'vitest.mjs'), 'run', ...chosen, ...only, '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  const good = await step(name, words, env);
  try {
    const results = JSON.parse(readFileSync(file, 'utf8'));
    passed += results.numPassedTests;
    failed += results.numFailedTests + (good || results.numFailedTests > 0 ? 0 : 1);
    reportSlow(results);
  } catch {
    failed += 1; // it ended before it could report
  }
  rmSync(out, { recursive: true, force: true });
}

/** The files that took longest, so that a slow one is seen the day it comes. */
function reportSlow({ testResults }) {
  const files = testResults.map((file) => ({ name: file.name.slice(root.length + 1), seconds: (file.endTime - file.startTime) / 1000 }));
  for (const { name, seconds } of files.sort((a, b) => b.seconds - a.seconds).slice(0, 10)) say(`  ${seconds.toFixed(1).padStart(6)} s  ${name}`);
}

function finish() {
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

const shipped = { DESK_TEST_BUILT: '1' };

/** In a process of its own: the bundler sets NODE_ENV, which would reach every test. */
const buildForTests = () => run(node24(), [join(root, 'test', 'setup', 'build-for-tests.mjs')]);

await main(async () => {
  ensureDependencies();
  ensureSystem({ tests: true });
  if (process.argv.includes('--long')) {
    buildForTests();
    await vitest('many histories, all kills, all faults', {
      projects: ['core'],
      env: { ...shipped, DESK_EFFORT: '50' },
      only: ['test/property', 'test/kills', 'test/faults', 'test/exchange/five-desks.test.ts'],
    });
    finish();
    return;
  }
  const runtime = await ensureRuntime();
  const rooms = ['db', 'electron', 'renderer', 'test', 'test/page'];
  await check([
    ...rooms.map((room) => [`types: ${room}`, [...bin('typescript', 'bin/tsc'), '-p', room]]),
    ['lint, layers and format', [...bin('@biomejs/biome', 'bin/biome'), 'ci', '--error-on-warnings', '.']],
    ['unused code and dependencies', [...bin('knip', 'bin/knip.js')]],
  ]);
  ensureBuilt();
  buildForTests();
  const packed = await packageFor(runtime, { test: true });
  const electron = {
    DESK_TEST_ELECTRON: runtime.executable,
    DESK_TEST_PACKAGED: packed,
    ...(runtime.binding ? { DESK_DEV_SQLITE_BINDING: runtime.binding } : {}),
  };
  // Side by side: windows wait for pictures much of the time, the core does not.
  await Promise.all([
    vitest('core and page', { projects: ['core', 'page'], env: shipped }),
    vitest('window', { projects: ['window'], env: electron, before: underDisplay }),
  ]);
  await vitest('measured', { projects: ['measured'], env: electron, before: underDisplay });
  finish();
});
