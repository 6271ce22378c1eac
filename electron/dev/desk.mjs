// `npm run -s desk -- …`: the command line, after making sure of its dependencies and its build.
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { cache, handOver, main, node24, root } from './tools.mjs';

await main(() => {
  ensureDependencies();
  ensureBuilt();
  handOver(node24(), [join(root, 'out', 'main', 'cli.js'), ...process.argv.slice(2)], { ...process.env, NODE_COMPILE_CACHE: join(cache, 'compiled') });
});
