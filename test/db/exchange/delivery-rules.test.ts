// Deliveries of another desk: what is refused, kept, proved and told.
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../db/desk/desk.ts';
import { merge } from '../../../db/exchange/merge.ts';
import { linesSince } from '../../../db/exchange/outgoing.ts';
import { vectorOf } from '../../../db/exchange/vectors-held.ts';
import { commit } from '../../../db/log/commit.ts';
import { digest } from '../../../db/log/digest.ts';
import { verify } from '../../../db/log/verify.ts';
import { catchUp } from '../../../db/store/search-index.ts';
import { environment, freshDesk } from '../../fresh-desk.ts';
import { refusalOf } from '../../refusal.ts';
import { add, deliver, operationCount, set } from '../desk-actions.ts';

const linesOf = (desk: Desk) => desk.db.all<{ line: string }>('SELECT line FROM sync_op ORDER BY seq').map(({ line }) => line);
const faultsOf = (desk: Desk) => {
  catchUp(desk.db);
  return verify(desk.db, environment).faults;
};

describe('a delivery', () => {
  const give = (to: Desk, from: Desk, lines: readonly string[], more = {}) =>
    to.db.immediate(() => merge(to.db, { lines, from: from.id, upto: () => vectorOf(from.db), checkpoints: [], verify: () => 'proven' as const, ...more }));
  const all = (desk: Desk) => [...linesSince(desk.db, new Map(), vectorOf(desk.db))].map(({ line }) => line);

  it('is refused as a whole at the first line that is not in its place, and says which line', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    add(a, 'partner', { nameJa: '乙市', kind: 'city' });
    const lines = all(a);
    const before = digest(b.db);
    expect(refusalOf(() => give(b, a, [...lines.slice(0, 1), ...lines.slice(2)]))).toMatchObject({ code: 'bundleBroken', line: 2 });
    expect(refusalOf(() => give(b, a, lines.slice(1)))).toMatchObject({ code: 'bundleBroken', line: 1 });
    expect(refusalOf(() => give(b, a, [...lines.slice(0, 2), '{"w":1}']))).toMatchObject({ code: 'bundleBroken', what: 'writer', line: 3 });
    expect([digest(b.db), operationCount(b)]).toEqual([before, 0]);
  });

  it('of a later major version is refused; of a later minor one it is kept until it is understood', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    const [first = '', second = ''] = all(a);
    expect(refusalOf(() => give(b, a, [first.replace('"v":"1.', '"v":"2.')]))).toEqual({ code: 'bundleNewer', version: expect.stringMatching(/^2\./) });
    const newer = second.replace('"nameJa":"甲市"', '"nameJa":"甲市","motto":"平和"').replace(/"v":"1\.\d+"/, '"v":"1.99"');
    const report = give(b, a, [first, newer]);
    expect([report.applied, report.kept]).toEqual([2, 1]);
    expect(b.db.all('SELECT state FROM sync_op ORDER BY seq')).toEqual([{ state: 0 }, { state: 1 }]);
    expect(b.db.value('SELECT nameJa FROM partner')).toBe('甲市');
  });

  it('keeps operations on tables it does not know, without rows', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    const [first = '', second = ''] = all(a);
    const report = give(b, a, [first, second.replace('"e":"partner"', '"e":"planet"')]);
    expect(report).toMatchObject({ applied: 2, kept: 1, tables: [{ table: 'planet', created: 1 }] });
    expect(faultsOf(b)).toEqual([]);
  });

  it('passed on needs the signature of its own desk over the end of each chain', () => {
    const [a, b, c] = [freshDesk(), freshDesk(), freshDesk()];
    add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    deliver(a, b);
    const end = a.db.get<{ id: string; max_n: number; head_sha: string }>('SELECT id, max_n, head_sha FROM sync_writer');
    const checkpoint = { writer: end?.id ?? '', n: end?.max_n ?? 0, sha: end?.head_sha ?? '', sig: 'k:s' };
    const lines = all(b);
    const relay = (checkpoints: (typeof checkpoint)[], verdict: 'proven' | 'unproven' | false) =>
      give(c, b, lines, { checkpoints, verify: (desk: string) => (desk === a.id ? verdict : false) });
    expect(refusalOf(() => relay([], 'proven'))).toMatchObject({ code: 'bundleBroken', what: 'unsigned' });
    expect(refusalOf(() => relay([{ ...checkpoint, n: checkpoint.n - 1 }], 'proven'))).toMatchObject({ code: 'bundleBroken' });
    expect(refusalOf(() => relay([{ ...checkpoint, sha: '0'.repeat(64) }], 'proven'))).toMatchObject({ code: 'bundleBroken', what: 'forged' });
    expect(refusalOf(() => relay([checkpoint], false))).toMatchObject({ code: 'bundleBroken', what: 'forged' });
    expect(operationCount(c)).toBe(0);
    expect(relay([checkpoint], 'unproven').unproven).toEqual([a.id]);
    expect(c.db.all('SELECT writer, n, sha, sig FROM sync_checkpoint')).toEqual([checkpoint]);
  });

  it('of a desk’s own operations is proved by its file: nothing is unproven', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    const end = a.db.get<{ id: string; max_n: number; head_sha: string }>('SELECT id, max_n, head_sha FROM sync_writer');
    const checkpoints = [{ writer: end?.id ?? '', n: end?.max_n ?? 0, sha: end?.head_sha ?? '', sig: 'k:s' }];
    expect(give(b, a, all(a), { checkpoints, verify: () => 'unproven' as const }).unproven).toEqual([]);
  });

  it('reports its first and last stamp, and moves the clock of this desk on but never back', () => {
    const [a, b] = [freshDesk({ now: () => environment.now() + 3_600_000 }), freshDesk()];
    add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    const { report } = deliver(a, b);
    const stamps = linesOf(a).map((line) => JSON.parse(line).t as string);
    expect([report.firstStamp, report.lastStamp]).toEqual([stamps[0], stamps.at(-1)]);
    expect(b.local('clockSeen')).toBe(report.lastStamp);
    const c = freshDesk({ now: () => environment.now() - 3_600_000 });
    add(c, 'partner', { nameJa: '乙市', kind: 'city' });
    deliver(c, b);
    expect(b.local('clockSeen')).toBe(report.lastStamp);
    const nothing = deliver(a, b).report;
    expect([nothing.applied, nothing.firstStamp, nothing.lastStamp, nothing.fromSeq, nothing.toSeq]).toEqual([0, '', '', 0, 0]);
  });

  it('tells how far clocks are apart where one edit builds on another', () => {
    const [a, b] = [freshDesk(), freshDesk({ now: () => environment.now() - 86_400_000 })];
    const id = add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    deliver(a, b);
    set(b, 'partner', id, { note: '一' }, '田中');
    const { report } = deliver(b, a);
    expect(report.clocks).toMatchObject([{ ahead: a.id, behind: b.id }]);
    expect(deliver(freshDesk(), a).report.clocks).toEqual([]);
  });

  it('says every 2,000 lines how far it is', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    commit(
      a,
      '見本',
      Array.from({ length: 4_000 }, (_, at) => ({ kind: 'create' as const, table: 'note', set: { recordTable: 'period', record: '0', text: `${at}` } })),
    );
    const seen: number[] = [];
    const { report } = deliver(a, b, { onProgress: (lines) => seen.push(lines) });
    expect([seen, report.applied]).toEqual([[2_000, 4_000], 4_001]);
  });

  it('gives notice of a record that both changed, in other cells, and not of one that only one changed', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const [both, one] = ['甲市', '乙市'].map((nameJa) => add(a, 'partner', { nameJa, kind: 'city' })) as [string, string];
    deliver(a, b);
    set(b, 'partner', both, { note: '乙' });
    set(a, 'partner', both, { nameEn: 'A' });
    set(a, 'partner', one, { nameEn: 'B' });
    expect(deliver(a, b).report).toMatchObject({ notices: [{ table: 'partner', id: both }], noticeCount: 1, conflictCount: 0 });
    // What the sender had seen is no news.
    deliver(b, a);
    set(a, 'partner', both, { nameKo: '갑' });
    expect(deliver(a, b).report.noticeCount).toBe(0);
  });
});
