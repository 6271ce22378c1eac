// Keys and presses of the display itself, as a person's keyboard and mouse send them: through the window manager.
import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, onTestFinished } from 'vitest';

const run = promisify(execFile);

export const xdotool = async (...words: readonly string[]): Promise<string> => (await run('xdotool', [...words])).stdout.trim();

/** A window manager for the rest of the test: without one, windows get no focus and menus no keys. */
export function manageWindows(): void {
  const manager = spawn('openbox', [], { stdio: 'ignore' });
  onTestFinished(() => {
    manager.kill();
  });
}

/** Brings a window of the display to the front. */
export async function activate(title: string): Promise<void> {
  let id = '';
  await expect
    .poll(async () => {
      id = (await xdotool('search', '--onlyvisible', '--name', title).catch(() => '')).split('\n').at(-1) ?? '';
      return id;
    })
    .not.toBe('');
  await xdotool('windowactivate', '--sync', id);
}

/** One kind of what is on the system's clipboard, read by another program. */
export const clipboardOf = async (type: string): Promise<string> => (await run('xclip', ['-selection', 'clipboard', '-t', type, '-o'])).stdout;

/** Puts text on the system's clipboard from another program. */
export function putOnClipboard(text: string): Promise<void> {
  return new Promise((done, fail) => {
    const holder = spawn('xclip', ['-selection', 'clipboard', '-i'], { stdio: ['pipe', 'ignore', 'ignore'] });
    holder.on('error', fail);
    holder.on('exit', () => done());
    holder.stdin.end(text);
  });
}
