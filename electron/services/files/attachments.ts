// Files stored next to the database under the SHA-256 of their content: the same file is stored once, and a changed one
// is detected.
import { createHash } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { DeskError } from '../../../db/errors.ts';
import { writeWhole } from './write-file.ts';

/** Bytes of one file: a scanned agreement has about five million, and bundles carry them all. */
export const attachmentBytes = 50_000_000;

const mediaTypes: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.pptx': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.txt': 'text/plain',
  '.csv': 'text/csv',
};

export interface StoredFile {
  readonly fileName: string;
  readonly fileHash: string;
  readonly size: number;
  readonly mediaType: string;
}

/** Path of the content with this hash. @param folder  the desk's folder @param hash  SHA-256, hexadecimal */
export const attachmentPath = (folder: string, hash: string): string => join(folder, 'files', hash.slice(0, 2), hash);

/**
 * Takes a file into the desk's folder. The record that names it is for the caller to commit.
 * @throws DeskError `fileMissing`, `fileTooLarge`, `fileEmpty`, `diskFull`, `fileUnwritable`
 */
export async function storeFile(folder: string, path: string): Promise<StoredFile> {
  const file = basename(path);
  const found = await stat(path).catch((error: unknown) => {
    throw new DeskError('fileMissing', { file }, { cause: error });
  });
  if (!found.isFile()) throw new DeskError('fileMissing', { file });
  const { size } = found;
  if (size === 0) throw new DeskError('fileEmpty', { file });
  if (size > attachmentBytes) throw new DeskError('fileTooLarge', { file, max: attachmentBytes / 1_000_000 });
  const bytes = await readFile(path);
  const fileHash = createHash('sha256').update(bytes).digest('hex');
  const place = attachmentPath(folder, fileHash);
  await mkdir(dirname(place), { recursive: true, mode: 0o700 });
  // Written over also where the content is already stored, in case that copy is damaged.
  await writeWhole(place, bytes, true);
  return {
    fileName: file.normalize('NFC').slice(0, 200),
    fileHash,
    size: bytes.length,
    mediaType: mediaTypes[extname(file).toLowerCase()] ?? 'application/octet-stream',
  };
}

/** @throws DeskError `attachmentMissing` when the file is not here or is not what it was; those of writing */
export async function copyOut(folder: string, fileHash: string, fileName: string, to: string): Promise<void> {
  // A hash comes from a record, and a record may come from another desk.
  const missing = (cause?: unknown) => new DeskError('attachmentMissing', { file: fileName }, { cause });
  if (!/^[0-9a-f]{64}$/.test(fileHash)) throw missing();
  const bytes = await readFile(attachmentPath(folder, fileHash)).catch((error: unknown) => {
    throw missing(error);
  });
  if (createHash('sha256').update(bytes).digest('hex') !== fileHash) throw missing();
  await writeWhole(to, bytes, true);
  await markFromOutside(to);
}

/** Windows opens a file so marked with care: protected view, no macros, a question before a program starts. */
async function markFromOutside(file: string): Promise<void> {
  if (process.platform !== 'win32') return;
  // A drive that is not NTFS has no place for the mark.
  await writeFile(`${file}:Zone.Identifier`, '[ZoneTransfer]\r\nZoneId=3\r\n').catch(() => undefined);
}
