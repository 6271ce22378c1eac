import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  entry: [
    'electron/dev/after-pack.mjs',
    'electron/dev/templates.mjs',
    'test/**/*.test.ts',
    'test/page/**/*.test.tsx',
    'test/setup/*.{ts,mjs}',
    'test/mutation/vitest.config.ts',
    'test/bench/*.ts',
    'test/kills/child-edits.ts',
    'test/kills/child-exchange.ts',
  ],
  project: ['{db,electron,renderer,test,resources}/**/*.{ts,tsx,mjs}'],
  // drizzle-kit reads the tables by their exports.
  ignoreIssues: { 'db/schema/*.ts': ['exports'], 'db/catalog/*.ts': ['namespaceMembers', 'exports'] },
  ignoreBinaries: ['soffice', 'pdftotext', 'pdffonts', 'age', 'gcc', 'openbox', 'xclip'],
  // Started by name from scripts: the packager, the compiler of the development runtime; types of a library without its own; a font that a style sheet imports.
  ignoreDependencies: ['electron-builder', 'node-gyp', '@types/encoding-japanese', '@fontsource/noto-sans-jp'],
  ignoreExportsUsedInFile: true,
};
export default config;
