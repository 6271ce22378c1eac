// Erasing reaches every version; a delivery is taken as a whole or refused; a copy of a desk gets names of its own.

import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../db/desk/desk.ts';
import { openDesk } from '../../../db/desk/open.ts';
import { issues } from '../../../db/exchange/broken-rules.ts';
import { erasePersonal } from '../../../db/exchange/erase.ts';
import { merge } from '../../../db/exchange/merge.ts';
import { linesSince } from '../../../db/exchange/outgoing.ts';
import { noteRunningCopy, reregister, runningCopyOf } from '../../../db/exchange/reregister.ts';
import { vectorOf } from '../../../db/exchange/vectors-held.ts';
import { withdraw, withdrawable } from '../../../db/exchange/withdraw.ts';
import { commit } from '../../../db/log/commit.ts';
import { digest } from '../../../db/log/digest.ts';
import { erasableColumns } from '../../../db/log/erased-records.ts';
import { readRow } from '../../../db/log/projection.ts';
import { verify } from '../../../db/log/verify.ts';
import { list } from '../../../db/queries/list.ts';
import { catchUp, searchBehind } from '../../../db/store/search-index.ts';
import { environment, freshDesk } from '../../fresh-desk.ts';
import { refusalOf } from '../../refusal.ts';
import { signature } from '../../signature.ts';
import { add, deliver, lastOperation, operationCount, set } from '../desk-actions.ts';

const linesOf = (desk: Desk) => desk.db.all<{ line: string }>('SELECT line FROM sync_op ORDER BY seq').map(({ line }) => line);
const faultsOf = (desk: Desk) => {
  catchUp(desk.db);
  return verify(desk.db, environment).faults;
};

describe('erasing personal values', () => {
  it('takes them out of every version of the record, and out of nothing else', () => {
    const desk = freshDesk();
    const person = add(desk, 'person', { nameJa: '見本 花子', note: '残る' });
    set(desk, 'person', person, { nameJa: '見本 華子' });
    set(desk, 'person', person, { note: '残る事' });
    const other = add(desk, 'person', { nameJa: '見本 太郎' });
    const before = operationCount(desk);
    expect(erasableColumns('person')).toContain('nameJa');
    const personal = erasableColumns('person');
    const noteIsPersonal = personal.includes('note');
    expect(erasePersonal(desk, '鈴木', [{ table: 'person', id: person }], { reason: '本人の求め' })).toBe(noteIsPersonal ? 3 : 2);
    expect(operationCount(desk)).toBe(before + 1);
    expect(lastOperation(desk)).toMatchObject({ k: 'redact', u: '鈴木', x: lastOperation(desk).n, redact: { reason: '本人の求め' } });
    const lines = linesOf(desk).join('\n');
    for (const gone of ['見本 花子', '見本 華子']) expect(lines).not.toContain(gone);
    expect(lines).toContain('見本 太郎');
    expect(readRow(desk.db, 'person', person)?.values.nameJa).toBeNull();
    expect(readRow(desk.db, 'person', other)?.values.nameJa).toBe('見本 太郎');
    expect(list(desk.db, { table: 'person', search: '華子' }).total).toBe(0);
    expect(faultsOf(desk)).toEqual([]);
  });

  it('names each version with the columns that held something, and reaches every record named', () => {
    const desk = freshDesk();
    const one = add(desk, 'person', { nameJa: '見本 花子' });
    const first = lastOperation(desk);
    const two = add(desk, 'person', { nameJa: '見本 太郎', nameEn: 'Taro' });
    const second = lastOperation(desk);
    catchUp(desk.db);
    const people = [one, two].map((id) => ({ table: 'person' as const, id }));
    erasePersonal(desk, '鈴木', people, { reason: '本人の求め' });
    const erased = lastOperation(desk).redact as { of: [string, string[]][] };
    expect(erased.of.map(([name, columns]) => [name, [...columns].sort()])).toEqual([
      [`${first.w}.${first.n}`, ['nameJa']],
      [`${second.w}.${second.n}`, ['nameEn', 'nameJa']],
    ]);
    for (const { id } of people) expect(readRow(desk.db, 'person', id)?.values).toMatchObject({ nameJa: null, nameEn: null });
    expect(desk.db.value('SELECT count(*) FROM search_doc')).toBe(0);
  });

  it('is refused where there is nothing to erase, and leaves no operation', () => {
    const desk = freshDesk();
    const city = add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    const before = operationCount(desk);
    expect(refusalOf(() => erasePersonal(desk, '鈴木', [{ table: 'partner', id: city }], { reason: '理由' }))).toEqual({
      code: 'notFound',
      table: 'partner',
      id: city,
    });
    expect(refusalOf(() => erasePersonal(desk, '鈴木', [], { reason: '理由' }))).toEqual({ code: 'notFound', table: '', id: '' });
    expect(operationCount(desk)).toBe(before);
  });

  it('is followed where the versions arrive, before or after it', () => {
    const [a, b, c] = [freshDesk(), freshDesk(), freshDesk()];
    const person = add(a, 'person', { nameJa: '見本 花子' });
    deliver(a, b);
    catchUp(b.db);
    expect(list(b.db, { table: 'person', search: '花子' }).total).toBe(1);
    erasePersonal(a, '鈴木', [{ table: 'person', id: person }], { reason: '理由' });
    deliver(a, b);
    deliver(a, c);
    for (const desk of [b, c]) {
      expect(linesOf(desk).join('\n')).not.toContain('花子');
      expect(readRow(desk.db, 'person', person)?.values.nameJa).toBeNull();
      expect(list(desk.db, { table: 'person', search: '花子' }).total).toBe(0);
      expect(faultsOf(desk)).toEqual([]);
    }
    expect(digest(b.db)).toBe(digest(a.db));
  });
});

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

