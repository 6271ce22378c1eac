// Starts a child that writes over and over, and kills it in the middle of a transaction or a change of files.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { environment, root } from '../fresh-desk.ts';
import { announce, effort, seed } from '../property/seed.ts';

/** Kills per kind of work that must have hit inside it; `npm run test:long` does more. */
export const kills = 6 * Math.min(5, effort);

/** Children run as compiled for the package where that exists: they start in 0.25 s instead of 1.5. */
function childFile(name: string): string {
  const built = join(root, 'test', '.output', 'built', 'test', 'kills', `${name}.js`);
  return process.env.DESK_TEST_BUILT === '1' && existsSync(built) ? built : join(root, 'test', 'kills', `${name}.ts`);
}

/** A busy machine needs some seconds to start a child. */
const patienceMs = 30_000;

export interface Killed {
  /** The kill came between a `(` and its `)`. */
  readonly inside: boolean;
  /** Whole lines the child has printed, marks left out. A line cut off by the kill is none. */
  readonly lines: readonly string[];
}

/**
 * @param words  arguments of the child; the folder of the migrations is put after the folder of the desk
 * @param after  kill after so many beginnings, and then so many milliseconds
 */
function killOne(child: string, words: readonly string[], after: { readonly beginnings: number; readonly ms: number }): Promise<Killed> {
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, [childFile(child), ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    let armed = false;
    running.stdout.on('data', (chunk) => {
      text += chunk;
      if (armed || text.split('(').length - 1 < after.beginnings) return;
      armed = true;
      const kill = () => running.kill('SIGKILL');
      if (after.ms === 0) kill();
      else setTimeout(kill, after.ms);
    });
    // Without this, a child that never begins would block the test for ever.
    const watchdog = setTimeout(() => {
      running.kill('SIGKILL');
      reject(new Error(`no transaction within ${patienceMs / 1_000} s: ${words.join(' ')}`));
    }, patienceMs);
    running.on('error', reject);
    running.on('close', (code) => {
      clearTimeout(watchdog);
      if (code !== null && code !== 0) return reject(new Error(`the child ended by itself with ${code}`));
      const lines = text.split('\n').slice(0, -1);
      const open = lines.reduce((depth, line) => depth + (line === '(' ? 1 : line === ')' ? -1 : 0), 0);
      resolve({ inside: open > 0, lines: lines.filter((line) => line !== '(' && line !== ')') });
    });
  });
}

export interface KillPlan {
  readonly child: 'child-edits' | 'child-exchange';
  /** Arguments for one run; a fresh copy of the desk can be made here. */
  readonly words: (round: number) => readonly string[];
  /** Longest wait after a beginning, ms: about as long as the work takes. */
  readonly longestMs: number;
  /** A child that does its work once has one beginning. */
  readonly once?: boolean;
  readonly check: (round: number, killed: Killed) => void | Promise<void>;
}

/** Kills until enough kills have hit inside, and checks after each one, hit or not. Fails when too few hit. */
export async function killInside(name: string, plan: KillPlan): Promise<void> {
  announce(`kills during ${name}`);
  let hits = 0;
  let round = 0;
  for (; hits < kills && round < kills * 5; round++) {
    const roll = (seed + round * 7_919) >>> 0;
    const after = { beginnings: plan.once ? 1 : 1 + (roll % 3), ms: Math.floor(roll / 3) % (plan.longestMs + 1) };
    const killed = await killOne(plan.child, plan.words(round), after);
    if (killed.inside) hits += 1;
    await plan.check(round, killed);
  }
  process.stderr.write(`kills during ${name}: ${hits} of ${round} inside\n`);
  expect(hits).toBe(kills);
}

export const { migrations } = environment;
