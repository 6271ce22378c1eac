// A file from outside as sheets of cells, whatever it is; or the reason why not.
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { DeskError } from '../../../db/errors.ts';
import type { SheetFile } from './cells.ts';
import { cleanCells } from './clean-cells.ts';
import { decodeText, type Encoding } from './encoding.ts';
import { fileBytes, pageBytes, wholeBytes } from './limits.ts';
import { readText } from './read-text.ts';
import { readOldWorkbook, readWorkbook } from './read-workbook.ts';

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

/** Letters of a reading that a person is shown. */
const sampleLetters = 200;

/** The kind of a file is read from its first bytes: file names can be wrong. @throws DeskError `fileEmpty`, and those of the readers */
export async function readSheetBytes(bytes: Uint8Array, file: string, encoding: Encoding | 'auto' = 'auto'): Promise<SheetFile> {
  if (bytes.length === 0) throw new DeskError('fileEmpty', { file });
  return cleanCells(await readKind(bytes, file, encoding));
}

async function readKind(bytes: Uint8Array, file: string, encoding: Encoding | 'auto'): Promise<SheetFile> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readWorkbook(bytes, file);
  requireAtMost(wholeBytes, bytes, file);
  // Microsoft's older container: a workbook behind a password, or one of before 2007.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) {
    const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (whole.includes(Buffer.from('EncryptedPackage', 'utf16le'))) throw new DeskError('filePassword', { file });
    return readOldWorkbook(whole, file);
  }
  // A sheet of Excel 2 to 4, without any container.
  if (bytes[0] === 0x09 && [0x00, 0x02, 0x04].includes(bytes[1] ?? -1) && (bytes[2] ?? 99) <= 8 && bytes[3] === 0) return readOldWorkbook(bytes, file);
  const page = isPage(bytes) ? declaredEncoding(bytes) : undefined;
  if (page) requireAtMost(pageBytes, bytes, file);
  const { text, encoding: found, readings } = decodeText(bytes, page && encoding === 'auto' ? page : encoding, file);
  if (page) return readOldWorkbook(text.replace(/^\ufeff/, ''), file);
  const sheet = readText(text, file);
  if (sheet.rows.length === 0) throw new DeskError('fileEmpty', { file });
  const choice = readings?.map((reading) => ({
    encoding: reading.encoding,
    sample: reading.text.slice(0, sampleLetters),
    sheet: readText(reading.text, file),
  }));
  return { sheets: [sheet], notices: [{ code: 'encoding', details: { encoding: found } }], ...(choice && { readings: choice }) };
}

/** Of files that have to be held whole to be read. */
function requireAtMost(most: number, bytes: Uint8Array, file: string): void {
  if (bytes.length > most) throw new DeskError('fileTooLarge', { file, max: most / 1_000_000 });
}

const headOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.subarray(0, 2_000))
    .toString('latin1')
    .replaceAll('\0', '')
    .replace(/^[^\x21-\x7e]+|^[\xef\xbb\xbf\xff\xfe]+/, '');

/** Web pages and XML that older programs call `.xls`. */
const isPage = (bytes: Uint8Array): boolean =>
  /^\s*(<html|<!doctype html|<head|<meta|<table|<style|<\?xml[^>]*>\s*(<\?mso[^>]*>\s*)?(<!--[^>]*-->\s*)?<((ss:)?Workbook|html)\b)/i.test(headOf(bytes));

/** The encoding a page says it has; `auto` where it says none that is known. */
function declaredEncoding(bytes: Uint8Array): Encoding | 'auto' {
  const stated = /(?:charset|encoding)\s*=\s*["']?([\w-]+)/i.exec(headOf(bytes))?.[1]?.toLowerCase() ?? '';
  const known: Readonly<Record<string, Encoding>> = {
    'utf-8': 'utf-8',
    shift_jis: 'shift_jis',
    'x-sjis': 'shift_jis',
    'windows-31j': 'shift_jis',
    'euc-jp': 'euc-jp',
    'euc-kr': 'euc-kr',
    ks_c_5601: 'euc-kr',
    gb2312: 'gb18030',
    gbk: 'gb18030',
    big5: 'big5',
  };
  return known[stated] ?? 'auto';
}
