import { describe, expect, it } from 'vitest';
import { contains, covers, expand, frontierOf, heldByAll, type Links, lower, type Statement, withStatement } from '../../../db/exchange/core/vectors.ts';

const vector = (held: Record<string, number>) => new Map(Object.entries(held));
const plain = (map: ReadonlyMap<string, number>) => Object.fromEntries(map);
/** b continues a at 3, c continues b at 4, f continues a at 2 (a fork). */
const links: Links = (writer) => ({ b: { w: 'a', n: 3 }, c: { w: 'b', n: 4 }, f: { w: 'a', n: 2 } })[writer] ?? null;
const says = (tip: string, n: number, frontier: Record<string, number>): Statement => ({ desk: '乙', tip: { w: tip, n }, frontier: vector(frontier) });

describe('version vectors', () => {
  it('cover what they hold at least as far', () => {
    expect(covers(vector({ a: 3 }), vector({ a: 3 }))).toBe(true);
    expect(covers(vector({ a: 3, b: 1 }), vector({ a: 2 }))).toBe(true);
    expect(covers(vector({ a: 2 }), vector({ a: 3 }))).toBe(false);
    expect(covers(vector({}), vector({ a: 1 }))).toBe(false);
    expect(covers(vector({}), vector({}))).toBe(true);
  });

  it('have as their lower bound what both hold', () => {
    expect(plain(lower(vector({ a: 3, b: 5, c: 1 }), vector({ a: 4, b: 2 })))).toEqual({ a: 3, b: 2 });
    expect(plain(lower(vector({ a: 3 }), vector({ a: 0 })))).toEqual({});
  });

  it('leave out of their short form what a later chain continues to its end', () => {
    expect(plain(frontierOf(vector({ a: 3, b: 4, c: 2 }), links))).toEqual({ c: 2 });
    // The chain went on beyond the place that was continued: both ends are named.
    expect(plain(frontierOf(vector({ a: 5, b: 4 }), links))).toEqual({ a: 5, b: 4 });
    expect(plain(frontierOf(vector({ b: 4 }), links))).toEqual({ b: 4 });
    expect(plain(frontierOf(vector({ a: 3 }), links))).toEqual({ a: 3 });
  });

  it('come whole out of their short form', () => {
    expect(plain(expand(vector({ c: 2 }), links))).toEqual({ a: 3, b: 4, c: 2 });
    expect(plain(expand(vector({ f: 1, b: 1 }), links))).toEqual({ f: 1, a: 3, b: 1 });
    expect(plain(expand(vector({ b: 1, f: 1 }), links))).toEqual({ b: 1, a: 3, f: 1 });
    expect(plain(expand(vector({ a: 9, b: 1 }), links))).toEqual({ a: 9, b: 1 });
    expect(plain(expand(vector({ x: 1 }), () => undefined))).toEqual({ x: 1 });
  });
});

describe('a chain', () => {
  it('contains its own places up to its end, and those it continues up to where it does', () => {
    expect(contains({ w: 'c', n: 2 }, { w: 'c', n: 2 }, links)).toBe(true);
    expect(contains({ w: 'c', n: 2 }, { w: 'c', n: 3 }, links)).toBe(false);
    expect(contains({ w: 'c', n: 2 }, { w: 'b', n: 4 }, links)).toBe(true);
    expect(contains({ w: 'c', n: 2 }, { w: 'b', n: 5 }, links)).toBe(false);
    expect(contains({ w: 'c', n: 2 }, { w: 'a', n: 3 }, links)).toBe(true);
    expect(contains({ w: 'f', n: 1 }, { w: 'a', n: 3 }, links)).toBe(false);
    expect(contains({ w: 'a', n: 3 }, { w: 'b', n: 1 }, links)).toBe(false);
  });

  it('that turns in a circle contains nothing else', () => {
    const circle: Links = (writer) => ({ p: { w: 'q', n: 1 }, q: { w: 'p', n: 1 } })[writer];
    expect(contains({ w: 'p', n: 1 }, { w: 'z', n: 1 }, circle)).toBe(false);
  });
});

describe('statements of a desk', () => {
  const old = says('a', 3, { a: 3 });

  it('are replaced by one that its chain has come to since', () => {
    const fresh = says('b', 2, { b: 2 });
    expect(withStatement([old], fresh, links)).toEqual([fresh]);
  });

  it('stay as they are when an older one comes late', () => {
    const known = [says('b', 2, { b: 2 })];
    expect(withStatement(known, old, links)).toBe(known);
    expect(withStatement(known, says('b', 2, { b: 2 }), links)).toBe(known);
  });

  it('are both kept when the chains have parted, until one covers the other', () => {
    const restored = says('f', 1, { f: 1 });
    const both = withStatement([says('b', 2, { b: 2 })], restored, links);
    expect(both).toHaveLength(2);
    // What one of them covers already adds nothing.
    expect(withStatement(both, says('a', 2, { a: 2 }), links)).toBe(both);
    const caughtUp = says('f', 5, { f: 5, b: 2 });
    expect(withStatement(both, caughtUp, links)).toEqual([caughtUp]);
  });
});

describe('what a bundle may leave out', () => {
  const own = vector({ a: 3, b: 4 });

  it('is what every desk it is for has said it holds', () => {
    expect(plain(heldByAll(own, [[says('b', 4, { b: 4 })], [says('a', 2, { a: 2 })]], links))).toEqual({ a: 2 });
    expect(plain(heldByAll(own, [[says('b', 4, { b: 4 })]], links))).toEqual({ a: 3, b: 4 });
  });

  it('is nothing when a desk has said nothing, or when it is for nobody known', () => {
    expect(plain(heldByAll(own, [[says('b', 4, { b: 4 })], []], links))).toEqual({});
    expect(plain(heldByAll(own, [], links))).toEqual({});
  });

  it('is what all statements of a desk agree on, and never more than is held here', () => {
    expect(plain(heldByAll(own, [[says('b', 4, { b: 4 }), says('f', 1, { f: 1 })]], links))).toEqual({ a: 2 });
    expect(plain(heldByAll(vector({ a: 1 }), [[says('b', 4, { b: 4 })]], links))).toEqual({ a: 1 });
  });
});
