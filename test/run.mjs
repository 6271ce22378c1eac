// `npm test`: everything, from a fresh clone. Ends with one line "N passed, N failed".
// `npm run test:long`: the property tests only, with 25 times as many histories (50,000 of the exchange).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../electron/dev/build.mjs';
import { ensureDependencies } from '../electron/dev/dependencies.mjs';
import { packageFor } from '../electron/dev/package.mjs';
import { ensureRuntime } from '../electron/dev/runtime.mjs';
import { ensureSystem } from '../electron/dev/system.mjs';
import { main, node24, root, say } from '../electron/dev/tools.mjs';

let passed = 0;
let failed = 0;

const bin = (name, file) => [node24(), join(root, 'node_modules', name, file)];
const underDisplay = process.platform === 'linux' && !process.env.DISPLAY ? ['xvfb-run', '-a', '-s', '-screen 0 1366x768x24'] : [];

function step(name, words, env = {}) {
  say(name);
  const started = Date.now();
  const result = spawnSync(words[0], words.slice(1), { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  const good = result.status === 0;
  say(`${name}: ${good ? 'good' : `FAILED (${result.status ?? result.signal})`} in ${Math.round((Date.now() - started) / 1000)} s`);
  return good;
}

function check(name, words) {
  if (step(name, words)) passed += 1;
  else failed += 1;
}

function vitest(name, project, env, before = [], only = []) {
  const out = mkdtempSync(join(tmpdir(), 'desk-results-'));
  const file = join(out, 'results.json');
  const good = step(
    name,
    [...before, ...bin('vitest', 'vitest.mjs'), 'run', '--project', project, ...only, '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`],
    env,
  );
  try {
    const results = JSON.parse(readFileSync(file, 'utf8'));
    passed += results.numPassedTests;
    failed += results.numFailedTests + (good || results.numFailedTests > 0 ? 0 : 1);
  } catch {
    failed += 1; // it ended before it could tell
  }
  rmSync(out, { recursive: true, force: true });
}

function finish() {
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

await main(async () => {
  ensureDependencies();
  ensureSystem({ tests: true });
  if (process.argv.includes('--long')) {
    vitest('many histories', 'core', { DESK_EFFORT: '25' }, [], ['test/property']);
    finish();
    return;
  }
  const runtime = await ensureRuntime();
  for (const room of ['db', 'electron', 'renderer', 'test']) check(`types: ${room}`, [...bin('typescript', 'bin/tsc'), '-p', room]);
  check('lint and format', [...bin('@biomejs/biome', 'bin/biome'), 'ci', '--error-on-warnings', '.']);
  check('unused code and dependencies', [...bin('knip', 'bin/knip.js')]);
  ensureBuilt();
  vitest('core', 'core', {});
  const packed = await packageFor(runtime, { test: true });
  const env = { DESK_TEST_ELECTRON: runtime.executable, DESK_TEST_PACKAGED: packed, ...(runtime.binding ? { DESK_DEV_SQLITE_BINDING: runtime.binding } : {}) };
  vitest('window', 'window', env, underDisplay);
  finish();
});
