// The parts of a zipped workbook, unpacked one by one as they are asked for and never beyond the limits.
import { createInflateRaw, inflateRawSync } from 'node:zlib';
import { DeskError } from '../../../db/errors.ts';
import { partBytes, ratioBytes, unpackedBytes, unpackedRatio, zipEntries } from './limits.ts';

export interface Parts {
  /** As the package writes them, with `/` between folders. */
  readonly names: readonly string[];
  /** A part by its name, whatever its case; undefined where there is none. @throws DeskError `fileBroken`, `fileTooLarge` */
  read(name: string): Promise<Buffer | undefined>;
  /** A part piece by piece, so that it never lies in memory whole. @throws DeskError as `read`, also while it is being read */
  stream(name: string): Promise<AsyncIterable<Buffer> | undefined>;
}

const plainName = (path: string): string => path.replaceAll('\\', '/').replace(/^\/+/, '');

/**
 * @param bytes  a whole zip
 * @throws DeskError `fileBroken`, `filePassword`, `fileTooLarge`
 */
export async function openParts(bytes: Uint8Array, file: string): Promise<Parts> {
  const { BufferReader, RemoteZipReader } = await import('@cj-tech-master/excelts/archive');
  const broken = (cause: unknown): never => {
    throw new DeskError('fileBroken', { file }, { cause });
  };
  const tooLarge = () => new DeskError('fileTooLarge', { file, max: unpackedBytes / 1_000_000 });
  // The library's reader of a table of contents takes its bytes from anywhere; here they are in memory.
  const zip = await RemoteZipReader.fromReader(new BufferReader(bytes)).catch(broken);
  if (zip.hasEncryptedEntries()) throw new DeskError('filePassword', { file });
  const entries = zip.getEntries();
  if (entries.length > zipEntries) throw tooLarge();
  const exactly = new Map(entries.map((entry) => [plainName(entry.path), entry]));
  const byName = new Map(entries.map((entry) => [plainName(entry.path).toLowerCase(), entry]));
  let unpacked = 0;
  const open = async (name: string) => {
    // Two names may differ in case alone.
    const entry = exactly.get(plainName(name)) ?? byName.get(plainName(name).toLowerCase());
    if (!entry) return undefined;
    const size = Number(entry.uncompressedSize64 ?? entry.uncompressedSize);
    if (unpacked + size > unpackedBytes) throw tooLarge();
    const packed = (await zip.getRawCompressedData(entry).catch(broken)) ?? broken('no data');
    if (size > ratioBytes && size > packed.length * unpackedRatio) throw tooLarge();
    if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) return broken(`method ${entry.compressionMethod}`);
    return { packed: Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength), size, isPacked: entry.compressionMethod === 8 };
  };
  return {
    names: entries.map((entry) => plainName(entry.path)),
    read: async (name) => {
      const part = await open(name);
      if (!part) return undefined;
      if (part.size > partBytes) throw tooLarge();
      unpacked += part.size;
      return part.isPacked ? inflate(part.packed, part.size, { broken, tooLarge }) : part.packed;
    },
    stream: async (name) => {
      const part = await open(name);
      if (!part) return undefined;
      unpacked += part.size;
      return part.isPacked ? inflated(part.packed, part.size, { broken, tooLarge }) : pieces(part.packed);
    },
  };
}

interface Refuse {
  readonly broken: (cause: unknown) => never;
  readonly tooLarge: () => DeskError;
}

const pieceBytes = 256 * 1_024;

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

async function* inflated(packed: Buffer, size: number, refuse: Refuse): AsyncGenerator<Buffer> {
  const unpacking = createInflateRaw({ chunkSize: pieceBytes });
  unpacking.end(packed);
  let sum = 0;
  try {
    for await (const piece of unpacking as AsyncIterable<Buffer>) {
      sum += piece.length;
      // What a part claims to be is no proof.
      if (sum > size) throw refuse.tooLarge();
      yield piece;
    }
  } catch (error) {
    if (error instanceof DeskError) throw error;
    refuse.broken(error);
  } finally {
    unpacking.destroy();
  }
}

/** What a part claims to be is no proof: unpacking stops where it becomes more. */
function inflate(packed: Uint8Array, size: number, refuse: Refuse): Buffer {
  try {
    // One buffer of the claimed size: growing and joining would take twice the memory.
    return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1), chunkSize: Math.max(size, 64) });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw refuse.tooLarge();
    return refuse.broken(error);
  }
}
