// Copied computers: a disk, a running program. After reregistration the copy loses nothing, and every desk can
// import every other's files again.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Desk } from '../../db/desk/desk.ts';
import { createDesk, openDesk, openReader } from '../../db/desk/open.ts';
import { DeskError } from '../../db/errors.ts';
import { conflictCount } from '../../db/exchange/conflicts.ts';
import { merge } from '../../db/exchange/merge.ts';
import { linesSince } from '../../db/exchange/outgoing.ts';
import { noteRunningCopy, reregister } from '../../db/exchange/reregister.ts';
import { vectorOf } from '../../db/exchange/vectors-held.ts';
import { commit } from '../../db/log/commit.ts';
import { digest } from '../../db/log/digest.ts';
import { undo } from '../../db/log/undo.ts';
import { verify } from '../../db/log/verify.ts';
import { decode } from '../../db/operations/operation.ts';
import { catchUp } from '../../db/store/search-index.ts';
import { environment, freshFolder } from '../fresh-desk.ts';
import { announce, effort, patience } from '../property/seed.ts';
import { signature } from '../signature.ts';
import { acquainted, type TestDesk } from './desks.ts';

const city = '00000000-0000-7000-8000-0000000000a1';
const other = '00000000-0000-7000-8000-0000000000a2';

/** Made for every desk whose key it knows, its own among them. */
async function fileOf(from: TestDesk): Promise<string[]> {
  const file = `${freshFolder()}.citydesk`;
  await from.done('sync', 'export', '--out', file, '--full');
  return [file, '--trust'];
}

async function give(from: TestDesk, ...to: TestDesk[]): Promise<void> {
  const file = await fileOf(from);
  for (const desk of to) await desk.done('sync', 'import', ...file);
}

function add({ folder }: TestDesk, id: string, nameJa: string): void {
  const desk = openDesk(folder, environment);
  commit(desk, '見本 花子', [{ kind: 'create', table: 'partner', id, set: { nameJa, kind: 'city' } }]);
  desk.close();
}

/** By way of the third desk, which knows both: all must agree in the end, and every database must be what its log says. */
async function throughThird(first: TestDesk, copy: TestDesk, third: TestDesk): Promise<void> {
  await give(copy, third);
  await give(first, third);
  await give(third, first, copy);
  const desks = [first, copy, third];
  const digests = desks.map(({ folder }) => {
    const reader = openReader(folder, environment);
    try {
      expect(verify(reader.db, environment).faults).toEqual([]);
      return digest(reader.db);
    } finally {
      reader.close();
    }
  });
  expect(new Set(digests).size).toBe(1);
}

/** The same bytes again and again: two programs with it give the same names. */
function sameRandom(): (bytes: number) => Buffer {
  let state = 7;
  return (bytes) =>
    Buffer.from(
      Array.from({ length: bytes }, () => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        return state >>> 24;
      }),
    );
}

const copiedEnvironment = () => ({ ...environment, random: sameRandom(), now: () => Date.UTC(2026, 10, 25), host: 'twin' });
const note = (desk: Desk, id: string, text: string) => commit(desk, '見本 花子', [{ kind: 'set', table: 'partner', id, set: { note: text } }]);

