// Builds main process, preload and page, when a source changed since the last build.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { node24, remember, remembered, root, run, say, stampOf } from './tools.mjs';

const sources = ['db', 'electron', 'renderer', 'resources', 'package-lock.json', 'electron.vite.config.ts'];

export function ensureBuilt() {
  const wanted = stampOf(sources);
  const whole = ['main/main.js', 'main/cli.js', 'preload/preload.cjs', 'renderer/index.html'].every((file) => existsSync(join(root, 'out', file)));
  if (whole && remembered('built') === wanted) return;
  say('building');
  run(node24(), [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn']);
  remember('built', wanted);
}
