// A desk's private keys. They are stored outside the desk's folder: a copied desk has no keys, and therefore is not
// mistaken for the original.
import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DeskError } from '../../../db/errors.ts';

/** How the key file is kept from others: by the operating system (DPAPI, keychain), or by being its owner's only. */
export interface Protection {
  readonly kind: 'os' | 'file';
  seal(text: string): string;
  /** Undefined: sealed by another user or another computer. */
  open(sealed: string): string | undefined;
}

/** Where the operating system has no keychain: a file that only its owner may read. */
export const ownerOnly: Protection = { kind: 'file', seal: (text) => text, open: (sealed) => sealed };

/** The folder with the keys of desks, and how they are protected there. */
export interface KeyPlace {
  readonly keys: string;
  readonly protection: () => Promise<Protection>;
}

/** Plain data: it crosses into the thread that reads and writes files. */
export interface DeskKeys {
  /** Ed25519 private key, PKCS 8, hex. */
  readonly signPrivate: string;
  /** Ed25519 public key, hex. */
  readonly signKey: string;
  /** `AGE-SECRET-KEY-1…` */
  readonly identity: string;
  /** `age1…` */
  readonly recipient: string;
}

const fileSchema = z.object({ version: z.literal(1), protection: z.enum(['os', 'file']), sealed: z.string() });
const keysSchema = z.object({ signPrivate: z.string(), signKey: z.string(), identity: z.string(), recipient: z.string() });

const fileOf = (folder: string, desk: string) => join(folder, `${desk}.json`);

/** @param folder  with the keys @param desk  id */
export const hasKeys = (folder: string, desk: string): boolean => existsSync(fileOf(folder, desk));

/** @throws DeskError `keysLocked` when there are keys that cannot be read here */
export function loadKeys(folder: string, desk: string, protection: Protection): DeskKeys | undefined {
  if (!hasKeys(folder, desk)) return undefined;
  try {
    const file = fileSchema.parse(JSON.parse(readFileSync(fileOf(folder, desk), 'utf8')));
    const text = file.protection === 'file' ? file.sealed : protection.kind === 'os' ? protection.open(file.sealed) : undefined;
    if (text !== undefined) return keysSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new DeskError('keysLocked', { folder }, { cause: error });
  }
  throw new DeskError('keysLocked', { folder });
}

/** Keys of this desk, made at the first need. */
export async function ownKeys(folder: string, desk: string, protection: Protection): Promise<DeskKeys> {
  const known = loadKeys(folder, desk, protection);
  if (known) return known;
  const age = await import('age-encryption');
  const identity = await age.generateX25519Identity();
  const pair = generateKeyPairSync('ed25519');
  const keys: DeskKeys = {
    signPrivate: pair.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('hex'),
    signKey: pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex'),
    identity,
    recipient: await age.identityToRecipient(identity),
  };
  // Another call may have made the keys in the meantime; from here on this one runs without a pause.
  const meanwhile = loadKeys(folder, desk, protection);
  if (meanwhile) return meanwhile;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = fileOf(folder, desk);
  const part = `${file}.part`;
  writeFileSync(part, JSON.stringify({ version: 1, protection: protection.kind, sealed: protection.seal(JSON.stringify(keys)) }), { mode: 0o600, flush: true });
  chmodSync(part, 0o600);
  renameSync(part, file);
  return keys;
}

/** Ed25519 signature, hexadecimal. */
export const signText = (keys: DeskKeys, text: string): string =>
  sign(null, Buffer.from(text), createPrivateKey({ key: Buffer.from(keys.signPrivate, 'hex'), format: 'der', type: 'pkcs8' })).toString('hex');
