// The program makes no connection. Every request of the page or of Chromium is cancelled before it leaves.
import type { Session } from 'electron';
import { scheme } from './page-files.ts';

/** @param devOrigin  address of the development server; never given in the packaged program */
export function denyNetwork(session: Session, devOrigin: string | undefined, denied: (url: string) => void): void {
  session.webRequest.onBeforeRequest((details, decide) => {
    const allowed =
      details.url.startsWith(`${scheme}:`) ||
      details.url.startsWith('data:') ||
      details.url.startsWith('blob:') ||
      (devOrigin !== undefined && isDevelopment(details.url, devOrigin));
    if (!allowed) denied(details.url);
    decide({ cancel: !allowed });
  });
  // Names are never resolved, and Chromium's own services have nowhere to go.
  session
    .setProxy({ mode: 'fixed_servers', proxyRules: 'http://127.0.0.1:9', proxyBypassRules: devOrigin === undefined ? '<-loopback>' : '' })
    .catch(() => undefined);
}

function isDevelopment(url: string, devOrigin: string): boolean {
  const { host, protocol } = new URL(url);
  return host === new URL(devOrigin).host || protocol === 'devtools:';
}
