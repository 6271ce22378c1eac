// A copy of a desk that registers as one of its own: over several launches, with erasures and undo among what gets new names.
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../db/desk/desk.ts';
import { openDesk } from '../../../db/desk/open.ts';
import { erasePersonal } from '../../../db/exchange/erase.ts';
import { noteRunningCopy, reregister } from '../../../db/exchange/reregister.ts';
import { commit } from '../../../db/log/commit.ts';
import { digest } from '../../../db/log/digest.ts';
import { undo } from '../../../db/log/undo.ts';
import { verify } from '../../../db/log/verify.ts';
import { chain, type Operation } from '../../../db/operations/operation.ts';
import { list } from '../../../db/queries/list.ts';
import { catchUp } from '../../../db/store/search-index.ts';
import { environment, freshDesk } from '../../fresh-desk.ts';
import { refusalOf } from '../../refusal.ts';
import { signature } from '../../signature.ts';
import { add, deliver, lastOperation, operationCount, set, valuesOf } from '../desk-actions.ts';

const operationsOf = (desk: Desk) => desk.db.all<{ line: string }>('SELECT line FROM sync_op ORDER BY seq').map(({ line }) => JSON.parse(line) as Operation);
const faultsOf = (desk: Desk) => {
  catchUp(desk.db);
  return verify(desk.db, environment).faults;
};
const again = (desk: Desk): Desk => {
  const { folder } = desk;
  desk.close();
  return openDesk(folder, environment);
};
const register = (desk: Desk, with_: { sign?: (writer: string, n: number, sha: string) => string } = {}) =>
  reregister(desk, { name: '分室', author: '佐藤', ...with_ });
/** As an export leaves it: everything up to here is proved to be this desk's. */
const sign = (desk: Desk) => {
  const { w, n, sha } = desk.tip() ?? { w: '', n: 0, sha: '' };
  desk.db.run('INSERT INTO sync_checkpoint (writer, n, sha, sig) VALUES (?,?,?,?)', w, n, sha, signature(w, n, sha));
  return { w, n, sha };
};

