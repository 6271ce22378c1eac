// After an erasure the bytes of a name stand nowhere in the folder of any desk that took it in, whatever had held them before.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { storeFile } from '../../electron/services/files/attachments.ts';
import { freshFolder } from '../fresh-desk.ts';
import { acquainted, passphraseFile, TestDesk } from './desks.ts';

/** Files below a folder in which one of the words stands, as UTF-8; backups are named to the person and cleaned apart. */
function traces(folder: string, words: readonly string[], backups = false): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
  return files
    .filter((file) => statSync(file).isFile() && (backups || !relative(folder, file).startsWith('backups')))
    .flatMap((file) => {
      const bytes = readFileSync(file);
      return words.filter((word) => bytes.includes(word)).map((word) => `${relative(folder, file)}: ${word}`);
    });
}

const fileFor = () => `${freshFolder()}.citydesk`;
async function give(from: TestDesk, ...to: TestDesk[]): Promise<void> {
  const file = fileFor();
  await from.done('sync', 'export', '--out', file);
  for (const desk of to) await desk.done('sync', 'import', file);
}
const erase = (desk: TestDesk, person: string) => desk.done('erase', person, '--reason', '利用停止の請求', '--force');
const digests = async (...desks: TestDesk[]) => Promise.all(desks.map(async (desk) => (await desk.done('digest')).digest));

