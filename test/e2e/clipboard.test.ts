// The system's clipboard over the table, by the keys and by the menu.
import type { ElectronApplication, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { cellWith, goTo, openWindow } from './desk-app.ts';

/** The clipboard's interface changed with Electron 41; the tests read it either way. */
const clipboardText = (app: ElectronApplication) => app.evaluate(async ({ clipboard }) => await clipboard.readText());
const setClipboard = (app: ElectronApplication, text: string) => app.evaluate(async ({ clipboard }, given) => await clipboard.writeText(given), text);

/** What the entries of the native Edit menu do. */
const fromMenu = (app: ElectronApplication, what: 'copy' | 'cut' | 'paste') =>
  app.evaluate(({ BrowserWindow }, role) => BrowserWindow.getAllWindows()[0]?.webContents[role](), what);

const cell = (page: Page, row: number, column: number) => page.locator(`[data-row="${row}"] [data-column="${column}"]`);

async function openPartners() {
  const opened = await openWindow();
  await goTo(opened.page, '相手先');
  await cell(opened.page, 0, 0).click();
  return opened;
}

describe('the clipboard over the table', () => {
  it('takes the selection by key and by menu: after a click, arrows, a range, and with the caret elsewhere', async () => {
    const { page, app } = await openPartners();
    const copied = async (take: () => Promise<void>) => {
      await setClipboard(app, 'before');
      await take();
      await expect.poll(() => clipboardText(app)).not.toBe('before');
      return clipboardText(app);
    };
    const byKey = () => page.keyboard.press('Control+c');
    const text = async (row: number, column: number) => (await cell(page, row, column).textContent()) ?? '';
    expect(await copied(byKey)).toBe(await text(0, 0));
    await page.keyboard.press('ArrowDown');
    expect(await copied(byKey)).toBe(await text(1, 0));
    expect(await copied(() => fromMenu(app, 'copy'))).toBe(await text(1, 0));
    await page.keyboard.press('Shift+ArrowDown');
    expect(await copied(byKey)).toBe(`${await text(1, 0)}\r\n${await text(2, 0)}`);
    // Into the table by key: the caret stays where the hand has last pressed.
    await page.getByRole('heading', { level: 1 }).click();
    for (let n = 0; n < 40 && !(await page.evaluate(() => document.activeElement?.classList.contains('grid'))); n++) await page.keyboard.press('Tab');
    expect(await copied(byKey)).toBe(`${await text(1, 0)}\r\n${await text(2, 0)}`);
  });

  it('cuts and pastes by key and by menu, and takes both back', async () => {
    const { page, app } = await openPartners();
    const column = Number(await page.getByRole('columnheader', { name: '備考' }).getAttribute('aria-colindex')) - 2;
    const note = cell(page, 0, column);
    await page.keyboard.press('End');
    await note.click();
    for (const [take, put] of [
      [() => page.keyboard.press('Control+x'), () => page.keyboard.press('Control+v')],
      [() => fromMenu(app, 'cut'), () => fromMenu(app, 'paste')],
    ] as const) {
      await setClipboard(app, '【見本】貼った備考');
      await put();
      await cellWith(page, '【見本】貼った備考').waitFor();
      await setClipboard(app, '');
      await take();
      await expect.poll(() => note.textContent()).toBe('');
      await expect.poll(() => clipboardText(app)).toBe('【見本】貼った備考');
      await page.keyboard.press('Control+z');
      await cellWith(page, '【見本】貼った備考').waitFor();
      await page.keyboard.press('Control+z');
      await expect.poll(() => note.textContent()).toBe('');
    }
  });

  it('belongs to the field that is open: of a cell, of a search, of a panel', async () => {
    const { page, app } = await openPartners();
    const name = await cell(page, 0, 0).textContent();
    await page.keyboard.press('F2');
    const editor = page.locator('.cell-editor .editor-field');
    await editor.waitFor();
    await setClipboard(app, 'abc');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+v');
    expect(await editor.inputValue()).toBe('abc');
    await page.keyboard.press('Escape');
    expect(await cell(page, 0, 0).textContent()).toBe(name);
    await page.keyboard.press('Control+f');
    await page.keyboard.press('Control+v');
    expect(await page.getByRole('searchbox').first().inputValue()).toBe('abc');
  });
});
