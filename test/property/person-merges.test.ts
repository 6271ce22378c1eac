// Desks merge persons without knowing of each other, in chains and circles, while others edit, delete, erase and refer to them. In
// whatever order the files come, every desk ends with the same persons, and what pointed to a merged person points to the one that is left.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../db/desk/desk.ts';
import { conflictCount } from '../../db/exchange/conflicts.ts';
import { erasePersonal } from '../../db/exchange/erase.ts';
import { commit } from '../../db/log/commit.ts';
import { digest } from '../../db/log/digest.ts';
import { mergedRecords } from '../../db/log/merged-records.ts';
import { readRow } from '../../db/log/projection.ts';
import { verify } from '../../db/log/verify.ts';
import { catchUp } from '../../db/store/search-index.ts';
import { mergePeople } from '../../electron/services/people/duplicate-people.ts';
import { followMerges } from '../../electron/services/people/follow-merges.ts';
import { add, deliver, set, valuesOf } from '../db/desk-actions.ts';
import { environment, freshDesk } from '../fresh-desk.ts';
import { signature } from '../signature.ts';
import { announce, effort, patience } from './seed.ts';

const alive = (desk: Desk, ids: readonly string[]) => ids.filter((id) => valuesOf(desk, 'person', id).deleted === 0);
const give = (from: Desk, to: Desk) => {
  const ends = from.db.all<{ writer: string; n: number; sha: string }>('SELECT id AS writer, max_n AS n, head_sha AS sha FROM sync_writer');
  deliver(from, to, { checkpoints: ends.map((end) => ({ ...end, sig: signature(end.writer, end.n, end.sha) })) });
  followMerges(to, '見本');
};
/** Until nothing follows any more. */
function exchangeAll(desks: readonly Desk[]): void {
  for (let round = 0; round < 3; round++) for (const from of desks) for (const to of desks) if (from !== to) give(from, to);
}
const agree = (desks: readonly Desk[]) => expect(new Set(desks.map((desk) => digest(desk.db))).size).toBe(1);

describe('two desks that merge the same two persons in opposite directions', () => {
  it.each([
    ['with nothing to fill in', {}, {}],
    ['with cells that each fills in from the other', { note: '甲の覚え' }, { dietary: '見本の制限' }],
  ])('keep one person, %s, and every reference to her', (_, more, others) => {
    const [a, b, c] = [freshDesk(), freshDesk(), freshDesk()];
    const one = add(a, 'person', { nameJa: '見本 花子', ...more });
    const two = add(a, 'person', { nameJa: '見本 華子', ...others });
    const gifts = [one, two].map((person, at) => add(a, 'gift', { direction: 'given', itemJa: `品${at}`, person }));
    deliver(a, b);
    deliver(a, c);
    mergePeople(a, '甲', one, two);
    mergePeople(b, '乙', two, one);
    const late = add(c, 'gift', { direction: 'given', itemJa: '遅い品', person: two });
    exchangeAll([a, b, c]);
    agree([a, b, c]);
    const [left = '', ...rest] = alive(a, [one, two]);
    expect([rest, valuesOf(a, 'person', left)]).toEqual([[], expect.objectContaining({ ...more, ...others })]);
    for (const gift of [...gifts, late]) expect(valuesOf(a, 'gift', gift).person).toBe(left);
    expect(conflictCount(a.db)).toBe(0);
    catchUp(a.db);
    expect(verify(a.db, environment).faults).toEqual([]);
  });

  it('ask about the one that a third has edited, and delete nothing that nobody has seen', () => {
    const [a, b, c] = [freshDesk(), freshDesk(), freshDesk()];
    const [one = '', two = ''] = [add(a, 'person', { nameJa: '見本 花子' }), add(a, 'person', { nameJa: '見本 華子' })].sort();
    deliver(a, b);
    deliver(a, c);
    mergePeople(a, '甲', one, two);
    mergePeople(b, '乙', two, one);
    set(c, 'person', two, { note: '丙の覚え' });
    exchangeAll([a, b, c]);
    agree([a, b, c]);
    expect(alive(a, [one, two])).toContain(one);
    expect([valuesOf(a, 'person', two).deleted, conflictCount(a.db)]).toEqual([0, 1]);
  });
});

type Step =
  | { readonly do: 'merge'; readonly desk: number; readonly keep: number; readonly other: number }
  | { readonly do: 'edit' | 'delete' | 'erase' | 'gift'; readonly desk: number; readonly person: number }
  | { readonly do: 'give'; readonly desk: number; readonly to: number };
