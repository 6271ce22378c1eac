// Taking in: look at a file without believing it, show what it would do, then do all of it or nothing (sync 2.9, 2.13).
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { SecondConnection } from '../../../db/desk/open.ts';
import { DeskError } from '../../../db/errors.ts';
import { type Issue, issues } from '../../../db/exchange/broken-rules.ts';
import { lastTakenFrom, noteBundle, waitingNotes } from '../../../db/exchange/bundle-register.ts';
import { deskName } from '../../../db/exchange/conflicts.ts';
import { forks } from '../../../db/exchange/copies.ts';
import { expand } from '../../../db/exchange/core/vectors.ts';
import { type MergeReport, merge } from '../../../db/exchange/merge.ts';
import { keepStatement } from '../../../db/exchange/peers.ts';
import { noteRunningCopy } from '../../../db/exchange/reregister.ts';
import { linksOf, unpackVector, vectorOf } from '../../../db/exchange/vectors-held.ts';
import { majorOf } from '../../../db/operations/line.ts';
import { schemaVersion } from '../../../db/operations/operation.ts';
import { backUp } from '../../../db/store/backup.ts';
import type { Reader, Writer } from '../../../db/store/connection.ts';
import { attachmentPath } from '../files/attachments.ts';
import { checkpointMessage, fingerprint, type Manifest } from './format.ts';
import { type DeskKeys, isSigned } from './keys.ts';
import { blobFileOf, linesOf, manifestFileOf, opsFileOf, readManifest, type StagedBundle, stageBundle } from './read-bundle.ts';

export type Trust = 'own' | 'trusted' | 'new' | 'changed';
/** `known`: taken in before. `waiting`: something it builds on is not here yet. `app`: needs a later version of the program. */
export type Readiness = 'ready' | 'known' | 'waiting' | 'app';

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

export const inboxFolder = (folder: string) => join(folder, 'inbox');
const stagedFolder = (folder: string) => join(inboxFolder(folder), `look-${randomUUID()}`);

export interface Opener {
  readonly keys: DeskKeys;
  readonly passphrase?: string | undefined;
}

/** Whose key this desk knows the sender by. */
function trustOf(db: Reader, own: string, keys: DeskKeys, from: Manifest['from']): Trust {
  if (from.desk === own) return from.signKey === keys.signKey ? 'own' : 'changed';
  const known = db.value<string>('SELECT sign_key FROM sync_trust WHERE desk = ?', from.desk);
  return known === undefined ? 'new' : known === from.signKey ? 'trusted' : 'changed';
}

/** @throws DeskError `bundleKeyChanged` is for the caller; here a person has looked at the fingerprint and said yes */
export function trust(db: Writer, from: Manifest['from'], now: number, by: string): void {
  db.run(
    'INSERT OR REPLACE INTO sync_trust (desk, name, sign_key, recipient, trusted_at, trusted_by) VALUES (?,?,?,?,?,?)',
    from.desk,
    from.name,
    from.signKey,
    from.recipient,
    now,
    by,
  );
}

function verifier(db: Reader, own: string, keys: DeskKeys, from: Manifest['from']) {
  const known = new Map(db.all<{ desk: string; sign_key: string }>('SELECT desk, sign_key FROM sync_trust').map((row) => [row.desk, row.sign_key]));
  known.set(own, keys.signKey);
  if (!known.has(from.desk)) known.set(from.desk, from.signKey);
  return (desk: string, checkpoint: { writer: string; n: number; sha: string; sig: string }): 'proven' | 'unproven' | false => {
    const [key = '', sig = ''] = checkpoint.sig.split(':');
    if (!isSigned(key, checkpointMessage(checkpoint.writer, checkpoint.n, checkpoint.sha), sig)) return false;
    return known.get(desk) === key ? 'proven' : 'unproven';
  };
}

function missingFor(db: Reader, manifest: Manifest): { desk: string; name: string }[] {
  const own = vectorOf(db);
  const chains = new Map(manifest.chains.map(({ id, desk }) => [id, desk]));
  const names = new Map(manifest.desks.map(({ id, name }) => [id, name]));
  const missing = new Map<string, { desk: string; name: string }>();
  for (const [writer, n] of Object.entries(manifest.since)) {
    if ((own.get(writer) ?? 0) >= n) continue;
    const desk = chains.get(writer) ?? db.value<string>('SELECT desk FROM sync_writer WHERE id = ?', writer) ?? '';
    missing.set(desk, { desk, name: names.get(desk) ?? (desk === '' ? '' : deskName(db, desk)) });
  }
  return [...missing.values()];
}

