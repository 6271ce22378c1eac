// Files taken in together, files that wait, and values taken over from one that will never be whole.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDesk } from '../../db/desk/open.ts';
import { environment, freshFolder } from '../fresh-desk.ts';
import { acquainted, passphraseFile, type TestDesk } from './desks.ts';

const fileFor = () => `${freshFolder()}.citydesk`;
async function exported(from: TestDesk, ...more: string[]): Promise<string> {
  const file = fileFor();
  await from.done('sync', 'export', '--out', file, ...more);
  return file;
}

describe('several files', () => {
  it('are each taken in or refused for themselves, and the answer says which', { timeout: 120_000 }, async () => {
    const [a, b, c] = (await acquainted(['甲', '乙', '丙'])) as [TestDesk, TestDesk, TestDesk];
    await a.done('set', 'people', 'new', 'nameJa=見本 一郎');
    await c.done('set', 'people', 'new', 'nameJa=見本 三郎');
    const bad = fileFor();
    writeFileSync(bad, 'age-encryption.org/v1\nnot a bundle');
    const { code, json } = await b.run('sync', 'import', await exported(a), bad, await exported(c));
    expect(code).toBe(1);
    expect(json.files.map((one: { status?: string; error?: { code: string } }) => one.status ?? one.error?.code)).toEqual([
      'applied',
      'bundleBroken',
      'applied',
    ]);
    expect((await b.done('list', 'people')).rows.map((one: { nameJa: string }) => one.nameJa).sort()).toEqual(['見本 一郎', '見本 三郎']);
  });
});

/** Desk C gets B's file without what it builds on. */
async function waitingAt(): Promise<{ a: TestDesk; b: TestDesk; c: TestDesk; person: string; lost: string; bundle: string }> {
  const [a, b, c] = (await acquainted(['甲', '乙', '丙'])) as [TestDesk, TestDesk, TestDesk];
  const person = (await a.done('set', 'people', 'new', 'nameJa=見本 花子', 'note=元')).row.id;
  const first = await exported(a);
  for (const desk of [b, c]) await desk.done('sync', 'import', first);
  await a.done('set', 'people', 'new', 'nameJa=見本 二郎');
  const lost = await exported(a);
  await b.done('sync', 'import', lost);
  await b.done('set', 'people', person, 'note=月曜');
  const phrase = passphraseFile();
  const waits = await exported(b, '--to', '甲', '--passphrase-file', phrase);
  const answer = await c.done('sync', 'import', waits, '--passphrase-file', phrase);
  return { a, b, c, person, lost, bundle: answer.files[0].bundle };
}

describe('a file that waits', () => {
  it('is not replaced by another desk’s file of the same number', { timeout: 120_000 }, async () => {
    const { c, bundle } = await waitingAt();
    const desk = openDesk(c.folder, environment);
    const { waitingFolder } = await import('../../electron/services/exchange/inbox.ts');
    const { noteBundle, waitingNotes } = await import('../../db/exchange/bundle-register.ts');
    const [kept] = waitingNotes(desk.db);
    const other = {
      ...kept,
      id: bundle,
      direction: 'in',
      sha: 'ab'.repeat(32),
      desk: 'cd'.repeat(16),
      deskName: '他',
      fileName: 'f',
      status: 'waiting',
      at: 1,
      report: '{}',
      fromSeq: 0,
      toSeq: 0,
    } as const;
    noteBundle(desk.db, other);
    expect(waitingNotes(desk.db)).toHaveLength(2);
    expect(waitingFolder(desk.folder, { id: bundle, desk: other.desk })).not.toBe(waitingFolder(desk.folder, { id: bundle, desk: kept?.desk ?? '' }));
    desk.close();
  });

  it('opened by an earlier version of the program is found under its number alone', async () => {
    const { waitingFolder } = await import('../../electron/services/exchange/inbox.ts');
    const folder = freshFolder();
    const old = join(folder, 'inbox', 'b-1');
    mkdirSync(old, { recursive: true });
    expect(waitingFolder(folder, { id: 'b-1', desk: 'cd'.repeat(16) })).toBe(old);
  });

  it('gives its values as further versions where this desk has gone on, and is kept when nothing could be taken', { timeout: 120_000 }, async () => {
    const { c, person, bundle } = await waitingAt();
    await c.done('set', 'people', person, 'note=金曜');
    await c.done('sync', 'salvage', bundle);
    const conflicts = (await c.done('conflicts')).conflicts;
    expect(conflicts).toHaveLength(1);
    expect(conflicts[0].sides.map((side: { values: { note: string } }) => side.values.note).sort()).toEqual(['月曜', '金曜']);
    expect((await c.done('verify')).faults).toEqual([]);
    expect((await c.done('sync', 'status')).waiting).toHaveLength(0);
    const again = await waitingAt();
    await again.c.done('delete', 'people', again.person);
    await again.c.done('sync', 'salvage', again.bundle);
    expect((await again.c.done('sync', 'status')).waiting).toHaveLength(1);
  });
});
