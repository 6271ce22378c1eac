// Installs what package-lock.json names, when it names something else than last time.
import { existsSync, lstatSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cache, hashOfFile, remember, remembered, root, run, SetupError, say } from './tools.mjs';

export function ensureDependencies() {
  const wanted = hashOfFile(join(root, 'package-lock.json'));
  if (remembered('dependencies') === wanted && existsSync(join(root, 'node_modules', 'node', 'bin'))) return;
  // `npm ci` follows a link and empties what lies behind it: another checkout's packages.
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink())
    throw new SetupError('node_modules is a link, and package-lock.json names other packages: remove the link and run again.');
  say('installing dependencies (once; again only when package-lock.json changes)');
  // `npm ci` empties node_modules, and with it the prepared runtime (300 MB, a minute of compiling): keep that aside.
  const aside = join(root, '.runtime-kept-aside');
  if (existsSync(cache)) {
    rmSync(aside, { recursive: true, force: true });
    renameSync(cache, aside);
  }
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const shell = process.platform === 'win32';
  try {
    // Scripts of dependencies stay off; the one that is needed, placing Node 24's binary, runs by name.
    run(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { shell });
    run(npm, ['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error'], { shell });
  } finally {
    if (existsSync(aside) && existsSync(join(root, 'node_modules'))) {
      run(process.execPath, ['-e', `require('fs').mkdirSync(${JSON.stringify(join(cache, '..'))}, { recursive: true })`]);
      renameSync(aside, cache);
    }
  }
  remember('dependencies', wanted);
}
