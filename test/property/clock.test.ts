import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStamp, nextStamp, type Stamp, stampMs, stampOf } from '../../db/operations/clock.ts';
import { announce } from './seed.ts';

describe('clock', () => {
  it('never goes back under any wall clock', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: -1e15, max: 1e16 }), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0)), { maxLength: 60 }),
        (walls) => {
          let last: Stamp | '' = '';
          for (const wall of walls) {
            const next = nextStamp({ last, seen: '' }, wall);
            expect(isStamp(next)).toBe(true);
            expect(next > last).toBe(true);
            last = next;
          }
        },
      ),
      announce('clock'),
    );
  });
  it('runs at most five minutes ahead because of a stamp from 2099', () => {
    const wall = Date.UTC(2026, 10, 23);
    const next = nextStamp({ last: '', seen: stampOf(Date.UTC(2099, 0, 1), 0) }, wall);
    expect(stampMs(next) - wall).toBe(5 * 60_000);
  });
});