describe('after an erasure', () => {
  it.each([
    ['鵜殿虎', 'うどの'],
    ['鵜殿虎之助', 'うどのとらのすけ'],
    ['アレクサンドラ・ヴィクトリヤ・シュヴァルツェンベルガーヴァイスマン', 'あれくさんどらヴぃくとりや'],
  ])('of %s, edited many times before, no byte of the name is left at either desk', { timeout: 240_000 }, async (name, kana) => {
    const [a, b] = (await acquainted(['甲', '乙'])) as [TestDesk, TestDesk];
    const person = (await a.done('set', 'people', 'new', `nameJa=${name}`, `reading=${kana}`)).row.id;
    for (let at = 0; at < 25; at += 1) await a.done('set', 'people', person, `note=${name} の記録 ${'詳しく'.repeat(at * 20)}`);
    for (let at = 0; at < 10; at += 1) await a.done('set', 'people', 'new', `nameJa=他の人 ${at}`);
    await give(a, b);
    expect(traces(b.folder, [name])).not.toEqual([]);
    await erase(a, person);
    await give(a, b);
    expect(traces(a.folder, [name, kana])).toEqual([]);
    expect(traces(b.folder, [name, kana])).toEqual([]);
    expect(new Set(await digests(a, b)).size).toBe(1);
    for (const desk of [a, b]) expect((await desk.done('verify')).faults).toEqual([]);
  });

  it('merged doubles, notes, files, aliases, and texts that name the person are without the name', { timeout: 240_000 }, async () => {
    const [a, b] = (await acquainted(['甲', '乙'])) as [TestDesk, TestDesk];
    const name = '鵜殿 虎之助';
    const double = '鵜殿トラノスケ';
    const person = (await a.done('set', 'people', 'new', `nameJa=${name}`)).row.id;
    const other = (await a.done('set', 'people', 'new', `nameJa=${double}`, 'note=甲殻類アレルギー鵜殿')).row.id;
    await a.done('set', 'notes', 'new', 'recordTable=person', `record=${person}`, 'text=鵜殿虎之助氏は左利き');
    await a.done('set', 'name-aliases', 'new', 'recordTable=person', `record=${person}`, 'alias=虎之助鵜殿');
    const visit = (await a.done('set', 'visits', 'new', 'date=2026-11-20', 'titleJa=鵜殿虎之助市長の表敬', 'kind=courtesy', 'status=done')).row.id;
    const paper = (await a.done('set', 'briefings', 'new', 'title=鵜殿 虎之助氏 資料', 'language=ja', 'status=draft')).row.id;
    const section = (
      await a.done(
        'set',
        'briefing-sections',
        'new',
        `briefing=${paper}`,
        'order=1',
        'title=経歴',
        'text=鵜殿　虎之助氏は1964年生まれ。',
        'generated=鵜殿虎之助',
      )
    ).row.id;
    const attached = `${freshFolder()}-履歴書_鵜殿虎之助.pdf`;
    writeFileSync(attached, '%PDF-1.4 鵜殿虎之助の履歴');
    const { fileName, fileHash } = await storeFile(a.folder, attached);
    await a.done('set', 'attachments', 'new', 'recordTable=person', `record=${person}`, `fileName=${fileName}`, `fileHash=${fileHash}`);
    await a.done('people', 'merge', person, other);
    await give(a, b);
    const held = await a.done('held', person);
    expect([...new Set(held.records.map((one: { table: string }) => one.table))].sort()).toEqual(['attachment', 'nameAlias', 'note', 'person']);
    expect(held.mentions.map((one: { table: string; id: string }) => `${one.table} ${one.id}`).sort()).toEqual(
      [`briefing ${paper}`, `briefingSection ${section}`, `visit ${visit}`].sort(),
    );
    const answer = await erase(a, person);
    expect(answer.backups.length).toBe((await a.done('backups')).length);
    await give(a, b);
    const words = ['鵜殿', '虎之助', 'トラノスケ', '左利き', '甲殻類', fileHash];
    expect(traces(a.folder, words)).toEqual([]);
    expect(traces(b.folder, words)).toEqual([]);
    expect((await b.done('get', 'visits', visit)).row.titleJa).toBe('■■■市長の表敬');
    expect((await b.done('get', 'briefing-sections', section)).row.text).toBe('■■■氏は1964年生まれ。');
    for (const desk of [a, b]) expect((await desk.done('verify')).faults).toEqual([]);
    expect(new Set(await digests(a, b)).size).toBe(1);
  });

  it('an edit that another desk made meanwhile does not bring the name back, and is asked about at both', { timeout: 240_000 }, async () => {
    const [a, b] = (await acquainted(['甲', '乙'])) as [TestDesk, TestDesk];
    const person = (await a.done('set', 'people', 'new', 'nameJa=鵜殿虎之助')).row.id;
    await give(a, b);
    await erase(a, person);
    await b.done('set', 'people', person, 'nameJa=鵜殿虎之助(前市長)', 'note=鵜殿虎之助氏、来日');
    await give(b, a);
    await give(a, b);
    for (const desk of [a, b]) {
      expect((await desk.done('get', 'people', person)).row).toMatchObject({ nameJa: null, note: null });
      expect((await desk.done('list', 'people', '--search', '虎之助')).total).toBe(0);
      const { issues } = await desk.done('sync', 'status');
      expect(issues).toEqual([{ rule: 'afterErasure', table: 'person', ids: [person], columns: ['nameJa', 'note'] }]);
      expect((await desk.done('verify')).faults).toEqual([]);
    }
    expect(new Set(await digests(a, b)).size).toBe(1);
    // Decided at one desk: the edit is erased too, everywhere.
    await erase(b, person);
    await give(b, a);
    for (const desk of [a, b]) {
      expect((await desk.done('sync', 'status')).issues).toEqual([]);
      expect(traces(desk.folder, ['虎之助'])).toEqual([]);
      expect((await desk.done('verify')).faults).toEqual([]);
    }
    // Or a person enters a name knowing of the erasure: that one is shown.
    await a.done('set', 'people', person, 'nameJa=別名の人');
    await give(a, b);
    for (const desk of [a, b]) expect((await desk.done('get', 'people', person)).row.nameJa).toBe('別名の人');
  });

  it('a file that waits keeps nothing of the person, and comes again when its turn comes', { timeout: 240_000 }, async () => {
    const [a, b, c] = (await acquainted(['甲', '乙', '丙'])) as [TestDesk, TestDesk, TestDesk];
    const person = (await a.done('set', 'people', 'new', 'nameJa=鵜殿虎之助')).row.id;
    await give(a, b, c);
    await a.done('set', 'people', 'new', 'nameJa=他の人');
    const lost = fileFor();
    await a.done('sync', 'export', '--out', lost);
    await b.done('sync', 'import', lost);
    const waits = fileFor();
    await b.done('set', 'people', person, 'note=鵜殿虎之助氏の予定');
    await b.done('sync', 'export', '--out', waits, '--to', '甲', '--passphrase-file', passphraseFile());
    expect((await c.done('sync', 'import', waits, '--passphrase-file', passphraseFile())).waiting).toBe(1);
    expect(traces(c.folder, ['虎之助']).some((one) => one.startsWith('inbox'))).toBe(true);
    await erase(c, person);
    expect(traces(c.folder, ['虎之助'])).toEqual([]);
    expect((await c.done('sync', 'status')).waiting).toHaveLength(1);
    await c.done('sync', 'import', lost);
    await c.done('sync', 'import', waits, '--passphrase-file', passphraseFile());
    expect((await c.done('sync', 'status')).waiting).toHaveLength(0);
    expect((await c.done('get', 'people', person)).row).toMatchObject({ nameJa: null, note: null });
  });

  it('backups from before are named with their dates, and one command cleans each', { timeout: 240_000 }, async () => {
    const [a, b] = (await acquainted(['甲', '乙'])) as [TestDesk, TestDesk];
    const person = (await a.done('set', 'people', 'new', 'nameJa=鵜殿虎之助')).row.id;
    await b.done('set', 'people', 'new', 'nameJa=他の人');
    await give(b, a);
    const answer = await erase(a, person);
    expect(answer.backups.length).toBeGreaterThan(0);
    expect(answer.backups[0]).toMatchObject({ at: expect.any(Number), file: expect.stringMatching(/^desk-.*\.sqlite$/) });
    expect(traces(a.folder, ['鵜殿虎之助'], true)).not.toEqual([]);
    for (const { file } of answer.backups) await a.done('backup', 'clean', file);
    expect(traces(a.folder, ['鵜殿虎之助'], true)).toEqual([]);
    expect((await a.done('backups')).map((one: { file: string }) => one.file)).toEqual(answer.backups.map((one: { file: string }) => one.file));
    // A cleaned backup is whole, and what was erased is explained in it.
    const back = new TestDesk('甲');
    await a.done('restore', join(a.folder, 'backups', answer.backups[0].file), '--into', back.folder);
    expect((await back.done('verify')).faults).toEqual([]);
    expect((await back.done('get', 'people', person)).row.nameJa).toBe(null);
  });
});
