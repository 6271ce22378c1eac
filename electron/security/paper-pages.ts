// Pages to be printed, with their pictures, held in memory for as long as they are printed. Their addresses cannot be
// guessed, and they are served with the same policy as the program's page: no script runs in them.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { pageOrigin } from './page-files.ts';

/** A file of the desk that a page shows; named by the program, never by a page. */
export interface PaperPicture {
  readonly type: string;
  readonly file: string;
}

type PaperPart = { readonly html: Uint8Array<ArrayBuffer> } | PaperPicture;

const parts = new Map<string, PaperPart>();
const prefix = `${pageOrigin}/paper-`;

/** @param pictures  named in the page as `picture-0`, `picture-1` … @returns its address */
export function offerPaper(html: string, pictures: readonly PaperPicture[] = []): string {
  const url = `${prefix}${randomBytes(16).toString('hex')}.html`;
  const name = (at: number) => `${url}-${at}`;
  const named = html.replaceAll(/src="picture-(\d+)"/g, (_, at: string) => `src="${name(Number(at))}"`);
  parts.set(url, { html: new TextEncoder().encode(named) });
  for (const [at, picture] of pictures.entries()) parts.set(name(at), picture);
  return url;
}

export function forgetPaper(url: string): void {
  for (const one of parts.keys()) if (one === url || one.startsWith(`${url}-`)) parts.delete(one);
}

export async function paperAt(url: string): Promise<{ readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> } | undefined> {
  const part = parts.get(url);
  if (!part) return undefined;
  return 'html' in part ? { type: 'text/html; charset=utf-8', bytes: part.html } : { type: part.type, bytes: new Uint8Array(await readFile(part.file)) };
}
