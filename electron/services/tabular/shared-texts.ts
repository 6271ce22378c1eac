// The texts that the cells of a workbook share, each once.
import { DeskError } from '../../../db/errors.ts';
import { sharedTexts } from './limits.ts';
import { streamOf } from './sheet-stream.ts';
import { requireShortTexts } from './sheet-xml.ts';
import { plainItems } from './string-items.ts';
import type { Parts } from './zip-parts.ts';

export interface SharedTexts {
  readonly texts: readonly string[];
  /** Numbers of the texts of which struck-out letters were left out. */
  readonly struck: ReadonlySet<number>;
}

/** @throws DeskError `fileTooLarge`, `fileTooHeavy` */
export async function readSharedTexts(parts: Parts, target: string, file: string): Promise<SharedTexts> {
  const texts: string[] = [];
  const struck = new Set<number>();
  for await (const { kind, xml } of (await streamOf(parts, target, 'si', file)) ?? []) {
    if (kind !== 'rows') continue;
    requireShortTexts(xml, file);
    const plain = plainItems(xml, 'si');
    for (const item of plain.struck) struck.add(texts.length + item);
    const decoded = Buffer.from(plain.xml, 'latin1').toString('utf8');
    for (const [, text = ''] of decoded.matchAll(/<(?:[\w.-]+:)?si\b[^<>]*?(?:\/>|>(?:\s*<(?:[\w.-]+:)?t\b[^<>]*?(?:\/>|>([^<]*)))?)/g))
      texts.push(unescaped(text));
    if (texts.length > sharedTexts) throw new DeskError('fileTooHeavy', { file });
  }
  return { texts, struck };
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Excel writes control characters as `_x000D_`, and an underline before such a text as `_x005F_`. */
function unescaped(text: string): string {
  const plain = text.includes('&')
    ? text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, digits, name) => named[name] ?? letter(hex, digits) ?? whole)
    : text;
  return plain.includes('_x') ? plain.replace(/_x([\da-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : plain;
}

function letter(hex: string | undefined, digits: string | undefined): string | undefined {
  const code = hex === undefined ? Number(digits) : Number.parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
