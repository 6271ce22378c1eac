// `npm start`: from a fresh clone to an open window. `npm run dev` is the same with reloading (`--dev`).
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureRuntime } from './runtime.mjs';
import { ensureSystem } from './system.mjs';
import { handOver, main, node24, root, say } from './tools.mjs';

await main(async () => {
  const reload = process.argv.includes('--dev');
  const rest = process.argv.slice(2).filter((word) => word !== '--dev');
  ensureDependencies();
  ensureSystem();
  const runtime = await ensureRuntime();
  if (!reload) ensureBuilt();
  const flags = [];
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    say('running as root: Chromium cannot use its sandbox here. Use an ordinary account for real work.');
    flags.push('--no-sandbox');
  }
  const env = {
    ...process.env,
    ELECTRON_OVERRIDE_DIST_PATH: runtime.dist,
    ELECTRON_EXEC_PATH: runtime.executable,
    ...(runtime.binding ? { DESK_DEV_SQLITE_BINDING: runtime.binding } : {}),
  };
  const words = reload
    ? [
        node24(),
        join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'),
        'dev',
        ...(flags.length > 0 ? ['--noSandbox'] : []),
        ...(rest.length > 0 ? ['--', ...rest] : []),
      ]
    : [runtime.executable, ...flags, root, ...rest];
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    say('no display found: the window opens on a virtual one (Xvfb)');
    words.unshift('xvfb-run', '-a', '-s', '-screen 0 1366x768x24');
  }
  handOver(words[0], words.slice(1), env);
});
