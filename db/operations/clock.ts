// Hybrid clock (sync 2.6). A stamp is 12 hex digits of milliseconds and 4 of a counter, compared as text.
// It orders what is shown and picks the provisional winner among concurrent values; causality never comes from it.

export type Stamp = string;

const counterMax = 0xffff;
/** A stamp from far in the future is kept as it is but does not drag ours along further than this. */
const leadMs = 5 * 60_000;
const firstMs = 0;
/** Year 9999: twelve hex digits hold more, but no date function of the program does. */
const lastMs = 253_402_300_799_999;

export interface ClockState {
  /** Last stamp of this writer; empty before the first. */
  readonly last: Stamp | '';
  /** Highest stamp seen from anyone. */
  readonly seen: Stamp | '';
}

export const stampOf = (ms: number, counter: number): Stamp => ms.toString(16).padStart(12, '0') + counter.toString(16).padStart(4, '0');
export const stampMs = (stamp: Stamp): number => Number.parseInt(stamp.slice(0, 12), 16);
export const isStamp = (text: string): boolean => /^[0-9a-f]{16}$/.test(text) && stampMs(text) <= lastMs;

/**
 * The next stamp: later than every own one, not behind the wall clock, and at most five minutes ahead of it because of
 * others. A clock that cannot be right (before 1970, after 9999) is replaced by the nearest bound.
 */
export function nextStamp(state: ClockState, wallMs: number): Stamp {
  const wall = Math.min(lastMs, Math.max(firstMs, Math.floor(Number.isFinite(wallMs) ? wallMs : 0)));
  const seenMs = state.seen === '' ? 0 : stampMs(state.seen);
  const ms = Math.max(wall, Math.min(seenMs, wall + leadMs));
  const candidate = stampOf(ms, 0);
  // Text order is the order: the larger of the fresh stamp and "one more than the last".
  return state.last !== '' && candidate <= state.last ? increment(state.last) : candidate;
}

function increment(stamp: Stamp): Stamp {
  const counter = Number.parseInt(stamp.slice(12), 16);
  return counter < counterMax ? stampOf(stampMs(stamp), counter + 1) : stampOf(stampMs(stamp) + 1, 0);
}
