// Mutation tests of the core: `npm run test:mutation` (test/mutation/run.mjs names the folders).
export default {
  testRunner: 'vitest',
  // Each group names its tests: what imports what need not be searched for every mutant.
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  plugins: ['@stryker-mutator/vitest-runner'],
  // Its rewriting of tsconfig asks TypeScript's old API, which version 7 does not have; a sandbox inside the checkout needs none.
  tsconfigFile: 'test/mutation/none.json',
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 5_000,
  tempDirName: 'test/.output/stryker',
  reporters: ['json', 'clear-text'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: `test/.output/mutation/${process.env.DESK_MUTATION_GROUP ?? 'mutants'}.json` },
  ignorePatterns: ['out', 'dist', 'test/.output', 'resources/readme'],
};
