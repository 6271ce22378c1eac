// Number formats that a workbook names by number only, written out: the library knows the American ones.
import { builtInFormats } from './number-format.ts';

/**
 * @param xml  the styles of a workbook, as bytes of UTF-8 in a string
 * @returns with formats 27 to 36 and 50 to 58 as Excel in Japanese has them, where the workbook has none of its own
 */
export function withBuiltInFormats(xml: string): string {
  const own = new Set([...xml.matchAll(/<(?:\w+:)?numFmt\b[^<>]*\bnumFmtId=["'](\d+)/g)].map(([, id]) => Number(id)));
  const formats = Object.entries(builtInFormats).filter(([id]) => !own.has(Number(id)));
  const written = formats.map(([id, format]) => `<numFmt numFmtId="${id}" formatCode="${escaped(format)}"/>`).join('');
  if (/<(?:\w+:)?numFmts\b[^<>/]*>/.test(xml)) return xml.replace(/<(\w+:)?numFmts\b[^<>/]*>/, (tag) => `${tag}${written}`);
  const bare = xml.replace(/<(?:\w+:)?numFmts\b[^<>]*\/>/, '');
  return bare.replace(/<((?:\w+:)?)styleSheet\b[^<>]*>/, (tag, prefix: string) => `${tag}<${prefix}numFmts>${written}</${prefix}numFmts>`);
}

const escaped = (format: string): string => Buffer.from(format.replaceAll('"', '&quot;')).toString('latin1');
