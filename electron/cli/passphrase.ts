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
  const text = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  if (text.length < 8 || text.length > 1_000) throw new WrongUsage('--passphrase-file');
  return text;
}
