// kill -9 in the middle of a burst of edits, fifty times on one desk: what was acknowledged is there, what is there is whole.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDesk, openDesk } from '../../db/desk/open.ts';
import { verify } from '../../db/log/verify.ts';
import { catchUp } from '../../db/store/search-index.ts';
import { environment, freshFolder, root } from '../fresh-desk.ts';
import { announce } from '../property/seed.ts';

const kills = 50;

/** Runs the child and kills it some time after its first acknowledged edit. Returns what it acknowledged. */
function burst(folder: string, round: number, afterMs: number): Promise<string[]> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'test', 'db', 'edit-until-killed.ts'), folder, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk) => {
      if (text === '') setTimeout(() => child.kill('SIGKILL'), afterMs);
      text += chunk;
    });
    // A line cut off by the kill was not acknowledged in full.
    child.on('close', () => resolve(text.split('\n').slice(0, -1)));
  });
}

describe('kill -9', () => {
  it(`loses nothing that was acknowledged, in ${kills} kills`, { timeout: 180_000 }, async () => {
    const { seed } = announce('kills');
    const folder = freshFolder();
    createDesk(folder, '試験', environment).close();
    const acknowledged: string[] = [];
    for (let round = 0; round < kills; round++) {
      acknowledged.push(...(await burst(folder, round, ((seed + round * 7_919) % 60) + 1)));
      const desk = openDesk(folder, environment);
      catchUp(desk.db);
      const { faults } = verify(desk.db, environment);
      const cities = new Set(desk.db.all<{ nameJa: string }>('SELECT nameJa FROM partner').map((row) => row.nameJa));
      const agreements = desk.db.value<number>('SELECT count(*) FROM agreement');
      desk.close();
      expect([round, faults]).toEqual([round, []]);
      expect(acknowledged.filter((name) => !cities.has(name))).toEqual([]);
      expect(agreements).toBe(cities.size); // both records of an edit, or neither
    }
    expect(acknowledged.length).toBeGreaterThan(kills);
  });
});
