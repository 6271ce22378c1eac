// Every text of a file in the one form that is stored.
import { cleanText, isUnclean } from '../../../db/catalog/clean.ts';
import type { Cell, Notice, Sheet, SheetFile } from './cells.ts';

/** @returns the file with clean texts; where letters were dropped or changed, a notice of how many cells */
export function cleanCells(file: SheetFile): SheetFile {
  const counts = { changed: 0 };
  // A text is cleaned once, however many cells have it.
  const known = new Map<string, string>();
  const clean = (sheet: Sheet, counted: { changed: number }): Sheet => ({
    ...sheet,
    rows: sheet.rows.map((row) => row.map((cell) => cleanCell(cell, counted, known))),
  });
  const sheets = file.sheets.map((sheet) => clean(sheet, counts));
  const readings = file.readings?.map((reading) => ({ ...reading, sample: cleanText(reading.sample), sheet: clean(reading.sheet, { changed: 0 }) }));
  const notices: readonly Notice[] = counts.changed > 0 ? [...file.notices, { code: 'cleaned', details: { count: counts.changed } }] : file.notices;
  return { ...file, sheets, notices, ...(readings && { readings }) };
}

function cleanCell(cell: Cell, counts: { changed: number }, known: Map<string, string>): Cell {
  if (typeof cell !== 'string') return cell;
  let clean = known.get(cell);
  if (clean === undefined) {
    clean = cleanText(cell);
    known.set(cell, clean);
  }
  if (clean === cell) return cell;
  if (isUnclean(cell)) counts.changed += 1;
  return clean === '' ? null : clean;
}
