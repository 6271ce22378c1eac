// The real window on a fresh folder. Any console error or page error fails the test that caused it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { realWorld } from '../../db/desk.ts';
import { newDesk } from '../../electron/services/new-desk.ts';
import { resources, root, world } from '../fresh-desk.ts';

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

const asRoot = process.getuid?.() === 0;

export function deskFolder(stock: 'nothing' | 'reference' | 'sample', name = '国際課1'): string {
  const base = mkdtempSync(join(tmpdir(), 'desk-window-'));
  onTestFinished(() => rmSync(base, { recursive: true, force: true }));
  const folder = join(base, 'desk');
  if (stock !== 'nothing')
    newDesk({ folder, name, author: '見本 花子', sample: stock === 'sample' }, resources, {
      ...world,
      ...realWorld('0.0.0-test', world.migrations),
    }).close();
  return folder;
}

export async function openWindow(options: DeskAppOptions = {}): Promise<DeskApp> {
  const folder = options.folder ?? deskFolder(options.stock ?? 'sample', options.name);
  const executable = options.packaged ? process.env.DESK_TEST_PACKAGED : process.env.DESK_TEST_ELECTRON;
  if (!executable) throw new Error('run through `npm test`: it says where the runtime is');
  const app = await electron.launch({
    executablePath: executable,
    args: [...(asRoot ? ['--no-sandbox'] : []), ...(options.packaged ? [] : [root]), '--data', folder],
    // Keys lie beside the program's data: each desk of a test is a computer of its own.
    env: { ...(process.env as Record<string, string>), XDG_DATA_HOME: join(folder, '..', 'data') },
    timeout: 30_000,
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
  page.setDefaultTimeout(15_000);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.locator('h1').waitFor();
  let closed = false;
  const close = async () => {
    if (closed) return;
    closed = true;
    await app.close();
  };
  onTestFinished(async () => {
    await close();
    expect(problems).toEqual([]);
  });
  return { app, page, folder, close };
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