/** Everything of a staged bundle into log and rows. Within a transaction of the caller. */
function mergeStaged(
  second: Pick<SecondConnection, 'db' | 'id'>,
  staged: Pick<StagedBundle, 'folder' | 'manifest'>,
  keys: DeskKeys,
  onProgress?: (lines: number) => void,
): MergeReport & { issues: Issue[] } {
  const { db, id } = second;
  const { manifest, folder } = staged;
  const before = new Set(issues(db).map((issue) => JSON.stringify(issue)));
  const report = merge(db, {
    lines: linesOf(opsFileOf(folder)),
    from: manifest.from.desk,
    upto: () => expand(unpackVector(manifest.upto), linksOf(db)),
    checkpoints: manifest.checkpoints,
    verify: verifier(db, id, keys, manifest.from),
    onProgress,
  });
  return { ...report, issues: issues(db).filter((issue) => !before.has(JSON.stringify(issue))) };
}

const isKnown = (db: Reader, sha: string): boolean =>
  db.value("SELECT 1 FROM sync_bundle WHERE sha = ? AND direction = 'in' AND status = 'applied'", sha) !== undefined;

function readinessOf(db: Reader, manifest: Manifest): Readiness {
  if (majorOf(manifest.schema) > majorOf(schemaVersion)) return 'app';
  const own = vectorOf(db);
  return Object.entries(manifest.since).every(([writer, n]) => (own.get(writer) ?? 0) >= n) ? 'ready' : 'waiting';
}

/**
 * Opens a file and says what taking it in would do. Nothing is kept but the opened content, for `accept`.
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
    // Whoever registers this copy as a desk of its own will have to know from where on it is one.
    if (error instanceof DeskError && error.code === 'bundleTwice' && error.details.deskId === second.id)
      noteRunningCopy(second.db, { writer: String(error.details.writer), n: Number(error.details.n) });
    throw error;
  }
}

export function discard(staged: Pick<StagedBundle, 'folder'>): void {
  rmSync(staged.folder, { recursive: true, force: true });
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

export interface ImportedBundle {
  readonly bundle: string;
  readonly status: 'applied' | 'waiting' | 'known';
  readonly report: (MergeReport & { readonly issues: readonly Issue[] }) | null;
  readonly missing: readonly { readonly desk: string; readonly name: string }[];
  /** Files that had waited and could be taken in now. */
  readonly imported: readonly { readonly bundle: string; readonly fileName: string; readonly applied: number }[];
  readonly conflicts: number;
}

/**
 * Takes a looked-at bundle in: a backup first, then one transaction; or keeps it until what it builds on has come.
 * @throws DeskError `bundleUntrusted`, `bundleKeyChanged`, and those of `merge`. Nothing is changed then.
 */
