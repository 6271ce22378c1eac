// `npm run bench`: figures as ratios against a baseline in the same run; machines differ, ratios less.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from '../../electron/dev/build.mjs';
import { ensureDependencies } from '../../electron/dev/dependencies.mjs';
import { ensureRuntime } from '../../electron/dev/runtime.mjs';
import { ensureSystem } from '../../electron/dev/system.mjs';
import { main, node24, root } from '../../electron/dev/tools.mjs';

await main(async () => {
  ensureDependencies();
  ensureSystem({ tests: true });
  const runtime = await ensureRuntime();
  ensureBuilt();
  const display = process.platform === 'linux' && !process.env.DISPLAY ? ['xvfb-run', '-a', '-s', '-screen 0 1366x768x24'] : [];
  const words = [...display, node24(), '--expose-gc', join(root, 'test', 'bench', 'bench.ts')];
  const env = { ...process.env, DESK_TEST_ELECTRON: runtime.executable, ...(runtime.binding ? { DESK_DEV_SQLITE_BINDING: runtime.binding } : {}) };
  process.exitCode = spawnSync(words[0], words.slice(1), { cwd: root, stdio: 'inherit', env }).status ?? 1;
});
