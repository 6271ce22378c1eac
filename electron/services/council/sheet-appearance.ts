// What the sheets of a progress workbook share: what it is made from, its colours, and the look of a cell.
import type { Cell } from '@cj-tech-master/excelts';
import type { DateStyle } from '../../../db/catalog/dates.ts';
import type { Language } from '../../../db/catalog/index.ts';
import type { Words } from '../../../resources/locales/sentences.ts';
import { paperFont as font, paperInk as ink, ruled } from '../print/sheet-style.ts';
import type { SheetContent } from './sheet-content.ts';
import type { SheetKey } from './sheet-definition.ts';

export interface WorkbookOptions {
  readonly content: SheetContent;
  /** Absent: a paper for the meeting, not a sheet to be filled in. */
  readonly issue?: string | undefined;
  /** Bands by purpose and section, or by bureau. */
  readonly order?: 'purpose' | 'bureau' | undefined;
  /** Number of the paper, at the upper right of each page. */
  readonly label?: string | undefined;
  readonly deskName: string;
  readonly day: string;
  readonly checks: readonly string[];
  readonly language: Language;
  readonly dates: DateStyle;
  readonly words: Words;
}

export const sheetColours = {
  purpose: 'FF264AF4',
  section: 'FFE8F1FE',
  head: 'FF414143',
  locked: 'FFF2F2F2',
  rule: 'FF949494',
  contested: 'FFFFD9B3',
} as const;
/** The letter of a column in Excel: a sheet has no more than 26. */
export const columnLetter = (content: SheetContent, key: SheetKey) =>
  String.fromCharCode(65 + content.definition.columns.findIndex((column) => column.key === key));
/** Title of the sheet in its language. */
export const titleOf = ({ content, language }: WorkbookOptions): string => content.definition.title[language];
/** Row of the headings, from 1. */
export const headRow = 4;

/** Thin lines on all four sides. */
export const box = ruled(sheetColours.rule);

/** Gives a cell type, colour, alignment, border and protection; size in points. */
export function style(
  cell: Cell,
  options: {
    size?: number;
    bold?: boolean;
    colour?: string;
    fill?: string;
    align?: 'left' | 'center' | 'right';
    vertical?: 'top' | 'middle';
    wrap?: boolean;
    boxed?: boolean;
    unlocked?: boolean;
  },
): void {
  cell.font = { name: font, size: options.size ?? 9, bold: options.bold ?? false, color: options.colour ? { argb: options.colour } : ink };
  cell.alignment = { vertical: options.vertical ?? 'top', horizontal: options.align ?? 'left', wrapText: options.wrap ?? true };
  if (options.fill) cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: options.fill } };
  if (options.boxed ?? true) cell.border = box;
  if (options.unlocked) cell.protection = { locked: false };
}
