// The window shows one page for ever: no navigation, redirect, frame, second window or webview.
import type { App } from 'electron';
import { pageUrl } from './page-files.ts';

export function denyNavigation(app: App, devOrigin: string | undefined): void {
  const allowed = (url: string) => url === pageUrl || (devOrigin !== undefined && URL.canParse(url) && new URL(url).origin === devOrigin);
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      if (!allowed(event.url)) event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame || !allowed(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
