// A true signature over a place of a chain, by a key made for this run.
import { generateKeyPairSync, sign } from 'node:crypto';
import { checkpointMessage } from '../db/operations/signatures.ts';

const pair = generateKeyPairSync('ed25519');
const key = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex');

/** As a checkpoint holds it: key and signature. */
export const signature = (writer: string, n: number, sha: string): string =>
  `${key}:${sign(null, Buffer.from(checkpointMessage(writer, n, sha)), pair.privateKey).toString('hex')}`;
