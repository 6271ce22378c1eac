// XML of a package as bytes in a string (latin1, the bytes being UTF-8), whatever it was written in.
import type { Parts } from './zip-parts.ts';

export type { Parts };

/** @returns the part without marks, comments and sections of raw text; undefined where there is none. */
export async function xmlOf(parts: Parts, name: string): Promise<string | undefined> {
  const bytes = await parts.read(name);
  if (!bytes) return undefined;
  const xml = utf8Of(bytes).toString('latin1');
  const start = xml.startsWith('\u00ef\u00bb\u00bf') ? xml.slice(3) : xml;
  return withoutSections(start);
}

/** The bytes of XML in UTF-8. */
export function utf8Of(bytes: Buffer): Buffer {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return Buffer.from(bytes.subarray(2).toString('utf16le'));
  if (first === 0xfe && second === 0xff) return Buffer.from(new TextDecoder('utf-16be').decode(bytes));
  if (first === 0x3c && second === 0) return Buffer.from(bytes.toString('utf16le'));
  if (first === 0 && second === 0x3c) return Buffer.from(new TextDecoder('utf-16be').decode(bytes));
  return bytes;
}

/** Readers by pattern would take tags inside a comment or a section of raw text for tags. */
export function withoutSections(xml: string): string {
  if (!xml.includes('<!')) return xml;
  let plain = '';
  let from = 0;
  for (let at = xml.indexOf('<!'); at >= 0; at = xml.indexOf('<!', from)) {
    plain += xml.slice(from, at);
    const raw = xml.startsWith('<![CDATA[', at);
    const end = raw ? ']]>' : xml.startsWith('<!--', at) ? '-->' : '>';
    const close = xml.indexOf(end, at + 2);
    if (close < 0) return plain;
    if (raw)
      plain += xml
        .slice(at + 9, close)
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;');
    from = close + end.length;
  }
  return plain + xml.slice(from);
}

/** Letters beyond the first plane that are written by number: the library would take the lower half of the number. */
export const withLetters = (xml: string): string =>
  xml.includes('&#')
    ? xml.replace(/&#(?:x([\da-f]{5,6})|(\d{5,7}));/gi, (whole, hex?: string, digits?: string) => {
        const code = hex === undefined ? Number(digits) : Number.parseInt(hex, 16);
        return code > 0xffff && code <= 0x10ffff ? Buffer.from(String.fromCodePoint(code)).toString('latin1') : whole;
      })
    : xml;
