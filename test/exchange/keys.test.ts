// A desk's keys are made once, also when several calls ask at the same time.
import { expect, it } from 'vitest';
import { loadKeys, ownerOnly, ownKeys } from '../../electron/services/exchange/keys.ts';
import { freshFolder } from '../fresh-desk.ts';

it('returns the same keys to concurrent calls, and those are the ones on the disk', async () => {
  const folder = freshFolder();
  const desk = 'a'.repeat(32);
  const asked = await Promise.all([1, 2, 3].map(() => ownKeys(folder, desk, ownerOnly)));
  expect(new Set(asked.map(({ signKey }) => signKey)).size).toBe(1);
  expect(loadKeys(folder, desk, ownerOnly)).toEqual(asked[0]);
});
