// The command line in a checkout: plain Node, no window.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemEnvironment } from '../../db/store/environment.ts';
import { checkoutRoot, pathsIn } from '../paths.ts';
import { runCommand } from './run.ts';

const root = checkoutRoot(import.meta.dirname);
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const places = pathsIn(root);
process.exitCode = await runCommand(process.argv.slice(2), systemEnvironment(version, places.migrations), places, {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
});
