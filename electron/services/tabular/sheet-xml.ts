// What the XML of a sheet says before anything is built from it: whether it keeps to the limits, and what a person
// should know of it. XML is held as bytes in a string (latin1): names and marks are ASCII, and it takes half the memory.
import { DeskError } from '../../../db/errors.ts';
import { mergedRanges, sheetCells, sheetColumns, sheetRows, tableRows, textBytes } from './limits.ts';

export interface SheetFacts {
  readonly formulas: number;
  /** Addresses of formulas without a stored result. */
  readonly noResults: ReadonlySet<string>;
  /** Lines that are hidden by hand or by a filter. */
  readonly hiddenLines: readonly number[];
}

/**
 * @param xml  a sheet as bytes in a string
 * @throws DeskError `fileTooLarge`, `tooManyRows`, `tooManyColumns`
 */
export function factsOf(xml: string, file: string): SheetFacts {
  requireShortTexts(xml, file);
  const hiddenLines: number[] = [];
  let row = 0;
  let rows = 0;
  for (const [, attributes = ''] of xml.matchAll(/<(?:\w+:)?row\b([^<>]*)>/g)) {
    row = Number(/\br=["'](\d+)/.exec(attributes)?.[1] ?? row + 1);
    rows += 1;
    if (row > sheetRows || rows > sheetRows) throw new DeskError('tooManyRows', { max: tableRows });
    if (/\bhidden=["'](1|true)/.test(attributes)) hiddenLines.push(row);
  }
  for (const [, last] of xml.matchAll(/<(?:\w+:)?col\b[^<>]*\bmax=["'](\d+)/g))
    if (Number(last) > sheetColumns) throw new DeskError('tooManyColumns', { max: sheetColumns });
  requireFew(xml, 'mergeCell ', mergedRanges, file);
  requireFew(xml, 'col ', sheetColumns, file);
  requireFew(xml, 'c ', sheetCells, file);
  return { ...formulasOf(xml), hiddenLines };
}

/** One text of hundreds of megabytes is no cell of an office. @throws DeskError `fileTooLarge` */
export function requireShortTexts(xml: string, file: string): void {
  let from = 0;
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', from)) {
    if (at - from > textBytes) throw new DeskError('fileTooLarge', { file, max: textBytes / 1_000_000 });
    from = at + 1;
  }
  if (xml.length - from > textBytes) throw new DeskError('fileTooLarge', { file, max: textBytes / 1_000_000 });
}

function requireFew(xml: string, tag: string, most: number, file: string): void {
  let found = 0;
  for (let at = xml.indexOf(tag); at >= 0; at = xml.indexOf(tag, at + tag.length)) {
    const before = xml[at - 1];
    if (before !== '<' && before !== ':') continue;
    found += 1;
    if (found > most) throw new DeskError('fileTooLarge', { file, max: most });
  }
}

const formula = /<(?:\w+:)?f\b[^<>]*(?:\/>|>[^<>]*<\/(?:\w+:)?f>)\s*(<(?:\w+:)?(?:v|is)\b[^<>/]*>[^<>]|<(?:\w+:)?is\b)?/g;

function formulasOf(xml: string): { formulas: number; noResults: Set<string> } {
  const noResults = new Set<string>();
  let formulas = 0;
  if (!/<(?:\w+:)?f[ />]/.test(xml)) return { formulas, noResults };
  for (const match of xml.matchAll(formula)) {
    formulas += 1;
    if (match[1] !== undefined) continue;
    const cell = xml.slice(Math.max(0, match.index - 200), match.index);
    const tag = /<(?:\w+:)?c\b([^<>]*)>\s*$/.exec(cell)?.[1] ?? '';
    // A formula that comes to an empty text has a result: text, of no letters.
    if (/\bt=["']str/.test(tag)) continue;
    const address = /\br=["']([A-Z]+\d+)/.exec(tag)?.[1];
    if (address) noResults.add(address);
  }
  return { formulas, noResults };
}
