// kill -9 during import, export and settling: the desk is whole, files are whole or not there, and in the end everything can
// still be imported.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDesk } from '../../db/desk/open.ts';
import { commit } from '../../db/log/commit.ts';
import { loadKeys, ownerOnly } from '../../electron/services/exchange/keys.ts';
import { stageBundle } from '../../electron/services/exchange/read-bundle.ts';
import { acquainted, type TestDesk } from '../exchange/desks.ts';
import { freshFolder } from '../fresh-desk.ts';
import { bundlesIn, checkWhole, cities } from './desks.ts';
import { killInside, migrations } from './kill.ts';

let a: TestDesk;
let b: TestDesk;
let files = '';
let out = '';

const words = (work: string) => () => [work, b.folder, migrations, b.keys, files, out];
const check = (round: number) => {
  checkWhole(b.folder, b.environment(), round);
};

beforeEach(async () => {
  [a, b] = (await acquainted(['甲', '乙'])) as [TestDesk, TestDesk];
  files = freshFolder();
  out = freshFolder();
  for (const folder of [files, out]) mkdirSync(folder, { recursive: true });
});

describe('a kill', { timeout: 600_000 }, () => {
  it('during an import leaves all of a bundle or none of it', async () => {
    // Each file builds on nothing that 乙 lacks, since 甲 knows of nothing that 乙 has imported.
    for (let at = 0; at < 3; at++) {
      const desk = openDesk(a.folder, a.environment());
      cities(desk, `都市${at}`);
      desk.close();
      await a.done('sync', 'export', '--out', join(files, `${at}.citydesk`));
    }
    await killInside('an import', { child: 'child-exchange', words: words('import'), longestMs: 40, check });
    await b.done('sync', 'import', ...bundlesIn(files));
    const all = await b.done('list', 'partners', '--search', '都市', '--limit', '1');
    expect(all.total).toBeGreaterThanOrEqual(900);
  });

  it('during an export leaves no bundle that cannot be read to its end', async () => {
    await killInside('an export', { child: 'child-exchange', words: words('export'), longestMs: 60, check });
    const keys = loadKeys(b.keys, (await b.done('sync', 'status')).desk.id, ownerOnly);
    for (const file of bundlesIn(out)) {
      const staged = await stageBundle(file, { identity: keys?.identity }, join(freshFolder(), 'check'));
      expect(staged.manifest.counts.ops).toBeGreaterThan(0);
    }
  });

  it('during settling leaves the conflict open or settled', async () => {
    const city = (await b.done('list', 'partners', '--limit', '1')).rows[0].id;
    const both = openDesk(b.folder, b.environment());
    commit(both, '乙', [{ kind: 'set', table: 'partner', id: city, set: { note: '一つ目' } }]);
    commit(both, '乙', [{ kind: 'addVersion', table: 'partner', id: city, set: { note: '二つ目' } }]);
    both.close();
    await killInside('settling', { child: 'child-exchange', words: words('settle'), longestMs: 2, check });
  });
});
