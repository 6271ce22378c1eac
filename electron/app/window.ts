// The one window.
import { join } from 'node:path';
import { BrowserWindow, nativeTheme } from 'electron';
import { pageUrl } from '../security/page-files.ts';

/** An office PC's screen; everything fits it (experience: 1366 × 768). */
const size = { width: 1366, height: 768, minWidth: 800, minHeight: 500 };

export function openWindow(options: { title: string; preload: string; devUrl: string | undefined; packaged: boolean; ready: () => void }): BrowserWindow {
  const window = new BrowserWindow({
    ...size,
    title: options.title,
    show: false,
    autoHideMenuBar: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1a1a1c' : '#ffffff',
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      spellcheck: false, // its dictionary is fetched from a public server
      devTools: !options.packaged,
    },
  });
  window.once('ready-to-show', () => {
    window.show();
    options.ready();
  });
  window.loadURL(options.devUrl ?? pageUrl).catch(() => undefined);
  return window;
}

export const preloadFile = (root: string): string => join(root, 'out', 'preload', 'preload.cjs');
