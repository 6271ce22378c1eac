// A table as it came from outside: rows of cells, not interpreted yet.

/** A day, and a time of day where one was given (`2014-04-25`, `14:30`). Either may be empty, not both. */
export interface Moment {
  readonly day: string;
  readonly time: string;
}
export type Cell = string | number | Moment | null;

/** Something that a reader should know about the file. Sentences below `notices.` in the locale files. */
export interface Notice {
  readonly code: NoticeCode;
  readonly details: Readonly<Record<string, string | number>>;
}
export type NoticeCode =
  | 'encoding'
  | 'otherSheets'
  | 'aboveSkipped'
  | 'totalsSkipped'
  | 'notesSkipped'
  | 'sectionsSkipped'
  | 'formulas'
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
  /** Numbers that the file shows as a percentage: 0.3 as 30%. Places in `rows`. */
  readonly percents?: readonly { readonly row: number; readonly column: number }[];
}

export interface SheetFile {
  readonly sheets: readonly Sheet[];
  readonly notices: readonly Notice[];
  /** Keywords of a workbook's properties: one of the places where our sheets carry their name. */
  readonly keywords?: string;
  /** Comments written in cells; they are not read. */
  readonly comments?: number;
}

/** What a person sees in the cell. */
export const textOf = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? '' : typeof cell === 'object' ? [cell.day, cell.time].filter((part) => part !== '').join(' ') : String(cell);

/** Nothing but spaces counts as blank. */
export const isBlank = (cell: Cell | undefined): boolean => cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');