const sealOf = (tip: { w: string; n: number; sha: string } | null) => [
  tip?.w ?? '',
  tip?.n ?? 0,
  tip?.sha ?? '',
  signature(tip?.w ?? '', tip?.n ?? 0, tip?.sha ?? ''),
];

describe('a copy of a desk that registers as one of its own', () => {
  const again = (desk: Desk): Desk => {
    const { folder } = desk;
    desk.close();
    return openDesk(folder, environment);
  };

  it('keeps values, authors and times of what it renames, and tells the rest by its new name', () => {
    const desk = freshDesk();
    const id = add(desk, 'partner', { nameJa: '甲市', kind: 'city' }, '鈴木');
    set(desk, 'partner', id, { note: '一' }, '田中');
    commit(desk, '田中', [{ kind: 'delete', table: 'partner', id }]);
    commit(desk, '田中', [{ kind: 'restore', table: 'partner', id }]);
    const old = linesOf(desk).map((line) => JSON.parse(line));
    const [before, oldId] = [digest(desk.db), desk.id];
    expect(reregister(desk, { name: '分室', author: '佐藤' })).toBe(4);
    const now = linesOf(desk).map((line) => JSON.parse(line));
    expect(digest(desk.db)).toBe(before);
    expect(now.map(({ u, t, s, k, n }) => [u, t, s, k, n])).toEqual([
      ['佐藤', old[0].t, undefined, 'writer', 1],
      ...old.slice(1).map(({ u, t, s, k, n }) => [u, t, s, k, n]),
    ]);
    const w = now[0].w as string;
    expect(w).not.toBe(old[0].w);
    expect(JSON.stringify(now)).not.toContain(old[0].w);
    expect(now[0].writer).toMatchObject({ prev: null, host: environment.host, app: environment.app, opened: old[0].t });
    expect(now[3]).toMatchObject({ p: { deleted: [`${w}.2`] }, saw: { '*': `${w}.2`, note: `${w}.3` } });
    const opened = again(desk);
    expect(opened.id).not.toBe(oldId);
    expect(opened.id).toBe(now[0].writer.desk);
    expect([opened.local('deskName'), opened.tip()?.w]).toEqual(['分室', w]);
    expect(faultsOf(opened)).toEqual([]);
    set(opened, 'partner', id, { note: '二' });
    expect(lastOperation(opened)).toMatchObject({ k: 'set', p: { note: [`${w}.3`] } });
    opened.close();
  });

  it('leaves what its signature covers under the old name, and continues it', () => {
    const desk = freshDesk();
    const id = add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    const signed = desk.tip();
    desk.db.run('INSERT INTO sync_checkpoint (writer, n, sha, sig) VALUES (?,?,?,?)', ...sealOf(signed));
    set(desk, 'partner', id, { note: '一' });
    expect(reregister(desk, { name: '分室', author: '佐藤' })).toBe(1);
    const now = linesOf(desk).map((line) => JSON.parse(line));
    expect(now[2]).toMatchObject({ k: 'writer', writer: { prev: signed } });
    expect(now[3]).toMatchObject({ s: { note: '一' }, n: 2, x: 2, p: { note: [`${signed?.w}.2`] } });
    expect(faultsOf(desk)).toEqual([]);
    expect(desk.db.value('SELECT count(*) FROM sync_checkpoint')).toBe(1);
  });

  it('with its keys renames nothing, and signs the ends that were not signed', () => {
    const desk = freshDesk();
    add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    const [tip, before] = [desk.tip(), linesOf(desk)];
    expect(reregister(desk, { name: '分室', author: '佐藤', sign: (writer, n, sha) => `${writer}/${n}/${sha}` })).toBe(0);
    expect(linesOf(desk)).toEqual(before);
    expect(desk.db.all('SELECT writer, n, sha, sig FROM sync_checkpoint')).toEqual([
      { writer: tip?.w, n: tip?.n, sha: tip?.sha, sig: `${tip?.w}/${tip?.n}/${tip?.sha}` },
    ]);
  });

  it('that ran while it was copied renames from the place that was taken, and forgets it', () => {
    const desk = freshDesk();
    const id = add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    set(desk, 'partner', id, { note: '一' });
    expect(runningCopyOf(desk.db)).toBeUndefined();
    const place = { writer: desk.tip()?.w ?? '', n: 3 };
    noteRunningCopy(desk.db, { ...place, n: 9 });
    noteRunningCopy(desk.db, place);
    expect(runningCopyOf(desk.db)).toEqual(place);
    expect(reregister(desk, { name: '分室', author: '佐藤', sign: signature })).toBe(1);
    expect(runningCopyOf(desk.db)).toBeUndefined();
    const now = linesOf(desk).map((line) => JSON.parse(line));
    expect(now.map(({ k, n }) => [k, n])).toEqual([
      ['writer', 1],
      ['set', 2],
      ['writer', 1],
      ['set', 2],
    ]);
    expect(faultsOf(desk)).toEqual([]);
  });

  it.each<[string, (other: Desk, id: string) => void]>([
    ['an edit', (other, id) => set(other, 'partner', id, { note: '二' })],
    ['a deletion', (other, id) => commit(other, '乙', [{ kind: 'delete', table: 'partner', id }])],
  ])('is refused when %s of another desk builds on it, and nothing is changed', (_, build) => {
    const [a, b] = [freshDesk(), freshDesk()];
    const id = add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    deliver(a, b);
    build(b, id);
    deliver(b, a);
    const before = linesOf(a);
    expect(refusalOf(() => reregister(a, { name: '分室', author: '佐藤' }))).toEqual({ code: 'builtUpon' });
    expect(linesOf(a)).toEqual(before);
    expect(a.local('desk')).toBe(a.id);
  });

  it('is not refused for what merely came later', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    add(a, 'partner', { nameJa: '甲市', kind: 'city' });
    add(b, 'partner', { nameJa: '乙市', kind: 'city' });
    deliver(b, a);
    expect(reregister(a, { name: '分室', author: '佐藤' })).toBe(1);
    expect(faultsOf(a)).toEqual([]);
  });
});
