// How many printed lines a text takes in a column: Excel does not fit row heights of files it did not write itself.
import { eastAsianWidth } from 'get-east-asian-width';

/**
 * Width in columns of Latin letters (Unicode Standard Annex 11): full-width letters take two, half-width ones one. Letters
 * of ambiguous width (○, ※, ①, →) take two, as in the fonts of Japanese offices.
 */
export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += eastAsianWidth(letter.codePointAt(0) ?? 0, { ambiguousAsWide: true });
  return width;
}

/** Lines of wrapped text. The width is reduced a little, since lines break before they are full. */
export function linesIn(text: string, columnWidth: number): number {
  const usable = Math.max(2, columnWidth - 1.5);
  return text.split('\n').reduce((lines, paragraph) => lines + Math.max(1, Math.ceil(textWidth(paragraph) / usable)), 0);
}

/** Excel's greatest row height, points. */
const highest = 409;

/** The height of a row for its tallest cell, points. @param lineHeight  of one line, points */
export const rowHeight = (cells: readonly { readonly text: string; readonly width: number }[], lineHeight: number): number =>
  Math.min(highest, Math.max(...cells.map(({ text, width }) => linesIn(text, width)), 1) * lineHeight + 5);
