// Serves the page under its own scheme: a real origin, so that the policy and the sender check have something to hold on
// to, and nothing outside its folder can be named.
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { protocol, type Session } from 'electron';
import { contentPolicy } from './csp.ts';
import { fileFor, scheme, types } from './page-files.ts';
import { paperAt } from './paper-pages.ts';

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
}

export function servePage(session: Session, folder: string): void {
  session.protocol.handle(scheme, async (request) => {
    try {
      const paper = request.method === 'GET' ? await paperAt(request.url) : undefined;
      if (paper !== undefined) return new Response(paper.bytes, { headers: { ...headersFor('.html'), 'content-type': paper.type } });
      const file = fileFor(request.url, request.method, folder);
      if (!file) return new Response('', { status: 404 });
      const body = await readFile(file);
      return new Response(new Uint8Array(body), {
        headers: headersFor(extname(file)),
      });
    } catch {
      return new Response('', { status: 404 });
    }
  });
}

const headersFor = (extension: string) => ({
  'content-type': types[extension] ?? 'application/octet-stream',
  'content-security-policy': contentPolicy,
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
});
