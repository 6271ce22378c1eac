// Five desks on the command line, twenty rounds: random edits, files late, twice and out of order, one desk copied, one
// restored from an old backup, one whose clock says 2099. In the end all hold the same, and nothing was lost.
import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openReader } from '../../db/desk/open.ts';
import { environment, freshFolder } from '../fresh-desk.ts';
import { announce } from '../property/seed.ts';
import { acquainted, type TestDesk } from './desks.ts';

const rounds = 20;

/** A small generator of its own, so that a seed gives the same history again. */
function dice(seed: number) {
  let state = seed >>> 0 || 1;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('five desks', () => {
  it('agree after twenty rounds with copies, restores, wrong clocks and late files', { timeout: 600_000 }, async () => {
    const { seed } = announce('five desks');
    const roll = dice(seed);
    const desks: TestDesk[] = await acquainted(['甲', '乙', '丙', '丁', '戊']);
    const [first, , third, fourth, fifth] = desks as [TestDesk, TestDesk, TestDesk, TestDesk, TestDesk];
    fifth.ahead = Date.UTC(2099, 0, 1) - Date.now();
    const cities: string[] = (await first.done('list', 'partners', '--limit', '6')).rows.map((row: { id: string }) => row.id);
    const files: string[] = [];
    const typed: { desk: TestDesk; column: string; id: string; value: string }[] = [];
    let backup: string | undefined;
    for (let round = 0; round < rounds; round++) {
      for (const desk of desks) {
        for (let count = roll(3); count > 0; count--) {
          const id = cities[roll(cities.length)] ?? '';
          const column = ['note', 'nameEn', 'nameLocal'][roll(3)] ?? 'note';
          const value = `${desk.name}${round}-${count}`;
          await desk.done('set', 'partners', id, `${column}=${value}`);
          typed.push({ desk, column, id, value });
        }
        if (roll(3) === 0) {
          const file = `${freshFolder()}.citydesk`;
          await desk.done('sync', 'export', '--out', file);
          files.push(file);
        }
        // Any file ever made, in any order, known or not.
        if (files.length > 0 && roll(2) === 0) {
          const chosen = Array.from({ length: 1 + roll(3) }, () => files[roll(files.length)] ?? '');
          await desk.done('sync', 'import', ...chosen);
        }
      }
      if (round === 5) {
        backup = `${freshFolder()}.citydesk-backup`;
        await fourth.done('backup', '--out', backup);
      }
      if (round === 8) desks.push(third.clone('丙の複製'));
      if (round === 12 && backup !== undefined) {
        rmSync(fourth.folder, { recursive: true });
        await fourth.done('restore', backup, '--into', fourth.folder);
      }
    }
    // Everything is delivered, in an order of its own at each desk, until nobody has anything new.
    for (let round = 0; round < 3; round++) {
      const last: string[] = [];
      for (const desk of desks) {
        const file = `${freshFolder()}.citydesk`;
        await desk.done('sync', 'export', '--out', file);
        last.push(file);
      }
      files.push(...last);
      for (const desk of desks) await desk.done('sync', 'import', ...[...(round === 0 ? files : last)].sort(() => roll(3) - 1));
    }
    const digests = await Promise.all(desks.map(async (desk) => (await desk.done('digest')).digest));
    expect(new Set(digests).size).toBe(1);
    const waiting = await Promise.all(desks.map(async (desk) => (await desk.done('sync', 'status')).waiting.length));
    expect(waiting).toEqual(desks.map(() => 0));
    for (const desk of desks) expect((await desk.done('verify')).faults).toEqual([]);

    // Every value that any disk still held is current, or was replaced by someone who had seen it.
    const reader = openReader(first.folder, environment);
    const operations = reader.db
      .all<{ line: string; id: string; n: number }>('SELECT o.line, s.id, o.n FROM sync_op o JOIN sync_writer s ON s.w = o.w')
      .map((row) => ({
        name: `${row.id}.${row.n}`,
        operation: JSON.parse(row.line),
      }));
    reader.close();
    const answered = new Set(
      operations.flatMap(({ operation }) =>
        Object.entries(operation.p ?? {}).flatMap(([register, dots]) => (dots as string[]).map((one) => `${register} ${one}`)),
      ),
    );
    const open = (await first.done('conflicts')).conflicts as { id: string; register: string; sides: { head: string }[] }[];
    let lost = 0;
    for (const { desk, column, id, value } of typed) {
      const found = operations.find(({ operation }) => operation.r === id && operation.s?.[column] === value);
      if (!found) {
        lost += 1;
        expect(desk).toBe(fourth); // lost with its disk before anyone else had it
        continue;
      }
      if (answered.has(`${column} ${found.name}`)) continue;
      const row = (await first.done('get', 'partners', id)).row;
      const listed = open.some((one) => one.id === id && one.register === column && one.sides.some((side) => side.head === found.name));
      expect([value, row[column] === value || listed]).toEqual([value, true]);
    }
    expect(lost).toBeLessThan(typed.length / 4);

    // The copy and the restored disk are named; the clock of 2099 hindered nothing.
    const { forks } = await first.done('sync', 'status');
    const named = new Set(forks.map((fork: { name: string }) => fork.name));
    expect(named.has('丙')).toBe(true);
    expect([...named].every((name) => ['丙', '丁'].includes(String(name)))).toBe(true);

    // Settled at one desk, followed by the others.
    for (const one of open) await first.run('resolve', `partner:${one.id}:${one.register}`, '--take', one.sides[0]?.head ?? '');
    const settled = `${freshFolder()}.citydesk`;
    await first.done('sync', 'export', '--out', settled);
    for (const desk of desks) {
      if (desk !== first) await desk.done('sync', 'import', settled);
      expect((await desk.done('conflicts')).conflicts).toEqual([]);
    }
  });
});
