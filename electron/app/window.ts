// The one window.
import { join } from 'node:path';
import { BrowserWindow, dialog, nativeTheme } from 'electron';
import type { Words } from '../../resources/locales/sentences.ts';
import { pageUrl } from '../security/page-files.ts';

/** An office PC's screen; everything fits it (experience: 1366 × 768). */
const size = { width: 1366, height: 768, minWidth: 800, minHeight: 500 };

/** Opens it with the page. The page says when closing it would lose something typed; then a person is asked. */
export function openWindow(options: {
  title: string;
  preload: string;
  devUrl: string | undefined;
  packaged: boolean;
  words: () => Words;
  ready: () => void;
}): BrowserWindow {
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
  window.webContents.on('will-prevent-unload', (event) => {
    if (asksToLeave(window, options.words())) event.preventDefault();
  });
  window.loadURL(options.devUrl ?? pageUrl).catch(() => undefined);
  return window;
}

/** @returns true when what was typed may be thrown away */
function asksToLeave(window: BrowserWindow, words: Words): boolean {
  const answer = dialog.showMessageBoxSync(window, {
    type: 'question',
    message: words('ui.leaveTyped'),
    buttons: [words('ui.goOn'), words('ui.discard')],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return answer === 1;
}

export const preloadFile = (root: string): string => join(root, 'out', 'preload', 'preload.cjs');
