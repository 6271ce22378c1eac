// After an erasure: what lies outside the log. Files of the person, and the content of bundles that wait.
import { existsSync, rmSync } from 'node:fs';
import { waitingNotes } from '../../../db/exchange/bundle-register.ts';
import { erasuresIn, recordsOf } from '../../../db/log/erased-records.ts';
import { parseLine } from '../../../db/operations/line.ts';
import { cleanse } from '../../../db/store/cleanse.ts';
import type { Writer } from '../../../db/store/connection.ts';
import { attachmentPath } from '../files/attachments.ts';
import { waitingFolder } from './inbox.ts';
import { linesOf, opsFileOf } from './staged-lines.ts';

/** Does nothing while no erasure is to be followed. */
export function cleanseDesk({ db, folder }: { readonly db: Writer; readonly folder: string }): void {
  if (!cleanse(db, (hash) => rmSync(attachmentPath(folder, hash), { force: true }))) return;
  const erased = new Set(erasuresIn(db).flatMap((one) => recordsOf(one).map(({ id }) => id)));
  for (const note of waitingNotes(db)) {
    const waiting = waitingFolder(folder, note);
    // The file itself can be taken in again when its turn comes; an opened copy would keep the name until then.
    if (existsSync(opsFileOf(waiting)) && speaksOf(opsFileOf(waiting), erased)) rmSync(waiting, { recursive: true, force: true });
  }
}

/** Does a bundle tell anything of these records, or of what refers to them? */
function speaksOf(file: string, records: ReadonlySet<string>): boolean {
  for (const line of linesOf(file)) {
    const parsed = parseLine(line);
    if (!parsed.ok) continue;
    const { r, s = {} } = parsed.operation;
    if (records.has(r ?? '') || Object.values(s).some((value) => typeof value === 'string' && records.has(value))) return true;
  }
  return false;
}
