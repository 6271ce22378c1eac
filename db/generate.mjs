// Writes the next migration after a change of the catalog: `npm run db:generate -- --name=what-changed`.
// drizzle-kit makes the SQL; it cannot say STRICT, so that word is added to the tables of the new file.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, 'migrations');
const files = () => readdirSync(folder).filter((name) => name.endsWith('.sql'));
const before = new Set(files());
const made = spawnSync(process.execPath, [join(here, '..', 'node_modules', 'drizzle-kit', 'bin.cjs'), 'generate', ...process.argv.slice(2)], {
  cwd: join(here, '..'),
  stdio: 'inherit',
});
if (made.status !== 0) process.exit(made.status ?? 1);
for (const name of files().filter((file) => !before.has(file))) {
  const file = join(folder, name);
  const sql = readFileSync(file, 'utf8');
  if (!sql.includes('USING fts5')) writeFileSync(file, sql.replace(/^(CREATE TABLE [^;]*\n\));/gm, '$1 STRICT;'));
}
