// The check value of each row of an issued sheet: it shows whether a returned row is still the one that was sent.
import { createHmac } from 'node:crypto';
import type { SheetLine } from './sheet-content.ts';

/** What a bureau may not write, in one text: the input of the check value. */
export const lockedText = (line: Pick<SheetLine, 'number' | 'measure' | 'bureau'> & { readonly planned: string }) =>
  [line.number, line.measure, line.bureau, line.planned].join('\u001f');

/** HMAC-SHA-256 with the key of the issue over issue, row and locked text: the first twelve hexadecimal digits. */
export const checkOf = (key: Buffer, issue: string, row: string, locked: string): string =>
  createHmac('sha256', key).update(`${issue}\u001f${row}\u001f${locked}`).digest('hex').slice(0, 12);
