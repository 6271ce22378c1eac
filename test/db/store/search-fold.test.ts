// A search finds a name in any of its spellings, also in a desk whose index was made by an earlier version.
import { expect, it } from 'vitest';
import { commit } from '../../../db/log/commit.ts';
import { list } from '../../../db/queries/list.ts';
import { catchUp, searchBehind } from '../../../db/store/search-index.ts';
import { stockedDesk } from '../../fresh-desk.ts';

it('finds 髙橋 by 高橋 after an update, with the index made again', () => {
  const desk = stockedDesk();
  commit(desk, '見本 花子', [{ kind: 'create', table: 'person', set: { nameJa: '髙橋見本' } }]);
  catchUp(desk.db);
  // As the version before left it: another way of folding, and no mark of it.
  desk.db.run("UPDATE search_doc SET text = '髙橋見本' WHERE tbl = 'person' AND text LIKE '%橋見本%'");
  desk.db.run("DELETE FROM local_state WHERE key = 'searchFold'");
  expect(searchBehind(desk.db)).toBeGreaterThan(0);
  catchUp(desk.db);
  expect(searchBehind(desk.db)).toBe(0);
  const found = (search: string) => list(desk.db, { table: 'person', search, limit: 5, language: 'ja' }).rows.map(({ values }) => values.nameJa);
  for (const search of ['高橋', '髙橋', '高橋見本']) expect(found(search)).toEqual(['髙橋見本']);
});
