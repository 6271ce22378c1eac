import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vitest/config';

const root = import.meta.dirname;

/** `npm test` sets it: modules of db/ and electron/ come as compiled and minified for the package (test/setup/build-for-tests.mjs). */
const built = process.env.DESK_TEST_BUILT === '1';

const shippedModules: Plugin = {
  name: 'shipped-modules',
  enforce: 'pre',
  resolveId(source, importer) {
    if (!built || !importer || !source.startsWith('.') || !/\.tsx?$/.test(source)) return null;
    const from = importer.split('?')[0] ?? '';
    if (!from.startsWith(join(root, 'test')) || from.includes('.output')) return null;
    const module = relative(root, resolve(dirname(from), source)).replaceAll('\\', '/');
    if (!/^(db|electron)\//.test(module)) return null;
    const file = join(root, 'test', '.output', 'built', module.replace(/\.tsx?$/, '.js'));
    return existsSync(file) ? file : null;
  },
};

export default defineConfig({
  test: {
    // Transformed tests name the modules they import: those of the source and the shipped ones must not share a cache.
    fsModuleCachePath: join(root, 'node_modules', '.vitest-cache', built ? 'built' : 'source'),
    projects: [
      {
        plugins: [shippedModules],
        test: {
          name: 'core',
          include: ['test/{db,electron,exchange,faults,kills,property,conventions,renderer}/**/*.test.ts'],
          globalSetup: ['test/setup/stock.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // The windows, which run beside it, leave a processor free half of the time.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'page',
          include: ['test/page/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          setupFiles: ['test/page/setup.ts'],
        },
      },
      {
        plugins: [shippedModules],
        test: {
          name: 'window',
          include: ['test/{e2e,security}/**/*.test.ts'],
          exclude: ['test/e2e/many-rows.test.ts'],
          globalSetup: ['test/setup/stock.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
          fileParallelism: false,
          maxWorkers: 1,
        },
      },
      {
        // Ratios of times: these run alone, after everything else.
        plugins: [shippedModules],
        test: {
          name: 'measured',
          include: ['test/e2e/many-rows.test.ts'],
          globalSetup: ['test/setup/stock.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