describe('a copy with several launches', () => {
  /** Three launches, a record in each. */
  function launched(signed: number) {
    let desk = freshDesk();
    const ids: string[] = [];
    const ends: { w: string; n: number; sha: string }[] = [];
    for (const [at, nameJa] of ['甲市', '乙市', '丙市'].entries()) {
      if (at > 0) desk = again(desk);
      ids.push(add(desk, 'partner', { nameJa, kind: 'city' }));
      ends.push(at < signed ? sign(desk) : (desk.tip() ?? { w: '', n: 0, sha: '' }));
    }
    return { desk, ids: ids as [string, string, string], ends };
  }

  it.each([
    [0, 3],
    [1, 2],
    [2, 1],
    [3, 0],
  ])('of which %i are signed gives new names to %i records, and to none that is signed', (signed, renamed) => {
    const { desk, ends } = launched(signed);
    const before = digest(desk.db);
    const old = operationsOf(desk);
    expect(register(desk)).toBe(renamed);
    const now = operationsOf(desk);
    expect(now.slice(0, signed * 2)).toEqual(old.slice(0, signed * 2));
    if (renamed > 0) {
      expect(now[signed * 2]).toMatchObject({ k: 'writer', u: '佐藤', t: old[signed * 2]?.t, writer: { prev: ends[signed - 1] ?? null } });
      expect(now.slice(signed * 2 + 1).map(({ k, n, s }) => [k, n, s?.nameJa])).toEqual(
        ['甲市', '乙市', '丙市'].slice(signed).map((name, at) => ['set', at + 2, name]),
      );
      expect(desk.db.value('SELECT count(*) FROM sync_writer')).toBe(signed + 1);
    }
    expect([digest(desk.db), faultsOf(desk)]).toEqual([before, []]);
    desk.close();
  });

  it('continues the one before, and names its end, where a whole launch gets a new name', () => {
    const { desk } = launched(1);
    const [first, second] = operationsOf(desk).map((operation) => JSON.stringify(operation));
    register(desk);
    const begun = operationsOf(desk)[2];
    const stored = desk.db.value<string>('SELECT head_sha FROM sync_writer WHERE id = ?', begun?.writer?.prev?.w ?? '');
    expect(begun?.writer?.prev?.sha).toBe(stored);
    expect(stored).toBe(chain(chain('0'.repeat(64), first ?? ''), second ?? ''));
    desk.close();
  });

  it('gives no new name to what it wrote as the desk it was before', () => {
    const desk = freshDesk();
    const id = add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    set(desk, 'partner', id, { note: '一' });
    noteRunningCopy(desk.db, { writer: desk.tip()?.w ?? '', n: 3 });
    expect(register(desk)).toBe(1);
    const kept = operationsOf(desk).slice(0, 2);
    const next = again(desk);
    set(next, 'partner', id, { note: '二' });
    expect(register(next)).toBe(2);
    expect(operationsOf(next).slice(0, 2)).toEqual(kept);
    expect(faultsOf(next)).toEqual([]);
    next.close();
  });

  it('signs with its keys every end that has no signature, and leaves the others as they are', () => {
    const { desk, ends } = launched(1);
    expect(register(desk, { sign: (writer, n, sha) => `${writer}/${n}/${sha}` })).toBe(0);
    const signatures = desk.db.all<{ writer: string; sig: string }>('SELECT writer, sig FROM sync_checkpoint');
    expect(new Map(signatures.map(({ writer, sig }) => [writer, sig]))).toEqual(
      new Map(ends.map(({ w, n, sha }, at) => [w, at === 0 ? signature(w, n, sha) : `${w}/${n}/${sha}`])),
    );
    desk.close();
  });

  it('forgets the signatures over what gets a new name, and keeps those before', () => {
    const { desk, ends } = launched(3);
    noteRunningCopy(desk.db, { writer: ends[1]?.w ?? '', n: 2 });
    expect(register(desk)).toBe(2);
    expect(desk.db.all('SELECT writer, n FROM sync_checkpoint')).toEqual([{ writer: ends[0]?.w, n: ends[0]?.n }]);
    expect(operationsOf(desk).map(({ k, n }) => [k, n])).toEqual([
      ['writer', 1],
      ['set', 2],
      ['writer', 1],
      ['writer', 1],
      ['set', 2],
      ['set', 3],
    ]);
    expect(faultsOf(desk)).toEqual([]);
    desk.close();
  });

  it('is refused when another copy has gone on from a place that it has left', () => {
    const { desk, ends } = launched(0);
    const [first, second] = ends;
    const line = JSON.stringify({
      w: first?.w,
      n: 3,
      x: 3,
      t: lastOperation(desk).t,
      v: '1.0',
      u: '乙',
      k: 'export',
      export: { bundle: 'b', kind: 'full', to: [] },
    });
    deliver(freshDesk(), desk, { lines: [line], from: desk.id });
    const before = operationsOf(desk);
    expect(refusalOf(() => register(desk))).toEqual({ code: 'builtUpon' });
    expect([operationsOf(desk), desk.local('desk')]).toEqual([before, desk.id]);
    // What came after that launch is only ours.
    noteRunningCopy(desk.db, { writer: second?.w ?? '', n: 1 });
    expect(register(desk)).toBe(2);
    expect(faultsOf(desk)).toEqual([]);
    desk.close();
  });

  it('gives nothing a new name for a place in a chain that is not ours, or after its end', () => {
    const { desk, ends } = launched(3);
    const before = operationsOf(desk);
    for (const place of [
      { writer: 'ab'.repeat(16), n: 1 },
      { writer: ends[2]?.w ?? '', n: 9 },
    ]) {
      noteRunningCopy(desk.db, place);
      expect(register(desk)).toBe(0);
      expect(operationsOf(desk)).toEqual(before);
    }
    desk.close();
  });
});

