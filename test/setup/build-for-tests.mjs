// db/ and electron/ compiled as for the package (same target, same minifier, same externals), one file a module, so that
// tests of services and command line meet what is shipped. Vitest maps their imports here when DESK_TEST_BUILT is set.
import { existsSync, globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { remember, remembered, root, stampOf } from '../../electron/dev/tools.mjs';

const builtFolder = join(root, 'test', '.output', 'built');

/** Modules that need Electron's own API run only in the real window. */
const withoutElectron = (file) => !/^electron\/(app|dev|ipc|security)\//.test(file) && !/^db\/migrations\//.test(file) && file !== 'electron/log.ts';

async function ensureBuiltForTests() {
  const wanted = stampOf(['db', 'electron', 'resources/locales', 'test/kills', 'package-lock.json']);
  if (remembered('built-for-tests') === wanted && existsSync(join(builtFolder, 'db', 'errors.js'))) return;
  const { build } = await import('vite');
  const modules = globSync(['db/**/*.ts', 'electron/**/*.{ts,tsx}', 'test/kills/child-*.ts'], { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter(withoutElectron);
  rmSync(builtFolder, { recursive: true, force: true });
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': JSON.stringify('production') },
    ssr: { noExternal: true }, // libraries are bundled and minified in the package too
    build: {
      ssr: true,
      outDir: builtFolder,
      emptyOutDir: false,
      target: 'node20.18',
      minify: 'oxc',
      sourcemap: false,
      rollupOptions: {
        input: Object.fromEntries(modules.map((file) => [file.replace(/\.tsx?$/, ''), join(root, file)])),
        external: [/^node:/, 'electron', 'better-sqlite3'],
        preserveEntrySignatures: 'strict',
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
  remember('built-for-tests', wanted);
}

await ensureBuiltForTests();
