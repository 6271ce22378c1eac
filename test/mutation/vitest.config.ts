import { defineConfig } from 'vitest/config';

// Fast tests of the core, on the source: mutants are made there. Seeds are fixed, so that a run can be repeated.
process.env.DESK_SEED ??= '20261128';
process.env.DESK_EFFORT ??= '0.05';

export default defineConfig({
  test: {
    // Braces hold commas: the patterns come separated by blanks (run.mjs).
    include: process.env.DESK_MUTATION_TESTS?.split(' ') ?? [
      'test/db/**/*.test.ts',
      'test/property/{registers,clock,history}.test.ts',
      'test/electron/{protocol,visits,council-rules}.test.ts',
    ],
    exclude: ['test/db/migrate.test.ts'],
    globalSetup: ['test/setup/stock.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
