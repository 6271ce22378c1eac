// Lists of one year name it in their title, and give days without it.
import { parseFiscalYear } from '../../../db/catalog/read-fiscal-year.ts';
import { type Sheet, textOf } from '../tabular/cells.ts';
import type { FoundTable } from '../tabular/locate-table.ts';

export interface YearOfTitle {
  /** As the title has it. */
  readonly year: string;
  /** A day of that fiscal year, `YYYY-MM-DD`: days without a year are read as on this one. */
  readonly day: string;
}

const named = /(?:令和|平成|西暦|R|H)?\s*(?:\d{1,4}|元|[一二三四五六七八九十〇]{1,4})\s*年度/iu;

/** @returns the fiscal year that the lines above the headings or the sheet's name give; undefined when none or several do */
export function yearOfTitle(sheet: Sheet, found: FoundTable): YearOfTitle | undefined {
  const titles = [sheet.name, ...sheet.rows.slice(0, found.headingRow).flatMap((row) => row.map(textOf))].map((text) => text.normalize('NFKC'));
  const years = new Map<number, string>();
  for (const title of titles) {
    const text = named.exec(title)?.[0];
    const read = text === undefined ? undefined : parseFiscalYear(text);
    if (text !== undefined && read?.ok && !years.has(read.value)) years.set(read.value, text.trim());
  }
  const [only, ...others] = years;
  return only && others.length === 0 ? { year: only[1], day: `${only[0]}-06-01` } : undefined;
}
