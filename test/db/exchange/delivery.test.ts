import { describe, expect, it } from 'vitest';
import { type Held, judge } from '../../../db/exchange/core/delivery.ts';
import type { Operation } from '../../../db/operations/operation.ts';

const held: Held = { max: (writer) => ({ a: 3, b: 5 })[writer] ?? 0, sha: (writer, n) => `${writer}${n}` };
const operation = (more: Partial<Operation>): Operation => ({ w: 'a', n: 4, x: 4, t: '0', v: '1.0', u: '甲', k: 'set', e: 'partner', r: 'r', s: {}, ...more });
const first = (prev: { w: string; n: number; sha: string } | null, more: Partial<Operation> = {}): Operation =>
  operation({ w: 'c', n: 1, x: 1, k: 'writer', writer: { desk: '丙', prev, opened: '0', app: '1', schema: '1.0', host: '' }, ...more });
const reasonOf = (one: Operation, sha = 'new') => {
  const judged = judge(one, sha, held);
  return judged.verdict === 'refused' ? judged.reason : judged.verdict;
};

describe('an operation that arrives', () => {
  it('is fresh right after the last one held of its writer', () => {
    expect(reasonOf(operation({}))).toBe('fresh');
  });

  it('is known when the same line is held, and refused when another line bears its name', () => {
    expect(reasonOf(operation({ n: 3, x: 3 }), 'a3')).toBe('known');
    expect(reasonOf(operation({ n: 2, x: 2 }), 'a2')).toBe('known');
    expect(reasonOf(operation({ n: 3, x: 3 }), 'a2')).toBe('reused');
  });

  it('is refused after a gap', () => {
    expect(reasonOf(operation({ n: 5, x: 5 }))).toBe('gap');
    expect(reasonOf(operation({ w: 'new', n: 2, x: 2 }))).toBe('gap');
  });

  it('begins a chain by saying whose it is, and only there', () => {
    expect(reasonOf(first(null))).toBe('fresh');
    expect(reasonOf(operation({ w: 'new', n: 1, x: 1 }))).toBe('chain');
    expect(reasonOf(operation({ k: 'writer', writer: { desk: '甲', prev: null, opened: '0', app: '1', schema: '1.0', host: '' } }))).toBe('chain');
  });

  it('continues another chain as far as that is held, never its own', () => {
    expect(reasonOf(first({ w: 'b', n: 5, sha: 'x' }))).toBe('fresh');
    expect(reasonOf(first({ w: 'b', n: 4, sha: 'x' }))).toBe('fresh');
    expect(reasonOf(first({ w: 'b', n: 6, sha: 'x' }))).toBe('ahead');
    // Also where that chain is held already, under the same name.
    expect(reasonOf(first({ w: 'c', n: 1, sha: 'x' }))).toBe('chain');
    const heldTwice: Held = { ...held, max: (writer) => (writer === 'c' ? 0 : 9) };
    expect(judge(first({ w: 'c', n: 0, sha: 'x' }), 'new', heldTwice)).toEqual({ verdict: 'refused', reason: 'chain' });
  });

  it('waits for every version it replaces', () => {
    expect(reasonOf(operation({ p: { note: ['b.5'] } }))).toBe('fresh');
    expect(reasonOf(operation({ p: { note: ['b.6'] } }))).toBe('ahead');
    expect(reasonOf(operation({ p: { note: ['b.1'], nameEn: ['b.2', 'zz.1'] } }))).toBe('ahead');
    expect(reasonOf(operation({ p: { note: [] } }))).toBe('fresh');
  });

  it('waits for every version that its author had seen before a deletion', () => {
    expect(reasonOf(operation({ saw: { note: 'b.5', '*': ['b.1', 'b.2'] } }))).toBe('fresh');
    expect(reasonOf(operation({ saw: { note: 'b.6' } }))).toBe('ahead');
    expect(reasonOf(operation({ saw: { note: ['b.5', 'b.6'] } }))).toBe('ahead');
  });

  it('waits for every operation it erases', () => {
    expect(reasonOf(operation({ k: 'redact', redact: { reason: 'r', of: [['b.5', ['note']]] } }))).toBe('fresh');
    expect(
      reasonOf(
        operation({
          k: 'redact',
          redact: {
            reason: 'r',
            of: [
              ['b.1', []],
              ['b.6', ['note']],
            ],
          },
        }),
      ),
    ).toBe('ahead');
  });

  it('may build on earlier ones of its own chain, not on itself or later ones', () => {
    expect(reasonOf(operation({ p: { note: ['a.3'] } }))).toBe('fresh');
    expect(reasonOf(operation({ p: { note: ['a.4'] } }))).toBe('ahead');
    expect(reasonOf(operation({ p: { note: ['a.9'] } }))).toBe('ahead');
  });
});
