// Brings a database to this program's schema. Drizzle's own `migrate()` can lose child rows without an error (its
// `PRAGMA foreign_keys=OFF` is ignored inside its transaction), opens newer databases without an error and never notices
// an edited step; this runner does none of that.
import type BetterSqlite3 from 'better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { DeskError } from '../errors.ts';

/**
 * Runs the pending steps, all in one transaction.
 * @param folder  where drizzle-kit wrote the SQL and its journal
 * @returns how many steps ran
 * @throws DeskError `databaseNewer` when the database knows steps that this program does not; `databaseEdited` when a
 *   step that was run differs from the program's; `databaseCorrupt` when references are broken afterwards
 */
export function migrate(database: BetterSqlite3.Database, folder: string): number {
  const steps = readMigrationFiles({ migrationsFolder: folder });
  // Only outside a transaction does this pragma do anything.
  database.pragma('foreign_keys = OFF');
  try {
    return database
      .transaction(() => {
        database.exec('CREATE TABLE IF NOT EXISTS schema_step (position INTEGER PRIMARY KEY, hash TEXT NOT NULL) STRICT');
        const done = stepsDone(database, steps);
        const pending = steps.slice(done);
        pending.forEach((step, offset) => {
          for (const statement of step.sql) database.exec(statement);
          database.prepare('INSERT INTO schema_step VALUES (?, ?)').run(done + offset, step.hash);
        });
        if (pending.length > 0 && (database.pragma('foreign_key_check') as unknown[]).length > 0)
          throw new DeskError('databaseCorrupt', { code: 'foreign_key_check' });
        return pending.length;
      })
      .immediate();
  } finally {
    database.pragma('foreign_keys = ON');
  }
}

/** How many steps of this program the database has not seen. @throws DeskError as `migrate` */
export function pendingSteps(database: BetterSqlite3.Database, folder: string): number {
  const steps = readMigrationFiles({ migrationsFolder: folder });
  const known = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'schema_step'").get() !== undefined;
  return known ? steps.length - stepsDone(database, steps) : steps.length;
}

function stepsDone(database: BetterSqlite3.Database, steps: readonly { readonly hash: string }[]): number {
  const done = database.prepare('SELECT position, hash FROM schema_step ORDER BY position').all() as { position: number; hash: string }[];
  if (done.length > steps.length) throw new DeskError('databaseNewer', { has: done.length, knows: steps.length });
  done.forEach((step, at) => {
    if (step.position !== at || step.hash !== steps[at]?.hash) throw new DeskError('databaseEdited', { step: at });
  });
  return done.length;
}