/** Two desks that have met, made once: a first exchange by passphrase takes seconds. */
let met: Promise<readonly [TestDesk, TestDesk]> | undefined;
const place = mkdtempSync(join(tmpdir(), 'desk-copies-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

async function acquaintances(): Promise<readonly [TestDesk, TestDesk]> {
  met ??= acquainted(['国際課1', '国際課3'], { place }) as unknown as Promise<readonly [TestDesk, TestDesk]>; // two names, two desks
  const [first, third] = await met;
  return [first.clone(first.name), third.clone(third.name)];
}

/** A program copied after its first write: two desks that continue one writer's chain. */
async function runningCopies(): Promise<{ one: TestDesk; two: TestDesk; third: TestDesk; desks: readonly [Desk, Desk] }> {
  const [one, third] = await acquaintances();
  add(one, city, '架空市');
  add(one, other, '別の架空市');
  await give(one, third);
  const two = one.clone('国際課1の複製');
  const desks = [openDesk(one.folder, copiedEnvironment()), openDesk(two.folder, copiedEnvironment())] as const;
  for (const desk of desks) note(desk, city, '複製の前');
  return { one, two, third, desks };
}

describe('a copied disk after reregistration', () => {
  it.each([
    ['with the keys of the first', true],
    ['without them', false],
  ])('passes on what the first had not exported, %s', async (_, withKeys) => {
    const [first, third] = await acquaintances();
    add(first, city, '架空市');
    const copy = first.clone('複製');
    const keyless = withKeys ? copy : Object.assign(first.clone('複製'), { keys: `${freshFolder()}-keys` });
    const done = await keyless.done('sync', 'register', '国際課2');
    expect(done.renamed).toBe(withKeys ? 0 : 1);
    // The first has not exported since, so the copy's file must be valid alone.
    await give(keyless, third);
    await first.done('set', 'partners', city, 'note=一台目');
    await keyless.done('set', 'partners', city, 'nameEn=Sample City');
    await throughThird(first, keyless, third);
  });
});

describe('a program copied while it ran', () => {
  it('is detected by a file that reuses its names, and continues under new names', async () => {
    const { one, two, third, desks } = await runningCopies();
    note(desks[0], city, '一台目の意見');
    note(desks[1], city, '二台目の意見');
    note(desks[1], other, '二台目だけ');
    undo(desks[1], '見本 花子');
    note(desks[1], other, '二台目だけ、もう一度');
    commit(desks[1], '見本 花子', [{ kind: 'create', table: 'partner', set: { nameJa: '二台目の市', kind: 'city' } }]);
    for (const desk of desks) desk.close();
    await give(one, third);

    const file = await fileOf(one);
    const before = await two.done('digest');
    const refused = await two.run('sync', 'import', ...file);
    expect(refused.code).toBe(1);
    expect(JSON.stringify(refused)).toContain('bundleTwice');
    expect(await two.done('digest')).toEqual(before);
    expect((await two.done('sync', 'status')).twin).toBe(true);

    expect((await two.done('sync', 'register', '国際課2')).renamed).toBe(5);
    expect(await two.done('digest')).toEqual(before);
    expect((await two.done('sync', 'status')).twin).toBe(false);
    await throughThird(one, two, third);
    const { conflicts } = await third.done('conflicts');
    expect(
      conflicts.map(({ id, sides }: { id: string; sides: { values: { note: string } }[] }) => [id, sides.map(({ values }) => values.note).sort()]),
    ).toEqual([[city, ['一台目の意見', '二台目の意見']]]);
    expect((await third.done('get', 'partners', other)).row.note).toBe('二台目だけ、もう一度');
    // The history keeps who wrote what, and when.
    const reader = openReader(third.folder, environment);
    const lines = reader.db.all<{ line: string }>('SELECT line FROM sync_op WHERE row = ? ORDER BY seq', other).map(({ line }) => decode(line));
    reader.close();
    expect(lines.map(({ u, why, s }) => [u, why, s?.note]).slice(1)).toEqual([
      ['見本 花子', 'edit', '二台目だけ'],
      ['見本 花子', 'undo', null],
      ['見本 花子', 'edit', '二台目だけ、もう一度'],
    ]);
  });

  it('is not renamed where others refer to its names', async () => {
    const { one, two, third, desks } = await runningCopies();
    note(desks[0], city, '一台目の意見');
    note(desks[1], city, '二台目の意見');
    for (const desk of desks) desk.close();
    await give(two, third);
    await third.done('set', 'partners', city, 'note=二台目を見て直した');
    await give(third, two);
    const file = await fileOf(one);
    expect((await two.run('sync', 'import', ...file)).code).toBe(1);
    const before = await two.done('digest');
    const refused = await two.run('sync', 'register', '国際課2');
    expect(JSON.stringify(refused)).toContain('builtUpon');
    expect(await two.done('digest')).toEqual(before);
    expect((await two.done('sync', 'status')).desk.name).toBe('国際課1');
    // The first renames its operations instead.
    const back = await fileOf(two);
    expect((await one.run('sync', 'import', ...back)).code).toBe(1);
    await one.done('sync', 'register', '国際課2');
    await throughThird(one, two, third);
  });

  it('converges after any work on both copies', patience(120_000), () => {
    const base = freshFolder();
    const template = createDesk(base, '元', environment);
    for (const [id, nameJa] of [
      [city, '架空市'],
      [other, '別の架空市'],
    ] as const)
      commit(template, '見本', [{ kind: 'create', table: 'partner', id, set: { nameJa, kind: 'city' } }]);
    template.close();
    const step = fc.record({
      row: fc.constantFrom(city, other),
      text: fc.constantFrom('あ', 'い', 'う'),
      kind: fc.constantFrom('note', 'name', 'delete', 'undo', 'create'),
    });
    const steps = fc.array(step, { minLength: 1, maxLength: 8 });
    const play = (desk: Desk, played: readonly { row: string; text: string; kind: string }[]) => {
      for (const { row, text, kind } of played)
        try {
          if (kind === 'note') note(desk, row, text);
          else if (kind === 'name') commit(desk, '見本', [{ kind: 'set', table: 'partner', id: row, set: { nameJa: `${text}市` } }]);
          else if (kind === 'delete') commit(desk, '見本', [{ kind: 'delete', table: 'partner', id: row }]);
          else if (kind === 'create') commit(desk, '見本', [{ kind: 'create', table: 'partner', set: { nameJa: `${text}の新しい市`, kind: 'city' } }]);
          else undo(desk, '見本');
        } catch (error) {
          if (!(error instanceof DeskError)) throw error; // an edit of a deleted record, nothing left to undo
        }
    };
    const take = (to: Desk, from: Desk) => {
      const all = vectorOf(from.db);
      const lines = [...linesSince(from.db, new Map(), all)].map(({ line }) => line);
      const checkpoints = [...from.db.all<{ writer: string; n: number; sha: string }>('SELECT id AS writer, max_n AS n, head_sha AS sha FROM sync_writer')];
      to.db.immediate(() =>
        merge(to.db, {
          lines,
          from: from.id,
          upto: () => all,
          checkpoints: checkpoints.map((one) => ({ ...one, sig: signature(one.writer, one.n, one.sha) })),
          verify: () => 'proven',
        }),
      );
    };
    let copied = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 3 }), steps, steps, (before, mine, theirs) => {
        const folders = [freshFolder(), freshFolder()] as const;
        for (const folder of folders) cpSync(base, folder, { recursive: true });
        const open = folders.map((folder) => openDesk(folder, copiedEnvironment()));
        const [one, two] = open as [Desk, Desk];
        for (const desk of open) play(desk, [{ row: city, text: '前', kind: 'note' }, ...before]);
        play(one, mine);
        play(two, theirs);
        let reopened: Desk | undefined;
        try {
          let found: DeskError | undefined;
          try {
            take(two, one);
          } catch (error) {
            if (!(error instanceof DeskError) || error.code !== 'bundleTwice') throw error;
            found = error;
          }
          if (!found) return; // both had done the same
          copied += 1;
          const state = digest(two.db);
          noteRunningCopy(two.db, { writer: String(found.details.writer), n: Number(found.details.n) });
          reregister(two, { name: '複製', author: '見本', sign: signature });
          two.close();
          reopened = openDesk(folders[1], { ...environment, host: 'copy' });
          expect(digest(reopened.db)).toBe(state);
          take(reopened, one);
          take(one, reopened);
          expect(digest(one.db)).toBe(digest(reopened.db));
          for (const desk of [one, reopened]) {
            catchUp(desk.db);
            expect(verify(desk.db, environment).faults).toEqual([]);
          }
          expect(conflictCount(one.db)).toBe(conflictCount(reopened.db));
        } finally {
          one.close();
          if (reopened) reopened.close();
          else two.close();
          for (const folder of folders) rmSync(folder, { recursive: true, force: true });
        }
      }),
      { ...announce('copies'), numRuns: 30 * effort },
    );
    expect(copied).toBeGreaterThan(10 * effort);
  });
});
