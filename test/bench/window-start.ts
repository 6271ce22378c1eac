// From starting the process to a usable table, against an Electron that shows an empty page.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron as electron } from 'playwright-core';
import { chromiumSwitches } from '../chromium-switches.ts';

const rounds = 5;

export async function windowStart(root: string, work: string, make: (folder: string) => void, median: (values: number[]) => number) {
  const executablePath = process.env.DESK_TEST_ELECTRON;
  if (!executablePath) throw new Error('run through `npm run bench`');
  const empty = join(work, 'empty-app');
  mkdirSync(empty);
  writeFileSync(join(empty, 'package.json'), JSON.stringify({ name: 'empty', main: 'main.cjs' }));
  writeFileSync(
    join(empty, 'main.cjs'),
    "const { app, BrowserWindow } = require('electron'); app.whenReady().then(() => new BrowserWindow({ width: 1366, height: 768 }).loadURL('data:text/html,<h1>empty</h1>'));",
  );
  const folder = join(work, 'window');
  make(folder);
  const start = async (args: string[], usable: string): Promise<number> => {
    const began = performance.now();
    const app = await electron.launch({ executablePath, args: [...chromiumSwitches, ...args], env: process.env as Record<string, string> });
    const page = await app.firstWindow();
    await page.locator(usable).first().waitFor();
    const took = performance.now() - began;
    await app.close();
    return took;
  };
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let round = -1; round < rounds; round++) {
    const ours = await start([root, '--data', folder], '.card');
    const bare = await start([empty, `--user-data-dir=${join(work, 'empty-data')}`], 'h1');
    if (round < 0) continue; // the first of each warms the disk
    times.ours.push(ours);
    times.bare.push(bare);
  }
  return { what: 'start to the home screen with its figures ÷ an empty Electron window', ours: median(times.ours), bare: median(times.bare), allowed: 2 };
}
