// A file from outside as sheets of cells, whatever it is; or the reason why not.
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { DeskError } from '../../../db/errors.ts';
import type { SheetFile } from './cells.ts';
import { decodeText, type Encoding } from './encoding.ts';
import { fileBytes } from './limits.ts';
import { readText } from './read-text.ts';
import { readWorkbook } from './read-workbook.ts';

/** @throws DeskError `fileMissing`, `fileTooLarge`, `fileEmpty`, `fileOldExcel`, and those of the readers */
export async function readSheetFile(path: string, encoding: Encoding | 'auto' = 'auto'): Promise<SheetFile> {
  return readSheetBytes(await readBytes(path), basename(path), encoding);
}

/** @throws DeskError `fileMissing`, `fileTooLarge`: before anything is read */
export async function readBytes(path: string): Promise<Uint8Array> {
  const file = basename(path);
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new DeskError('fileMissing', { file });
    if (found.size > fileBytes) throw new DeskError('fileTooLarge', { file, max: fileBytes / 1_000_000 });
    return await readFile(path);
  } catch (error) {
    if (error instanceof DeskError) throw error;
    throw new DeskError('fileMissing', { file }, { cause: error });
  }
}

/** The kind of a file is read from its first bytes: file names can be wrong. @throws DeskError `fileEmpty`, `fileOldExcel`, and those of the readers */
export async function readSheetBytes(bytes: Uint8Array, file: string, encoding: Encoding | 'auto' = 'auto'): Promise<SheetFile> {
  if (bytes.length === 0) throw new DeskError('fileEmpty', { file });
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readWorkbook(bytes, file);
  // Microsoft's older container: a workbook behind a password, or one of before 2007.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) {
    const encrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from('EncryptedPackage', 'utf16le'));
    throw new DeskError(encrypted ? 'filePassword' : 'fileOldExcel', { file });
  }
  const { text, encoding: found } = decodeText(bytes, encoding, file);
  const sheet = readText(text, file);
  if (sheet.rows.length === 0) throw new DeskError('fileEmpty', { file });
  return { sheets: [sheet], notices: [{ code: 'encoding', details: { encoding: found } }] };
}
