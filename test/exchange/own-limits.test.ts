// What a desk writes every desk reads; one bad file, one bad attachment and one badly saved passphrase speak for themselves only.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDesk } from '../../db/desk/open.ts';
import { erasePersonal } from '../../db/exchange/erase.ts';
import { withdrawable } from '../../db/exchange/withdraw.ts';
import { commit } from '../../db/log/commit.ts';
import { parseLine } from '../../db/operations/line.ts';
import { add, deliver } from '../db/desk-actions.ts';
import { environment, freshDesk, freshFolder } from '../fresh-desk.ts';
import { announce } from '../property/seed.ts';
import { refusalOf } from '../refusal.ts';
import { acquainted, passphraseFile, type TestDesk } from './desks.ts';

describe('what a desk writes', () => {
  it('every desk reads, or it is refused where it is entered', { timeout: 60_000 }, () => {
    const text = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.integer({ min: 0, max: 3_000 }).map((length) => 'あ'.repeat(length)),
    );
    fc.assert(
      fc.property(text, text, text, (author, reason, note) => {
        const desk = freshDesk({ host: reason });
        const refusals: unknown[] = [];
        const attempt = (work: () => unknown) => {
          try {
            work();
          } catch (error) {
            refusals.push(error);
          }
        };
        attempt(() => commit(desk, author, [{ kind: 'create', table: 'person', set: { nameJa: '見本', note } }]));
        const id = desk.db.value<string>('SELECT id FROM person');
        if (id !== undefined) attempt(() => erasePersonal(desk, author, [{ table: 'person', id }], { reason }));
        for (const { line } of desk.db.all<{ line: string }>('SELECT line FROM sync_op')) expect(parseLine(line).ok).toBe(true);
        desk.close();
      }),
      { ...announce('own limits'), numRuns: 60 },
    );
  });

  it('has an author and a reason of bounded length', () => {
    const desk = freshDesk();
    expect(refusalOf(() => add(desk, 'partner', { nameJa: '甲市', kind: 'city' }, '長'.repeat(201)))).toMatchObject({
      code: 'invalid',
      reason: 'tooLong',
      max: 200,
    });
    const person = add(desk, 'person', { nameJa: '見本 花子' });
    expect(refusalOf(() => erasePersonal(desk, '甲', [{ table: 'person', id: person }], { reason: '長'.repeat(2_001) }))).toMatchObject({
      reason: 'tooLong',
      max: 2_000,
    });
  });

  it('can be given out also when a hundred records hold one long text', { timeout: 60_000 }, async () => {
    const [a, b] = (await acquainted(['甲', '乙'])) as [TestDesk, TestDesk];
    const desk = openDesk(a.folder, environment);
    commit(
      desk,
      '見本',
      Array.from({ length: 200 }, () => ({ kind: 'create' as const, table: 'person', set: { nameJa: '見本', note: 'あ'.repeat(15_000) } })),
    );
    desk.close();
    const file = `${freshFolder()}.citydesk`;
    await a.done('sync', 'export', '--out', file, '--full');
    await b.done('sync', 'import', file);
    expect(await b.done('digest')).toEqual(await a.done('digest'));
  });
});

describe('one bad thing', () => {
  it('a waiting file that is broken does not spoil the answer to the next import', { timeout: 60_000 }, async () => {
    const [a, b] = (await acquainted(['甲', '乙'])) as [TestDesk, TestDesk];
    const write = async (name: string) => {
      await a.done('set', 'tags', 'new', `name=${name}`);
      const file = `${freshFolder()}.citydesk`;
      await a.done('sync', 'export', '--out', file);
      return file;
    };
    const restored = b.clone('乙');
    await b.done('sync', 'import', await write('一'));
    const toA = `${freshFolder()}.citydesk`;
    await b.done('sync', 'export', '--out', toA, '--full');
    await a.done('sync', 'import', toA);
    const third = await write('二');
    expect((await restored.done('sync', 'import', third)).files[0].status).toBe('waiting');
    const inbox = join(restored.folder, 'inbox');
    const waiting = readdirSync(inbox).find((name) => existsSync(join(inbox, name, 'ops.ndjson'))) ?? '';
    writeFileSync(join(inbox, waiting, 'ops.ndjson'), '{"broken":1}\n');
    // With the lost computer's last file everything is here that the waiting one builds on.
    const done = await restored.done('sync', 'import', toA);
    expect([done.files[0].status, done.files[0].drained]).toEqual(['applied', []]);
    expect((await restored.done('list', 'tags')).total).toBe(1);
  });

  it('an attachment that is damaged on the disk does not hold up an export', { timeout: 60_000 }, async () => {
    const [a, b] = (await acquainted(['甲', '乙'])) as [TestDesk, TestDesk];
    const tag = (await a.done('set', 'tags', 'new', 'name=一')).row.id;
    const { attachmentPath } = await import('../../electron/services/files/attachments.ts');
    const { mkdirSync } = await import('node:fs');
    const hash = 'ab'.repeat(32);
    const path = attachmentPath(a.folder, hash);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, 'damaged');
    const desk = openDesk(a.folder, environment);
    add(desk, 'attachment', { recordTable: 'tag', record: tag, fileName: 'a.pdf', fileHash: hash, mediaType: 'application/pdf', size: 7 });
    desk.close();
    const file = `${freshFolder()}.citydesk`;
    expect((await a.done('sync', 'export', '--out', file, '--full')).blobs).toBe(0);
    expect((await b.done('sync', 'import', file)).files[0].status).toBe('applied');
  });

  it('a passphrase opens however it was saved, and is refused where it cannot be read', { timeout: 60_000 }, async () => {
    const [a] = (await acquainted(['甲', '乙'])) as [TestDesk, TestDesk];
    const phrase = '合言葉は一二三四五六';
    const saved = (bytes: Buffer) => {
      const file = passphraseFile();
      writeFileSync(file, bytes);
      return file;
    };
    const file = `${freshFolder()}.bak`;
    await a.done('backup', '--out', file, '--passphrase-file', saved(Buffer.from(phrase)));
    for (const bytes of [Buffer.from(`\ufeff${phrase}\r\n`), Buffer.from(`\ufeff${phrase}\r\n`, 'utf16le')]) {
      const into = freshFolder();
      expect((await a.run('restore', file, '--into', into, '--passphrase-file', saved(bytes))).code).toBe(0);
    }
    const ansi = await a.run(
      'restore',
      file,
      '--into',
      freshFolder(),
      '--passphrase-file',
      saved(Buffer.from([0x82, 0xa0, 0x82, 0xa2, 0x82, 0xa4, 0x82, 0xa6, 0x82, 0xa8])),
    );
    expect([ansi.code, JSON.stringify(ansi)]).toEqual([1, expect.stringContaining('passphraseEncoding')]);
    expect(readFileSync(file).length).toBeGreaterThan(0);
  });
});

describe('withdrawing an import', () => {
  it('is not offered while a record of this desk names what it would take away', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const city = add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    const { id } = deliver(a, b);
    expect(withdrawable(b.db, id).ok).toBe(true);
    add(b, 'person', { nameJa: '見本 花子', partner: city });
    expect(withdrawable(b.db, id)).toEqual({ ok: false, reason: 'builtOn' });
  });
});
