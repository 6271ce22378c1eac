// Bytes of a text file to text. Marks and forms that only one encoding has decide first; legacy encodings are weighed
// against each other, and where none stands out the readings are handed on for a person to choose.
import { DeskError } from '../../../db/errors.ts';
import { legacyEncodings, weighReadings } from './weigh-encodings.ts';

/** Names as the web platform has them; `shift_jis` there is Microsoft's CP932, `euc-kr` CP949, `gb18030` GBK and more. */
export const encodings = ['auto', 'utf-8', 'shift_jis', 'utf-16le', 'utf-16be', 'euc-jp', 'iso-2022-jp', 'euc-kr', 'gb18030', 'big5', 'windows-1252'] as const;
export type Encoding = Exclude<(typeof encodings)[number], 'auto'>;

export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
  /** Given where the encoding is not certain: up to three, the likeliest first. */
  readonly readings?: readonly Omit<Decoded, 'readings'>[];
}

function decodeAs(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined; // not text in this encoding: the answer, not a failure
  }
}

const startsWith = (bytes: Uint8Array, ...mark: number[]) => mark.every((byte, at) => bytes[at] === byte);

/** Every other byte of Latin text in UTF-16 is zero: a file without a byte order mark is recognized by that. */
function looksUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const previewed = Math.min(bytes.length, 2_000) & ~1;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < previewed; at += 2) {
    if (bytes[at] === 0) even++;
    if (bytes[at + 1] === 0) odd++;
  }
  if (even + odd < previewed / 20) return undefined;
  return odd > even * 4 ? 'utf-16le' : even > odd * 4 ? 'utf-16be' : undefined;
}

/** Seven-bit text that switches to JIS by escapes: mail programs of Japan write it. */
const escapesToJis = (bytes: Uint8Array): boolean => {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 100_000));
  return (head.includes('\u001b$B') || head.includes('\u001b$@')) && !bytes.some((byte) => byte > 0x7f);
};

/**
 * @param wanted  `auto` looks for itself
 * @throws DeskError `fileEncoding` when the bytes are no text in any of them, `fileBinary` when they are no text at all
 */
export function decodeText(bytes: Uint8Array, wanted: Encoding | 'auto', file: string): Decoded {
  const found = (encoding: Encoding): Decoded => {
    const text = decodeAs(bytes, encoding);
    if (text === undefined) throw new DeskError('fileEncoding', { file, encoding });
    if (text.includes('\0')) throw new DeskError('fileBinary', { file });
    return { text, encoding };
  };
  if (wanted !== 'auto') return found(wanted);
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return found('utf-8');
  if (startsWith(bytes, 0xff, 0xfe)) return found('utf-16le');
  if (startsWith(bytes, 0xfe, 0xff)) return found('utf-16be');
  const wide = looksUtf16(bytes);
  if (wide) return found(wide);
  if (escapesToJis(bytes)) return found('iso-2022-jp');
  // Strict UTF-8 first: text in another encoding is practically never valid UTF-8.
  if (decodeAs(bytes, 'utf-8') !== undefined) return found('utf-8');
  if (bytes.includes(0)) throw new DeskError('fileBinary', { file });
  const possible = legacyEncodings.flatMap((encoding) => {
    const text = decodeAs(bytes, encoding);
    return text === undefined ? [] : [{ encoding, text }];
  });
  const { ranked, certain } = weighReadings(bytes, possible);
  const [best] = ranked;
  if (!best) throw new DeskError('fileEncoding', { file, encoding: encodings.slice(1).join(', ') });
  if (certain) return best;
  return { ...best, readings: ranked.slice(0, 3) };
}
