// `npm run package`: the program for this platform, unpacked under dist/. The test copy uses whatever runtime is here.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureRuntime } from './runtime.mjs';
import { main, node24, remember, remembered, root, run, SetupError, say, stampOf } from './tools.mjs';

/** @returns path of the packed executable */
export async function packageFor(runtime, { test }) {
  const output = test ? join('test', '.output', 'packaged') : 'dist';
  const wanted = `${stampOf(['out', 'db/migrations', 'resources', 'electron-builder.yml', 'electron/dev/after-pack.mjs', 'package.json'])} ${runtime.dist}`;
  const find = () => {
    const folder = existsSync(join(root, output))
      ? readdirSync(join(root, output)).find((name) => name.endsWith('unpacked') || name.startsWith('mac'))
      : undefined;
    if (!folder) return undefined;
    const name =
      { win32: 'City Diplomacy Desk.exe', darwin: 'City Diplomacy Desk.app/Contents/MacOS/City Diplomacy Desk' }[process.platform] ?? 'city-diplomacy-desk';
    return join(root, output, folder, name);
  };
  if (test && remembered('packaged') === wanted && existsSync(find() ?? '')) return find();
  if (!test && runtime.fallback)
    throw new SetupError('the official Electron runtime is not here: what is handed out is never made from the development runtime.');
  say('packaging');
  const env = { ...process.env, ...(test ? { DESK_PACKAGE_FOR_TESTS: '1', ...(runtime.binding ? { DESK_PACKAGE_BINDING: runtime.binding } : {}) } : {}) };
  run(
    node24(),
    [
      join(root, 'node_modules', 'electron-builder', 'out', 'cli', 'cli.js'),
      '--dir',
      `-c.directories.output=${output}`,
      `-c.electronDist=${runtime.dist}`,
      '--publish',
      'never',
    ],
    { env },
  );
  if (test) remember('packaged', wanted);
  return find();
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await main(async () => {
    ensureDependencies();
    ensureBuilt();
    say(`packed: ${await packageFor(await ensureRuntime(), { test: false })}`);
  });
