// Addresses of the page, and the file each one names. Pure: no engine here, so that every hostile address can be tried.
import { extname, normalize, sep } from 'node:path';

export const scheme = 'desk';
export const pageOrigin = `${scheme}://app`;
export const pageUrl = `${pageOrigin}/index.html`;

export const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** The file a request names, or undefined when it names none of the page's. */
export function fileFor(url: string, method: string, folder: string): string | undefined {
  if (method !== 'GET') return undefined;
  let path: string;
  try {
    const parsed = new URL(url);
    if (parsed.protocol !== `${scheme}:` || parsed.host !== 'app') return undefined;
    path = decodeURIComponent(parsed.pathname);
  } catch {
    return undefined;
  }
  if (path.includes('\0') || path.includes('\\') || path.split('/').includes('..')) return undefined;
  const file = normalize(`${folder}${sep}${path.slice(1)}`);
  return file.startsWith(folder + sep) && extname(file) in types ? file : undefined;
}
