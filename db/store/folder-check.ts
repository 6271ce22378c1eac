// Is this folder a place for a database? Write-ahead logging corrupts on network shares.
import { accessSync, constants, statfsSync, statSync } from 'node:fs';
import { DeskError } from '../errors.ts';

/** Linux file system numbers of network shares (statfs(2)): NFS, SMB, CIFS, SMB2. */
const networkFileSystems = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42]);
/** A new desk with its log needs a few megabytes; below this even small edits may fail. */
const leastFreeBytes = 20 * 1024 * 1024;

/** @throws DeskError `folderUnusable` (not there, read-only, a network share) or `diskFull` */
export function checkFolder(folder: string): void {
  if (/^(\\\\|\/\/)[^?.]/.test(folder)) throw new DeskError('folderUnusable', { folder, reason: 'network' });
  try {
    if (!statSync(folder).isDirectory()) throw new DeskError('folderUnusable', { folder, reason: 'file' });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw error instanceof DeskError ? error : new DeskError('folderUnusable', { folder, reason: 'access' }, { cause: error });
  }
  const about = statfsSync(folder);
  if (process.platform === 'linux' && networkFileSystems.has(about.type)) throw new DeskError('folderUnusable', { folder, reason: 'network' });
  if (about.bavail * about.bsize < leastFreeBytes) throw new DeskError('diskFull', { folder });
}
