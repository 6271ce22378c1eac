// Comma or tab separated text as rows of cells.
import { CsvError, type Options, parse } from 'csv-parse/sync';
import { DeskError } from '../../../db/errors.ts';
import type { Sheet } from './cells.ts';
import { lineLetters, tableColumns, tableRows } from './limits.ts';

/** Tabs in the first lines mean a table copied from a spreadsheet or saved as tsv; else commas, else semicolons. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 20_000).split(/\r\n?|\n/, 20);
  const counts = ['\t', ',', ';'].map((mark) => ({ mark, count: head.reduce((sum, line) => sum + line.split(mark).length - 1, 0) }));
  counts.sort((a, b) => b.count - a.count);
  return counts[0] && counts[0].count > 0 ? counts[0].mark : ',';
}

/**
 * @param delimiter  found by looking when absent
 * @throws DeskError `fileQuotes` with the line, `tooManyRows`, `tooManyColumns`
 */
export function readText(text: string, file: string, delimiter?: string): Sheet {
  const lines: number[] = [];
  const options: Options = {
    bom: true,
    delimiter: delimiter ?? delimiterOf(text),
    relax_column_count: true,
    relax_quotes: true,
    // Blank lines mean nothing, and there may be millions of them.
    skip_empty_lines: true,
    max_record_size: lineLetters,
    to: tableRows + 1,
    on_record: (record: string[], { lines: line }) => {
      if (record.length > tableColumns && record.slice(tableColumns).some((cell) => cell !== '')) throw new DeskError('tooManyColumns', { max: tableColumns });
      if (record.every((cell) => cell === '')) return null;
      // The parser counts the line a record ends on; people look for the one it begins on.
      const inside = record.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);
      lines.push(line - inside);
      return record;
    },
  };
  let rows: string[][];
  try {
    rows = parse(text, options) as unknown as string[][];
  } catch (error) {
    if (error instanceof DeskError) throw error;
    if (error instanceof CsvError) throw new DeskError('fileQuotes', { file, line: Number(error.lines ?? 0) }, { cause: error });
    throw error;
  }
  if (rows.length > tableRows) throw new DeskError('tooManyRows', { max: tableRows });
  return { name: '', rows: rows.map((row) => row.map((cell) => (cell === '' ? null : unescaped(cell)))), lines };
}

/** Removes the apostrophe that our own export puts before lines that a spreadsheet would take for a formula. */
const unescaped = (cell: string): string => cell.replace(/\r\n?/g, '\n').replace(/^'(?='*[=+\-@\t])/gm, '');
