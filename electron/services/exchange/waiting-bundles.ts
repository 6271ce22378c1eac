// Bundles that build on operations that are not here yet: kept, opened again, and noted in the list of bundles.
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import type { SecondConnection } from '../../../db/desk/open.ts';
import { noteBundle, waitingNotes } from '../../../db/exchange/bundle-register.ts';
import { keepStatement } from '../../../db/exchange/peers.ts';
import { unpackVector } from '../../../db/exchange/vectors-held.ts';
import type { Reader } from '../../../db/store/connection.ts';
import type { Manifest } from './format.ts';
import { waitingFolder } from './inbox.ts';
import { manifestFileOf, readManifest, type StagedBundle } from './read-bundle.ts';
import type { Readiness } from './readiness.ts';

/** What the sender holds: the next bundle for it leaves that out. What it says of others is signed by none of them. */
export function keepSenderStatement(second: SecondConnection, manifest: Manifest): void {
  keepStatement(second.db, second.id, {
    desk: manifest.from.desk,
    tip: manifest.tip,
    frontier: unpackVector(manifest.upto),
    wants: manifest.wants,
    made: manifest.created,
    seenAt: second.environment.now(),
  });
}

interface BundleNote {
  readonly fileName: string;
  readonly status: 'applied' | 'waiting';
  readonly report: unknown;
  /** Sequence numbers in the log; 0 where nothing was taken in. */
  readonly fromSeq: number;
  readonly toSeq: number;
}

/** The line of a received bundle for the list of bundles. */
export const noteOf = (second: SecondConnection, staged: Pick<StagedBundle, 'manifest' | 'sha'>, { report, ...note }: BundleNote) =>
  ({
    id: staged.manifest.bundle,
    direction: 'in',
    sha: staged.sha,
    desk: staged.manifest.from.desk,
    deskName: staged.manifest.from.name,
    at: second.environment.now(),
    report: JSON.stringify(report),
    ...note,
  }) as const;

interface WaitingBundle {
  readonly staged: StagedBundle;
  readonly fileName: string;
  readonly readiness: Readiness;
  readonly missing: readonly { readonly desk: string; readonly name: string }[];
}

/** Keeps the content of a bundle until what it builds on has come. */
export function keepWaiting(second: SecondConnection, { staged, fileName, readiness, missing }: WaitingBundle): void {
  const waiting = waitingFolder(second.folder, { id: staged.manifest.bundle, desk: staged.manifest.from.desk });
  rmSync(waiting, { recursive: true, force: true });
  renameSync(staged.folder, waiting);
  second.db.immediate(() => {
    // What the sender holds is true whether its file can be taken in or not.
    keepSenderStatement(second, staged.manifest);
    noteBundle(second.db, noteOf(second, staged, { fileName, status: 'waiting', report: { readiness, missing }, fromSeq: 0, toSeq: 0 }));
  });
}

/** The content of a bundle that waits, for salvage; undefined when no such bundle waits. @throws DeskError `bundleBroken`, `bundleNewer` */
export function waitingBundle(db: Reader, folder: string, bundle: string): { manifest: Manifest; folder: string } | undefined {
  const note = waitingNotes(db).find((one) => one.id === bundle);
  if (!note) return undefined;
  const waiting = waitingFolder(folder, note);
  if (!existsSync(manifestFileOf(waiting))) return undefined;
  return { manifest: readManifest(readFileSync(manifestFileOf(waiting), 'utf8'), note.fileName), folder: waiting };
}
