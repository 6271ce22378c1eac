// Text as Shift_JIS, the way Windows extends it (CP932).
import Encoding from 'encoding-japanese';

/** Characters that Windows maps to other Unicode characters than the JIS tables do, with their Windows counterparts. */
export const shiftJisAlike: Readonly<Record<string, string>> = {
  '\u2014': '\u2015',
  '\u2016': '\u2225',
  '\u2212': '\uff0d',
  '\u301c': '\uff5e',
  '\u00a0': ' ',
};

const encode = (text: string) => Encoding.convert(Encoding.stringToCode(text), { to: 'SJIS', from: 'UNICODE' });
const survives = (text: string) => Encoding.convert(encode(text), { to: 'UNICODE', from: 'SJIS', type: 'string' }) === text;

/** Characters that Shift_JIS lacks become 〓 and are returned, each once; look-alikes are written as their counterparts. */
export function toShiftJis(text: string): { bytes: Uint8Array; unencodable: string[] } {
  const known = new Map<string, string | null>();
  const missing = new Set<string>();
  let safe = '';
  for (const letter of text) {
    let written = known.get(letter);
    if (written === undefined) {
      written = [shiftJisAlike[letter] ?? letter, letter].find(survives) ?? null;
      known.set(letter, written);
    }
    if (written === null) missing.add(letter);
    safe += written ?? '〓';
  }
  return { bytes: Uint8Array.from(encode(safe)), unencodable: [...missing] };
}