export function importBundle(
  second: SecondConnection,
  keys: DeskKeys,
  staged: StagedBundle,
  fileName: string,
  onProgress?: (lines: number) => void,
): ImportedBundle {
  const { db } = second;
  const { manifest, sha } = staged;
  const details = { desk: manifest.from.name, fingerprint: fingerprint(manifest.from.signKey) };
  const standing = trustOf(db, second.id, keys, manifest.from);
  if (standing === 'new') throw new DeskError('bundleUntrusted', details);
  if (standing === 'changed') throw new DeskError('bundleKeyChanged', details);
  if (isKnown(db, sha)) {
    discard(staged);
    return { bundle: manifest.bundle, status: 'known', report: null, missing: [], imported: [], conflicts: 0 };
  }
  const readiness = readinessOf(db, manifest);
  if (readiness !== 'ready') {
    const missing = missingFor(db, manifest);
    keepWaiting(second, staged, fileName, readiness, missing);
    return { bundle: manifest.bundle, status: 'waiting', report: null, missing, imported: [], conflicts: 0 };
  }
  if (manifest.counts.ops > 0) backUp(db, second.folder, { at: second.environment.now(), reason: 'import', binding: second.environment.binding });
  const report = take(second, keys, staged, fileName, onProgress);
  discard(staged);
  const imported = importWaiting(second, keys);
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

function take(
  second: SecondConnection,
  keys: DeskKeys,
  staged: Pick<StagedBundle, 'folder' | 'manifest' | 'sha'>,
  fileName: string,
  onProgress?: (lines: number) => void,
) {
  const { db } = second;
  const { manifest } = staged;
  takeBlobs(second.folder, staged);
  return db.immediate(() => {
    const report = mergeStaged(second, staged, keys, onProgress);
    keepStatements(second, manifest);
    noteBundle(db, noteOf(second, staged, fileName, 'applied', report, report.fromSeq, report.toSeq));
    return report;
  });
}

function keepStatements(second: SecondConnection, manifest: Manifest): void {
  const seenAt = second.environment.now();
  keepStatement(second.db, second.id, {
    desk: manifest.from.desk,
    tip: manifest.tip,
    frontier: unpackVector(manifest.upto),
    wants: manifest.wants,
    made: manifest.created,
    seenAt,
  });
  for (const { desk, tip, frontier, wants, made } of manifest.statements)
    if (desk !== second.id) keepStatement(second.db, second.id, { desk, tip, frontier: unpackVector(frontier), wants, made, seenAt });
}

const noteOf = (
  second: SecondConnection,
  staged: Pick<StagedBundle, 'manifest' | 'sha'>,
  fileName: string,
  status: 'applied' | 'waiting',
  report: unknown,
  fromSeq: number,
  toSeq: number,
) =>
  ({
    id: staged.manifest.bundle,
    direction: 'in',
    sha: staged.sha,
    desk: staged.manifest.from.desk,
    deskName: staged.manifest.from.name,
    fileName,
    status,
    at: second.environment.now(),
    report: JSON.stringify(report),
    fromSeq,
    toSeq,
  }) as const;

const waitingFolder = (folder: string, bundle: string) => join(inboxFolder(folder), bundle);

function keepWaiting(
  second: SecondConnection,
  staged: StagedBundle,
  fileName: string,
  readiness: Readiness,
  missing: readonly { desk: string; name: string }[],
): void {
  const waiting = waitingFolder(second.folder, staged.manifest.bundle);
  rmSync(waiting, { recursive: true, force: true });
  renameSync(staged.folder, waiting);
  second.db.immediate(() => {
    // What the sender holds is true whether its file can be taken in or not.
    keepStatements(second, staged.manifest);
    noteBundle(second.db, noteOf(second, staged, fileName, 'waiting', { readiness, missing }, 0, 0));
  });
}

/** Takes in what waited and now can be, one transaction each, until nothing moves. */
export function importWaiting(second: SecondConnection, keys: DeskKeys): { bundle: string; fileName: string; applied: number; conflicts: number }[] {
  const done: { bundle: string; fileName: string; applied: number; conflicts: number }[] = [];
  for (let moved = true; moved; ) {
    moved = false;
    for (const note of waitingNotes(second.db)) {
      const folder = waitingFolder(second.folder, note.id);
      if (!existsSync(manifestFileOf(folder))) continue;
      const manifest = readManifest(readFileSync(manifestFileOf(folder), 'utf8'), note.fileName);
      if (readinessOf(second.db, manifest) !== 'ready') continue;
      const report = take(second, keys, { folder, manifest, sha: note.sha }, note.fileName);
      rmSync(folder, { recursive: true, force: true });
      done.push({ bundle: note.id, fileName: note.fileName, applied: report.applied, conflicts: report.conflictCount });
      moved = true;
    }
  }
  return done;
}

/** Takes away what earlier looks have left behind: a process that was ended in the middle cleans up nothing. */
export function sweepInbox(folder: string): void {
  const inbox = inboxFolder(folder);
  if (existsSync(inbox)) for (const name of readdirSync(inbox)) if (name.startsWith('look-')) rmSync(join(inbox, name), { recursive: true, force: true });
  rmSync(join(folder, 'outbox'), { recursive: true, force: true });
}

/** A file that waits, opened again: for salvage. */
export function waitingBundle(db: Reader, folder: string, bundle: string): { manifest: Manifest; folder: string } | undefined {
  const note = waitingNotes(db).find((one) => one.id === bundle);
  const waiting = waitingFolder(folder, bundle);
  if (!note || !existsSync(manifestFileOf(waiting))) return undefined;
  return { manifest: readManifest(readFileSync(manifestFileOf(waiting), 'utf8'), note.fileName), folder: waiting };
}
