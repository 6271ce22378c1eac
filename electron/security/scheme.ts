// Serves the page under its own scheme: a real origin, so that the policy and the sender check have something to hold on
// to, and nothing outside its folder can be named.
import { readFile } from 'node:fs/promises';
import { extname, normalize, sep } from 'node:path';
import { protocol, type Session } from 'electron';
import { contentPolicy } from './csp.ts';

export const scheme = 'desk';
export const pageOrigin = `${scheme}://app`;
export const pageUrl = `${pageOrigin}/index.html`;

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
}

const types: Readonly<Record<string, string>> = {
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

export function servePage(session: Session, folder: string): void {
  session.protocol.handle(scheme, async (request) => {
    const file = fileFor(request.url, request.method, folder);
    if (!file) return new Response('', { status: 404 });
    try {
      const body = await readFile(file);
      return new Response(new Uint8Array(body), {
        headers: {
          'content-type': types[extname(file)] ?? 'application/octet-stream',
          'content-security-policy': contentPolicy,
          'x-content-type-options': 'nosniff',
          'cache-control': 'no-store',
        },
      });
    } catch {
      return new Response('', { status: 404 });
    }
  });
}
