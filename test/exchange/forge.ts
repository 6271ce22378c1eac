// Files as somebody would make them who has a desk's keys and an editor: the honest file is opened, changed and signed again.

import { createHash, generateKeyPairSync } from 'node:crypto';
import { createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { openReader } from '../../db/desk/open.ts';
import { checkpointMessage } from '../../db/operations/signatures.ts';
import { tarOf } from '../../electron/services/exchange/archive.ts';
import { encrypted } from '../../electron/services/exchange/envelope.ts';
import { type Manifest, manifestMessage } from '../../electron/services/exchange/format.ts';
import { type DeskKeys, loadKeys, ownerOnly, signText } from '../../electron/services/exchange/keys.ts';
import { manifestFileOf, stageBundle } from '../../electron/services/exchange/read-bundle.ts';
import { opsFileOf } from '../../electron/services/exchange/staged-lines.ts';
import { environment, freshFolder } from '../fresh-desk.ts';
import type { TestDesk } from './desks.ts';

export interface Content {
  lines: string[];
  manifest: Manifest;
}

/** A desk's id and keys, as its thief would have them. */
export function secretsOf(desk: TestDesk): { readonly id: string; readonly keys: DeskKeys } {
  const reader = openReader(desk.folder, environment);
  const id = reader.db.value<string>("SELECT value FROM local_state WHERE key = 'desk'") ?? '';
  reader.close();
  const keys = loadKeys(desk.keys, id, ownerOnly);
  if (!keys) throw new Error(`${desk.name} has no keys yet`);
  return { id, keys };
}

/** A key pair that nobody knows. */
export function strangeKeys(): Pick<DeskKeys, 'signPrivate' | 'signKey'> {
  const pair = generateKeyPairSync('ed25519');
  return {
    signPrivate: pair.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('hex'),
    signKey: pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex'),
  };
}

/** A signature over the end of a chain, as a manifest carries it. */
export const checkpointBy = (keys: Pick<DeskKeys, 'signPrivate' | 'signKey'>, writer: string, n: number, sha: string) => ({
  writer,
  n,
  sha,
  sig: `${keys.signKey}:${signText(keys as DeskKeys, checkpointMessage(writer, n, sha))}`,
});

/** A full file of a desk for all it knows. */
export async function fullFile(from: TestDesk): Promise<string> {
  const file = `${freshFolder()}.citydesk`;
  mkdirSync(dirname(file), { recursive: true });
  await from.done('sync', 'export', '--out', file, '--full');
  return file;
}

/**
 * Opens a desk's own file, lets `edit` change what is in it, and signs it as that desk.
 * @returns the new file, which the same desks can open
 */
export async function forged(from: TestDesk, to: TestDesk, edit: (content: Content) => void): Promise<string> {
  const { keys } = secretsOf(from);
  const folder = freshFolder();
  await stageBundle(await fullFile(from), { identity: keys.identity }, folder);
  const content: Content = {
    lines: readFileSync(opsFileOf(folder), 'utf8').split('\n').filter(Boolean),
    manifest: JSON.parse(readFileSync(manifestFileOf(folder), 'utf8')) as Manifest,
  };
  edit(content);
  return packed(content, keys, [keys.recipient, secretsOf(to).keys.recipient]);
}

async function packed({ lines, manifest }: Content, keys: DeskKeys, recipients: readonly string[]): Promise<string> {
  const text = lines.map((line) => `${line}\n`).join('');
  const ops = gzipSync(text);
  const sha = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
  const said = JSON.stringify({
    ...manifest,
    counts: { ops: lines.length, blobs: 0 },
    entries: [{ name: 'ops.ndjson.gz', size: ops.length, sha256: sha(ops), inflated: Buffer.byteLength(text) }],
  });
  const signature = JSON.stringify({ key: keys.signKey, sig: signText(keys, manifestMessage(sha(said))) });
  const hashes = [sha(said), sha(signature), sha(ops)];
  const opsFile = `${freshFolder()}.gz`;
  writeFileSync(opsFile, ops);
  const tar = tarOf([
    { name: 'manifest.json', text: said },
    { name: 'manifest.sig', text: signature },
    { name: 'ops.ndjson.gz', size: ops.length, from: opsFile },
    { name: 'end.json', text: JSON.stringify({ entries: hashes.length, sha256: sha(hashes.join('')) }) },
  ]);
  const out = `${freshFolder()}.citydesk`;
  await pipeline(Readable.fromWeb((await encrypted(tar, { recipients })) as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(out));
  return out;
}
