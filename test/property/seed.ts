// Property tests print their seed, so that a failure anywhere can be seen again: DESK_SEED=… npm test
import { randomInt } from 'node:crypto';

export const seed = process.env.DESK_SEED === undefined ? randomInt(2 ** 31) : Number(process.env.DESK_SEED);
/** `npm run test:long` sets it: so many times as many histories. */
export const effort = Number(process.env.DESK_EFFORT ?? 1);
/** A time limit for the usual number of histories, milliseconds, stretched for more of them. */
export const patience = (usual: number): { timeout: number } => ({ timeout: usual * Math.max(1, effort) });

export function announce(name: string): { seed: number } {
  process.stderr.write(`${name}: seed ${seed}\n`);
  return { seed };
}
