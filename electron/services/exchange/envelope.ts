// The age envelope: checked before any key is derived, encrypted and decrypted as a stream.
import { open } from 'node:fs/promises';
import { DeskError } from '../../../db/errors.ts';
import { limits } from './format.ts';
import { asMade } from './passphrase.ts';

/** Who may open: everyone who knows the passphrase, or the desks with these keys. age forbids both in one file. */
export type Lock = { readonly passphrase: string; readonly workFactor?: number | undefined } | { readonly recipients: readonly string[] };
export type Unlock = { readonly passphrase?: string | undefined; readonly identity?: string | undefined };

export interface EnvelopeHeader {
  readonly kind: 'passphrase' | 'recipients';
  readonly stanzas: number;
}

const firstLine = 'age-encryption.org/v1';

/**
 * Reads the header as text, without deriving anything: a file of 200 bytes can ask for a gigabyte of memory.
 * @throws DeskError `fileMissing`, `fileEmpty`, `bundleTooLarge`, `bundleNotOurs`, `bundleCostly`, `bundleBroken`
 */
export async function readHeader(file: string): Promise<EnvelopeHeader> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw new DeskError('fileMissing', { file }, { cause: error });
  });
  try {
    const { size } = await handle.stat();
    if (size === 0) throw new DeskError('fileEmpty', { file });
    if (size > limits.fileBytes) throw new DeskError('bundleTooLarge', { file, max: Math.floor(limits.fileBytes / 1024 / 1024) });
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(limits.headerBytes), 0, limits.headerBytes, 0);
    const text = buffer.subarray(0, bytesRead).toString('latin1');
    if (!text.startsWith(`${firstLine}\n`)) throw new DeskError('bundleNotOurs', { file });
    const end = text.indexOf('\n---');
    if (end < 0) throw new DeskError(bytesRead < limits.headerBytes ? 'bundleBroken' : 'bundleNotOurs', { file, what: 'header' });
    const stanzas = text
      .slice(0, end)
      .split('\n')
      .filter((line) => line.startsWith('-> '))
      .map((line) => line.slice(3).split(' '));
    if (stanzas.length === 0 || stanzas.length > limits.stanzas) throw new DeskError('bundleNotOurs', { file });
    const scrypt = stanzas.find(([type]) => type === 'scrypt');
    if (!scrypt) return { kind: 'recipients', stanzas: stanzas.length };
    if (stanzas.length > 1) throw new DeskError('bundleNotOurs', { file });
    const work = scrypt[2] ?? '';
    if (!/^\d{1,2}$/.test(work) || Number(work) > limits.scryptLogN) throw new DeskError('bundleCostly', { file, work: work.slice(0, 20) });
    return { kind: 'passphrase', stanzas: 1 };
  } finally {
    await handle.close();
  }
}

/** Encrypts a stream. */
export async function encrypted(plain: AsyncIterable<Uint8Array>, lock: Lock): Promise<ReadableStream<Uint8Array>> {
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  if ('passphrase' in lock) {
    encrypter.setPassphrase(lock.passphrase);
    encrypter.setScryptWorkFactor(lock.workFactor ?? limits.scryptLogN);
  } else for (const one of lock.recipients) encrypter.addRecipient(one);
  return await encrypter.encrypt(asStream(plain));
}

/** Decrypts a stream. @param file  name, for the error @throws DeskError `bundlePassphrase`, `bundleKey`, `bundleBroken` */
export async function decrypted(cipher: AsyncIterable<Uint8Array>, header: EnvelopeHeader, unlock: Unlock, file: string): Promise<ReadableStream<Uint8Array>> {
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  if (header.kind === 'passphrase') {
    if (unlock.passphrase === undefined) throw new DeskError('bundlePassphrase', { file, reason: 'needed' });
    for (const phrase of new Set([asMade(unlock.passphrase), unlock.passphrase])) decrypter.addPassphrase(phrase);
  } else {
    if (unlock.identity === undefined) throw new DeskError('bundleKey', { file });
    decrypter.addIdentity(unlock.identity);
  }
  try {
    return await decrypter.decrypt(asStream(cipher));
  } catch (error) {
    const text = error instanceof Error ? error.message : '';
    if (/no identity matched/i.test(text))
      throw new DeskError(header.kind === 'passphrase' ? 'bundlePassphrase' : 'bundleKey', { file, reason: 'wrong' }, { cause: error });
    throw new DeskError('bundleBroken', { file, what: 'envelope' }, { cause: error });
  }
}

function asStream(bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
