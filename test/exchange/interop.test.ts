// The public tools open what we write: `age` and `tar`, and files of `age` are opened here.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openDesk } from '../../db/desk/open.ts';
import { loadKeys, ownerOnly } from '../../electron/services/exchange/keys.ts';
import { freshFolder } from '../fresh-desk.ts';
import { acquainted, passphraseFile, TestDesk } from './desks.ts';

describe('a bundle', () => {
  it('is opened by age and tar, sealed again by age, and imported', { timeout: 120_000 }, async () => {
    const [a, b] = (await acquainted(['甲', '乙'], { sample: true })) as [TestDesk, TestDesk];
    await a.done('set', 'partners', 'new', 'nameJa=見本市', 'kind=city');
    const file = `${freshFolder()}.citydesk`;
    await a.done('sync', 'export', '--out', file);
    expect(statSync(file).mode & 0o077).toBe(0);
    const open = openDesk(b.folder, b.environment());
    const keys = loadKeys(b.keys, open.id, ownerOnly);
    open.close();
    const place = freshFolder();
    mkdirSync(place, { recursive: true });
    const identity = join(place, 'identity.txt');
    writeFileSync(identity, `${keys?.identity}\n`);
    const tar = join(place, 'plain.tar');
    execFileSync('age', ['-d', '-i', identity, '-o', tar, file]);
    expect(execFileSync('tar', ['tf', tar], { encoding: 'utf8' }).trim().split('\n')).toEqual(['manifest.json', 'manifest.sig', 'ops.ndjson.gz', 'end.json']);
    execFileSync('tar', ['xf', tar, '-C', place]);
    const manifest = JSON.parse(readFileSync(join(place, 'manifest.json'), 'utf8'));
    const lines = gunzipSync(readFileSync(join(place, 'ops.ndjson.gz')))
      .toString('utf8')
      .trimEnd()
      .split('\n');
    expect(lines.length).toBe(manifest.counts.ops);
    expect(lines.some((line) => line.includes('見本市'))).toBe(true);
    const again = join(place, 'again.citydesk');
    execFileSync('age', ['-r', keys?.recipient ?? '', '-o', again, tar]);
    expect((await b.done('sync', 'import', again)).applied).toBeGreaterThan(0);
    expect((await a.done('digest')).digest).toBe((await b.done('digest')).digest);
  });
});

describe('a backup that leaves the computer', () => {
  it('restores records and attachments, with or without a passphrase', { timeout: 120_000 }, async () => {
    const desk = new TestDesk('甲');
    await desk.done('init', '--sample', '--desk', '甲');
    const phrase = passphraseFile();
    for (const words of [[], ['--passphrase-file', phrase]]) {
      const file = `${freshFolder()}.citydesk-backup`;
      await desk.done('backup', '--out', file, ...words);
      const back = new TestDesk('甲の戻し', freshFolder());
      await desk.done('restore', file, '--into', back.folder, ...words);
      expect((await back.done('digest')).digest).toBe((await desk.done('digest')).digest);
      expect((await desk.run('restore', file, '--into', back.folder, ...words)).json.error.code).toBe('notEmpty');
      const cut = `${file}.cut`;
      writeFileSync(cut, readFileSync(file).subarray(0, 20_000));
      expect(['backupBroken', 'bundleBroken']).toContain((await desk.run('restore', cut, '--into', freshFolder(), ...words)).json.error.code);
    }
    const file = `${freshFolder()}.citydesk-backup`;
    await desk.done('backup', '--out', file, '--passphrase-file', phrase);
    expect((await desk.run('restore', file, '--into', freshFolder())).json.error.code).toBe('bundlePassphrase');
  });
});
