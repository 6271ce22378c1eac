// Undo by key and by menu: of records, of the text being typed, and not behind a dialog.
import type { ElectronApplication, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { goTo, openWindow } from './desk-app.ts';

const undoByMenu = (app: ElectronApplication) =>
  app.evaluate(({ Menu }) => {
    const entry = Menu.getApplicationMenu()
      ?.items.flatMap((menu) => menu.submenu?.items ?? [])
      .find(({ label }) => label.startsWith('元に戻す'));
    if (!entry) throw new Error('no such entry');
    entry.click();
  });

/** Whether something has been taken back; asked after whatever the window has sent before. */
const isUndone = (page: Page) =>
  page.evaluate(async () => {
    const state = await window.desk.undoState({});
    if (!state.ok) throw new Error(state.error.code);
    return state.value.redo;
  });

async function noteOfFirst(page: Page) {
  await goTo(page, '相手先');
  const column = Number(await page.getByRole('columnheader', { name: '備考' }).getAttribute('aria-colindex')) - 2;
  const note = page.locator(`[data-row="0"] [data-column="${column}"]`);
  await note.click();
  await page.keyboard.type('abc');
  await page.keyboard.press('Enter');
  await expect.poll(() => note.textContent()).toBe('abc');
  return note;
}

describe('undo', () => {
  it('takes back records by key and by menu, and does nothing behind a dialog', async () => {
    const { app, page } = await openWindow();
    const note = await noteOfFirst(page);
    await page.locator('[data-row="0"] [data-column="0"]').click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Delete');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('入力が必要です。').first().waitFor();
    await page.keyboard.press('Control+z');
    await undoByMenu(app);
    expect(await isUndone(page)).toBe(false);
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await note.textContent()).toBe('abc');
    await page.keyboard.press('Control+z');
    await expect.poll(() => note.textContent()).toBe('');
    await page.keyboard.press('Control+y');
    await expect.poll(() => note.textContent()).toBe('abc');
    await undoByMenu(app);
    await expect.poll(() => note.textContent()).toBe('');
  });

  it('takes back text while text is typed', async () => {
    const { app, page } = await openWindow();
    const note = await noteOfFirst(page);
    await note.click();
    await page.keyboard.press('F2');
    const field = page.locator('.cell-editor .editor-field');
    await field.waitFor();
    for (const back of [() => page.keyboard.press('Control+z'), () => undoByMenu(app)]) {
      await page.keyboard.press('End');
      await page.keyboard.type('d');
      expect(await field.inputValue()).toBe('abcd');
      await back();
      await expect.poll(() => field.inputValue()).toBe('abc');
    }
    expect(await isUndone(page)).toBe(false);
    await page.keyboard.press('Escape');
    expect(await note.textContent()).toBe('abc');
  });
});
