// Keys and menu entries that work wherever the focus is, and the menu of the right button.
import type { ElectronApplication, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { cellOf, goTo, openWindow } from './desk-app.ts';

/** Chooses an entry of the native menu by its words. */
const chooseInMenu = (app: ElectronApplication, words: string) =>
  app.evaluate(({ Menu }, wanted) => {
    const entry = Menu.getApplicationMenu()
      ?.items.flatMap((menu) => menu.submenu?.items ?? [])
      .find(({ label }) => label.startsWith(wanted));
    if (!entry) throw new Error(`no entry ${wanted}`);
    entry.click();
  }, words);

const focused = (page: Page) =>
  page.evaluate(() =>
    document.activeElement?.matches('.cell-field') ? 'table' : (document.activeElement?.getAttribute('type') ?? document.activeElement?.tagName ?? ''),
  );

const heading = (page: Page) => page.locator('h1').textContent();

describe('commands', () => {
  it('search, make, go back and forward and list the keys from wherever the focus is', async () => {
    const { page } = await openWindow();
    await goTo(page, '要人来訪');
    await page.getByText('70件').waitFor();
    for (const place of ['.side .nav-entry >> nth=0', '.toolbar .button >> nth=0', '[data-row="2"] [data-column="1"]', 'body']) {
      if (place.startsWith('[')) await page.locator(place).click();
      else if (place === 'body') await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      else await page.locator(place).focus();
      await page.keyboard.press('Control+f');
      expect(await focused(page)).toBe('search');
    }
    await page.keyboard.press('Control+n');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await goTo(page, '協定・合意');
    await page.keyboard.press('Alt+ArrowLeft');
    await expect.poll(() => heading(page)).toBe('要人来訪');
    await page.keyboard.press('Alt+ArrowRight');
    await expect.poll(() => heading(page)).toBe('協定・合意');
    for (const key of ['F1', 'Control+/']) {
      await page.keyboard.press(key);
      await page.getByRole('dialog').getByText('セルを移動する').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await page.keyboard.press('Control+s');
    await page.getByText('入力した内容は、その都度保存されています').waitFor();
  });

  it('are in the menu, with their letters', async () => {
    const { app, page } = await openWindow();
    const labels = await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label));
    expect(labels).toEqual(['ファイル(&F)', '編集(&E)', '表示(&V)', '移動(&G)', 'ヘルプ(&H)']);
    await chooseInMenu(app, '要人来訪');
    await page.getByText('70件').waitFor();
    await chooseInMenu(app, 'すべて選択');
    await page.getByText(/70行×\d+列を選択/).waitFor();
    await chooseInMenu(app, '検索');
    await expect.poll(() => focused(page)).toBe('search');
    await chooseInMenu(app, '新規');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await chooseInMenu(app, '戻る');
    await expect.poll(() => heading(page)).toBe('ホーム');
    await chooseInMenu(app, 'バージョン情報');
    await page.getByRole('dialog').getByText('国際課1').waitFor();
  });

  it('reach the table with two keys from the top of the window', async () => {
    const { app, page } = await openWindow();
    await chooseInMenu(app, '要人来訪');
    await page.getByText('70件').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('table');
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('.grid-row:has(.grid-cell.active)').getAttribute('data-row')).toBe('1');
  });
});

describe('the menu of the right button', () => {
  it('copies, pastes, fills, filters, opens and deletes, and one key takes it back', async () => {
    const { page } = await openWindow();
    await goTo(page, '要人来訪');
    await page.getByText('70件').waitFor();
    const choose = async (name: string) => {
      await page.getByRole('menuitem', { name, exact: true }).click();
    };
    const note = await cellOf(page, 0, '場所');
    const other = await cellOf(page, 3, '場所');
    const text = await note.textContent();
    await note.click({ button: 'right' });
    await choose('コピー');
    await page.getByText('1個のセルをコピーしました').waitFor();
    await other.click({ button: 'right' });
    await choose('貼り付け');
    await expect.poll(() => other.textContent()).toBe(text);
    await page.keyboard.press('Control+z');
    await (await cellOf(page, 0, '種別')).click({ button: 'right' });
    await choose('この値で絞り込む');
    await page.locator('.chip').getByText('種別: 表敬訪問').waitFor();
    await page.getByRole('button', { name: /条件「種別」を外す/ }).click();
    await page.getByText('70件').waitFor();
    await page.locator('[data-row="1"] [data-column="0"]').click();
    await page.keyboard.press('Shift+F10');
    await choose('行を削除');
    await page.getByText('69件', { exact: true }).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText('70件', { exact: true }).waitFor();
    await page.locator('[data-row="1"] [data-column="0"]').click({ button: 'right' });
    await choose('変更履歴');
    await page.locator('.panel').getByRole('tab', { name: '変更履歴', selected: true }).waitFor();
  });

  it('opens a record with a double click', async () => {
    const { page } = await openWindow();
    await goTo(page, '要人来訪');
    await page.locator('[data-row="1"] [data-column="2"]').dblclick();
    await page.locator('.panel .panel-title').waitFor();
  });
});
