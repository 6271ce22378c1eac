// Property tests print their seed, so that a failure anywhere can be seen again: DESK_SEED=… npm test
import { randomInt } from 'node:crypto';

export const seed = process.env.DESK_SEED === undefined ? randomInt(2 ** 31) : Number(process.env.DESK_SEED);
/** `npm run test:long` sets it; a hundred times as many histories. */
export const effort = Number(process.env.DESK_EFFORT ?? 1);

export function announce(name: string): { seed: number } {
  process.stderr.write(`${name}: seed ${seed}\n`);
  return { seed };
}
