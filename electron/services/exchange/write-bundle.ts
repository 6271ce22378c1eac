// Writes a bundle: operations to a compressed part first, since the tar says every size before its content; then the
// envelope, as a stream; then the whole file is opened again and checked before it gets its name.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { DeskError } from '../../../db/errors.ts';
import type { Vector } from '../../../db/exchange/core/vectors.ts';
import { linesSince } from '../../../db/exchange/outgoing.ts';
import { refuseDamaged } from '../../../db/log/intact.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { attachmentPath } from '../files/attachments.ts';
import { removeTemporary } from '../files/temporary.ts';
import { writeWhole } from '../files/write-file.ts';
import { tarOf } from './archive.ts';
import { encrypted, type Lock, type Unlock } from './envelope.ts';
import { limits, type Manifest, manifestMessage } from './format.ts';
import { hashing } from './hashing.ts';
import { type DeskKeys, signText } from './keys.ts';
import { workFolder } from './outbox.ts';
import { stageBundle } from './read-bundle.ts';

export interface BundlePlan {
  /** All but counts and entries, which are known when it has been written. */
  readonly about: Omit<Manifest, 'counts' | 'entries'>;
  readonly since: Vector;
  readonly upto: Vector;
  /** Hashes of attachments that go along. */
  readonly blobs: readonly string[];
  readonly lock: Lock;
  /** How to open it again, to check what was written. */
  readonly unlock: Unlock;
  readonly keys: DeskKeys;
}

export interface WrittenBundle {
  readonly sha: string;
  readonly bytes: number;
  readonly operations: number;
  readonly blobs: number;
}

export interface WriteOptions {
  /** The desk's folder: attachments, and the place for what is not finished. */
  readonly folder: string;
  readonly plan: BundlePlan;
  /** Where to; must not exist unless `replace`. */
  readonly file: string;
  readonly replace: boolean;
  /** Bytes written and read again so far, of how many. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** @throws DeskError `fileExists`, `fileUnwritable`, `diskFull` */
export async function writeBundle(db: Reader, options: WriteOptions): Promise<WrittenBundle> {
  const { folder, plan, file, replace, onProgress } = options;
  // What every receiver would refuse is not given out.
  refuseDamaged(db, plan.since);
  const work = await workFolder(folder, 'make');
  try {
    const opsFile = join(work, 'ops.ndjson.gz');
    const ops = await writeOperations(db, plan, opsFile);
    const blobs = await blobsHere(folder, plan.blobs);
    const entries: Manifest['entries'] = [{ name: 'ops.ndjson.gz', size: (await stat(opsFile)).size, sha256: ops.sha, inflated: ops.inflated }, ...blobs];
    const manifest: Manifest = { ...plan.about, counts: { ops: ops.count, blobs: blobs.length }, entries };
    // Every byte is written once and read again once.
    const total = entries.reduce((sum, entry) => sum + entry.size, 0) * 2;
    let done = 0;
    const step = (bytes: number) => {
      done += bytes;
      onProgress?.(Math.min(done, total), total);
    };
    let written = { sha: '', bytes: 0 };
    await writeWhole(
      file,
      async (part) => {
        written = await encryptToFile(packed(manifest, plan.keys, opsFile, folder), plan.lock, part, step);
        // A file that cannot be read again is not published.
        await stageBundle(part, plan.unlock, join(work, 'check'), step).catch((error: unknown) => {
          throw error instanceof DeskError && error.code !== 'diskFull' ? new DeskError('fileUnwritable', { file }, { cause: error }) : error;
        });
      },
      replace,
    );
    return { ...written, operations: ops.count, blobs: blobs.length };
  } finally {
    await removeTemporary(work);
  }
}

/** Entries of the attachments that are here; of the others, another desk may have the content. */
async function blobsHere(folder: string, hashes: readonly string[]): Promise<Manifest['entries']> {
  const entries: Manifest['entries'] = [];
  for (const hash of hashes) {
    const path = attachmentPath(folder, hash);
    // A file whose content has changed on the disk is not given out, and holds up nothing else.
    if (existsSync(path) && (await hashOfFile(path)) === hash) entries.push({ name: `blobs/${hash}`, size: (await stat(path)).size, sha256: hash });
  }
  return entries;
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** The tar in its envelope, as a file. @returns SHA-256 (hexadecimal) and bytes of the file */
async function encryptToFile(tar: AsyncIterable<Uint8Array>, lock: Lock, part: string, step: (bytes: number) => void): Promise<{ sha: string; bytes: number }> {
  let bytes = 0;
  const hashed = hashing((more) => {
    bytes += more;
    step(more);
  });
  await pipeline(
    Readable.fromWeb((await encrypted(tar, lock)) as Parameters<typeof Readable.fromWeb>[0]),
    hashed.through,
    createWriteStream(part, { mode: 0o600 }),
  );
  return { sha: hashed.sha(), bytes };
}

/** Lines a time: few enough not to hold up anything else in this thread. */
const linesAtOnce = 500;

/** A reader takes what is compressed beyond a ratio for a bomb: such lines, all alike, are stored as they are. */
async function writeOperations(db: Reader, plan: BundlePlan, file: string): Promise<{ sha: string; inflated: number; count: number }> {
  const made = await compressOperations(db, plan, { file, level: 6 });
  if (made.count > limits.operations || made.inflated > limits.opsBytes)
    throw new DeskError('bundleTooLarge', { file: plan.about.bundle, max: Math.floor(limits.opsBytes / 1024 / 1024) });
  return made.inflated <= limits.opsRatio * (await stat(file)).size ? made : compressOperations(db, plan, { file, level: 0 });
}

async function compressOperations(
  db: Reader,
  { since, upto }: BundlePlan,
  { file, level }: { readonly file: string; readonly level: number },
): Promise<{ sha: string; inflated: number; count: number }> {
  const { through, sha } = hashing();
  let inflated = 0;
  let count = 0;
  const piece = (lines: string[]) => {
    const bytes = Buffer.from(lines.join(''));
    inflated += bytes.length;
    return bytes;
  };
  function* chunks() {
    let text: string[] = [];
    for (const { line } of linesSince(db, since, upto)) {
      text.push(line, '\n');
      count += 1;
      if (count % linesAtOnce === 0) {
        yield piece(text);
        text = [];
      }
    }
    if (text.length > 0) yield piece(text);
  }
  await pipeline(Readable.from(chunks()), createGzip({ level }), through, createWriteStream(file, { mode: 0o600 }));
  return { sha: sha(), inflated, count };
}

function packed(manifest: Manifest, keys: DeskKeys, opsFile: string, folder: string): AsyncIterable<Uint8Array> {
  const text = JSON.stringify(manifest);
  const sha = (content: string) => createHash('sha256').update(content).digest('hex');
  const signature = JSON.stringify({ key: keys.signKey, sig: signText(keys, manifestMessage(sha(text))) });
  const hashes = [sha(text), sha(signature), ...manifest.entries.map((entry) => entry.sha256)];
  return tarOf([
    { name: 'manifest.json', text },
    { name: 'manifest.sig', text: signature },
    ...manifest.entries.map(({ name, size }) => ({ name, size, from: name.startsWith('blobs/') ? attachmentPath(folder, name.slice(6)) : opsFile })),
    { name: 'end.json', text: JSON.stringify({ entries: hashes.length, sha256: sha(hashes.join('')) }) },
  ]);
}
