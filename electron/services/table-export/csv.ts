// A view as csv, in the encodings offices exchange.
import { stringify } from 'csv-stringify/sync';
import type { Reader } from '../../../db/store/connection.ts';
import { writeWhole } from '../files/write-file.ts';
import { toShiftJis } from '../tabular/shift-jis.ts';
import { type Exported, type ExportTarget, exportColumns, exportPages, shownText, type TableExport } from './export-rows.ts';

/**
 * A line that a spreadsheet would take for a formula gets an apostrophe in front, as a person would type it; our own
 * import takes it off again. Every line: a program that splits a cell must not find a formula in the second. Plain
 * negative numbers stay numbers.
 */
export const escapeFormula = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => (/^'*[=+\-@\t]/.test(line) && !/^-?\d+(\.\d+)?$/.test(line) ? `'${line}` : line))
    .join('\n');

/** Rows as the text of a csv file. Whatever could be taken for a separator or the end of a row stands in quotes. */
export const writeCsv = (rows: readonly (readonly (string | number)[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { record_delimiter: 'windows', quoted_match: /[\r\n;\t]/ },
  );

/** @throws DeskError `fileExists`, `fileUnwritable`, `diskFull`, `unknownTable`, `unknownColumn` */
export async function exportCsv(db: Reader, options: TableExport, target: ExportTarget & { readonly encoding: 'utf-8' | 'shift_jis' }): Promise<Exported> {
  const { file, encoding, replace = false, onProgress } = target;
  const columns = exportColumns(options);
  const records: (string | number)[][] = [columns.map(({ heading }) => heading)];
  for (const { rows, names } of exportPages(db, options, onProgress))
    for (const row of rows)
      records.push(
        columns.map((column) => {
          const value = row.values[column.name];
          // Without the commas of thousands: a program may read this.
          return column.column.kind === 'integer' && typeof value === 'number' ? value : escapeFormula(shownText(options, column, value, names));
        }),
      );
  const text = writeCsv(records);
  if (encoding === 'utf-8') {
    // Without the byte order mark, Excel takes the file for Shift_JIS.
    await writeWhole(file, `\ufeff${text}`, replace);
    return { file, rows: records.length - 1, unencodable: [] };
  }
  const { bytes, unencodable } = toShiftJis(text);
  await writeWhole(file, bytes, replace);
  return { file, rows: records.length - 1, unencodable };
}