describe('what a copy renames', () => {
  it('keeps together what was one action, and undoes it as one', () => {
    const desk = freshDesk();
    const before = digest(desk.db);
    add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    const one = digest(desk.db);
    const cities = ['乙市', '丙市'].map((nameJa) => ({ kind: 'create' as const, table: 'partner', set: { nameJa, kind: 'city' } }));
    commit(desk, '見本', cities);
    undo(desk, '見本');
    commit(desk, '見本', cities);
    register(desk);
    const now = operationsOf(desk);
    expect(now.map(({ n, x }) => [n, x])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 3],
      [5, 5],
      [6, 5],
      [7, 7],
      [8, 7],
    ]);
    expect(now[4]?.of).toBe(`${now[0]?.w}.3`);
    const opened = again(desk);
    undo(opened, '見本');
    expect(digest(opened.db)).toBe(one);
    undo(opened, '見本');
    expect(digest(opened.db)).toBe(before);
    opened.close();
  });

  it('leaves out that files were made: those were files of the old desk', () => {
    const desk = freshDesk();
    const id = add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    const { w, n } = desk.tip() ?? { w: '', n: 0 };
    const made = { w, n: n + 1, x: n + 1, t: lastOperation(desk).t, v: '1.0', u: '乙', k: 'export', export: { bundle: 'b', kind: 'full', to: [] } };
    deliver(freshDesk(), desk, { lines: [JSON.stringify(made)], from: desk.id });
    const opened = again(desk);
    set(opened, 'partner', id, { note: '一' });
    expect(register(opened)).toBe(2);
    expect(operationsOf(opened).map(({ k, n: at }) => [k, at])).toEqual([
      ['writer', 1],
      ['set', 2],
      ['set', 3],
    ]);
    expect(faultsOf(opened)).toEqual([]);
    opened.close();
  });

  it('stays erased, and the erasure names the versions by their new names', () => {
    const desk = freshDesk();
    const person = add(desk, 'person', { nameJa: '見本 花子', nameEn: 'Hanako' });
    const other = add(desk, 'person', { nameJa: '見本 太郎' });
    erasePersonal(desk, '鈴木', [{ table: 'person', id: person }], { reason: '本人の求め' });
    const before = digest(desk.db);
    expect(register(desk)).toBe(3);
    const now = operationsOf(desk);
    expect(now[1]).toMatchObject({ s: { nameJa: null, nameEn: null } });
    expect(now[1]).not.toHaveProperty('redacted');
    expect(now[3]?.redact).toEqual({
      reason: '本人の求め',
      records: [`person:${person}`],
      of: [[`${now[0]?.w}.2`, expect.arrayContaining(['nameJa', 'nameEn'])]],
    });
    expect(JSON.stringify(now)).not.toContain('花子');
    catchUp(desk.db);
    expect([digest(desk.db), faultsOf(desk), list(desk.db, { table: 'person', search: '太郎' }).total]).toEqual([before, [], 1]);
    expect(valuesOf(desk, 'person', other).nameJa).toBe('見本 太郎');
  });

  it('says of a deletion that it saw both sides of a conflict, ours by the new name', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const id = add(b, 'partner', { nameJa: '甲市', kind: 'city' });
    deliver(b, a);
    set(b, 'partner', id, { note: '乙の案' });
    const theirs = lastOperation(b);
    set(a, 'partner', id, { note: '甲の案' });
    deliver(b, a);
    commit(a, '見本', [{ kind: 'delete', table: 'partner', id }]);
    const old = a.tip()?.w ?? '';
    expect(register(a)).toBe(2);
    const removal = lastOperation(a);
    expect([...((removal.saw as Record<string, string[]>).note ?? [])].sort()).toEqual([`${removal.w}.2`, `${theirs.w}.${theirs.n}`].sort());
    expect(JSON.stringify(operationsOf(a))).not.toContain(old);
    expect([valuesOf(a, 'partner', id).deleted, faultsOf(a)]).toEqual([1, []]);
  });

  it('is searched for as before', () => {
    const desk = freshDesk();
    add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    catchUp(desk.db);
    const indexed = desk.db.all('SELECT tbl, row, text FROM search_doc');
    register(desk);
    const opened = again(desk);
    add(opened, 'partner', { nameJa: '乙市', kind: 'city' });
    expect(list(opened.db, { table: 'partner', search: '甲市' }).total).toBe(1);
    catchUp(opened.db);
    expect(opened.db.all('SELECT tbl, row, text FROM search_doc')).toEqual(expect.arrayContaining(indexed));
    expect(list(opened.db, { table: 'partner', search: '乙市' }).total).toBe(1);
    opened.close();
  });
});

describe('a copy is refused new names', () => {
  it('when another desk has erased what it would rename', () => {
    const [a, b] = [freshDesk(), freshDesk()];
    const people = [add(a, 'person', { nameJa: '見本 花子' }), add(b, 'person', { nameJa: '見本 太郎' })];
    deliver(a, b);
    erasePersonal(
      b,
      '鈴木',
      people.map((id) => ({ table: 'person' as const, id })),
      { reason: '本人の求め' },
    );
    deliver(b, a);
    const before = operationCount(a);
    expect(refusalOf(() => register(a))).toEqual({ code: 'builtUpon' });
    expect(operationCount(a)).toBe(before);
  });

  it('when another chain continues what it would rename', () => {
    const desk = freshDesk();
    add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    const { w, n, sha } = desk.tip() ?? { w: '', n: 0, sha: '' };
    const { t } = lastOperation(desk) as { t: string };
    const writer = { desk: desk.id, prev: { w, n, sha }, opened: t, app: '1', schema: '1.0', host: 'h' };
    deliver(freshDesk(), desk, { lines: [JSON.stringify({ w: 'ab'.repeat(16), n: 1, x: 1, t, v: '1.0', u: '乙', k: 'writer', writer })], from: desk.id });
    expect(refusalOf(() => register(desk))).toEqual({ code: 'builtUpon' });
  });
});
