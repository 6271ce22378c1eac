// A record's place is the one where a window of the list shows it.
import { describe, expect, it } from 'vitest';
import { list } from '../../db/queries/list.ts';
import { placeOf } from '../../db/queries/place.ts';
import { stockedDesk } from '../fresh-desk.ts';

describe('the place of a record', () => {
  it('is where its list shows it: sorted, filtered, searched and grouped', () => {
    const { db } = stockedDesk(true);
    const requests = [
      { table: 'visit' },
      { table: 'visit', sort: [{ column: 'titleJa' }, { column: 'date', descending: true }] },
      { table: 'visit', filter: { kind: ['courtesy'] }, sort: [{ column: 'partner', descending: true }] },
      { table: 'visit', search: '大使' },
      { table: 'visit', group: 'kind' },
      { table: 'partner', filter: { deleted: [0, 1] } },
    ];
    for (const request of requests) {
      const { rows } = list(db, { ...request, limit: 500 });
      expect(rows.length).toBeGreaterThan(3);
      expect(rows.map(({ id }) => placeOf(db, request, id))).toEqual(rows.map((_, at) => at));
    }
  });

  it('is unknown where the list does not show the record', () => {
    const { db } = stockedDesk(true);
    const [first] = list(db, { table: 'visit', filter: { kind: ['courtesy'] }, limit: 1 }).rows;
    expect(placeOf(db, { table: 'visit', filter: { kind: ['inspection'] } }, first?.id ?? '')).toBeUndefined();
  });
});
