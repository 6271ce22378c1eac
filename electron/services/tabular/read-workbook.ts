// An xlsx workbook as rows of cells. Formulas give what they last came to; nothing in a file is ever run or fetched.
import type { CellValue, Worksheet } from '@cj-tech-master/excelts';
import { DeskError } from '../../../db/errors.ts';
import type { Cell, Notice, Sheet, SheetFile } from './cells.ts';
import { sheetRows, tableColumns, tableRows, unpackedBytes, zipEntries } from './limits.ts';

/**
 * @throws DeskError `fileBroken`, `filePassword`, `fileTooLarge`, `tooManyRows`, `tooManyColumns`
 */
export async function readWorkbook(bytes: Uint8Array, file: string): Promise<SheetFile> {
  const parts = await checkParts(bytes, file);
  const { Workbook } = await import('@cj-tech-master/excelts');
  const book = new Workbook();
  try {
    await book.xlsx.load(bytes, { maxRows: sheetRows, maxCols: tableColumns + 1, ignoreNodes: ['dataValidations', 'conditionalFormatting', 'hyperlinks'] });
  } catch (error) {
    if (error instanceof Error && 'itemType' in error)
      throw error.itemType === 'row' ? new DeskError('tooManyRows', { max: tableRows }) : new DeskError('tooManyColumns', { max: tableColumns });
    throw new DeskError('fileBroken', { file }, { cause: error });
  }
  const notices: Notice[] = [];
  if (parts.some((path) => /vbaProject\.bin$/i.test(path))) notices.push({ code: 'macros', details: {} });
  if (parts.some((path) => /^xl\/externalLinks\//i.test(path))) notices.push({ code: 'externalLinks', details: {} });
  const seen = { formulas: 0, merged: 0 };
  const sheets = book.worksheets.map((sheet) => readSheet(sheet, seen));
  if (sheets.length === 0) throw new DeskError('fileBroken', { file });
  if (seen.formulas > 0) notices.push({ code: 'formulas', details: { count: seen.formulas } });
  if (seen.merged > 0) notices.push({ code: 'merged', details: { count: seen.merged } });
  return {
    sheets,
    notices,
    keywords: String(book.keywords ?? ''),
    comments: parts.filter((path) => /^xl\/(comments\d*|comments\/comment\d+)\.xml$/i.test(path)).length,
  };
}

/** Looks at the table of contents, and unpacks every part once without keeping it: what a part claims to be is no proof. */
async function checkParts(bytes: Uint8Array, file: string): Promise<string[]> {
  const { BufferReader, RemoteZipReader } = await import('@cj-tech-master/excelts/archive');
  // The library's reader of a table of contents takes its bytes from anywhere; here they are in memory.
  const zip = await RemoteZipReader.fromReader(new BufferReader(bytes)).catch((error: unknown) => {
    throw new DeskError('fileBroken', { file }, { cause: error });
  });
  if (zip.hasEncryptedEntries()) throw new DeskError('filePassword', { file });
  const entries = zip.getEntries();
  const claimed = entries.reduce((sum, entry) => sum + Number(entry.uncompressedSize64 ?? entry.uncompressedSize), 0);
  if (entries.length > zipEntries || claimed > unpackedBytes) throw new DeskError('fileTooLarge', { file, max: unpackedBytes / 1_000_000 });
  const { createInflateRaw } = await import('node:zlib');
  let unpacked = 0;
  for (const entry of entries) {
    if (entry.compressionMethod !== 8) continue;
    const packed = await zip.getRawCompressedData(entry).catch((error: unknown) => {
      throw new DeskError('fileBroken', { file }, { cause: error });
    });
    if (!packed) throw new DeskError('fileBroken', { file });
    await new Promise<void>((resolve, reject) => {
      // In few steps, since each costs more than its work, and in no larger a buffer than the part says it needs.
      const size = Number(entry.uncompressedSize64 ?? entry.uncompressedSize);
      const inflate = createInflateRaw({ chunkSize: Math.min(1 << 20, Math.max(1 << 14, size)) });
      inflate.on('data', (chunk: Buffer) => {
        unpacked += chunk.length;
        if (unpacked > unpackedBytes) inflate.destroy(new DeskError('fileTooLarge', { file, max: unpackedBytes / 1_000_000 }));
      });
      inflate.on('end', resolve);
      inflate.on('error', (error) => reject(error instanceof DeskError ? error : new DeskError('fileBroken', { file }, { cause: error })));
      inflate.end(packed);
    });
  }
  if (zip.hasEntry('mimetype') && zip.hasEntry('content.xml')) throw new DeskError('fileOpenDocument', { file });
  if (!zip.hasEntry('xl/workbook.xml')) throw new DeskError('fileBroken', { file });
  return entries.map((entry) => entry.path);
}

function readSheet(sheet: Worksheet, seen: { formulas: number; merged: number }): Sheet {
  const rows: Cell[][] = [];
  const lines: number[] = [];
  const percents: { row: number; column: number }[] = [];
  seen.merged += Object.keys(sheet.model.mergeCells ?? {}).length;
  sheet.eachRow({ includeEmpty: false }, (row, number) => {
    const values = row.values;
    if (!Array.isArray(values)) return;
    const cells: Cell[] = [];
    let filled = false;
    // Cells count from 1 in a workbook.
    for (let at = 1; at < values.length; at++) {
      const cell = cellOf(values[at] as CellValue, seen);
      if (typeof cell === 'number' && isPercent(row.findCell(at)?.numFmt)) percents.push({ row: rows.length, column: at - 1 });
      cells.push(cell);
      if (cell !== null) {
        filled = true;
        if (at > tableColumns) throw new DeskError('tooManyColumns', { max: tableColumns });
      }
    }
    if (!filled) return;
    if (rows.length >= tableRows) throw new DeskError('tooManyRows', { max: tableRows });
    rows.push(cells);
    lines.push(number);
  });
  return { name: sheet.name, rows, lines, ...(percents.length > 0 && { percents }) };
}

/** A number format that shows 0.3 as 30%; a quoted or escaped sign is only a letter. */
const isPercent = (format: unknown): boolean => typeof format === 'string' && format.replace(/"[^"]*"|\\./g, '').includes('%');

const pad = (value: number) => String(value).padStart(2, '0');

function cellOf(value: CellValue, seen: { formulas: number }): Cell {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (value instanceof Date) return momentOf(value);
  if ('formula' in value || 'sharedFormula' in value) {
    seen.formulas += 1;
    return cellOf(('result' in value ? value.result : null) as CellValue, { formulas: 0 });
  }
  if ('richText' in value && Array.isArray(value.richText)) return value.richText.map((run) => run.text).join('') || null;
  if ('text' in value) return value.text || null;
  if ('error' in value) return value.error;
  if ('checkbox' in value) return value.checkbox ? '1' : '0';
  return null;
}

/** Excel keeps a moment as days since 1900; the library hands them over as UTC. A time alone lies on day 0. */
function momentOf(date: Date): Cell {
  const ms = date.getTime();
  if (!Number.isFinite(ms)) return null;
  // Fractions of a day do not divide evenly into milliseconds: to the nearest second.
  const rounded = new Date(Math.round(ms / 1_000) * 1_000);
  const year = rounded.getUTCFullYear();
  const [hours, minutes, seconds] = [rounded.getUTCHours(), rounded.getUTCMinutes(), rounded.getUTCSeconds()];
  const time = hours + minutes + seconds === 0 ? '' : `${pad(hours)}:${pad(minutes)}`;
  if (year < 1900) return { day: '', time: time || '00:00' };
  return { day: rounded.toISOString().slice(0, 10), time };
}
