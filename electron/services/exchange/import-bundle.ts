// Taking a bundle in: all of it in one transaction, or nothing (sync 2.9, 2.13).
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SecondConnection } from '../../../db/desk/open.ts';
import { DeskError } from '../../../db/errors.ts';
import type { Issue } from '../../../db/exchange/broken-rules.ts';
import { type BundleNote, noteBundle, waitingNotes } from '../../../db/exchange/bundle-register.ts';
import type { MergeReport } from '../../../db/exchange/merge.ts';
import { backUp } from '../../../db/store/backup.ts';
import { attachmentPath } from '../files/attachments.ts';
import { cleanseDesk } from './after-erasure.ts';
import { trustOf } from './bundle-trust.ts';
import { fingerprint } from './format.ts';
import { discard, waitingFolder } from './inbox.ts';
import type { DeskKeys } from './keys.ts';
import { mergeStaged } from './merge-staged.ts';
import { blobFileOf, manifestFileOf, readManifest, type StagedBundle } from './read-bundle.ts';
import { isKnown, missingFor, readinessOf } from './readiness.ts';
import { keepSenderStatement, keepWaiting, noteOf } from './waiting-bundles.ts';

export interface ImportedBundle {
  readonly bundle: string;
  readonly status: 'applied' | 'waiting' | 'known';
  readonly report: (MergeReport & { readonly issues: readonly Issue[] }) | null;
  readonly missing: readonly { readonly desk: string; readonly name: string }[];
  /** Files that had waited and could be taken in now. */
  readonly imported: readonly { readonly bundle: string; readonly fileName: string; readonly applied: number }[];
  readonly conflicts: number;
}

export interface ImportOptions {
  readonly keys: DeskKeys;
  /** What `previewBundle` has opened. */
  readonly staged: StagedBundle;
  /** Under which name the file came. */
  readonly fileName: string;
  /** Lines of operations taken in so far. */
  readonly onProgress?: ((lines: number) => void) | undefined;
}

/**
 * Takes a looked-at bundle in: a backup first, then one transaction; or keeps it until what it builds on has come.
 * @throws DeskError `bundleUntrusted`, `bundleKeyChanged`, and those of `merge`. Nothing is changed then.
 */
export function importBundle(second: SecondConnection, options: ImportOptions): ImportedBundle {
  const { keys, staged, fileName } = options;
  const { db } = second;
  const { manifest, sha } = staged;
  const details = { desk: manifest.from.name, fingerprint: fingerprint(manifest.from.signKey) };
  const trusted = trustOf(db, second.id, keys, manifest.from);
  if (trusted === 'new') throw new DeskError('bundleUntrusted', details);
  if (trusted === 'changed') throw new DeskError('bundleKeyChanged', details);
  if (isKnown(db, sha)) {
    discard(staged);
    return { bundle: manifest.bundle, status: 'known', report: null, missing: [], imported: [], conflicts: 0 };
  }
  const readiness = readinessOf(db, manifest);
  if (readiness !== 'ready') {
    const missing = missingFor(db, manifest);
    keepWaiting(second, { staged, fileName, readiness, missing });
    return { bundle: manifest.bundle, status: 'waiting', report: null, missing, imported: [], conflicts: 0 };
  }
  if (manifest.counts.ops > 0) backUp(db, second.folder, { at: second.environment.now(), reason: 'import', binding: second.environment.binding });
  const report = applyStaged(second, options);
  discard(staged);
  const imported = importWaiting(second, keys);
  cleanseDesk(second);
  return {
    bundle: manifest.bundle,
    status: 'applied',
    report,
    missing: [],
    imported,
    conflicts: report.conflictCount + imported.reduce((sum, one) => sum + one.conflicts, 0),
  };
}

/** Attachments are on the disk, under their hashes, before any record of them is. */
function takeBlobs(folder: string, staged: Pick<StagedBundle, 'folder' | 'manifest'>): void {
  for (const { name } of staged.manifest.entries) {
    if (!name.startsWith('blobs/')) continue;
    const hash = name.slice(6);
    const from = blobFileOf(staged.folder, hash);
    const to = attachmentPath(folder, hash);
    if (!existsSync(from)) continue;
    if (existsSync(to) && createHash('sha256').update(readFileSync(to)).digest('hex') === hash) continue;
    mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
    renameSync(from, to);
  }
}

/** The content of a bundle that is ready, in one transaction. */
function applyStaged(
  second: SecondConnection,
  { keys, staged, fileName, onProgress }: Omit<ImportOptions, 'staged'> & { readonly staged: Pick<StagedBundle, 'folder' | 'manifest' | 'sha'> },
) {
  const { db } = second;
  takeBlobs(second.folder, staged);
  return db.immediate(() => {
    const report = mergeStaged(second, staged, keys, onProgress);
    keepSenderStatement(second, staged.manifest);
    noteBundle(db, noteOf(second, staged, { fileName, status: 'applied', report, fromSeq: report.fromSeq, toSeq: report.toSeq }));
    return report;
  });
}

/** One waiting file. A file that is bad speaks for itself only: it goes on waiting, and nothing else fails because of it. */
function applyWaiting(second: SecondConnection, keys: DeskKeys, { folder, note }: { readonly folder: string; readonly note: BundleNote }) {
  try {
    const manifest = readManifest(readFileSync(manifestFileOf(folder), 'utf8'), note.fileName);
    if (readinessOf(second.db, manifest) !== 'ready') return 'waits';
    return applyStaged(second, { keys, staged: { folder, manifest, sha: note.sha }, fileName: note.fileName });
  } catch (error) {
    if (error instanceof DeskError && ofTheFile.has(error.code)) return 'refused';
    throw error;
  }
}
const ofTheFile: ReadonlySet<string> = new Set(['bundleBroken', 'bundleNewer', 'bundleTwice']);

/** Takes in every waiting bundle that is ready now, one transaction each, until none is. @throws DeskError trouble with the database or the disk */
export function importWaiting(second: SecondConnection, keys: DeskKeys): { bundle: string; fileName: string; applied: number; conflicts: number }[] {
  const done: { bundle: string; fileName: string; applied: number; conflicts: number }[] = [];
  const refused = new Set<string>();
  for (let changed = true; changed; ) {
    changed = false;
    for (const note of waitingNotes(second.db)) {
      const folder = waitingFolder(second.folder, note);
      if (refused.has(note.id) || !existsSync(manifestFileOf(folder))) continue;
      const report = applyWaiting(second, keys, { folder, note });
      if (report === 'waits') continue;
      if (report === 'refused') {
        refused.add(note.id);
        continue;
      }
      rmSync(folder, { recursive: true, force: true });
      done.push({ bundle: note.id, fileName: note.fileName, applied: report.applied, conflicts: report.conflictCount });
      changed = true;
    }
  }
  return done;
}
