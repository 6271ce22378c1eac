// A sheet as the library built it, as rows of cells.
import type { CellObject, WorkSheet } from '@e965/xlsx';
import { DeskError } from '../../../db/errors.ts';
import type { Cell, Notice, Sheet } from './cells.ts';
import { mergedCells, namedCells, tableColumns, tableRows } from './limits.ts';
import { builtInFormats, dateFormat, momentOf } from './number-format.ts';
import type { SheetFacts } from './sheet-xml.ts';

export interface SheetSource {
  readonly name: string;
  readonly hidden: boolean;
  readonly date1904: boolean;
  /** What the XML of the sheet says; undefined for other kinds of files. */
  readonly facts: SheetFacts | undefined;
  /** Writes a number under a format, as Excel does. */
  readonly format: (format: string, value: number) => string;
}

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

/** @throws DeskError `tooManyRows`, `tooManyColumns`, `fileTooLarge` */
export function sheetOf(built: WorkSheet, source: SheetSource, file: string): Sheet {
  const grid = gridOf(built, source);
  const merges = spreadMerges(grid, built, file);
  const rows: Cell[][] = [];
  const lines: number[] = [];
  for (const row of [...grid.keys()].sort((a, b) => a - b)) {
    const cells = grid.get(row) ?? [];
    if (cells.every((cell) => cell === null || cell === undefined)) continue;
    if (cells.length > tableColumns) throw new DeskError('tooManyColumns', { max: tableColumns });
    if (rows.length >= tableRows) throw new DeskError('tooManyRows', { max: tableRows });
    rows.push(Array.from(cells, (cell) => cell ?? null));
    lines.push(row + 1);
  }
  const hiddenLines = (source.facts?.hiddenLines ?? hiddenRows(built)).filter((line) => grid.has(line - 1) && lines.includes(line));
  const notices: Notice[] = [];
  if (merges.addresses.length > 0) notices.push({ code: 'merged', details: { count: merges.addresses.length, cells: named(merges.addresses) } });
  const noResults = [...(source.facts?.noResults ?? [])];
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

const hiddenRows = (built: WorkSheet): number[] => (built['!rows'] ?? []).flatMap((row, at) => (row?.hidden ? [at + 1] : []));

function gridOf(built: WorkSheet, source: SheetSource): Map<number, Cell[]> {
  const grid = new Map<number, Cell[]>();
  // Rows may lie far apart: only those that are there are visited.
  (built['!data'] ?? []).forEach((cells, row) => {
    const line: Cell[] = [];
    cells?.forEach((cell, column) => {
      const value = cellOf(cell as Built | undefined, source);
      if (value === null) return;
      if (column >= tableColumns) throw new DeskError('tooManyColumns', { max: tableColumns });
      line[column] = value;
    });
    if (line.length > 0) grid.set(row, line);
  });
  for (const address of source.facts?.noResults ?? []) {
    const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    if (column < 0 || column >= tableColumns) continue;
    const line = grid.get(Number(digits) - 1) ?? [];
    line[column] = { fault: '' };
    grid.set(Number(digits) - 1, line);
  }
  return grid;
}

function cellOf(cell: Built | undefined, source: SheetSource): Cell {
  if (cell?.t === 'e') return { fault: errors[Number(cell.v)] ?? String(cell.w ?? '#ERROR') };
  if (!cell || cell.v === undefined || cell.v === null) return null;
  if (cell.t === 's') return String(cell.v) || null;
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

/** @param stated  what the file itself says it shows, where it does */
function numberOf(value: number, format: string, { date1904, format: write }: SheetSource, stated: string | undefined): Cell {
  const dates = format === 'General' ? undefined : dateFormat(format);
  if (dates) {
    const moment = momentOf(value, dates, date1904);
    return stated === undefined || typeof moment !== 'object' || moment === null ? moment : { ...moment, shown: stated };
  }
  const shown = stated?.trim() ?? (format === 'General' || format === '@' ? undefined : write(format, value).trim());
  // Digits that only group or round nothing are the number itself.
  const isPlain = shown === undefined || (/^-?(0|[1-9][\d,]*)(\.\d+)?$/.test(shown) && Number(shown.replaceAll(',', '')) === value) || shown === '';
  if (date1904) return { number: value, shown: isPlain ? String(Number(value.toPrecision(15))) : shown, serial: value + 1_462 };
  return isPlain ? value : { number: value, shown };
}

interface Merges {
  readonly addresses: readonly string[];
  readonly bands: readonly number[];
}

/** Every cell of a merged range has the value of its first one, as far as the sheet reaches. @throws DeskError `fileTooLarge` */
function spreadMerges(grid: Map<number, Cell[]>, built: WorkSheet, file: string): Merges {
  const addresses: string[] = [];
  const bands = new Set<number>();
  let lastRow = -1;
  let lastColumn = -1;
  for (const [row, cells] of grid) {
    if (row > lastRow) lastRow = row;
    if (cells.length - 1 > lastColumn) lastColumn = cells.length - 1;
  }
  let spread = 0;
  for (const { s, e } of built['!merges'] ?? []) {
    const value = grid.get(s.r)?.[s.c];
    if (value === undefined) continue;
    addresses.push(`${letters(s.c)}${s.r + 1}:${letters(e.c)}${e.r + 1}`);
    const [toRow, toColumn] = [Math.min(e.r, lastRow), Math.min(e.c, lastColumn)];
    spread += (toRow - s.r + 1) * (toColumn - s.c + 1);
    if (spread > mergedCells) throw new DeskError('fileTooLarge', { file, max: mergedCells });
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

function letters(column: number): string {
  const rest = Math.floor(column / 26);
  return `${rest > 0 ? letters(rest - 1) : ''}${String.fromCharCode(65 + (column % 26))}`;
}
