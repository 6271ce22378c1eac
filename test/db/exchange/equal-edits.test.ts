// Two desks enter the same value: one version for every later decision, in whatever order the files come.
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../db/desk/desk.ts';
import { conflictCount } from '../../../db/exchange/conflicts.ts';
import { commit } from '../../../db/log/commit.ts';
import { digest } from '../../../db/log/digest.ts';
import { verify } from '../../../db/log/verify.ts';
import { catchUp } from '../../../db/store/search-index.ts';
import { environment, freshDesk } from '../../fresh-desk.ts';
import { signature } from '../../signature.ts';
import { add, deliver, set, valuesOf } from '../desk-actions.ts';

function pair(): { a: Desk; b: Desk; id: string } {
  const [a, b] = [freshDesk(), freshDesk()];
  const id = add(a, 'partner', { nameJa: '甲市', kind: 'city', note: '元' });
  deliver(a, b);
  return { a, b, id };
}
const give = (from: Desk, to: Desk) => {
  const ends = from.db.all<{ writer: string; n: number; sha: string }>('SELECT id AS writer, max_n AS n, head_sha AS sha FROM sync_writer');
  deliver(from, to, { checkpoints: ends.map((end) => ({ ...end, sig: signature(end.writer, end.n, end.sha) })) });
};
const meet = (...desks: Desk[]) => {
  for (let round = 0; round < 2; round++) for (const from of desks) for (const to of desks) if (from !== to) give(from, to);
};
const settled = (desks: readonly Desk[], id: string, note: string) => {
  expect(new Set(desks.map((desk) => digest(desk.db))).size).toBe(1);
  for (const desk of desks) {
    expect([valuesOf(desk, 'partner', id).note, conflictCount(desk.db)]).toEqual([note, 0]);
    catchUp(desk.db);
    expect(verify(desk.db, environment).faults).toEqual([]);
  }
};

describe('the same value entered at two desks', () => {
  it('and then changed by one that has not heard of the other, is no conflict with himself', () => {
    const { a, b, id } = pair();
    set(a, 'partner', id, { note: '同じ' });
    set(b, 'partner', id, { note: '同じ' });
    set(a, 'partner', id, { note: '甲の次' });
    meet(a, b);
    settled([a, b], id, '甲の次');
  });

  it('and then changed by one that has heard of the other, is answered for both', () => {
    const { a, b, id } = pair();
    set(a, 'partner', id, { note: '同じ' });
    set(b, 'partner', id, { note: '同じ' });
    deliver(b, a);
    set(a, 'partner', id, { note: '甲の次' });
    meet(a, b);
    settled([a, b], id, '甲の次');
  });

  it('twice in a row is one history', () => {
    const { a, b, id } = pair();
    for (const desk of [a, b]) for (const note of ['一', '二']) set(desk, 'partner', id, { note });
    set(b, 'partner', id, { note: '乙の次' });
    meet(a, b);
    settled([a, b], id, '乙の次');
  });

  it('by different ways is answered for both when it is changed by one who saw both', () => {
    const { a, b, id } = pair();
    set(a, 'partner', id, { note: '同じ' });
    set(b, 'partner', id, { note: '途中' });
    set(b, 'partner', id, { note: '同じ' });
    deliver(b, a);
    set(a, 'partner', id, { note: '甲の次' });
    meet(a, b);
    settled([a, b], id, '甲の次');
  });

  it('as the same list, which only one of them updates', () => {
    const [a, b, c] = [freshDesk(), freshDesk(), freshDesk()];
    const ids = Array.from({ length: 50 }, (_, at) => `00000000-0000-7000-8000-${String(at).padStart(12, '0')}`);
    const list = (desk: Desk, note: string, kind: 'create' | 'set') =>
      commit(
        desk,
        '見本',
        ids.map((id, at) =>
          kind === 'create'
            ? { kind, table: 'partner', id, set: { nameJa: `見本${at}市`, kind: 'city', note } }
            : { kind, table: 'partner', id, set: { note } },
        ),
        { why: 'import' },
      );
    list(a, '四月', 'create');
    list(b, '四月', 'create');
    list(a, '五月', 'set');
    meet(b, c);
    meet(a, b, c);
    for (const id of ids) expect(valuesOf(b, 'partner', id).note).toBe('五月');
    settled([a, b, c], ids[0] ?? '', '五月');
  });

  it('stays a conflict with a third value', () => {
    const { a, b, id } = pair();
    const c = freshDesk();
    give(a, c);
    set(a, 'partner', id, { note: '同じ' });
    set(b, 'partner', id, { note: '同じ' });
    set(c, 'partner', id, { note: '別' });
    set(a, 'partner', id, { note: '甲の次' });
    meet(a, b, c);
    expect(new Set([a, b, c].map((desk) => digest(desk.db))).size).toBe(1);
    expect(conflictCount(a.db)).toBe(1);
  });
});
