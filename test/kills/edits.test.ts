// kill -9 during edits: acknowledged edits are there, and no edit is there in part.
import { expect, it } from 'vitest';
import { createDesk, openDesk } from '../../db/desk/open.ts';
import { verify } from '../../db/log/verify.ts';
import { catchUp } from '../../db/store/search-index.ts';
import { environment, freshFolder } from '../fresh-desk.ts';
import { killInside, migrations } from './kill.ts';

it('keeps every acknowledged edit, and both records of an edit or neither', { timeout: 300_000 }, async () => {
  const folder = freshFolder();
  createDesk(folder, '試験', environment).close();
  const acknowledged: string[] = [];
  await killInside('edits', {
    child: 'child-edits',
    words: (round) => [folder, migrations, String(round)],
    longestMs: 3,
    check: (round, { lines }) => {
      acknowledged.push(...lines);
      const desk = openDesk(folder, environment);
      catchUp(desk.db);
      const { faults } = verify(desk.db, environment);
      const cities = new Set(desk.db.all<{ nameJa: string }>('SELECT nameJa FROM partner').map((row) => row.nameJa));
      const agreements = desk.db.value<number>('SELECT count(*) FROM agreement');
      desk.close();
      expect([round, faults]).toEqual([round, []]);
      expect(acknowledged.filter((name) => !cities.has(name))).toEqual([]);
      expect(agreements).toBe(cities.size);
    },
  });
});
