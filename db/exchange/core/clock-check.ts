// Whose clock is off? No time server is needed: an answer cannot be older than what it answers (sync 2.6). Pure.
import { stampMs } from '../../operations/clock.ts';

/** Less than this is ordinary inaccuracy, milliseconds. */
export const toleratedMs = 10 * 60_000;

export interface ClockDoubt {
  /** The desk whose stamp claims to be earlier than what its author had seen. */
  readonly behind: string;
  readonly ahead: string;
  /** How far apart the two clocks are at least, milliseconds. */
  readonly byMs: number;
}

/** Collects, per pair of desks, the worst contradiction. */
export class ClockCheck {
  readonly #worst = new Map<string, ClockDoubt>();

  /** An operation of desk `own` that builds on one of desk `other`. */
  note(own: string, ownStamp: string, other: string, otherStamp: string): void {
    if (own === other) return;
    const byMs = stampMs(otherStamp) - stampMs(ownStamp);
    if (byMs <= toleratedMs) return;
    const key = `${own} ${other}`;
    if ((this.#worst.get(key)?.byMs ?? 0) < byMs) this.#worst.set(key, { behind: own, ahead: other, byMs });
  }

  doubts(): ClockDoubt[] {
    return [...this.#worst.values()].sort((a, b) => b.byMs - a.byMs);
  }
}
