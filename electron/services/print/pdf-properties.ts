// Who made a PDF. Chromium names itself as the program and knows no author.

/** Chromium's entry in the document information dictionary, as its PDF writer puts it: a literal string, parts escaped. */
const creator = /\/Creator \((?:[^()\\]|\\.)*\)/;

/** A text as PDF writes any letters: UTF-16 with its mark, in hexadecimal (ISO 32000-1, 7.9.2.2). */
const hex = (text: string): string => `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;

/**
 * Puts the author in place of the program's name. The entry keeps its length, so that every offset in the file stays right.
 * @returns the same bytes when the file has no such entry
 */
export function withAuthor(pdf: Uint8Array, author: string): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1');
  const found = creator.exec(text);
  if (!found) return pdf;
  const { length } = found[0];
  const letters = [...author];
  while (`/Author ${hex(letters.join(''))}`.length > length) letters.pop();
  const entry = `/Author ${hex(letters.join(''))}`.padEnd(length, ' ');
  return Buffer.from(text.slice(0, found.index) + entry + text.slice(found.index + length), 'latin1');
}
