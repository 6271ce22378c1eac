import { expect, it } from 'vitest';
import { ClockCheck, toleratedMs } from '../../../db/exchange/core/clock-check.ts';
import { stampOf } from '../../../db/operations/clock.ts';

const at = (ms: number) => stampOf(ms, 0);
const noon = 1_800_000_000_000;

it('names a clock that is behind what its author had seen, by how much and behind whose', () => {
  const check = new ClockCheck();
  check.note('甲', at(noon), '乙', at(noon + 3_600_000));
  expect(check.doubts()).toEqual([{ behind: '甲', ahead: '乙', byMs: 3_600_000 }]);
});

it('tolerates ten minutes, and an answer that is later than what it answers', () => {
  expect(toleratedMs).toBe(600_000);
  const check = new ClockCheck();
  check.note('甲', at(noon), '乙', at(noon + toleratedMs));
  check.note('甲', at(noon + 3_600_000), '乙', at(noon));
  expect(check.doubts()).toEqual([]);
  check.note('甲', at(noon), '乙', at(noon + toleratedMs + 1));
  expect(check.doubts()).toHaveLength(1);
});

it('says nothing of a desk against itself', () => {
  const check = new ClockCheck();
  check.note('甲', at(noon), '甲', at(noon + 3_600_000));
  expect(check.doubts()).toEqual([]);
});

it('keeps the worst of each pair, and lists the worst pair first', () => {
  const check = new ClockCheck();
  for (const hours of [2, 5, 3]) check.note('甲', at(noon), '乙', at(noon + hours * 3_600_000));
  check.note('丙', at(noon), '乙', at(noon + 9 * 3_600_000));
  check.note('乙', at(noon), '甲', at(noon + 3_600_000));
  expect(check.doubts().map(({ behind, ahead, byMs }) => [behind, ahead, byMs / 3_600_000])).toEqual([
    ['丙', '乙', 9],
    ['甲', '乙', 5],
    ['乙', '甲', 1],
  ]);
});
