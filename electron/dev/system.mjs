// What a bare Linux lacks for a window: libraries, an X server for tests, Japanese fonts, and the readers used by tests.
import { existsSync } from 'node:fs';
import { outputOf, run, SetupError, say } from './tools.mjs';

const library = (name) => () => (outputOf('/sbin/ldconfig', ['-p']) ?? '').includes(name);
const program = (name) => () => outputOf('sh', ['-c', `command -v ${name}`]) !== undefined;

const forWindow = [
  { package: 'libgtk-3-0', present: library('libgtk-3.so.0') },
  { package: 'libnss3', present: library('libnss3.so') },
  { package: 'libasound2', present: library('libasound.so.2') },
  { package: 'libgbm1', present: library('libgbm.so.1') },
  { package: 'fonts-noto-cjk', present: () => (outputOf('fc-list', [':lang=ja']) ?? '') !== '' },
  { package: 'fontconfig', present: program('fc-list') },
  { package: 'unzip', present: program('unzip') },
];
const forVirtualDisplay = [
  { package: 'xvfb', present: program('Xvfb') },
  { package: 'xauth', present: program('xauth') },
];
const forTests = [
  { package: 'libreoffice-calc', present: program('soffice') },
  { package: 'poppler-utils', present: program('pdftoppm') },
  { package: 'age', present: program('age') },
  { package: 'gcc', present: program('gcc') },
  { package: 'libc6-dev', present: () => existsSync('/usr/include/dlfcn.h') },
  { package: 'libreoffice-writer', present: () => existsSync('/usr/lib/libreoffice/program/libswlo.so') },
  { package: 'xdotool', present: program('xdotool') },
  { package: 'openbox', present: program('openbox') },
  { package: 'xclip', present: program('xclip') },
  { package: 'python3-openpyxl', present: () => existsSync('/usr/lib/python3/dist-packages/openpyxl') },
];

/**
 * @param {{ tests?: boolean }} need  tests also want a virtual display and LibreOffice
 * @throws SetupError naming the packages, when they are missing and may not be installed from here
 */
export function ensureSystem({ tests = false } = {}) {
  if (process.platform !== 'linux') return;
  const wanted = [...forWindow, ...(tests || !process.env.DISPLAY ? forVirtualDisplay : []), ...(tests ? forTests : [])];
  const missing = wanted.filter((item) => !item.present()).map((item) => item.package);
  if (missing.length === 0) return;
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!mayInstall) throw new SetupError(`missing on this system: ${missing.join(' ')}\n       install them, e.g.  sudo apt-get install ${missing.join(' ')}`);
  say(`installing system packages: ${missing.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = { env, stdio: ['ignore', 'ignore', 2] };
  run('apt-get', ['-qq', 'update'], quiet);
  run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...missing], quiet);
}
