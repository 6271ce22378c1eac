// `npm run -s desk -- …`: the command line, after making sure of its dependencies and its build.
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { cache, handOver, main, node24, root } from './tools.mjs';

/** Garbage is collected early, as in the window's thread: 100,000 operations are taken in within 266 MB instead of 376. */
const lowMemory = '--max-semi-space-size=4';

await main(() => {
  ensureDependencies();
  ensureBuilt();
  handOver(node24(), [lowMemory, join(root, 'out', 'main', 'cli.js'), ...process.argv.slice(2)], {
    ...process.env,
    NODE_COMPILE_CACHE: join(cache, 'compiled'),
  });
});
