// The parts of a zipped workbook, unpacked one by one as they are asked for and never beyond the limits.
import { inflateRawSync } from 'node:zlib';
import { DeskError } from '../../../db/errors.ts';
import { ratioBytes, unpackedBytes, unpackedRatio, zipEntries } from './limits.ts';

export interface Parts {
  /** As the package writes them, with `/` between folders. */
  readonly names: readonly string[];
  /** A part by its name, whatever its case; undefined where there is none. @throws DeskError `fileBroken`, `fileTooLarge` */
  read(name: string): Promise<Buffer | undefined>;
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
  const byName = new Map(entries.map((entry) => [plainName(entry.path).toLowerCase(), entry]));
  let unpacked = 0;
  return {
    names: entries.map((entry) => plainName(entry.path)),
    read: async (name) => {
      const entry = byName.get(plainName(name).toLowerCase());
      if (!entry) return undefined;
      const size = Number(entry.uncompressedSize64 ?? entry.uncompressedSize);
      if (unpacked + size > unpackedBytes) throw tooLarge();
      const packed = (await zip.getRawCompressedData(entry).catch(broken)) ?? broken('no data');
      if (size > ratioBytes && size > packed.length * unpackedRatio) throw tooLarge();
      unpacked += size;
      if (entry.compressionMethod === 0) return Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
      if (entry.compressionMethod !== 8) return broken(`method ${entry.compressionMethod}`);
      return inflate(packed, size, { broken, tooLarge });
    },
  };
}

/** What a part claims to be is no proof: unpacking stops where it becomes more. */
function inflate(packed: Uint8Array, size: number, refuse: { broken: (cause: unknown) => never; tooLarge: () => DeskError }): Buffer {
  try {
    // One buffer of the claimed size: growing and joining would take twice the memory.
    return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1), chunkSize: Math.max(size, 64) });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw refuse.tooLarge();
    return refuse.broken(error);
  }
}
