// The mark between the cells of a text table: the one by which its lines have equally many cells.
import { type Options, parse } from 'csv-parse/sync';

/** What the first lines are looked at; marks inside quotes do not count. */
const previewedLetters = 20_000;
const previewedLines = 30;

/** The line by which Excel is told the mark: `sep=;`. */
export const statedDelimiter = (text: string): string | undefined => /^\ufeff?"?sep=(.)"?\n/i.exec(text)?.[1];

/** @param text  with `\n` as the only line end @returns a comma where nothing looks like a table */
export function delimiterOf(text: string): string {
  const usual = best(text, ['\t', ',', ';']);
  // The comma of Japanese text separates cells only where no other mark does: names hold it.
  return usual ?? best(text, ['、', '，', '|']) ?? ',';
}

function best(text: string, marks: readonly string[]): string | undefined {
  const head = text.slice(0, previewedLetters);
  const complete = text.length > previewedLetters ? head.slice(0, head.lastIndexOf('\n') + 1) || head : head;
  const weighed = marks.flatMap((mark) => {
    const widths = widthsOf(complete, mark);
    const counts = new Map<number, number>();
    for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
    const [usual] = [...counts].sort(([wide, often], [other, less]) => less - often || other - wide);
    if (!usual) return [];
    const [width, often] = usual;
    // The first line that this mark divides is taken for the heading, and counts as much as all other lines together.
    const heading = widths.find((one) => one > 1) === width && widths.indexOf(width) <= 3 ? 1 : 0;
    return [{ mark, agreement: often / widths.length + heading, width }];
  });
  weighed.sort((a, b) => b.agreement - a.agreement || b.width - a.width);
  return weighed[0]?.mark;
}

function widthsOf(text: string, delimiter: string): number[] {
  const options: Options = {
    bom: true,
    delimiter,
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    to: previewedLines,
  };
  try {
    return (parse(text, options) as unknown as string[][]).map(({ length }) => length);
  } catch {
    // A quotation mark that is closed only further down: the lines as they stand.
    return text.split('\n', previewedLines).map((line) => line.split(delimiter).length);
  }
}
