// Shared by the scripts of this folder. Plain Node 20, no dependencies: they run before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const cache = join(root, 'node_modules', '.cache', 'city-diplomacy-desk');

/** Node 24 as installed by the project; the machine's own Node until then. */
export const node24 = () => {
  const own = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(own) ? own : process.execPath;
};

/** Progress goes to stderr, so that `npm run -s desk -- … --json` keeps stdout clean. */
export const say = (text) => process.stderr.write(`[desk] ${text}\n`);

export class SetupError extends Error {}

export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
  if (result.error) throw result.error;
  if (result.status !== 0) throw new SetupError(`"${command} ${args.join(' ')}" ended with ${result.status}`);
}

export function outputOf(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, encoding: 'utf8', ...options });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

/** Runs a program in front and ends with its exit code; the terminal's signals reach it by themselves. */
export function handOver(command, args, env) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', env });
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

export const hashOfFile = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** One hash over names, sizes and times of all files below the given places: cheap, and changes when a source does. */
export function stampOf(places) {
  const hash = createHash('sha256');
  const walk = (path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) return;
    if (stat.isDirectory()) for (const name of readdirSync(path).sort()) walk(join(path, name));
    else hash.update(`${relative(root, path)}|${stat.size}|${stat.mtimeMs}\n`);
  };
  for (const place of places) walk(join(root, place));
  return hash.digest('hex');
}

export const remembered = (name) => {
  const file = join(cache, `${name}.stamp`);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};

export function remember(name, value) {
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, `${name}.stamp`), value);
}

/** Setup failures are for people: one sentence, no stack. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    process.exit(1);
  }
}
