import { defineConfig } from 'vitest/config';

// The fast tests of the core, on the source: mutants are made there. Seeds are fixed, so that a run can be repeated.
process.env.DESK_SEED ??= '20261128';
process.env.DESK_EFFORT ??= '0.05';

export default defineConfig({
  test: {
    include: [
      'test/db/**/*.test.ts',
      'test/property/{registers,clock,history}.test.ts',
      'test/exchange/bad-bundles.test.ts',
      'test/electron/{protocol,visits,trips,home,council-rules}.test.ts',
    ],
    exclude: ['test/db/migrate.test.ts'],
    globalSetup: ['test/setup/stock.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
