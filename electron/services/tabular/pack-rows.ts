// Rows on their way from the thread that read them: each different cell once, and its number wherever it stands. Copied
// as they are, a text of a thousand cells would be copied a thousand times.
import { type Cell, identityOf, type Sheet, type SheetFile } from './cells.ts';

interface PackedSheet extends Omit<Sheet, 'rows'> {
  /** Cells of each row, and their numbers one row after the other. */
  readonly widths: Uint16Array<ArrayBuffer>;
  readonly numbers: Uint32Array<ArrayBuffer>;
}
export interface PackedFile extends Omit<SheetFile, 'sheets' | 'readings'> {
  readonly cells: readonly Cell[];
  readonly sheets: readonly PackedSheet[];
  readonly readings?: readonly { readonly encoding: string; readonly sample: string; readonly sheet: PackedSheet }[];
}

/** A file packed, and the memory that can be handed over instead of copied. */
export function packFile(file: SheetFile): { readonly packed: PackedFile; readonly handedOver: ArrayBuffer[] } {
  const cells: Cell[] = [];
  const known = new Map<string | number | null, number>();
  const handedOver: ArrayBuffer[] = [];
  const numberOf = (cell: Cell): number => {
    const identity = identityOf(cell);
    const number = known.get(identity);
    if (number !== undefined) return number;
    known.set(identity, cells.length);
    return cells.push(cell) - 1;
  };
  const pack = ({ rows, ...sheet }: Sheet): PackedSheet => {
    const widths = Uint16Array.from(rows, (row) => row.length);
    const numbers = new Uint32Array(rows.reduce((sum, row) => sum + row.length, 0));
    let at = 0;
    for (const row of rows) for (const cell of row) numbers[at++] = numberOf(cell);
    handedOver.push(widths.buffer, numbers.buffer);
    return { ...sheet, widths, numbers };
  };
  const { sheets, readings, ...rest } = file;
  const packed = { ...rest, cells, sheets: sheets.map(pack), ...(readings && { readings: readings.map((one) => ({ ...one, sheet: pack(one.sheet) })) }) };
  return { packed, handedOver };
}

/** The file as it was. */
export function unpackFile({ cells, sheets, readings, ...rest }: PackedFile): SheetFile {
  const unpack = ({ widths, numbers, ...sheet }: PackedSheet): Sheet => {
    let at = 0;
    const rows = Array.from(widths, (width) => Array.from({ length: width }, () => cells[numbers[at++] ?? 0] ?? null));
    return { ...sheet, rows };
  };
  return { ...rest, sheets: sheets.map(unpack), ...(readings && { readings: readings.map((one) => ({ ...one, sheet: unpack(one.sheet) })) }) };
}
