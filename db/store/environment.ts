// What the core takes from outside: clock, randomness, the folder of the migrations.
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/** Clock, randomness and paths that the core takes as parameters, so that tests can choose them. */
export interface Environment {
  /** Wall clock, milliseconds since 1970 UTC. */
  readonly now: () => number;
  readonly random: (bytes: number) => Buffer;
  readonly host: string;
  /** Version of the program. */
  readonly app: string;
  /** Folder with the migrations. */
  readonly migrations: string;
  /** log2 of the work that one try of a passphrase costs; only tests that do not test it lower it. */
  readonly scryptWorkFactor?: number;
  /** Development runtime only: a SQLite addon built for it. */
  readonly binding?: string;
}

export const systemEnvironment = (app: string, migrations: string, binding?: string): Environment => ({
  now: Date.now,
  random: pooledRandom(),
  host: hostname().slice(0, 60),
  app,
  migrations,
  ...(binding ? { binding } : {}),
});

/** Random bytes drawn 8 KiB at a time: an import asks for thousands of ids, and each draw is a call into the system. */
function pooledRandom(): (bytes: number) => Buffer {
  let pool = Buffer.alloc(0);
  let used = 0;
  return (bytes) => {
    if (used + bytes > pool.length) {
      pool = randomBytes(Math.max(8_192, bytes));
      used = 0;
    }
    used += bytes;
    return Buffer.from(pool.subarray(used - bytes, used));
  };
}
