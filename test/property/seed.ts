// Property tests print their seed, so that a failure anywhere can be seen again: DESK_SEED=… npm test
import { randomInt } from 'node:crypto';

export const seed = process.env.DESK_SEED === undefined ? randomInt(2 ** 31) : Number(process.env.DESK_SEED);
/** `npm run test:long` sets it: so many times as many histories. */
export const effort = Number(process.env.DESK_EFFORT ?? 1);
/** Everything, not only the part of the day. */
export const isLong = effort > 1;
/** A time limit for the usual number of histories, milliseconds, stretched for more of them. */
export const patience = (usual: number): { timeout: number } => ({ timeout: usual * Math.max(1, effort) });

export function announce(name: string): { seed: number } {
  process.stderr.write(`${name}: seed ${seed}\n`);
  return { seed };
}

/** The part of a long list that is tried today. Another day tries another; `npm run test:long` tries all. */
export function partOfTheDay<T>(name: string, all: readonly T[], count: number): readonly T[] {
  if (isLong || count >= all.length) return all;
  const day = Number(process.env.DESK_DAY ?? Math.floor(Date.now() / 86_400_000));
  const chosen = Array.from({ length: count }, (_, at) => all[(day * count + at) % all.length] as T);
  process.stderr.write(`${name}: part of day ${day} (DESK_DAY): ${chosen.map(String).join(', ')}\n`);
  return chosen;
}
