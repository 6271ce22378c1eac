// Cells that say "as above".
import { type Cell, type Notice, type Sheet, textOf } from './cells.ts';
import type { FoundTable } from './locate-table.ts';

const dittoMarks = new Set(['〃', '〟', '″', '\u301e', '々', '同上', '同', '上に同じ', '위와 같음', 'ditto', 'do.']);

/** @returns the sheet with what such a cell means: the value above it; and a notice of how many there were */
export function fillDittos(sheet: Sheet, found: FoundTable): { sheet: Sheet; notices: readonly Notice[] } {
  let count = 0;
  const rows: (readonly Cell[])[] = [...sheet.rows];
  let above: readonly Cell[] = [];
  for (const at of found.records) {
    const row = rows[at] ?? [];
    if (row.some(isDitto)) {
      rows[at] = row.map((cell, column) => {
        const meant = above[column] ?? null;
        if (!isDitto(cell) || meant === null) return cell;
        count += 1;
        return meant;
      });
    }
    above = rows[at] ?? [];
  }
  return count === 0 ? { sheet, notices: [] } : { sheet: { ...sheet, rows }, notices: [{ code: 'dittos', details: { count } }] };
}

const isDitto = (cell: Cell): boolean => typeof cell === 'string' && dittoMarks.has(textOf(cell).trim());
