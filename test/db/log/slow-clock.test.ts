// What somebody has just typed is what he sees, also where the clocks of others are ahead of his.
import { expect, it } from 'vitest';
import { conflicts } from '../../../db/exchange/conflicts.ts';
import { digest } from '../../../db/log/digest.ts';
import { verify } from '../../../db/log/verify.ts';
import { catchUp } from '../../../db/store/search-index.ts';
import { environment, freshDesk } from '../../fresh-desk.ts';
import { add, deliver, set, valuesOf } from '../desk-actions.ts';

it('shows a value typed into a cell in conflict, though the other versions bear later times, and keeps asking about them', () => {
  const ahead = { now: () => environment.now() + 600_000 };
  const [a, b, c] = [freshDesk(), freshDesk(ahead), freshDesk(ahead)];
  const id = add(a, 'person', { nameJa: '見本 花子', note: '元' });
  for (const desk of [b, c]) {
    deliver(a, desk);
    set(desk, 'person', id, { note: desk === b ? '乙' : '丙' });
  }
  deliver(b, a);
  deliver(c, a);
  // Each brings its own: nothing is passed on here.
  deliver(b, c);
  deliver(c, b);
  expect(['乙', '丙']).toContain(valuesOf(a, 'person', id).note);
  for (const typed of ['甲、入力したばかり', '甲、もう一度']) {
    set(a, 'person', id, { note: typed });
    expect(valuesOf(a, 'person', id).note).toBe(typed);
    const [open] = conflicts(a.db, 10);
    expect(open?.sides).toHaveLength(2);
    expect(open?.sides.find(({ shown }) => shown)?.values.note).toBe(typed);
  }
  for (const desk of [b, c]) deliver(a, desk);
  expect(new Set([a, b, c].map((desk) => digest(desk.db))).size).toBe(1);
  for (const desk of [a, b, c]) {
    catchUp(desk.db);
    expect([valuesOf(desk, 'person', id).note, verify(desk.db, environment).faults]).toEqual(['甲、もう一度', []]);
  }
  // The next edit is shown in turn.
  set(b, 'person', id, { note: '後から' });
  deliver(b, a);
  expect(valuesOf(a, 'person', id).note).toBe('後から');
});
