import { describe, expect, it } from 'vitest';
import { type ChainLink, forksOf } from '../../../db/exchange/core/forks.ts';

const link = (id: string, more: Partial<ChainLink> = {}): ChainLink => ({ id, desk: '甲', prev: null, max: 5, opened: id, host: 'pc', ...more });
const continuing = (id: string, w: string, n: number, more: Partial<ChainLink> = {}) => link(id, { prev: { w, n }, ...more });
const shown = (writers: readonly ChainLink[]) =>
  forksOf(writers).map(({ desk, at, branches, settled }) => ({ desk, at: at && `${at.w}.${at.n}`, branches: branches.map(({ id }) => id), settled }));

describe('forks of a desk', () => {
  it('are none while each launch continues the end of the one before', () => {
    expect(forksOf([])).toEqual([]);
    expect(shown([link('a'), continuing('b', 'a', 5), continuing('c', 'b', 5)])).toEqual([]);
    expect(shown([link('a'), link('b', { desk: '乙' })])).toEqual([]);
  });

  it('are named when two launches continue one place, the older launch first', () => {
    expect(shown([link('a'), continuing('c', 'a', 5, { opened: '2' }), continuing('b', 'a', 5, { opened: '1' })])).toEqual([
      { desk: '甲', at: 'a.5', branches: ['b', 'c'], settled: false },
    ]);
    // Launches of one moment are ordered by their ids, so that every desk shows the same.
    expect(shown([link('a'), continuing('c', 'a', 5, { opened: '1' }), continuing('b', 'a', 5, { opened: '1' })])[0]?.branches).toEqual(['b', 'c']);
  });

  it('are named when the chain itself went on beyond the place that a launch continues', () => {
    expect(shown([link('a', { max: 9 }), continuing('b', 'a', 5)])).toEqual([{ desk: '甲', at: 'a.5', branches: ['b'], settled: false }]);
    expect(shown([link('a', { max: 5 }), continuing('b', 'a', 5)])).toEqual([]);
    // The launch before has not come yet: nothing is known of its end.
    expect(shown([continuing('b', 'a', 5)])).toEqual([]);
  });

  it('are two forks when launches continue two places of one chain', () => {
    const found = shown([link('a', { max: 9 }), continuing('b', 'a', 5, { opened: '1' }), continuing('c', 'a', 7, { opened: '2' })]);
    expect(found.map(({ at }) => at)).toEqual(['a.5', 'a.7']);
  });

  it('are named when a desk was set up twice under one name', () => {
    expect(shown([link('a'), link('b')])).toEqual([{ desk: '甲', at: null, branches: ['a', 'b'], settled: false }]);
  });

  it('are listed by when their first branch was opened', () => {
    const writers = [link('x', { desk: '乙', opened: '7' }), link('y', { desk: '乙', opened: '8' }), link('a', { opened: '1' }), link('b', { opened: '2' })];
    expect(shown(writers).map(({ desk }) => desk)).toEqual(['甲', '乙']);
    expect(shown([...writers].reverse()).map(({ desk }) => desk)).toEqual(['甲', '乙']);
  });

  it('are settled once a branch, or a later launch of it, goes on as another desk', () => {
    const forked = [link('a'), continuing('b', 'a', 5), continuing('c', 'a', 5)];
    expect(shown([...forked, continuing('d', 'c', 5, { desk: '丙' })])).toEqual([{ desk: '甲', at: 'a.5', branches: ['b', 'c'], settled: true }]);
    expect(shown([...forked, continuing('e', 'c', 5), continuing('d', 'e', 5, { desk: '丙' })])[0]?.settled).toBe(true);
    expect(shown([...forked, continuing('e', 'c', 5)])[0]?.settled).toBe(false);
    // Only what continues from the branches counts: neither other chains of the desk nor writers of other desks.
    expect(shown([...forked, link('x', { opened: '9', desk: '乙' }), continuing('y', 'a', 5, { desk: '丙' })])[0]?.settled).toBe(false);
    // What another desk continues elsewhere settles nothing here.
    expect(shown([...forked, link('x', { desk: '乙' }), continuing('y', 'x', 5, { desk: '丁' })])[0]?.settled).toBe(false);
  });

  it('order three branches by when they were opened, then by id, in any order of arrival', () => {
    const branches = [
      continuing('d', 'a', 5, { opened: '3' }),
      continuing('c', 'a', 5, { opened: '1' }),
      continuing('b', 'a', 5, { opened: '2' }),
      continuing('e', 'a', 5, { opened: '2' }),
    ];
    for (const order of [branches, [...branches].reverse()]) expect(shown([link('a'), ...order])[0]?.branches).toEqual(['c', 'b', 'e', 'd']);
  });

  it('count a reregistered copy neither as a branch nor as a fork of the desk it was', () => {
    expect(shown([link('a'), continuing('b', 'a', 5), continuing('d', 'a', 5, { desk: '丙' })])).toEqual([]);
  });

  it('end in chains that hang together in a circle', () => {
    expect(() => forksOf([continuing('a', 'b', 5), continuing('b', 'a', 5), continuing('c', 'a', 5)])).not.toThrow();
  });
});
