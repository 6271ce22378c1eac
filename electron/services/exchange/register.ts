// Signatures for the end of a chain, as they are needed to send and to register a copy as a desk of its own.

import { DeskError } from '../../../db/errors.ts';
import type { ReregisterOptions } from '../../../db/exchange/reregister.ts';
import { checkpointMessage } from '../../../db/operations/signatures.ts';
import { type DeskKeys, type KeyPlace, loadKeys, signText } from './keys.ts';

/** A desk's signature over the end of a chain. */
export const signerOf =
  (keys: DeskKeys) =>
  (writer: string, n: number, sha: string): string =>
    `${keys.signKey}:${signText(keys, checkpointMessage(writer, n, sha))}`;

/** The signature of the desk that was copied; undefined where its keys did not come along, or are sealed for another computer. */
export async function oldSignature(places: KeyPlace, desk: string): Promise<ReregisterOptions['sign']> {
  try {
    const keys = loadKeys(places.keys, desk, await places.protection());
    return keys && signerOf(keys);
  } catch (error) {
    if (error instanceof DeskError && error.code === 'keysLocked') return undefined;
    throw error;
  }
}
