// The program's life: command line or window; one instance per desk folder; open, show, close.

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { app, type BrowserWindow, session as sessions } from 'electron';
import { systemEnvironment } from '../../db/store/environment.ts';
import { handlersFor } from '../ipc/handlers.ts';
import { route } from '../ipc/router.ts';
import { log, logTo } from '../log.ts';
import { defaultFolder, pathsIn } from '../paths.ts';
import { denyNavigation } from '../security/navigation.ts';
import { denyNetwork } from '../security/network.ts';
import { denyPermissions } from '../security/permissions.ts';
import { registerScheme, servePage } from '../security/scheme.ts';
import type { PrintedPage } from '../services/print/printed-page.ts';
import { CouncilSession } from '../session/council-session.ts';
import { ExchangeSession } from '../session/exchange-session.ts';
import { ImportSession } from '../session/import-session.ts';
import { Session } from '../session/session.ts';
import { wordsIn } from '../words.ts';
import { setChromiumFlags } from './chromium-flags.ts';
import { watchCrashes } from './crash.ts';

import { displayThere, systemProtection } from './key-protection.ts';
import { offerTextMenu } from './menu.ts';
import { openWindow, preloadFile } from './window.ts';
import { windowServices } from './window-services.ts';

/** The daily backup waits until the first screens have been drawn. */
const backupAfterMs = 8_000;

const root = join(import.meta.dirname, '..', '..');
const places = pathsIn(root, systemProtection);
// The development runtime brings an addon of its own; the packaged program takes no such word from outside.
const binding = app.isPackaged ? undefined : process.env.DESK_DEV_SQLITE_BINDING;
const environment = systemEnvironment(app.getVersion(), places.migrations, binding);

setChromiumFlags(app);
const commandAt = process.argv.indexOf('--cli');
if (commandAt < 0) {
  // Not awaited: Electron is ready only when this module has run to its end. A failure reaches the crash dialog.
  showDesk();
} else {
  const words = process.argv.slice(commandAt + 1);
  registerScheme();
  app.on('window-all-closed', () => {}); // the paper's window closes before its file is written; Electron would take that as the end
  const answered = answer(words);
  // Electron starts, and on Linux asks for a display, once this module has run to its end: only a command that prints
  // a page or opens a sealed key lets it come to that.
  if (!(displayThere() && needsEngine(words))) await answered;
}

function needsEngine(words: readonly string[]): boolean {
  return words[0] === 'sync' || (words[0] === 'council' && words[1] === 'papers') || words.some((word) => /\.pdf$/i.test(word));
}

async function answer(words: readonly string[]): Promise<void> {
  // The window starts without the code of the command line.
  const { runCommand } = await import('../cli/run.ts');
  const code = await runCommand(
    words,
    environment,
    { ...places, ...(displayThere() && { pdf: printPdf }) },
    {
      out: (text) => process.stdout.write(`${text}\n`),
      err: (text) => process.stderr.write(`${text}\n`),
    },
  );
  app.exit(code);
}

/** For the command line, which has no window of its own. */
async function printPdf(page: PrintedPage): Promise<Uint8Array> {
  await app.whenReady();
  const pages = sessions.defaultSession;
  denyPermissions(pages);
  denyNetwork(pages, undefined, (url) => log.warn(`request denied: ${URL.canParse(url) ? new URL(url).protocol : '?'}`));
  servePage(pages, join(root, 'out', 'renderer'));
  const { paperToPdf } = await import('./print-window.ts');
  return paperToPdf(join(root, 'out', 'renderer'), page);
}

async function showDesk(): Promise<void> {
  const { values } = parseArgs({ args: process.argv.slice(1), options: { data: { type: 'string' } }, strict: false });
  const folder = typeof values.data === 'string' ? values.data : defaultFolder();
  // Chromium's own files stay with the data, not in the roaming profile, which may be a network share.
  app.setPath('userData', join(folder, 'window'));
  app.setPath('sessionData', join(folder, 'window'));
  logTo(folder);
  watchCrashes();
  if (!app.requestSingleInstanceLock()) return app.quit();
  // Root on a test machine cannot have the sandbox and says so with this switch; everyone else gets it for all processes.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  registerScheme();
  const devUrl = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;
  const devOrigin = devUrl === undefined ? undefined : new URL(devUrl).origin;
  denyNavigation(app, devOrigin);
  await app.whenReady();

  const page = sessions.defaultSession;
  denyPermissions(page);
  denyNetwork(page, devOrigin, (url) => log.warn(`request denied: ${URL.canParse(url) ? new URL(url).protocol : '?'}`));
  servePage(page, join(root, 'out', 'renderer'));

  // The page starts in its own process while this one opens the desk; its calls wait until the handlers are there.
  const window: BrowserWindow = openWindow({
    title: wordsIn('ja')('app.name'),
    preload: preloadFile(root),
    devUrl,
    packaged: app.isPackaged,
    words: () => wordsIn(session.settings().language),
    ready: () => {
      log.info('window shown');
      setTimeout(() => {
        if (session.state().kind === 'ready') exchange.backUpDaily().catch((error) => log.error('daily backup', error));
      }, backupAfterMs);
    },
  });
  const session = new Session({ folder, resources: places.resources, version: app.getVersion(), environment, report: (what, error) => log.error(what, error) });
  const workerContext = () => ({ folder, app: app.getVersion(), migrations: places.migrations, binding });
  const services = windowServices(session, () => window, { pageFolder: join(root, 'out', 'renderer'), workerContext });
  const imports = new ImportSession(session, workerContext);
  const exchange = new ExchangeSession(session, workerContext, places, () => {
    if (!window.isDestroyed()) window.webContents.send('changed');
  });
  const council = new CouncilSession(session, workerContext);
  const handlers = handlersFor({ session, window: services, imports, exchange, council, resources: places.resources });
  route(handlers, { isOurWindow: (event) => event.sender === window.webContents, devOrigin });
  services.settingsChanged();
  offerTextMenu(window.webContents, () => wordsIn(session.settings().language));
  window.on('page-title-updated', (event) => event.preventDefault());
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('window-all-closed', () => app.quit());
  // Calls are answered one after the other in this process: when this runs, none is half done.
  app.on('will-quit', () => {
    imports.close();
    exchange.close();
    session.close();
  });
}
