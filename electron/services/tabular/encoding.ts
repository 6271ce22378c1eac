// Bytes of a text file to text. Japanese offices exchange UTF-8 with and without byte order mark, Shift_JIS as Windows extends it
// (CP932), and UTF-16 as Excel's "Unicode text" writes it.
import { DeskError } from '../../../db/errors.ts';

export type Encoding = 'utf-8' | 'shift_jis' | 'utf-16le' | 'utf-16be';
export const encodings = ['auto', 'utf-8', 'shift_jis', 'utf-16le', 'utf-16be'] as const;

function decodeAs(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    // The decoder of the web platform: `shift_jis` there is Microsoft's CP932.
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

/**
 * @param wanted  `auto` looks for itself
 * @throws DeskError `fileEncoding` when the bytes are no text in any of them, `fileBinary` when they are no text at all
 */
export function decodeText(bytes: Uint8Array, wanted: Encoding | 'auto', file: string): { text: string; encoding: Encoding } {
  const refuse = (encoding: string): never => {
    throw new DeskError('fileEncoding', { file, encoding });
  };
  const found = (encoding: Encoding): { text: string; encoding: Encoding } => {
    const text = decodeAs(bytes, encoding) ?? refuse(encoding);
    if (text.includes('\0')) throw new DeskError('fileBinary', { file });
    return { text, encoding };
  };
  if (wanted !== 'auto') return found(wanted);
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return found('utf-8');
  if (startsWith(bytes, 0xff, 0xfe)) return found('utf-16le');
  if (startsWith(bytes, 0xfe, 0xff)) return found('utf-16be');
  const wide = looksUtf16(bytes);
  if (wide) return found(wide);
  // Strict UTF-8 first: Japanese text in Shift_JIS is practically never valid UTF-8, the other way round it often is.
  for (const encoding of ['utf-8', 'shift_jis'] as const) {
    const text = decodeAs(bytes, encoding);
    if (text === undefined) continue;
    if (text.includes('\0')) throw new DeskError('fileBinary', { file });
    return { text, encoding };
  }
  return refuse('utf-8, shift_jis, utf-16');
}
