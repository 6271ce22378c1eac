// Writes the next migration after a change of the catalog: `npm run db:generate -- --name=what-changed`.
// drizzle-kit makes the SQL; it cannot say STRICT, so that word is added to the tables of the new file.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { node24, root, run } from './tools.mjs';

const folder = join(root, 'db', 'migrations');
const files = () => readdirSync(folder).filter((name) => name.endsWith('.sql'));
const before = new Set(files());
run(node24(), [join(root, 'node_modules', 'drizzle-kit', 'bin.cjs'), 'generate', ...process.argv.slice(2)]);
for (const name of files().filter((file) => !before.has(file))) {
  const file = join(folder, name);
  const sql = readFileSync(file, 'utf8');
  if (!sql.includes('USING fts5')) writeFileSync(file, sql.replace(/^(CREATE TABLE [^;]*\n\));/gm, '$1 STRICT;'));
}
