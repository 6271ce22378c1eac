// Comma or tab separated text as rows of cells.
import { CsvError, type Options, parse } from 'csv-parse/sync';
import { DeskError } from '../../../db/errors.ts';
import type { Sheet } from './cells.ts';
import { delimiterOf, statedDelimiter } from './delimiter.ts';
import { lineLetters, sheetCells, tableColumns, tableRows, textCells } from './limits.ts';

/**
 * @param delimiter  found by looking when absent
 * @throws DeskError `fileQuotes` with the line, `tooManyRows`, `tooManyColumns`, `fileTooHeavy`
 */
export function readText(text: string, file: string, delimiter?: string): Sheet {
  const lines: number[] = [];
  let cells = 0;
  // A file put together from several has several line ends; the parser would take the first kind for the only one.
  const even = text.replace(/\r\n?/g, '\n');
  const stated = delimiter === undefined ? statedDelimiter(even) : undefined;
  const skipped = stated === undefined ? 0 : even.indexOf('\n') + 1;
  const mark = delimiter ?? stated ?? delimiterOf(even);
  requireFew(mark, even, file);
  const options: Options = {
    bom: true,
    delimiter: mark,
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    // Blank lines mean nothing, and there may be millions of them.
    skip_empty_lines: true,
    max_record_size: lineLetters,
    to: tableRows + 1,
    on_record: (record: string[], { lines: line }) => {
      if (record.length > tableColumns && record.slice(tableColumns).some((cell) => cell !== '')) throw new DeskError('tooManyColumns', { max: tableColumns });
      if (record.every((cell) => cell === '')) return null;
      cells += record.length;
      if (cells > sheetCells) throw new DeskError('fileTooHeavy', { file });
      // The parser counts the line a record ends on; people look for the one it begins on.
      const inside = record.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);
      lines.push(line - inside + (skipped > 0 ? 1 : 0));
      return record;
    },
  };
  let rows: string[][];
  try {
    rows = parse(even.slice(skipped), options) as unknown as string[][];
  } catch (error) {
    if (error instanceof DeskError) throw error;
    if (error instanceof CsvError) throw new DeskError('fileQuotes', { file, line: Number(error.lines ?? 0) }, { cause: error });
    throw error;
  }
  if (rows.length > tableRows) throw new DeskError('tooManyRows', { max: tableRows });
  return { name: '', rows: rows.map((row) => row.map((cell) => (cell === '' ? null : unescaped(cell)))), lines };
}

/** Counted before anything is built: lines of nothing but marks take the parser longest. @throws DeskError `fileTooHeavy` */
function requireFew(mark: string, text: string, file: string): void {
  let found = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
    found += 1;
    if (found > textCells) throw new DeskError('fileTooHeavy', { file });
  }
}

/** Removes the apostrophe that our own export puts before lines that a spreadsheet would take for a formula. */
const unescaped = (cell: string): string => cell.replace(/\r\n?/g, '\n').replace(/^'(?='*[=+\-@\t])/gm, '');
