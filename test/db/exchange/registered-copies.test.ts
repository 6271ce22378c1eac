// A copy of a desk that registers as one of its own.
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../db/desk/desk.ts';
import { openDesk } from '../../../db/desk/open.ts';
import { noteRunningCopy, reregister, runningCopyOf } from '../../../db/exchange/reregister.ts';
import { commit } from '../../../db/log/commit.ts';
import { digest } from '../../../db/log/digest.ts';
import { verify } from '../../../db/log/verify.ts';
import { catchUp } from '../../../db/store/search-index.ts';
import { environment, freshDesk } from '../../fresh-desk.ts';
import { refusalOf } from '../../refusal.ts';
import { signature } from '../../signature.ts';
import { add, deliver, lastOperation, set } from '../desk-actions.ts';

const linesOf = (desk: Desk) => desk.db.all<{ line: string }>('SELECT line FROM sync_op ORDER BY seq').map(({ line }) => line);
const faultsOf = (desk: Desk) => {
  catchUp(desk.db);
  return verify(desk.db, environment).faults;
};

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