const nat = (most: number) => fc.nat(most);
const merging: fc.Arbitrary<Step> = fc.record({ do: fc.constant('merge' as const), desk: nat(2), keep: nat(3), other: nat(3) });
const giving: fc.Arbitrary<Step> = fc.record({ do: fc.constant('give' as const), desk: nat(2), to: nat(2) });
const working = (kinds: readonly ('edit' | 'delete' | 'erase' | 'gift')[]): fc.Arbitrary<Step> =>
  fc.record({ do: fc.constantFrom(...kinds), desk: nat(2), person: nat(3) });

function perform(desks: readonly Desk[], people: readonly string[], one: Step): void {
  const desk = desks[one.desk] as Desk;
  const isAlive = (id: string) => readRow(desk.db, 'person', id)?.values.deleted === 0;
  if (one.do === 'give') {
    if (one.to !== one.desk) give(desk, desks[one.to] as Desk);
    return;
  }
  if (one.do === 'merge') {
    const [keep = '', other = ''] = [people[one.keep], people[one.other]];
    if (keep !== other && isAlive(keep) && isAlive(other)) mergePeople(desk, '見本', keep, other);
    return;
  }
  const person = people[one.person] ?? '';
  if (!isAlive(person)) return;
  if (one.do === 'edit') set(desk, 'person', person, { note: `覚え${one.desk}` });
  else if (one.do === 'delete') commit(desk, '見本', [{ kind: 'delete', table: 'person', id: person }]);
  else if (one.do === 'gift') add(desk, 'gift', { direction: 'given', itemJa: '品', person });
  else if (valuesOf(desk, 'person', person).nameJa !== null) erasePersonal(desk, '見本', [{ table: 'person', id: person }], { reason: '申出' });
}

function played(steps: readonly Step[]): { desks: Desk[]; people: string[]; close: () => void } {
  const desks = [freshDesk(), freshDesk(), freshDesk()];
  const [first] = desks as [Desk, ...Desk[]];
  const people = ['甲', '乙', '丙', '丁'].map((nameJa) => add(first, 'person', { nameJa }));
  for (const person of people) add(first, 'gift', { direction: 'given', itemJa: '品', person });
  for (const desk of desks.slice(1)) deliver(first, desk);
  for (const one of steps) perform(desks, people, one);
  exchangeAll(desks);
  return {
    desks,
    people,
    close: () => {
      for (const desk of desks) desk.close();
    },
  };
}

/** Without those that two desks have given to different persons, about which somebody is asked. */
const settledGifts = (desk: Desk) =>
  desk.db.all<{ person: string }>("SELECT person FROM gift WHERE person IS NOT NULL AND id NOT IN (SELECT row FROM sync_conflict WHERE register = 'person')");

const wholeAndAgreed = (desks: readonly Desk[], people: readonly string[]) => {
  agree(desks);
  const [first] = desks as [Desk, ...Desk[]];
  for (const desk of desks) {
    expect(followMerges(desk, '見本')).toBe(0);
    catchUp(desk.db);
    expect(verify(desk.db, environment).faults).toEqual([]);
  }
  // Whatever points to a person who was merged into one that is there points to that one.
  const merged = new Map(mergedRecords(first.db, 'person').map((one) => [one.row.id, one]));
  for (const { person } of settledGifts(first)) {
    const into = merged.get(person);
    if (!into || into.otherwise || valuesOf(first, 'person', person).deleted === 0) continue;
    for (const target of into.into) if (into.into.length === 1) expect(alive(first, people)).not.toContain(target);
  }
};

describe('persons merged at random', () => {
  it('leave somebody at every desk, the same ones', patience(300_000), () => {
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 3, arbitrary: merging }, giving, working(['gift'])), { maxLength: 14 }), (steps) => {
        const { desks, people, close } = played(steps);
        wholeAndAgreed(desks, people);
        const [first] = desks as [Desk, ...Desk[]];
        expect(alive(first, people).length).toBeGreaterThan(0);
        for (const { person } of settledGifts(first)) expect(alive(first, people)).toContain(person);
        close();
      }),
      { ...announce('merging persons'), numRuns: 30 * effort },
    );
  });

  it('agree with edits, deletions and erasures of others', patience(300_000), () => {
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 2, arbitrary: merging }, giving, working(['edit', 'delete', 'erase', 'gift'])), { maxLength: 16 }), (steps) => {
        const { desks, people, close } = played(steps);
        wholeAndAgreed(desks, people);
        close();
      }),
      { ...announce('merging persons among other work'), numRuns: 30 * effort },
    );
  });
});
