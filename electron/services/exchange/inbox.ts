// The folder in which bundles are opened before anything of them is taken in.
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sweepOutbox } from './outbox.ts';
import type { StagedBundle } from './read-bundle.ts';

const inboxFolder = (folder: string) => join(folder, 'inbox');

/** A new name for the content of a bundle that is looked at. @param folder  the desk's folder */
export const stagedFolder = (folder: string): string => join(inboxFolder(folder), `look-${randomUUID()}`);

/**
 * Where the content of a bundle waits for those it builds on. Its number is its sender's choice: another desk's file may bear the same.
 * @param bundle  number of the bundle, and the desk it is from
 */
export function waitingFolder(folder: string, { id, desk }: { readonly id: string; readonly desk: string }): string {
  const place = join(inboxFolder(folder), `${id}-${desk.slice(0, 12)}`);
  // Earlier versions of the program named it by the number alone.
  const early = join(inboxFolder(folder), id);
  return !existsSync(place) && existsSync(early) ? early : place;
}

/** Removes the opened content of a bundle. */
export function discard(staged: Pick<StagedBundle, 'folder'>): void {
  rmSync(staged.folder, { recursive: true, force: true });
}

/** Removes what earlier previews have left behind: a process that was killed cleans up nothing. */
export function sweepInbox(folder: string): void {
  const inbox = inboxFolder(folder);
  if (existsSync(inbox)) for (const name of readdirSync(inbox)) if (name.startsWith('look-')) rmSync(join(inbox, name), { recursive: true, force: true });
  sweepOutbox(folder);
}
