import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Real SQLite files on disk and, at the end, the real window: two cores, so few at a time.
    projects: [
      {
        test: {
          name: 'core',
          include: ['test/{db,electron,exchange,faults,property,conventions,renderer}/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'window',
          include: ['test/{e2e,security}/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
          fileParallelism: false,
          maxWorkers: 1,
        },
      },
    ],
  },
});
