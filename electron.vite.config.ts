import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const root = import.meta.dirname;
// Code of main and preload also runs on the development runtime (Node 20.18, Chromium 130).
const targets = { node: 'node20.18', chrome: 'chrome130' };

/** Chromium reads woff2; the font packages' older copies of each font stay out of the package. */
const woff2Only: Plugin = {
  name: 'woff2-only',
  generateBundle(_, bundle) {
    for (const [name, file] of Object.entries(bundle)) {
      if (name.endsWith('.woff')) delete bundle[name];
      else if (name.endsWith('.css') && file.type === 'asset')
        file.source = String(file.source).replaceAll(/,\s*url\([^)]*\.woff\)\s*format\(["']?woff["']?\)/g, '');
    }
  },
};

export default defineConfig({
  main: {
    // React chooses its production build by this; main would otherwise carry both builds and run the other one.
    define: { 'process.env.NODE_ENV': JSON.stringify('production') },
    build: {
      outDir: 'out/main',
      target: targets.node,
      minify: 'oxc',
      // Everything but the native addon is bundled: one folder to read at start, and node_modules stays out of the package.
      externalizeDeps: false,
      rollupOptions: {
        input: {
          main: join(root, 'electron/app/main.ts'),
          cli: join(root, 'electron/cli/node.ts'),
          worker: join(root, 'electron/jobs/worker.ts'),
          reader: join(root, 'electron/services/tabular/reading-thread.ts'),
        },
        external: ['electron', 'better-sqlite3'],
        output: { format: 'es' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: targets.node,
      externalizeDeps: false,
      // A sandboxed preload is one CommonJS file.
      rollupOptions: {
        input: { preload: join(root, 'electron/app/preload.ts') },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: 'preload.cjs' },
      },
    },
  },
  renderer: {
    root: join(root, 'renderer'),
    build: {
      outDir: join(root, 'out/renderer'),
      target: targets.chrome,
      chunkSizeWarningLimit: 1_000, // kB; one page, read from the disk
      minify: true, // a third of the size is a third of the time to read it at start
      assetsInlineLimit: 0, // the content policy allows own files, and a data: script is none
      rollupOptions: { input: { index: join(root, 'renderer/index.html'), paper: join(root, 'renderer/paper.html') } },
    },
    plugins: [react(), woff2Only],
  },
});
