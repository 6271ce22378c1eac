// How many printed lines a text takes in a column: Excel does not fit row heights of files it did not write itself.

/** Width in columns of Latin letters: Japanese letters take two. */
export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/.test(letter) ? 2 : 1;
  return width;
}

/** Lines of wrapped text. A little is taken off the width: no line is filled to its last letter. */
export function linesIn(text: string, columnWidth: number): number {
  const usable = Math.max(2, columnWidth - 1.5);
  return text.split('\n').reduce((lines, paragraph) => lines + Math.max(1, Math.ceil(textWidth(paragraph) / usable)), 0);
}

/** Excel's greatest row height, points. */
const highest = 409;

export const rowHeight = (cells: readonly { readonly text: string; readonly width: number }[], lineHeight: number): number =>
  Math.min(highest, Math.max(...cells.map(({ text, width }) => linesIn(text, width)), 1) * lineHeight + 5);
