// A sheet as the library built it, as rows of cells.
import type { CellObject, WorkSheet } from '@e965/xlsx';
import { DeskError } from '../../../db/errors.ts';
import type { Cell, Notice, Sheet } from './cells.ts';
import { formatLetters, mergedCells, namedCells, sheetCells, sheetLetters, tableColumns, tableRows } from './limits.ts';
import { builtInFormats, dateFormat, momentOf } from './number-format.ts';
import { columnOf, type MergedRange } from './sheet-xml.ts';

export interface SheetSource {
  readonly name: string;
  readonly hidden: boolean;
  readonly date1904: boolean;
  readonly file: string;
  /** Writes a number under a format, as Excel does. */
  readonly format: (format: string, value: number) => string;
}

/** What a sheet says of itself besides its cells. */
export interface SheetSigns {
  readonly merges: readonly MergedRange[];
  readonly hiddenLines: readonly number[];
  /** Addresses of formulas without a stored result. */
  readonly noResults: Iterable<string>;
}

/** Cells by their row, from 0. Rows may lie far apart. */
export type Grid = Map<number, Cell[]>;

/** How many cells, and letters in them, a file may still have. */
export interface Budget {
  cells: number;
  letters: number;
}
export const fullBudget = (): Budget => ({ cells: sheetCells, letters: sheetLetters });

/** The library's cell, with what it keeps of the format in files of before 2007. */
type Built = CellObject & { readonly XF?: { readonly numFmtId?: number } };

const errors: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
};

/** @throws DeskError `tooManyRows`, `tooManyColumns`, `fileTooHeavy` */
export function sheetOf(grid: Grid, signs: SheetSigns, source: SheetSource): Sheet {
  const noResults = addNoResults(grid, signs.noResults);
  const merges = spreadMerges(grid, signs.merges, source.file);
  const rows: Cell[][] = [];
  const lines: number[] = [];
  for (const row of [...grid.keys()].sort((a, b) => a - b)) {
    const cells = grid.get(row) ?? [];
    if (cells.every((cell) => cell === null || cell === undefined)) continue;
    if (rows.length >= tableRows) throw new DeskError('tooManyRows', { max: tableRows });
    rows.push(Array.from(cells, (cell) => cell ?? null));
    lines.push(row + 1);
  }
  const present = new Set(lines);
  const hiddenLines = signs.hiddenLines.filter((line) => present.has(line));
  const notices: Notice[] = [];
  if (merges.addresses.length > 0) notices.push({ code: 'merged', details: { count: merges.addresses.length, cells: named(merges.addresses) } });
  if (noResults.length > 0) notices.push({ code: 'noResults', details: { count: noResults.length, cells: named(noResults) } });
  return {
    name: source.name,
    rows,
    lines,
    ...(source.hidden && { hidden: true }),
    ...(hiddenLines.length > 0 && { hiddenLines }),
    bands: merges.bands,
    notices,
  };
}

const named = (addresses: readonly string[]): string => addresses.slice(0, namedCells).join(', ') + (addresses.length > namedCells ? ' …' : '');

/** What a sheet says of itself that the library has built whole. */
export const signsOf = (built: WorkSheet): SheetSigns => ({
  merges: built['!merges'] ?? [],
  hiddenLines: (built['!rows'] ?? []).flatMap((row, at) => (row?.hidden ? [at + 1] : [])),
  noResults: [],
});

/**
 * Adds what the library has built to the cells of a sheet.
 * @param texts  texts that cells name by number behind a mark
 * @throws DeskError `tooManyColumns`, `fileTooHeavy`
 */
export function addCells(
  grid: Grid,
  built: WorkSheet,
  source: SheetSource,
  { budget, texts = [] }: { readonly budget: Budget; readonly texts?: readonly string[] },
): void {
  (built['!data'] ?? []).forEach((cells, row) => {
    const line: Cell[] = grid.get(row) ?? [];
    cells?.forEach((cell, column) => {
      const value = cellOf(cell as Built | undefined, source, texts);
      if (value === null) return;
      if (column >= tableColumns) throw new DeskError('tooManyColumns', { max: tableColumns });
      if (typeof value === 'string') budget.letters -= value.length;
      line[column] = value;
    });
    budget.cells -= line.length;
    if (budget.cells < 0 || budget.letters < 0) throw new DeskError('fileTooHeavy', { file: source.file });
    if (line.length > 0) grid.set(row, line);
  });
}

/** @returns the addresses that lie in a table */
function addNoResults(grid: Grid, addresses: Iterable<string>): string[] {
  return [...addresses].filter((address) => {
    const [, name = '', digits = ''] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
    const column = columnOf(name);
    if (column < 0 || column >= tableColumns) return false;
    const line = grid.get(Number(digits) - 1) ?? [];
    line[column] = { fault: '' };
    grid.set(Number(digits) - 1, line);
    return true;
  });
}

