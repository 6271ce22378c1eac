import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tableNames } from '../../db/catalog/index.ts';
import { DeskError } from '../../db/errors.ts';
import { migrate, pendingSteps } from '../../db/store/migrate.ts';
import { root } from '../fresh-desk.ts';

const shipped = join(root, 'db', 'migrations');

function workshop() {
  const folder = mkdtempSync(join(tmpdir(), 'desk-migrate-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const database = new BetterSqlite3(join(folder, 'test.sqlite'));
  onTestFinished(() => void database.close());
  return { folder, database };
}
/** A folder of migrations like drizzle-kit's, from plain statements. */
function migrations(folder: string, steps: readonly string[]): string {
  const out = join(folder, `steps-${steps.length}-${steps.join('').length}`);
  mkdirSync(join(out, 'meta'), { recursive: true });
  steps.forEach((sql, at) => {
    writeFileSync(join(out, `000${at}_step.sql`), sql);
  });
  writeFileSync(
    join(out, 'meta', '_journal.json'),
    JSON.stringify({
      version: '7',
      dialect: 'sqlite',
      entries: steps.map((_, idx) => ({ idx, version: '6', when: idx, tag: `000${idx}_step`, breakpoints: true })),
    }),
  );
  return out;
}
const code = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return error instanceof DeskError ? error.code : String(error);
  }
  return 'ok';
};

describe('migrations', () => {
  it('make a table of every record of the catalog, each STRICT', () => {
    const { database } = workshop();
    expect(migrate(database, shipped)).toBeGreaterThan(0);
    expect(migrate(database, shipped)).toBe(0);
    expect(pendingSteps(database, shipped)).toBe(0);
    const strict = new Map(
      (database.prepare("SELECT name, strict FROM pragma_table_list WHERE type = 'table'").all() as { name: string; strict: number }[]).map((row) => [
        row.name,
        row.strict,
      ]),
    );
    for (const name of tableNames) expect([name, strict.get(name)]).toEqual([name, 1]);
  });

  it('keep child rows through the rebuild of a parent, where drizzle loses them', () => {
    const { folder, database } = workshop();
    const start =
      'CREATE TABLE parent (id INTEGER PRIMARY KEY);\n--> statement-breakpoint\nCREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parent(id) ON DELETE CASCADE);';
    migrate(database, migrations(folder, [start]));
    database.exec('INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1, 1), (2, 1)');
    const rebuildParent =
      'PRAGMA foreign_keys=OFF;--> statement-breakpoint\nCREATE TABLE fresh (id INTEGER PRIMARY KEY, name TEXT);--> statement-breakpoint\nINSERT INTO fresh(id) SELECT id FROM parent;--> statement-breakpoint\nDROP TABLE parent;--> statement-breakpoint\nALTER TABLE fresh RENAME TO parent;--> statement-breakpoint\nPRAGMA foreign_keys=ON;';
    migrate(database, migrations(folder, [start, rebuildParent]));
    expect(database.prepare('SELECT count(*) FROM child').pluck().get()).toBe(2);
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
  });

  it('refuse a newer database, an edited step and a broken reference, and change nothing', () => {
    const { folder, database } = workshop();
    const one = 'CREATE TABLE a (id INTEGER PRIMARY KEY);';
    const two = 'CREATE TABLE b (id INTEGER PRIMARY KEY);';
    migrate(database, migrations(folder, [one, two]));
    expect(code(() => migrate(database, migrations(folder, [one])))).toBe('databaseNewer');
    expect(code(() => migrate(database, migrations(folder, [two, one])))).toBe('databaseEdited');
    const broken = 'CREATE TABLE c (a INTEGER REFERENCES a(id));--> statement-breakpoint\nINSERT INTO c VALUES (99);';
    expect(code(() => migrate(database, migrations(folder, [one, two, broken])))).toBe('databaseCorrupt');
    expect(database.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'c'").pluck().get()).toBe(0);
  });

  it('are what the catalog says now: generating again finds no change', async () => {
    const { spawnSync } = await import('node:child_process');
    const { folder } = workshop();
    const copy = join(folder, 'migrations');
    cpSync(shipped, copy, { recursive: true });
    const before = readFileSync(join(copy, 'meta', '_journal.json'), 'utf8');
    const made = spawnSync(
      process.execPath,
      [join(root, 'node_modules', 'drizzle-kit', 'bin.cjs'), 'generate', '--dialect=sqlite', '--schema=./db/schema/index.ts', `--out=${copy}`],
      { cwd: root, encoding: 'utf8' },
    );
    expect(made.status).toBe(0);
    expect(readFileSync(join(copy, 'meta', '_journal.json'), 'utf8')).toBe(before);
  });
});
