// `npm run test:mutation [name …]`: mutates the core file by file and prints the score of each group; fails below 85 %.
// A group takes minutes; survivors are listed with their lines in test/.output/mutation/NAME.txt, those that are equivalent in
// equivalent.md with the reason.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDependencies } from '../../electron/dev/dependencies.mjs';
import { main, node24, root, SetupError, say } from '../../electron/dev/tools.mjs';

const groups = {
  operations: ['db/operations/*.ts'],
  'exchange-core': ['db/exchange/core/*.ts'],
  dates: ['db/catalog/dates.ts'],
  protocol: ['electron/services/briefing/protocol.ts'],
  targets: ['electron/services/visits/target-results.ts'],
  log: ['db/log/*.ts'],
  exchange: ['db/exchange/*.ts'],
  backup: ['db/store/backup.ts'],
  'returned-sheets': ['electron/services/council/merge-returned.ts', 'electron/services/council/read-returned.ts'],
};
/** Percent of mutants that must be killed in each group. */
const least = 85;

const percent = (killed, total) => ((100 * killed) / Math.max(1, total)).toFixed(1).padStart(5);

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
    const words = [join(root, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js'), 'run', '--mutate', groups[name].join(',')];
    const done = spawnSync(node24(), words, { cwd: root, encoding: 'utf8', maxBuffer: 100_000_000 });
    writeFileSync(join(out, `${name}.txt`), done.stdout + done.stderr);
    if (done.status !== 0) throw new SetupError(`${name}: Stryker ended with ${done.status}; see test/.output/mutation/${name}.txt`);
    scores.push({ name, ...scoreOf(JSON.parse(readFileSync(join(root, 'test', '.output', 'mutation.json'), 'utf8'))) });
  }
  for (const { name, killed, total } of scores)
    process.stdout.write(`${name.padEnd(16)} ${String(killed).padStart(5)} of ${String(total).padStart(5)}  ${percent(killed, total)} %\n`);
  const low = scores.filter(({ killed, total }) => killed * 100 < least * total);
  if (low.length > 0) throw new SetupError(`below ${least} %: ${low.map(({ name }) => name).join(' ')}`);
});

/** Mutants in code that runs only while a module is loaded cannot be told apart by tests, and are not counted. */
function scoreOf({ files }) {
  const states = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const counted = states.filter((status) => ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(status));
  return { total: counted.length, killed: counted.filter((status) => status === 'Killed' || status === 'Timeout').length };
}
