// A backup from before an erasure still holds what was erased: one command takes it out, and the backup stays usable.
import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DeskError } from '../errors.ts';
import { erasuresIn, keepErasures, type RecordName } from '../log/erased-records.ts';
import { follow, remakeRecords } from '../log/erasures.ts';
import { backupFolder, backupsIn, checkDatabase } from '../store/backup.ts';
import { cleanse } from '../store/cleanse.ts';
import { Connection, type Reader } from '../store/connection.ts';
import { checkpoint, openDatabase } from '../store/database.ts';
import type { Environment } from '../store/environment.ts';
import { migrate } from '../store/migrate.ts';

/**
 * Follows every erasure of the desk in one of its backups. The backup is replaced when its copy is whole.
 * @param file  name of the backup, as `backupsIn` has it
 * @returns how many operations lost values
 * @throws DeskError `backupBroken` when there is no such backup, or it is not whole
 */
export function cleanBackup(desk: { readonly db: Reader; readonly folder: string; readonly environment: Environment }, file: string): number {
  if (!backupsIn(desk.folder).some((one) => one.file === file)) throw new DeskError('backupBroken', { file, what: 'name' });
  const place = join(backupFolder(desk.folder), file);
  const part = `${place}.part`;
  checkDatabase(place, desk.environment.binding);
  rmSync(part, { force: true });
  copyFileSync(place, part);
  try {
    const cleaned = cleanCopy(desk, part);
    checkDatabase(part, desk.environment.binding);
    renameSync(part, place);
    return cleaned;
  } finally {
    for (const left of [part, `${part}-wal`, `${part}-shm`]) rmSync(left, { force: true });
  }
}

function cleanCopy({ db: own, environment }: { readonly db: Reader; readonly environment: Environment }, copy: string): number {
  const database = openDatabase(copy, environment);
  try {
    migrate(database, environment.migrations);
    const db = new Connection(database);
    const redacted = () => db.value<number>('SELECT count(*) FROM sync_op WHERE state = 2') ?? 0;
    const before = redacted();
    const count = db.immediate(() => {
      const touched = erasuresIn(own).flatMap((erasure): RecordName[] => follow(db, erasure) ?? []);
      keepErasures(db, own);
      remakeRecords(db, touched);
      return redacted() - before;
    });
    // Attachments lie in the desk's folder, not in its backups.
    cleanse(db, () => undefined);
    checkpoint(database);
    return count;
  } finally {
    database.close();
  }
}
