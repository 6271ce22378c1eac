// A table as it came from outside: rows of cells, not interpreted yet.

/** A day, and a time of day where one was given (`2014-04-25`, `14:30`). Either may be empty, not both. */
export interface Moment {
  readonly day: string;
  readonly time: string;
  /** What the file shows in the cell: `令和8年11月1日`. */
  readonly shown?: string;
}
/** A number that its file shows as something else than its digits: `0007`, `12人`, `30%`. */
export interface Figure {
  readonly number: number;
  readonly shown: string;
  /** Days as Excel counts them from 1900, where the file counts from 1904. */
  readonly serial?: number;
}
/** A cell without a value: an error (`#N/A`), or a formula whose result the file does not hold (empty). */
export interface Fault {
  readonly fault: string;
}
export type Cell = string | number | Moment | Figure | Fault | null;

/** Something that a reader should know about the file. Sentences below `notices.` in the locale files. */
export interface Notice {
  readonly code: NoticeCode;
  readonly details: Readonly<Record<string, string | number>>;
}
export type NoticeCode =
  | 'encoding'
  | 'otherSheets'
  | 'defaulted'
  | 'yearOfTitle'
  | 'hiddenSheets'
  | 'hiddenRows'
  | 'hiddenSkipped'
  | 'aboveSkipped'
  | 'totalsSkipped'
  | 'notesSkipped'
  | 'sectionsSkipped'
  | 'unitsSkipped'
  | 'equalCells'
  | 'dittos'
  | 'formulas'
  | 'noResults'
  | 'struck'
  | 'cleaned'
  | 'macros'
  | 'externalLinks'
  | 'merged'
  | 'unmapped'
  | 'readOnly'
  | 'bureausSplit'
  | 'corrected';

export interface Sheet {
  /** Empty for text files. */
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  /** Line in the file, or row of the sheet, of each of `rows`; from 1. */
  readonly lines: readonly number[];
  /** The file does not show this sheet. */
  readonly hidden?: boolean;
  /** Lines that the file does not show, by hand or by a filter. */
  readonly hiddenLines?: readonly number[];
  /** Lines in which one merged cell spans three columns or more. */
  readonly bands?: readonly number[];
  /** What a reader should know about this sheet; those of the whole file stand with the file. */
  readonly notices?: readonly Notice[];
}

/** A text file as it would read in one encoding, for a person to choose. */
export interface Reading {
  readonly encoding: string;
  /** Its first lines. */
  readonly sample: string;
  readonly sheet: Sheet;
}

export interface SheetFile {
  readonly sheets: readonly Sheet[];
  readonly notices: readonly Notice[];
  /** Keywords of a workbook's properties: one of the places where our sheets carry their name. */
  readonly keywords?: string;
  /** Comments written in cells; they are not read. */
  readonly comments?: number;
  /** The encoding is not certain: up to three readings, the likeliest first. Nothing is taken in until one is chosen. */
  readonly readings?: readonly Reading[];
}

/** Digits of a number as Excel shows and means them: 0.1 + 0.2 is stored as 0.30000000000000004. */
const digitsOf = (number: number): string => String(Number(number.toPrecision(15))).replace('e', 'E');

/** What a person sees in the cell. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return digitsOf(cell);
  if ('fault' in cell) return cell.fault;
  if ('number' in cell) return cell.shown;
  return cell.shown ?? [cell.day, cell.time].filter((part) => part !== '').join(' ');
}

/** Equal for cells that hold the same: two days may be shown alike. */
export const identityOf = (cell: Cell): string | number | null => (cell !== null && typeof cell === 'object' ? `\u0003${JSON.stringify(cell)}` : cell);

/** Nothing but spaces counts as blank. */
export const isBlank = (cell: Cell | undefined): boolean => cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');
