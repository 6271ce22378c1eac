// Pages to be printed, held in memory for as long as they are printed. Their addresses cannot be guessed, and they are
// served with the same policy as the program's page: no script runs in them.
import { randomBytes } from 'node:crypto';
import { pageOrigin } from './page-files.ts';

const pages = new Map<string, string>();
const prefix = `${pageOrigin}/paper-`;

export function offerPaper(html: string): string {
  const url = `${prefix}${randomBytes(16).toString('hex')}.html`;
  pages.set(url, html);
  return url;
}

export const forgetPaper = (url: string): void => {
  pages.delete(url);
};

export const paperAt = (url: string): string | undefined => pages.get(url);
