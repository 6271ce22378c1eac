// Imports taken back, and rules that only a merge can break.
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../db/desk/desk.ts';
import { openDesk } from '../../../db/desk/open.ts';
import { issues } from '../../../db/exchange/broken-rules.ts';
import { linesSince } from '../../../db/exchange/outgoing.ts';
import { vectorOf } from '../../../db/exchange/vectors-held.ts';
import { withdraw, withdrawable } from '../../../db/exchange/withdraw.ts';
import { commit } from '../../../db/log/commit.ts';
import { digest } from '../../../db/log/digest.ts';
import { verify } from '../../../db/log/verify.ts';
import { list } from '../../../db/queries/list.ts';
import { catchUp, searchBehind } from '../../../db/store/search-index.ts';
import { environment, freshDesk } from '../../fresh-desk.ts';
import { refusalOf } from '../../refusal.ts';
import { add, deliver, operationCount } from '../desk-actions.ts';

const faultsOf = (desk: Desk) => {
  catchUp(desk.db);
  return verify(desk.db, environment).faults;
};

describe('an import that is withdrawn', () => {
  it('leaves no record of it, in tables, search and chains, though it came from several launches and has tables not known here', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const { folder } = a;
    add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    add(a, 'partner', { nameJa: '乙市', kind: 'city' });
    a.close();
    const next = openDesk(folder, environment);
    add(next, 'partner', { nameJa: '丙市', kind: 'city' });
    const upto = vectorOf(next.db);
    const lines = [...linesSince(next.db, new Map(), upto)].map(({ line }) => line);
    lines.push((lines.pop() ?? '').replace('"e":"partner"', '"e":"planet"'));
    add(b, 'partner', { nameJa: '丁市', kind: 'city' });
    const before = digest(b.db);
    const { id, report } = deliver(next, b, { lines });
    expect([report.applied, report.kept]).toEqual([5, 1]);
    catchUp(b.db);
    expect(list(b.db, { table: 'partner', search: '乙市' }).total).toBe(1);
    withdraw(b.db, id);
    expect([digest(b.db), operationCount(b), searchBehind(b.db)]).toEqual([before, 2, 0]);
    expect(list(b.db, { table: 'partner', search: '乙市' }).total).toBe(0);
    expect(b.db.all('SELECT nameJa FROM partner')).toEqual([{ nameJa: '丁市' }]);
    expect([...vectorOf(b.db).keys()]).toEqual([b.tip()?.w]);
    expect(b.db.value('SELECT status FROM sync_bundle WHERE id = ?', id)).toBe('withdrawn');
    expect(faultsOf(b)).toEqual([]);
    next.close();
  });
});

describe('an import that was exported on', () => {
  it('cannot be withdrawn', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    const { id } = deliver(a, b);
    b.writing('乙', (start, stamp) => {
      const t = stamp();
      const line = { w: start.id, n: start.n + 1, x: start.n + 1, t, v: '1.0', u: '乙', k: 'export' };
      b.db.run("INSERT INTO sync_op (w, n, x, t, tbl, row, line, state) VALUES (?,?,?,?,'','',?,0)", start.w, line.n, line.x, t, JSON.stringify(line));
      return { chain: { ...start, n: start.n + 1 }, result: undefined };
    });
    expect(withdrawable(b.db, id)).toEqual({ ok: false, reason: 'exported' });
    expect(refusalOf(() => withdraw(b.db, id))).toEqual({ code: 'notWithdrawable', reason: 'exported' });
  });
});

describe('a record whose dates are in the wrong order', () => {
  it('after a merge is named with its columns; unknown dates and other precisions are no fault', () => {
    const desk = freshDesk();
    const made = (validFrom: string, validTo: string) => {
      const id = add(desk, 'agreement', { titleJa: '一', kind: 'other' });
      desk.db.run('UPDATE agreement SET validFrom = ?, validTo = ? WHERE id = ?', validFrom, validTo, id);
      return id;
    };
    const wrong = made('2022-04-01', '2022-03-31');
    for (const [from, to] of [
      ['2022', '2022-03'],
      ['2022-04', '2022'],
      ['?', '2020'],
      ['2020', '?'],
      ['2020', '2021'],
    ] as const)
      made(from, to);
    expect(issues(desk.db)).toEqual([{ rule: 'order', table: 'agreement', ids: [wrong], columns: ['validFrom', 'validTo'] }]);
    commit(desk, '見本', [{ kind: 'delete', table: 'agreement', id: wrong }]);
    expect(issues(desk.db)).toEqual([]);
  });
  it('is one of at most 200 that are shown', () => {
    const desk = freshDesk();
    commit(
      desk,
      '見本',
      Array.from({ length: 210 }, () => ({ kind: 'create' as const, table: 'agreement', set: { titleJa: '一', kind: 'other' } })),
    );
    desk.db.run("UPDATE agreement SET validFrom = '2022', validTo = '2021'");
    expect(issues(desk.db)).toHaveLength(200);
  });
});

describe('records that stand above themselves', () => {
  it('are named once, without those that only lead to them', () => {
    const desk = freshDesk();
    const ids = ['一', '二', '三', '四'].map((titleJa) => add(desk, 'agreement', { titleJa, kind: 'other' })) as [string, string, string, string];
    const [one, two, three, four] = ids;
    for (const [id, replaces] of [
      [one, two],
      [two, three],
      [three, two],
      [four, four],
    ] as const)
      desk.db.run('UPDATE agreement SET replaces = ? WHERE id = ?', replaces, id);
    const found = issues(desk.db);
    expect(found.map((issue) => issue.ids)).toEqual(expect.arrayContaining([[two, three].sort(), [four]]));
    expect(found).toHaveLength(2);
    desk.db.run('UPDATE agreement SET replaces = ? WHERE id = ?', three, one);
    desk.db.run('UPDATE agreement SET replaces = ? WHERE id = ?', one, two);
    expect(issues(desk.db).map((issue) => issue.ids)).toContainEqual([one, two, three].sort());
    desk.db.run('UPDATE agreement SET deleted = 1 WHERE id = ?', three);
    expect(issues(desk.db).map((issue) => issue.ids)).toEqual([[four]]);
  });
});
