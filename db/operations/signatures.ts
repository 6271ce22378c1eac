// Signatures of desks over their chains, checked without the keys that made them. Pure.
import { createPublicKey, verify } from 'node:crypto';

/** The text that is signed for the end of a writer's chain. */
export const checkpointMessage = (writer: string, n: number, sha: string): string => `citydesk-checkpoint-1\0${writer}.${n}.${sha}`;

const spkiStart = Buffer.from('302a300506032b6570032100', 'hex');

/** Is this the signature of the text by that key? False also for what is no key or no signature. @param signKey  32 bytes, hexadecimal */
export function isSigned(signKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.concat([spkiStart, Buffer.from(signKey, 'hex')]), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'hex'));
  } catch {
    return false; // not a key, not a signature
  }
}

/** Is this signature (`key:signature`, hexadecimal) one over that place of a chain? */
export function isCheckpoint(writer: string, { n, sha, sig }: { readonly n: number; readonly sha: string; readonly sig: string }): boolean {
  const [key = '', signature = ''] = sig.split(':');
  return isSigned(key, checkpointMessage(writer, n, sha), signature);
}
