// Leaving while something is typed: another screen, the window itself, a heading that was taken up by mistake.
import type { ElectronApplication, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { cellOf, frames, goTo, openWindow } from './desk-app.ts';

async function openVisits() {
  const desk = await openWindow();
  await goTo(desk.page, '要人来訪');
  await desk.page.getByText('70件').waitFor();
  return desk;
}

/** Presses the cross of the window, and answers the question if there is one. @returns the questions asked */
async function closeWindow(app: ElectronApplication, answer: '入力を続ける' | '破棄して閉じる'): Promise<readonly string[]> {
  const asked = await app.evaluate(async ({ BrowserWindow, dialog }, wanted) => {
    const questions: string[] = [];
    dialog.showMessageBoxSync = (...given: unknown[]) => {
      const { message, buttons = [] } = given.at(-1) as { message: string; buttons?: string[] };
      questions.push(message);
      return buttons.indexOf(wanted);
    };
    BrowserWindow.getAllWindows()[0]?.close();
    await new Promise((done) => setTimeout(done, 1_000));
    return questions;
  }, answer);
  return asked;
}

const headings = (page: Page) => page.locator('.heading-label').allTextContents();

describe('leaving', () => {
  it('another screen by Alt+← saves what is typed in a cell, and tells what cannot be read', async () => {
    const { page } = await openVisits();
    const title = await cellOf(page, 0, '件名');
    await title.click();
    await page.keyboard.type('【見本】別の画面へ');
    await page.keyboard.press('Alt+ArrowLeft');
    await page.getByRole('heading', { name: 'ホーム' }).waitFor();
    await page.keyboard.press('Alt+ArrowRight');
    await page.getByRole('gridcell', { name: '【見本】別の画面へ' }).waitFor();

    await (await cellOf(page, 0, '開始')).click();
    await page.keyboard.type('夕方ごろ');
    await page.keyboard.press('Alt+ArrowLeft');
    await page.getByText('夕方ごろ').waitFor();
  });

  it('the window with a row half written, a form or a cell being typed in is asked about', async () => {
    const { app, page } = await openVisits();
    await page.keyboard.press('Control+n');
    await page.getByRole('dialog').getByRole('textbox', { name: '件名', exact: true }).fill('途中');
    expect(await closeWindow(app, '入力を続ける')).toEqual(['入力した内容は、まだ保存されていません。']);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '破棄して閉じる' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await (await cellOf(page, 0, '件名')).click();
    await page.keyboard.type('途中');
    expect(await closeWindow(app, '入力を続ける')).toHaveLength(1);
    await page.keyboard.press('Escape');

    await page.keyboard.press('Control+End');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Home');
    await (await cellOf(page, 70, '件名')).click();
    await page.keyboard.type('行の途中');
    await page.keyboard.press('Tab');
    expect(await closeWindow(app, '入力を続ける')).toHaveLength(1);
    expect(await page.getByText('行の途中').count()).toBe(1);
    const ended = app.waitForEvent('close');
    await closeWindow(app, '破棄して閉じる').catch(() => undefined); // the program that would answer is gone
    await ended;
  });

  it('the window when everything is saved is not asked about', async () => {
    const { app, page } = await openVisits();
    const title = await cellOf(page, 0, '件名');
    await title.click();
    await page.keyboard.type('【見本】保存済み');
    await page.keyboard.press('Enter');
    await page.getByRole('gridcell', { name: '【見本】保存済み' }).waitFor();
    const ended = app.waitForEvent('close');
    const asked = await closeWindow(app, '入力を続ける').catch(() => []);
    await ended;
    expect(asked).toEqual([]);
  });

  it('a heading that is being dragged: Esc puts it back, and the keyboard sorts afterwards', async () => {
    const { page } = await openVisits();
    const before = await headings(page);
    const button = (name: string) => page.locator('.heading-button').filter({ hasText: new RegExp(`^${name}$`) });
    const from = await button('件名').boundingBox();
    const to = await button('日付').boundingBox();
    if (!from || !to) throw new Error('no headings');
    await page.mouse.move(from.x + 20, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(to.x + 20, to.y + 10, { steps: 6 });
    expect(await page.locator('.drop-here').count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await page.locator('.drop-here').count()).toBe(0);
    await page.mouse.up();
    expect(await headings(page)).toEqual(before);

    await page.mouse.move(from.x + 20, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(to.x + 20, to.y + 10, { steps: 6 });
    await page.mouse.move(to.x + 20, 700, { steps: 3 });
    await page.mouse.up();
    await frames(page);
    expect(await page.locator('.drop-here').count()).toBe(0);
    await button('開始').focus();
    await page.keyboard.press('Enter');
    await page.locator('[role=columnheader][data-name=startTime][aria-sort=ascending]').waitFor();
  });

  it('a form is saved by Ctrl+S too, and F1 shows the keys over it', async () => {
    const { page } = await openVisits();
    await page.keyboard.press('Control+n');
    const form = page.getByRole('dialog', { name: '新しい記録' });
    await form.getByRole('textbox', { name: '日付', exact: true }).fill('R8.12.10');
    await form.getByRole('textbox', { name: '件名', exact: true }).fill('【見本】上書き保存の手で');
    await page.keyboard.press('F1');
    await page.getByRole('dialog', { name: 'キー一覧' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'キー一覧' }).waitFor({ state: 'detached' });
    expect(await form.getByRole('textbox', { name: '件名', exact: true }).inputValue()).toBe('【見本】上書き保存の手で');
    await page.keyboard.press('Control+s');
    await form.waitFor({ state: 'detached' });
    await page.getByRole('gridcell', { name: '【見本】上書き保存の手で' }).first().waitFor();
  });
});
