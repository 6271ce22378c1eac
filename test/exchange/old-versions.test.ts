// Desks and bundles written by earlier versions open with the same records.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openDesk } from '../../db/desk/open.ts';
import { digest } from '../../db/log/digest.ts';
import { verify } from '../../db/log/verify.ts';
import { newDesk } from '../../electron/services/setup/new-desk.ts';
import { environment, freshFolder, resources, root } from '../fresh-desk.ts';
import { TestDesk } from './desks.ts';

const old = (name: string) => join(root, 'test', 'fixtures', 'version-0.1.0', name);

/** As version 0.1.0 printed them. */
const digests = {
  sample: '33fd2e60670b4a758ea267fc89762253c694b55864daee14f8d55e86f02b9d52',
  desk: '12b6345de4132add689e0c3d217f047befb1da30b05987a24145a5b0967c951f',
  merged: '34da7ffaf3e24a25b154a9e3c62b5fe682c7e1eec0698d37de70ce3517f565df',
};

const oldDesk = (): string => {
  const folder = freshFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'desk.sqlite'), gunzipSync(readFileSync(old('desk.sqlite.gz'))));
  return folder;
};

describe('version 0.1.0', () => {
  it('shares its sample records with this version, to the byte', () => {
    const desk = newDesk({ folder: freshFolder(), name: '試験', author: '試験', sample: true }, resources, environment);
    expect(digest(desk.db)).toBe(digests.sample);
    desk.close();
  });

  it('wrote a desk that opens with the same records and a sound log', () => {
    const desk = openDesk(oldDesk(), environment);
    expect(digest(desk.db)).toBe(digests.desk);
    expect(verify(desk.db, environment).faults).toEqual([]);
    desk.close();
  });

  it('wrote bundles that a new desk imports', async () => {
    const desk = new TestDesk('丙', freshFolder(), freshFolder());
    await desk.done('init', '--desk', '丙');
    await desk.done('sync', 'import', old('from-a.citydesk'), '--passphrase-file', old('phrase.txt'), '--trust');
    expect((await desk.done('digest')).digest).toBe(digests.desk);
    await desk.done('sync', 'import', old('from-b.citydesk'), '--passphrase-file', old('phrase.txt'), '--trust');
    expect((await desk.done('digest')).digest).toBe(digests.merged);
    expect((await desk.done('conflicts')).conflicts).toHaveLength(1);
  });

  it('wrote a desk that imports a bundle of its time', async () => {
    const desk = new TestDesk('国際課1', oldDesk(), freshFolder());
    await desk.done('sync', 'import', old('from-b.citydesk'), '--passphrase-file', old('phrase.txt'));
    expect((await desk.done('digest')).digest).toBe(digests.merged);
  });
});
