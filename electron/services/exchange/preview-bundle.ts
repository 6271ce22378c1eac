// What taking a bundle in would do, without believing it and without keeping anything (sync 2.9, 2.13).
import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { SecondConnection } from '../../../db/desk/open.ts';
import { DeskError } from '../../../db/errors.ts';
import type { Issue } from '../../../db/exchange/broken-rules.ts';
import { lastTakenFrom } from '../../../db/exchange/bundle-register.ts';
import { forks } from '../../../db/exchange/copies.ts';
import type { MergeReport } from '../../../db/exchange/merge.ts';
import { noteRunningCopy } from '../../../db/exchange/reregister.ts';
import { schemaVersion } from '../../../db/operations/operation.ts';
import { type Trust, trustOf } from './bundle-trust.ts';
import { fingerprint } from './format.ts';
import { discard, stagedFolder } from './inbox.ts';
import type { DeskKeys } from './keys.ts';
import { mergeStaged } from './merge-staged.ts';
import { type StagedBundle, stageBundle } from './read-bundle.ts';
import { isKnown, missingFor, type Readiness, readinessOf } from './readiness.ts';

export interface BundlePreview {
  readonly bundle: string;
  readonly file: string;
  readonly sha: string;
  readonly from: {
    readonly desk: string;
    readonly name: string;
    readonly host: string;
    readonly author: string;
    readonly fingerprint: string;
    readonly signKey: string;
    readonly recipient: string;
  };
  readonly created: string;
  readonly kind: 'delta' | 'full';
  readonly trust: Trust;
  readonly readiness: Readiness;
  /** Desks whose operations are missing. */
  readonly missing: readonly { readonly desk: string; readonly name: string }[];
  readonly schema: 'same' | 'older' | 'newer';
  readonly operations: number;
  readonly blobs: { readonly count: number; readonly bytes: number };
  /** What taking it in would do; null unless it is ready. */
  readonly report: (MergeReport & { readonly issues: readonly Issue[] }) | null;
  /** Its sender's chain is split: a copied disk or a restored backup. */
  readonly forked: boolean;
  /** When something was last taken in from that desk, milliseconds. */
  readonly lastFrom: number | null;
}

export interface Opener {
  readonly keys: DeskKeys;
  readonly passphrase?: string | undefined;
}

/**
 * Opens a file and says what taking it in would do. Nothing is kept but the opened content, for `importBundle`.
 * @throws DeskError those of reading (`bundleNotOurs`, `bundleBroken`, `bundlePassphrase`, …), `bundleTwice`, `bundleNewer`
 */
export async function previewBundle(
  second: SecondConnection,
  opener: Opener,
  file: string,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<{ preview: BundlePreview; staged: StagedBundle }> {
  const bytes = existsSync(file) ? statSync(file).size : 0;
  let read = 0;
  const staged = await stageBundle(file, { identity: opener.keys.identity, passphrase: opener.passphrase }, stagedFolder(second.folder), (more) => {
    read += more;
    onProgress(Math.min(read, bytes), bytes);
  });
  try {
    return { preview: previewOf(second, opener.keys, staged, basename(file)), staged };
  } catch (error) {
    discard(staged);
    // Registering this copy as a desk of its own needs the position from which on it differs.
    if (error instanceof DeskError && error.code === 'bundleTwice' && error.details.deskId === second.id)
      noteRunningCopy(second.db, { writer: String(error.details.writer), n: Number(error.details.n) });
    throw error;
  }
}

function previewOf(second: SecondConnection, keys: DeskKeys, staged: StagedBundle, file: string): BundlePreview {
  const { db } = second;
  const { manifest, sha } = staged;
  const readiness = isKnown(db, sha) ? 'known' : readinessOf(db, manifest);
  const rehearsed = readiness === 'ready' ? db.rehearse(() => ({ report: mergeStaged(second, staged, keys), forks: forks(db) })) : undefined;
  const [major, minor] = manifest.schema.split('.').map(Number);
  const [ownMajor, ownMinor] = schemaVersion.split('.').map(Number);
  const compared = (major ?? 0) - (ownMajor ?? 0) || (minor ?? 0) - (ownMinor ?? 0);
  return {
    bundle: manifest.bundle,
    file,
    sha,
    from: { ...manifest.from, fingerprint: fingerprint(manifest.from.signKey) },
    created: manifest.created,
    kind: manifest.kind,
    trust: trustOf(db, second.id, keys, manifest.from),
    readiness,
    missing: readiness === 'waiting' ? missingFor(db, manifest) : [],
    schema: compared === 0 ? 'same' : compared > 0 ? 'newer' : 'older',
    operations: manifest.counts.ops,
    blobs: { count: manifest.counts.blobs, bytes: manifest.entries.filter(({ name }) => name.startsWith('blobs/')).reduce((sum, { size }) => sum + size, 0) },
    report: rehearsed?.report ?? null,
    forked: (rehearsed?.forks ?? forks(db)).some((fork) => !fork.settled && fork.desk === manifest.from.desk),
    lastFrom: lastTakenFrom(db, manifest.from.desk),
  };
}