/** Before the number of a shared text, in a cell handed to the library. */
export const sharedMark = '\u0001';

function cellOf(cell: Built | undefined, source: SheetSource, texts: readonly string[]): Cell {
  if (cell?.t === 'e') return { fault: errors[Number(cell.v)] ?? String(cell.w ?? '#ERROR') };
  if (!cell || cell.v === undefined || cell.v === null) return null;
  if (cell.t === 's') {
    const text = String(cell.v);
    return (text.startsWith(sharedMark) ? texts[Number(text.slice(1))] : text) || null;
  }
  if (cell.t === 'b') return cell.v ? 'TRUE' : 'FALSE';
  if (cell.t !== 'n' || typeof cell.v !== 'number') return null;
  return Number.isFinite(cell.v) ? numberOf(cell.v, formatOf(cell), source, cell.w) : null;
}

/** How Excel in Japanese shows the two formats that follow the system's own. */
const systemFormats: Readonly<Record<string, string>> = { 'm/d/yy': 'yyyy/m/d', 'm/d/yy h:mm': 'yyyy/m/d h:mm' };

function formatOf({ z, XF }: Built): string {
  if (typeof z === 'string' && z !== '') return systemFormats[z] ?? z;
  return builtInFormats[Number(typeof z === 'number' ? z : XF?.numFmtId)] ?? 'General';
}

/** A format that nobody can follow writes nothing. */
function written(write: SheetSource['format'], format: string, value: number): string | undefined {
  try {
    return format.length > formatLetters ? undefined : write(format, value).trim();
  } catch {
    return undefined; // the library has no words for this format: the number itself is what is known
  }
}

/** @param stated  what the file itself says it shows, where it does */
function numberOf(value: number, format: string, { date1904, format: write }: SheetSource, stated: string | undefined): Cell {
  const dates = format === 'General' ? undefined : dateFormat(format);
  if (dates) {
    const moment = momentOf(value, dates, date1904);
    return stated === undefined || typeof moment !== 'object' || moment === null ? moment : { ...moment, shown: stated };
  }
  const shown = stated?.trim() ?? (format === 'General' || format === '@' ? undefined : written(write, format, value));
  // Digits that only group or round nothing are the number itself.
  const isPlain = shown === undefined || (/^-?(0|[1-9][\d,]*)(\.\d+)?$/.test(shown) && Number(shown.replaceAll(',', '')) === value) || shown === '';
  if (date1904) return { number: value, shown: isPlain ? String(Number(value.toPrecision(15))) : shown, serial: value + 1_462 };
  return isPlain ? value : { number: value, shown };
}

interface Merges {
  readonly addresses: readonly string[];
  readonly bands: readonly number[];
}

/** Every cell of a merged range has the value of its first one, as far as the sheet reaches. @throws DeskError `fileTooHeavy` */
function spreadMerges(grid: Grid, merges: readonly MergedRange[], file: string): Merges {
  const addresses: string[] = [];
  const bands = new Set<number>();
  let lastRow = -1;
  let lastColumn = -1;
  for (const [row, cells] of grid) {
    if (row > lastRow) lastRow = row;
    if (cells.length - 1 > lastColumn) lastColumn = cells.length - 1;
  }
  let spread = 0;
  for (const { s, e } of merges) {
    const value = grid.get(s.r)?.[s.c];
    if (value === undefined) continue;
    addresses.push(`${columnLetters(s.c)}${s.r + 1}:${columnLetters(e.c)}${e.r + 1}`);
    const [toRow, toColumn] = [Math.min(e.r, lastRow), Math.min(e.c, lastColumn)];
    spread += (toRow - s.r + 1) * (toColumn - s.c + 1);
    if (spread > mergedCells) throw new DeskError('fileTooHeavy', { file });
    if (e.c - s.c >= 2) for (let row = s.r; row <= toRow; row++) bands.add(row + 1);
    // Down to where other cells are: a merged whole column is no million records.
    for (let row = s.r; row <= toRow; row++) {
      const line = grid.get(row) ?? (row === s.r ? [] : undefined);
      if (!line) continue;
      for (let column = s.c; column <= toColumn; column++) line[column] = value;
    }
  }
  return { addresses, bands: [...bands].sort((a, b) => a - b) };
}

/** The letters of a column, numbered from 0. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26);
  return `${rest > 0 ? columnLetters(rest - 1) : ''}${String.fromCharCode(65 + (column % 26))}`;
}
