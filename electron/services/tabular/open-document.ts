// The limits of a sheet of LibreOffice's own format, whose cells and rows may each stand for many.
import { DeskError } from '../../../db/errors.ts';
import { sheetCells, sheetColumns, sheetRows, tableColumns, tableRows } from './limits.ts';
import { requireShortTexts } from './sheet-xml.ts';

/**
 * @param xml  the content as bytes in a string
 * @throws DeskError `fileTooLarge`, `fileTooHeavy`, `tooManyRows`, `tooManyColumns`
 */
export function requireFewRepeats(xml: string, file: string): void {
  requireShortTexts(xml, file);
  let rows = 1;
  let cells = 0;
  for (const [tag, kind] of xml.matchAll(/<(?:\w+:)?(table-row|table-cell|covered-table-cell|table-column)\b[^<>]*>/g)) {
    const columns = Number(/number-columns-repeated=["'](\d+)/.exec(tag)?.[1] ?? 1);
    if (columns > sheetColumns) throw new DeskError('tooManyColumns', { max: tableColumns });
    if (kind === 'table-row') rows = Number(/number-rows-repeated=["'](\d+)/.exec(tag)?.[1] ?? 1);
    if (rows > sheetRows) throw new DeskError('tooManyRows', { max: tableRows });
    if (kind !== 'table-cell' || tag.endsWith('/>')) continue;
    cells += rows * columns;
    if (cells > sheetCells) throw new DeskError('fileTooHeavy', { file });
  }
}
