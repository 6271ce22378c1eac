// The order of statuses, for the checks before a meeting and for its summary.

/** Worst to best. `cancelled` has no place: giving a measure up is a decision, neither better nor worse. */
const rank: Readonly<Record<string, number>> = { notStarted: 0, atRisk: 1, behind: 2, onTrack: 3, done: 4 };

/** From one status to another; `undefined` where the two cannot be compared. */
export function movement(from: string | undefined, to: string): 'better' | 'same' | 'worse' | undefined {
  if (from === to) return 'same';
  const [before, after] = [rank[from ?? ''], rank[to]];
  if (before === undefined || after === undefined) return undefined;
  return after > before ? 'better' : 'worse';
}
