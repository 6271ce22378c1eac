// Desks for the kill tests: two that have met, and small ones whose content is known.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openDesk } from '../../db/desk/open.ts';
import { type Committed, commit } from '../../db/log/commit.ts';
import { digest } from '../../db/log/digest.ts';
import { verify } from '../../db/log/verify.ts';
import type { WritableDesk } from '../../db/log/writable-desk.ts';
import { backupFolder, backupsIn, checkDatabase } from '../../db/store/backup.ts';
import type { Environment } from '../../db/store/environment.ts';
import { catchUp } from '../../db/store/search-index.ts';

/** As many new partners in one commit: a transaction long enough to be hit. */
export const cities = (desk: WritableDesk, name: string, count = 300): Committed =>
  commit(
    desk,
    '試験',
    Array.from({ length: count }, (_, n) => ({ kind: 'create' as const, table: 'partner', set: { nameJa: `${name} ${n}`, kind: 'city' } })),
  );

/** The desk opens, its log and tables agree, its backups are whole. @returns its digest */
export function checkWhole(folder: string, environment: Environment, round: number): string {
  const desk = openDesk(folder, environment);
  catchUp(desk.db);
  const { faults } = verify(desk.db, environment);
  const found = digest(desk.db);
  desk.close();
  expect([round, faults]).toEqual([round, []]);
  for (const backup of backupsIn(folder)) checkDatabase(join(backupFolder(folder), backup.file));
  return found;
}

export const bundlesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.citydesk'))
    .map((name) => join(folder, name));
