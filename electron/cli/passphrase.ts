// The passphrase of a bundle or a backup.
import { existsSync, readFileSync } from 'node:fs';
import { DeskError } from '../../db/errors.ts';
import { WrongUsage } from './arguments.ts';
import type { Setting } from './setting.ts';

/** A passphrase is read from a file, so that it never stands in a list of processes. */
export function passphraseOption({ options }: Setting): string | undefined {
  const file = options['passphrase-file'];
  if (file === undefined) return undefined;
  if (!existsSync(file)) throw new DeskError('fileMissing', { file });
  const text = decoded(readFileSync(file), file).replace(/\r?\n$/, '');
  if (text.length < 8 || text.length > 1_000) throw new WrongUsage('--passphrase-file');
  return text;
}

/** As editors and PowerShell save it: UTF-8 or UTF-16, with or without a mark. Anything else would make another phrase of it. */
function decoded(bytes: Buffer, file: string): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes).normalize('NFC');
  } catch (error) {
    throw new DeskError('passphraseEncoding', { file }, { cause: error });
  }
}
