// Where in a sheet the table is: under which heading row, down to which line. Titles above, totals and remarks below
// are not records.
import { fold } from '../../../db/catalog/fold.ts';
import { type Cell, isBlank, type Notice, type Sheet, textOf } from './cells.ts';

export interface FoundTable {
  /** One per column; empty where the heading cell is. */
  readonly headings: readonly string[];
  /** Index into the sheet's rows of the (last) heading row. */
  readonly headingRow: number;
  /** Indexes into the sheet's rows of the records. */
  readonly records: readonly number[];
  readonly notices: readonly Notice[];
}

/** Titles, dates and names of offices rarely take more lines than this. */
const searchedRows = 40;

const totalWords = new Set(
  ['計', '合計', '集計', '総計', '小計', '累計', '総合計', 'total', 'subtotal', 'grandtotal', 'sum', '합계', '소계', '총계'].map(fold),
);
const remark = /^\s*(※|＊|\*|注|（注|\(注|備考|note|source|출처|주[)：:]|資料[：:]|出典)/i;

/**
 * @param known  says whether a heading is one that the program or a saved mapping knows
 * @param at  line of the sheet that holds the headings, when a person has said so
 * @returns undefined when nothing looks like a table
 */
export function locateTable(sheet: Sheet, known: (heading: string) => boolean, at?: number): FoundTable | undefined {
  const { rows, lines } = sheet;
  const first = at === undefined ? bestRow(rows, known) : lines.indexOf(at);
  if (first === undefined || first < 0) return undefined;
  const { headings, height } = headingsFrom(rows, first, known);
  const last = first + height - 1;
  const notices: Notice[] = [];
  if (first > 0) notices.push({ code: 'aboveSkipped', details: { count: first, line: lines[first] ?? 0 } });
  const records: number[] = [];
  const left: Record<(typeof told)[number], number[]> = {
    unitsSkipped: [],
    equalCells: [],
    sectionsSkipped: [],
    totalsSkipped: [],
    notesSkipped: [],
  };
  for (let row = last + 1; row < rows.length; row++) {
    const cells = rows[row] ?? [];
    const line = lines[row] ?? 0;
    // A heading that a printout repeats on every page is no record, and neither is a section's title across the table.
    if (repeats(cells, rows[last])) continue;
    if (row === last + 1 && isUnits(cells)) left.unitsSkipped.push(line);
    else if (sheet.bands?.includes(line) && isSection(cells)) left.sectionsSkipped.push(line);
    else if (isTotal(cells)) left.totalsSkipped.push(line);
    else {
      if (isSection(cells)) left.equalCells.push(line);
      records.push(row);
    }
  }
  for (let row = records[records.length - 1]; row !== undefined && isRemark(rows[row] ?? []); row = records[records.length - 1]) {
    left.notesSkipped.unshift(lines[row] ?? 0);
    records.pop();
  }
  for (const code of told) if (left[code].length > 0) notices.push({ code, details: { lines: left[code].join(', ') } });
  return { headings, headingRow: last, records, notices };
}

const told = ['unitsSkipped', 'sectionsSkipped', 'totalsSkipped', 'notesSkipped', 'equalCells'] as const;

/** Below the headings: 「（人）」, 「(1) (2) (3)」, ①②③. */
function isUnits(row: readonly Cell[]): boolean {
  const texts = row.map(textOf).filter((text) => text.trim() !== '');
  return texts.length > 0 && texts.every((text) => /^\s*(?:[（(［[〔].{1,12}[）)\]］〕]|[①-⑳]|単位.{1,12})\s*$/.test(text));
}

function bestRow(rows: Sheet['rows'], known: (heading: string) => boolean): number | undefined {
  let best: { row: number; score: number } | undefined;
  let fallback: number | undefined;
  for (let row = 0; row < Math.min(rows.length, searchedRows); row++) {
    const cells = rows[row] ?? [];
    const texts = [...new Set(cells.filter((cell): cell is string => typeof cell === 'string' && cell.trim() !== ''))];
    const score = texts.filter(known).length;
    if (score > (best?.score ?? 0)) best = { row, score };
    // Nothing known: the first row with several different texts that the next row does not fall short of.
    if (fallback === undefined && texts.length >= 2 && texts.length === cells.filter((cell) => !isBlank(cell)).length && row + 1 < rows.length) fallback = row;
  }
  return best?.row ?? fallback;
}

/** Headings over two lines: a merged one above, its parts below. */
function headingsFrom(rows: Sheet['rows'], at: number, known: (heading: string) => boolean): { headings: string[]; height: number } {
  const upper = (rows[at] ?? []).map((cell) => collapseSpaces(textOf(cell)));
  const below = rows[at + 1] ?? [];
  const lower = below.map((cell) => collapseSpaces(textOf(cell)));
  const spread = upper.some((text, column) => text !== '' && text === upper[column + 1]);
  const onlyText = below.every((cell) => isBlank(cell) || typeof cell === 'string');
  const parts = lower.filter((text, column) => text !== '' && text !== upper[column]);
  const isHeading =
    (spread || hangs(upper, lower)) &&
    onlyText &&
    parts.length > 0 &&
    (parts.some(known) || lower.some((text, column) => text !== '' && text === upper[column]));
  if (!isHeading) return { headings: upper, height: 1 };
  const width = Math.max(upper.length, lower.length);
  return {
    headings: Array.from({ length: width }, (_, column) => {
      const [over = '', under = ''] = [upper[column], lower[column]];
      if (under === '' || under === over) return over;
      return over === '' || known(under) ? under : `${over} ${under}`;
    }),
    height: 2,
  };
}

/** In a text file a merged heading is followed by empty ones; the line below it has words there and nowhere else. */
function hangs(upper: readonly string[], lower: readonly string[]): boolean {
  const filled = lower.flatMap((text, column) => (text === '' ? [] : [column]));
  const isUnder = (column: number) => (upper[column] ?? '') === '' || ((upper[column + 1] ?? '') === '' && filled.includes(column + 1));
  return filled.length > 1 && filled.some((column) => (upper[column] ?? '') === '') && filled.every(isUnder);
}

const collapseSpaces = (text: string) => text.replace(/\s+/g, ' ').trim();

const repeats = (row: readonly Cell[] | undefined, heading: readonly Cell[] | undefined): boolean =>
  row !== undefined && heading !== undefined && heading.length > 1 && heading.every((cell, at) => textOf(cell) === textOf(row[at]));

/** One text merged across three columns or more. */
function isSection(row: readonly Cell[]): boolean {
  const filled = row.filter((cell) => !isBlank(cell));
  return filled.length >= 3 && typeof filled[0] === 'string' && filled[0].length > 1 && filled.every((cell) => cell === filled[0]);
}

/** A sum is told by its first cells, wherever in the table it stands. */
function isTotal(row: readonly Cell[]): boolean {
  const texts = row.map(textOf).filter((text) => text.trim() !== '');
  return texts.slice(0, 2).some((text) => totalWords.has(fold(text.replace(/[()（）:：]/g, ''))));
}

function isRemark(row: readonly Cell[]): boolean {
  const texts = row.map(textOf).filter((text) => text.trim() !== '');
  return new Set(texts).size === 1 && remark.test(texts[0] ?? '');
}
