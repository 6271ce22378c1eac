// The file between desks (`.citydesk`, container 1): an age envelope around a tar of fixed entries (sync 2.11). What is
// in the file is never trusted: names, sizes and counts are compared with the manifest and with these limits.
import { z } from 'zod';

export const container = 1;
/** Values of `must` that this version supports: parts that a reader may not ignore. */
export const supportedParts: ReadonlySet<string> = new Set();

export const limits = {
  /** The file itself; FAT sticks end at 4 GiB. */
  fileBytes: 3_900 * 1024 * 1024,
  headerBytes: 16 * 1024,
  stanzas: 64,
  /** scrypt work: 2^18 is a second; 2^20 would take a gigabyte and block for six. */
  scryptLogN: 18,
  manifestBytes: 4 * 1024 * 1024,
  opsBytes: 256 * 1024 * 1024,
  opsRatio: 100,
  operations: 1_000_000,
  blobBytes: 200 * 1024 * 1024,
  blobs: 20_000,
} as const;

export const entryNames = /^(manifest\.(json|sig)|ops\.ndjson\.gz|end\.json|blobs\/[0-9a-f]{64})$/;

const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));
const position = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const vector = z.record(hex(32), position);
const recipient = z.string().regex(/^age1[0-9a-z]{20,120}$/);

export const manifestSchema = z.object({
  citydesk: z.number().int(),
  must: z.array(z.string().max(60)).max(50).default([]),
  bundle: z.string().regex(/^[0-9a-f-]{36}$/),
  kind: z.enum(['delta', 'full']),
  schema: z.string().regex(/^\d{1,4}\.\d{1,4}$/),
  app: z.string().max(40),
  from: z.object({ desk: hex(32), name: z.string().min(1).max(60), host: z.string().max(200), author: z.string().max(200), signKey: hex(64), recipient }),
  /** Stamp of the export. */
  created: z.string().regex(/^[0-9a-f]{16}$/),
  since: vector,
  upto: vector,
  tip: z.object({ w: hex(32), n: position }),
  statements: z
    .array(
      z.object({ desk: hex(32), tip: z.object({ w: hex(32), n: position }), frontier: vector, wants: z.array(hex(64)).max(20_000), made: z.string().max(16) }),
    )
    .max(10_000),
  checkpoints: z.array(z.object({ writer: hex(32), n: position, sha: hex(64), sig: z.string().regex(/^[0-9a-f]{64}:[0-9a-f]{128}$/) })).max(100_000),
  /** Names of desks and whose each writer is: to say whose file is missing. */
  desks: z.array(z.object({ id: z.string().max(40), name: z.string().max(60) })).max(10_000),
  chains: z.array(z.object({ id: hex(32), desk: z.string().max(40) })).max(100_000),
  wants: z.array(hex(64)).max(20_000),
  to: z.array(hex(32)).max(10_000),
  counts: z.object({ ops: z.number().int().min(0).max(limits.operations), blobs: z.number().int().min(0).max(limits.blobs) }),
  entries: z
    .array(
      z.object({
        name: z.string().regex(entryNames),
        size: z.number().int().min(0),
        sha256: hex(64),
        inflated: z.number().int().min(0).max(limits.opsBytes).optional(),
      }),
    )
    .max(limits.blobs + 1),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const signatureSchema = z.object({ key: hex(64), sig: hex(128) });
export const endSchema = z.object({ entries: z.number().int(), sha256: hex(64) });

/** The text that is signed for a manifest; its prefix keeps a signature of one kind from being accepted as another. */
export const manifestMessage = (sha: string): string => `citydesk-bundle-1\0${sha}`;
/** Five groups of four letters of a desk's signing key, to be read out by telephone. */
export const fingerprint = (signKey: string): string => (signKey.slice(0, 20).toUpperCase().match(/.{4}/g) ?? []).join(' ');

/** Short code of a file, for the label on a stick and to compare by telephone. */
export const shortCode = (sha: string): string => (sha.slice(0, 12).toUpperCase().match(/.{4}/g) ?? []).join('-');
