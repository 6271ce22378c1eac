// May this operation be appended now? (sync 2.9) Pure; the order of delivery is checked, never assumed.
import type { Operation } from '../../operations/operation.ts';
import { splitDot } from '../../operations/operation.ts';

export type Judgement =
  | { readonly verdict: 'fresh' }
  | { readonly verdict: 'known' }
  /** `reused`: two different operations under one name. `gap`, `ahead`: something it builds on is not here. `chain`: it does not continue what it says. */
  | { readonly verdict: 'refused'; readonly reason: 'reused' | 'gap' | 'ahead' | 'chain' };

export interface Held {
  /** Highest position held of a writer, 0 when unknown. */
  readonly max: (writer: string) => number;
  /** Hash of a line that is held. */
  readonly sha: (writer: string, n: number) => string;
}

/** @param sha  hash of the line of `operation` */
export function judge(operation: Operation, sha: string, held: Held): Judgement {
  const have = held.max(operation.w);
  if (operation.n <= have) return held.sha(operation.w, operation.n) === sha ? { verdict: 'known' } : { verdict: 'refused', reason: 'reused' };
  if (operation.n !== have + 1) return { verdict: 'refused', reason: 'gap' };
  if ((operation.n === 1) !== (operation.k === 'writer')) return { verdict: 'refused', reason: 'chain' };
  const prev = operation.writer?.prev;
  if (prev && (prev.w === operation.w || held.max(prev.w) < prev.n)) return { verdict: 'refused', reason: prev.w === operation.w ? 'chain' : 'ahead' };
  const behind = (one: string) => {
    const { w, n } = splitDot(one);
    return w === operation.w ? n < operation.n : held.max(w) >= n;
  };
  for (const dots of Object.values(operation.p ?? {})) for (const one of dots) if (!behind(one)) return { verdict: 'refused', reason: 'ahead' };
  for (const dots of Object.values(operation.saw ?? {}))
    for (const one of typeof dots === 'string' ? [dots] : dots) if (!behind(one)) return { verdict: 'refused', reason: 'ahead' };
  for (const one of [...(operation.over ?? []), ...(operation.after ?? [])]) if (!behind(one)) return { verdict: 'refused', reason: 'ahead' };
  for (const [one] of operation.redact?.of ?? []) if (!behind(one)) return { verdict: 'refused', reason: 'ahead' };
  return { verdict: 'fresh' };
}
