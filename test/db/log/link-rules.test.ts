// Links of a record: they become the list that is given, and come back as the same records.
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../db/desk/desk.ts';
import { commit } from '../../../db/log/commit.ts';
import { freshDesk, stockedDesk } from '../../fresh-desk.ts';
import { add, lastOperation, operationCount } from '../desk-actions.ts';

describe('links', () => {
  const linked = (desk: Desk, agreement: string) =>
    desk.db
      .all<{ partner: string }>('SELECT partner FROM agreementParty WHERE agreement = ? AND deleted = 0 ORDER BY partner', agreement)
      .map((row) => row.partner);
  const rows = (desk: Desk) => desk.db.value<number>('SELECT count(*) FROM agreementParty');

  function threeCities() {
    const desk = freshDesk();
    const cities = ['甲市', '乙市', '丙市'].map((nameJa) => add(desk, 'partner', { nameJa, kind: 'city' })).sort() as [string, string, string];
    const agreement = add(desk, 'agreement', { titleJa: '一', kind: 'other' });
    const link = (partners: string[] | { add: string[]; remove: string[] } | null) =>
      commit(desk, '見本', [{ kind: 'set', table: 'agreement', id: agreement, set: { partners } }]);
    return { desk, cities, agreement, link };
  }

  it('become the list that is given: what is missing is added, what is not in it goes, the rest is left alone', () => {
    const { desk, cities, agreement, link } = threeCities();
    const [one, two, three] = cities;
    link([one, two]);
    expect(linked(desk, agreement)).toEqual([one, two]);
    const before = operationCount(desk);
    link([two, three]);
    expect(linked(desk, agreement)).toEqual([two, three]);
    expect(operationCount(desk) - before).toBe(2);
    expect(link([two, three]).action).toBeNull();
    link(null);
    expect(linked(desk, agreement)).toEqual([]);
  });

  it('come back as the same records', () => {
    const { desk, cities, agreement, link } = threeCities();
    link([cities[0]]);
    link({ add: [], remove: [cities[0]] });
    expect(lastOperation(desk)).toMatchObject({
      e: 'agreementParty',
      s: { deleted: 1 },
      p: { deleted: [expect.any(String)] },
      saw: { '*': expect.any(String) },
    });
    link({ add: [cities[0]], remove: [] });
    expect(lastOperation(desk)).toMatchObject({ e: 'agreementParty', s: { deleted: 0 }, p: { deleted: [expect.any(String)] } });
    expect([linked(desk, agreement), rows(desk)]).toEqual([[cities[0]], 1]);
  });

  it('that are there are not added again, that are not there are not removed', () => {
    const { desk, cities, link } = threeCities();
    link([cities[0]]);
    const before = operationCount(desk);
    link({ add: [cities[0]], remove: [cities[1]] });
    expect(operationCount(desk)).toBe(before);
  });

  it('of one cell say nothing about another cell in the same table', () => {
    const desk = stockedDesk();
    const [lead = '', related = ''] = desk.db.all<{ id: string }>('SELECT id FROM bureau ORDER BY id LIMIT 2').map(({ id }) => id);
    const done = commit(desk, '見本', [
      { kind: 'create', table: 'agreement', set: { titleJa: '一', kind: 'other', leadBureaus: [lead], relatedBureaus: [related, lead] } },
    ]);
    const id = done.rows[0]?.row.id ?? '';
    commit(desk, '見本', [{ kind: 'set', table: 'agreement', id, set: { relatedBureaus: [related] } }]);
    const kept = desk.db.all<{ bureau: string; role: string }>(
      'SELECT bureau, role FROM agreementBureau WHERE deleted = 0 AND agreement = ? ORDER BY role',
      id,
    );
    expect(kept).toEqual([
      { bureau: lead, role: 'lead' },
      { bureau: related, role: 'related' },
    ]);
  });
});
