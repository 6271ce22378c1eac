// `npm run test:mutation [name …]`: mutates the core file by file and prints the score of each group; fails below 85 %.
// A group takes minutes; survivors are listed with their lines in test/.output/mutation/NAME.txt, those that are equivalent in
// equivalent.md with the reason.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDependencies } from '../../electron/dev/dependencies.mjs';
import { main, node24, root, SetupError, say } from '../../electron/dev/tools.mjs';

/** What is mutated, and the tests that state its rules: others pass through it too, but only make a run long. */
const writing = ['test/db/{commit,reapply}.test.ts', 'test/db/log/{commit-rules,operation-rules,mutation-rules,link-rules,stale-edits}.test.ts'];
const exchanging = [
  'test/db/exchange/{conflict-rules,copy-rules,delivery-rules,erase-rules,merge-rules,registered-copies,withdraw-and-rules,withdrawn-and-broken}.test.ts',
];
const files = (folder, ...names) => names.map((name) => `${folder}/${name}.ts`);
const groups = {
  operations: { mutate: ['db/operations/*.ts'], tests: ['test/db/operations/*.test.ts', 'test/property/{registers,clock}.test.ts'] },
  'exchange-core': { mutate: ['db/exchange/core/*.ts'], tests: ['test/db/exchange/{clock-check,delivery,forks,vectors}.test.ts'] },
  dates: {
    mutate: files('db/catalog', 'dates', 'stored-date', 'eras', 'numerals', 'weekdays', 'read-date', 'read-time', 'read-fiscal-year'),
    tests: ['test/db/{dates,parse}.test.ts', 'test/db/catalog/*.test.ts'],
  },
  protocol: { mutate: ['electron/services/briefing/protocol.ts'], tests: ['test/electron/protocol.test.ts'] },
  targets: { mutate: ['electron/services/visits/target-results.ts'], tests: ['test/electron/{visits,trips}.test.ts'] },
  'log-write': { mutate: files('db/log', 'commit', 'value-checks', 'stale', 'action-appender'), tests: [...writing, 'test/db/log/history.test.ts'] },
  'log-undo': {
    mutate: files('db/log', 'undo', 'own-writers', 'reapply', 'record-history', 'append'),
    tests: [...writing, 'test/db/log/history.test.ts', 'test/db/exchange/{delivery-rules,erase-rules,registered-copies,withdrawn-and-broken}.test.ts'],
  },
  'log-projection': { mutate: files('db/log', 'projection'), tests: [...writing, ...exchanging, 'test/db/log/{verify,history,projection-rules}.test.ts'] },
  verify: { mutate: files('db/log', 'verify', 'digest'), tests: ['test/db/log/{verify,verify-rules}.test.ts'] },
  exchange: { mutate: files('db/exchange', 'withdraw', 'broken-rules', 'conflicts', 'erase'), tests: exchanging },
  merge: { mutate: files('db/exchange', 'merge', 'reregister'), tests: exchanging },
  backup: { mutate: ['db/store/backup.ts'], tests: ['test/db/backup.test.ts', 'test/db/store/*.test.ts'] },
  'returned-sheets': {
    mutate: files('electron/services/council', 'merge-returned', 'read-returned'),
    tests: ['test/electron/{council-rules,returned-rules,returned-sheets}.test.ts'],
  },
};
/** Percent of mutants that must be killed in each group. */
const least = 85;

await main(() => {
  ensureDependencies();
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !Object.hasOwn(groups, name));
  if (unknown !== undefined) throw new SetupError(`no group "${unknown}": ${Object.keys(groups).join(' ')}`);
  const out = join(root, 'test', '.output', 'mutation');
  mkdirSync(out, { recursive: true });
  const scores = [];
  for (const name of asked.length > 0 ? asked : Object.keys(groups)) {
    say(`mutating ${name}`);
    const words = [join(root, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js'), 'run', '--mutate', groups[name].mutate.join(',')];
    const env = { ...process.env, DESK_MUTATION_GROUP: name, DESK_MUTATION_TESTS: groups[name].tests.join(' ') };
    const done = spawnSync(node24(), words, { cwd: root, env, encoding: 'utf8', maxBuffer: 100_000_000 });
    writeFileSync(join(out, `${name}.txt`), done.stdout + done.stderr);
    if (done.status !== 0) throw new SetupError(`${name}: Stryker ended with ${done.status}; see test/.output/mutation/${name}.txt`);
    // Stryker divides its list at commas and says nothing of a file that is not there.
    const score = { name, ...scoreOf(JSON.parse(readFileSync(join(out, `${name}.json`), 'utf8'))) };
    if (score.total === 0) throw new SetupError(`${name}: nothing to mutate in ${groups[name].mutate.join(' ')}`);
    scores.push(score);
    const { killed, total, timeouts, uncovered } = score;
    process.stdout.write(
      `${name.padEnd(16)} ${String(killed).padStart(5)} of ${String(total).padStart(5)}  ${percent(killed, total)} %  (${timeouts} by time, ${uncovered} in no test)\n`,
    );
  }
  const low = scores.filter(({ killed, total }) => killed * 100 < least * total);
  if (low.length > 0) throw new SetupError(`below ${least} %: ${low.map(({ name }) => name).join(' ')}`);
});

function percent(killed, total) {
  return ((100 * killed) / Math.max(1, total)).toFixed(1).padStart(5);
}

/** Mutants in code that runs only while a module is loaded cannot be told apart by tests, and are not counted. */
function scoreOf({ files }) {
  const states = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const count = (...wanted) => states.filter((status) => wanted.includes(status)).length;
  return {
    total: count('Killed', 'Timeout', 'Survived', 'NoCoverage'),
    killed: count('Killed', 'Timeout'),
    timeouts: count('Timeout'),
    uncovered: count('NoCoverage'),
  };
}
