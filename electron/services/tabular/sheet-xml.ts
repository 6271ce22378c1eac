// What the XML of a sheet says before anything is built from it: whether it keeps to the limits, and what a person
// should know of it. XML is held as bytes in a string (latin1): names and marks are ASCII, and it takes half the memory.
import { DeskError } from '../../../db/errors.ts';
import { mergedRanges, sheetColumns, sheetRows, tableRows, textBytes } from './limits.ts';

/** From the first cell to the last, both from 0. */
export interface MergedRange {
  readonly s: { readonly r: number; readonly c: number };
  readonly e: { readonly r: number; readonly c: number };
}

/** What a sheet says of itself besides its cells; grows as its pieces are looked at. */
export class SheetFacts {
  formulas = 0;
  /** Texts of the sheet's own of which struck-out letters were left out. */
  struck = 0;
  /** Addresses of formulas without a stored result. */
  readonly noResults = new Set<string>();
  /** Lines that are hidden by hand or by a filter. */
  readonly hiddenLines: number[] = [];
  readonly merges: MergedRange[] = [];
  readonly #file: string;
  #row = 0;
  #rows = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /**
   * Looks at whole rows. @returns them with what a reader has to know: the first one's number
   * @throws DeskError `tooManyRows`, `tooManyColumns`, `fileTooLarge`
   */
  rows(xml: string): string {
    requireShortTexts(xml, this.#file);
    const before = this.#row;
    for (const [, attributes = ''] of xml.matchAll(/<(?:[\w.-]+:)?row\b([^<>]*)>/g)) {
      this.#row = Number(/(?:^|\s)r=["']\s*(\d+)/.exec(attributes)?.[1] ?? this.#row + 1);
      this.#rows += 1;
      if (this.#row > sheetRows || this.#rows > sheetRows) throw new DeskError('tooManyRows', { max: tableRows });
      if (/\bhidden=["'](1|true)/.test(attributes)) this.hiddenLines.push(this.#row);
    }
    if (/<(?:[\w.-]+:)?c\b[^<>]*\sr=["'][A-Z]{4,}/i.test(xml)) throw new DeskError('tooManyColumns', { max: sheetColumns });
    this.#formulasOf(xml);
    const numbered = xml.replace(/<((?:[\w.-]+:)?row\b)(?![^<>]*\sr=)/, `<$1 r="${before + 1}"`);
    // Some programs write the letters of a column small.
    return /\sr=["'][a-z]/.test(numbered) ? numbered.replace(/\sr=["']([a-z]+)(?=\d+["'])/g, (whole) => whole.toUpperCase().replace(' R=', ' r=')) : numbered;
  }

  /** Looks at what stands before and behind the rows. @throws DeskError `tooManyColumns`, `fileTooHeavy` */
  rest(xml: string): void {
    for (const [, last] of xml.matchAll(/<(?:[\w.-]+:)?col\b[^<>]*\bmax=["'](\d+)/g))
      if (Number(last) > sheetColumns) throw new DeskError('tooManyColumns', { max: sheetColumns });
    for (const match of xml.matchAll(/<(?:[\w.-]+:)?mergeCell\b[^<>]*\bref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']/g)) {
      const [, left = '', top, right = '', bottom] = match;
      this.merges.push({ s: { r: Number(top) - 1, c: columnOf(left) }, e: { r: Number(bottom) - 1, c: columnOf(right) } });
      if (this.merges.length > mergedRanges) throw new DeskError('fileTooHeavy', { file: this.#file });
    }
  }

  #formulasOf(xml: string): void {
    if (!/<(?:[\w.-]+:)?f[ />]/.test(xml)) return;
    for (const match of xml.matchAll(formula)) {
      this.formulas += 1;
      if (match[1] !== undefined) continue;
      const cell = xml.slice(Math.max(0, match.index - 200), match.index);
      const tag = /<(?:[\w.-]+:)?c\b([^<>]*)>\s*$/.exec(cell)?.[1] ?? '';
      // A formula that comes to an empty text has a result: text, of no letters.
      if (/\bt=["']str/.test(tag)) continue;
      const address = /\br=["']([A-Z]+\d+)/.exec(tag)?.[1];
      if (address) this.noResults.add(address);
    }
  }
}

/** The number of a column from its letters, from 0. */
export const columnOf = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

const formula = /<(?:[\w.-]+:)?f\b[^<>]*(?:\/>|>[^<>]*<\/(?:[\w.-]+:)?f>)\s*(<(?:[\w.-]+:)?(?:v|is)\b[^<>/]*>[^<>]|<(?:[\w.-]+:)?is\b)?/g;

/** One text of hundreds of megabytes is no cell of an office. @throws DeskError `fileTooLarge` */
export function requireShortTexts(xml: string, file: string): void {
  let from = 0;
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', from)) {
    if (at - from > textBytes) throw new DeskError('fileTooLarge', { file, max: textBytes / 1_000_000 });
    from = at + 1;
  }
  if (xml.length - from > textBytes) throw new DeskError('fileTooLarge', { file, max: textBytes / 1_000_000 });
}
