// Opens a bundle into a folder of its own and trusts nothing of it before everything has been compared: entries with the
// manifest, the manifest with its signature, the end with the whole (sync 2.9). Writes nothing into the bundle's folder.

import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { DeskError } from '../../../db/errors.ts';
import { isSigned } from '../../../db/operations/signatures.ts';
import { removeTemporary } from '../files/temporary.ts';
import { decrypted, type EnvelopeHeader, readHeader, type Unlock } from './envelope.ts';
import { container, endSchema, entryNames, limits, type Manifest, manifestMessage, manifestSchema, signatureSchema, supportedParts } from './format.ts';
import { hashing } from './hashing.ts';
import { opsFileOf } from './staged-lines.ts';

export interface StagedBundle {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Hash of the file. */
  readonly sha: string;
  readonly header: EnvelopeHeader;
}

/** An attachment of an opened bundle. */
export const blobFileOf = (folder: string, hash: string) => join(folder, 'blobs', hash);
/** The manifest of an opened bundle. */
export const manifestFileOf = (folder: string) => join(folder, 'manifest.json');

/**
 * Opens a bundle and checks all of it.
 * @param into  folder that is made for it, and removed again when the file is refused
 * @throws DeskError `bundleBroken`, `bundleNewer`, `bundleTooLarge` and those of the envelope
 */
export async function stageBundle(file: string, unlock: Unlock, into: string, onBytes: (bytes: number) => void = () => undefined): Promise<StagedBundle> {
  const header = await readHeader(file);
  await rm(into, { recursive: true, force: true });
  await mkdir(join(into, 'blobs'), { recursive: true, mode: 0o700 });
  try {
    const hash = createHash('sha256');
    const source = async function* () {
      for await (const chunk of createReadStream(file)) {
        hash.update(chunk as Buffer);
        onBytes((chunk as Buffer).length);
        yield chunk as Uint8Array;
      }
    };
    const manifest = await unpack(await decrypted(source(), header, unlock, file), into, file);
    return { folder: into, manifest, sha: hash.digest('hex'), header };
  } catch (error) {
    await removeTemporary(into);
    if (error instanceof DeskError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOSPC') throw new DeskError('diskFull', { file }, { cause: error });
    // Whatever else the envelope, tar or gzip find wrong: the file is not whole.
    throw new DeskError('bundleBroken', { file, what: 'envelope' }, { cause: error });
  }
}

const broken = (file: string, what: string) => new DeskError('bundleBroken', { file, what });

async function unpack(plain: ReadableStream<Uint8Array>, into: string, file: string): Promise<Manifest> {
  const tar = extract();
  const feed = pipeline(Readable.fromWeb(plain as Parameters<typeof Readable.fromWeb>[0]), tar);
  feed.catch(() => undefined); // the same failure reaches the loop below, which reads from this stream
  let manifest: Manifest | undefined;
  let manifestText = '';
  let signed = false;
  let ended = false;
  let at = 0;
  const hashes = createHash('sha256');
  let entries = 0;
  for await (const entry of tar) {
    const { name, type, size } = entry.header;
    if (type !== 'file' || !entryNames.test(name) || ended) throw broken(file, 'entries');
    const small = async (most: number) => {
      if ((size ?? 0) > most) throw broken(file, 'entries');
      const chunks: Buffer[] = [];
      for await (const chunk of entry) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    };
    if (name !== 'end.json') entries += 1;
    if (name === 'manifest.json') {
      if (manifest || entries !== 1) throw broken(file, 'entries');
      const bytes = await small(limits.manifestBytes);
      hashes.update(createHash('sha256').update(bytes).digest('hex'));
      manifestText = bytes.toString('utf8');
      manifest = readManifest(manifestText, file);
    } else if (!manifest) throw broken(file, 'entries');
    else if (name === 'manifest.sig') {
      if (signed || entries !== 2) throw broken(file, 'entries');
      const bytes = await small(10_000);
      hashes.update(createHash('sha256').update(bytes).digest('hex'));
      const signature = signatureSchema.safeParse(parseJson(bytes.toString('utf8')));
      const sha = createHash('sha256').update(manifestText).digest('hex');
      signed = signature.success && signature.data.key === manifest.from.signKey && isSigned(signature.data.key, manifestMessage(sha), signature.data.sig);
      if (!signed) throw broken(file, 'signature');
    } else if (!signed) throw broken(file, 'signature');
    else if (name === 'end.json') {
      const end = endSchema.safeParse(parseJson((await small(10_000)).toString('utf8')));
      if (!end.success || end.data.entries !== entries || end.data.sha256 !== hashes.digest('hex')) throw broken(file, 'end');
      ended = true;
    } else {
      const declared = manifest.entries[at];
      at += 1;
      if (!declared || declared.name !== name || declared.size !== size) throw broken(file, 'entries');
      const sha = name === 'ops.ndjson.gz' ? await takeOperations(entry, declared, into, file) : await takeBlob(entry, join(into, name));
      if (sha !== declared.sha256 || (name.startsWith('blobs/') && name !== `blobs/${sha}`)) throw broken(file, 'hash');
      hashes.update(sha);
    }
  }
  await feed;
  if (!manifest || !ended || at !== manifest.entries.length) throw broken(file, 'end');
  await writeFile(manifestFileOf(into), manifestText, { mode: 0o600 });
  return manifest;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the callers refuse it, as they refuse JSON of another shape
  }
}

/** @throws DeskError `bundleNewer` for a container of a later version, `bundleBroken` for anything that is none of ours */
export function readManifest(text: string, file: string): Manifest {
  const value = parseJson(text);
  const version = typeof value === 'object' && value !== null && 'citydesk' in value ? value.citydesk : undefined;
  if (typeof version === 'number' && version > container) throw new DeskError('bundleNewer', { version: String(version) });
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) throw broken(file, 'manifest');
  const unknown = parsed.data.must.find((part) => !supportedParts.has(part));
  if (unknown !== undefined) throw new DeskError('bundleNewer', { version: unknown });
  const [ops, ...blobs] = parsed.data.entries;
  const good =
    ops?.name === 'ops.ndjson.gz' &&
    (ops.inflated ?? 0) <= Math.max(limits.opsRatio * ops.size, 4_096) &&
    blobs.length === parsed.data.counts.blobs &&
    blobs.every(({ name, size }) => name.startsWith('blobs/') && size <= limits.blobBytes);
  if (!good) throw broken(file, 'manifest');
  return parsed.data;
}

async function takeOperations(entry: AsyncIterable<unknown>, declared: Manifest['entries'][number], into: string, file: string): Promise<string> {
  const most = declared.inflated ?? 0;
  let inflated = 0;
  const { through, sha } = hashing();
  // A declared size is no proof: bytes are counted while they are inflated, and more than declared is refused.
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      inflated += chunk.length;
      next(inflated > most ? broken(file, 'bomb') : null, chunk);
    },
  });
  await pipeline(Readable.from(entry), through, createGunzip(), counted, createWriteStream(opsFileOf(into), { mode: 0o600 }));
  if (inflated !== most) throw broken(file, 'sizes');
  return sha();
}

async function takeBlob(entry: AsyncIterable<unknown>, to: string): Promise<string> {
  const { through, sha } = hashing();
  await pipeline(Readable.from(entry), through, createWriteStream(to, { mode: 0o600, flush: true }));
  return sha();
}
