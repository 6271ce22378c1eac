// The real window on a fresh folder. Any console error or page error fails the test that caused it.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { type ElectronApplication, _electron as electron, type Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { chromiumSwitches } from '../chromium-switches.ts';
import { root, stockedFolder } from '../fresh-desk.ts';

export interface DeskApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly folder: string;
  /** Closes the window as a person would; the folder stays until the test ends. */
  close(): Promise<void>;
}

export interface DeskAppOptions {
  /** What the folder holds: nothing (first run), reference data, or the sample too. */
  readonly stock?: 'nothing' | 'reference' | 'sample';
  /** Folder of an earlier window of the same test. */
  readonly folder?: string;
  readonly packaged?: boolean;
  /** What the desk is called in the office. */
  readonly name?: string;
  /** Errors that the test provokes on purpose. */
  readonly expected?: RegExp;
}

const pictures = join(root, 'test', '.output', 'failures');

export function deskFolder(stock: 'nothing' | 'reference' | 'sample', name = '国際課1'): string {
  const base = mkdtempSync(join(tmpdir(), 'desk-window-'));
  onTestFinished(() => rmSync(base, { recursive: true, force: true }));
  const folder = join(base, 'desk');
  if (stock !== 'nothing') stockedFolder(stock === 'sample', { name, folder });
  return folder;
}

export async function openWindow(options: DeskAppOptions = {}): Promise<DeskApp> {
  const folder = options.folder ?? deskFolder(options.stock ?? 'sample', options.name);
  const executable = options.packaged ? process.env.DESK_TEST_PACKAGED : process.env.DESK_TEST_ELECTRON;
  if (!executable) throw new Error('run through `npm test`: it says where the runtime is');
  const app = await electron.launch({
    executablePath: executable,
    args: [...chromiumSwitches, ...(options.packaged ? [] : [root]), '--data', folder],
    // Keys lie next to the program's data: each desk of a test is a computer of its own.
    env: { ...(process.env as Record<string, string>), XDG_DATA_HOME: join(folder, '..', 'data') },
    timeout: 30_000,
  });
  const said: string[] = [];
  for (const stream of [app.process().stdout, app.process().stderr]) stream?.on('data', (text) => said.push(String(text)));
  // The crash dialog would wait for a person: here it is a problem like any other, and the program ends.
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBoxSync = (...given: unknown[]) => {
      process.stderr.write(`${JSON.stringify(given[given.length - 1])}\n`);
      return 1;
    };
  });
  const page = await app.firstWindow();
  const problems: string[] = [];
  const note = (text: string) => {
    if (!options.expected?.test(text)) problems.push(text);
  };
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') note(message.text());
  });
  page.on('pageerror', (error) => note(String(error)));
  page.setDefaultTimeout(Number(process.env.DESK_TEST_PATIENCE ?? 30_000)); // a slow machine is no error; a passphrase alone takes one 15 s when others work on it
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.locator('h1').waitFor();
  let closed = false;
  const close = async () => {
    if (closed) return;
    closed = true;
    const inTime = await Promise.race([app.close().then(() => true), after(mostCloseMs, false, { ref: false })]);
    if (inTime) return;
    app.process().kill('SIGKILL');
    throw new Error(`the program did not close within ${mostCloseMs / 1_000} s`);
  };
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await send(app, page, folder, said, task.name);
    await close();
    expect(problems).toEqual([]);
  });
  return { app, page, folder, close };
}

const mostCloseMs = 30_000;

const mostShown = 3_000;

/** A question to a process that may not answer any more. */
const answerOf = (asked: Promise<string>): Promise<string> =>
  Promise.race([asked.catch((error: unknown) => `refused: ${String(error)}`), after(3_000, 'no answer', { ref: false })]);

/** What a failure looked like: the picture, the page's text, who still answers, what the program has said, the end of its log. */
async function send(app: ElectronApplication, page: Page, folder: string, said: readonly string[], name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  const picture = join(pictures, `${name.replace(/[^\p{L}\d]+/gu, '-').slice(0, 60)}-${Date.now()}.png`);
  const seen = await page.screenshot({ path: picture, timeout: 5_000 }).then(
    () => picture,
    () => 'no picture: the window does not answer',
  );
  const log = join(folder, 'logs', 'desk.log');
  const lines = existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-30) : ['no log'];
  const [text, frame, main] = await Promise.all([
    answerOf(page.evaluate(() => document.body.innerText)),
    answerOf(page.evaluate(() => new Promise<string>((next) => requestAnimationFrame(() => next('drawing'))))),
    answerOf(app.evaluate(() => 'answering')),
  ]);
  process.stderr.write(
    `--- ${name}: ${seen}; page ${frame}, main ${main}\n${text.slice(0, mostShown).replace(/\n+/g, ' | ')}\n${[...said.join('').split('\n').slice(-30), ...lines].join('\n')}\n`,
  );
}

/** So many pictures later: what a hand does in between is paced by the screen, not by a clock. */
export const frames = (page: Page, count = 2): Promise<void> =>
  page.evaluate(async (wanted) => {
    for (let n = 0; n < wanted; n++) await new Promise((next) => requestAnimationFrame(next));
  }, count);

/** Nothing is moving or being waited for: no animation, no rows on their way. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('.grid-wait') && document.getAnimations().every(({ playState }) => playState !== 'running'));
  await frames(page);
}

/** Goes to a screen by its entry in the navigation. */
export const goTo = (page: Page, name: string) => page.locator('nav.side').getByRole('button', { name, exact: true }).click();

/** Answers the next save dialog with a file. */
export async function saveTo(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
}

/** Answers the next dialog for several files. */
export async function openFiles(app: ElectronApplication, files: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [...filePaths] });
  }, files);
}

/** What another program has left on the clipboard. Electron's interface changed with version 41; either is understood. */
export async function setClipboard(app: ElectronApplication, given: { readonly text?: string | undefined; readonly html?: string | undefined }): Promise<void> {
  await app.evaluate(async ({ clipboard, ClipboardItem }, { text = '', html }) => {
    if (typeof ClipboardItem === 'function')
      await clipboard.write([new ClipboardItem({ 'text/plain': text, ...(html === undefined ? {} : { 'text/html': html }) })]);
    else (clipboard as unknown as { write(data: object): void }).write({ text, ...(html === undefined ? {} : { html }) });
  }, given);
}

/** The cell of a column, by its heading. */
export async function cellOf(page: Page, row: number, heading: string) {
  const label = page.locator('.heading-label', { hasText: new RegExp(`^${heading}$`) });
  const column = Number(await page.locator('[role=columnheader]').filter({ has: label }).getAttribute('aria-colindex')) - 2;
  return page.locator(`[data-row="${row}"] [data-column="${column}"]`);
}

/** A cell of the grid, by text in it. */
export const cellWith = (page: Page, text: string) => page.getByRole('gridcell').filter({ hasText: text }).first();

/** Chooses a way out of the table. */
export async function exportAs(page: Page, format: string): Promise<void> {
  await page.getByRole('button', { name: '出力', exact: true }).click();
  await page.getByRole('menuitem', { name: format }).click();
}

/** Answers the next open dialog with a file. */
export async function openFile(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
  }, file);
}
