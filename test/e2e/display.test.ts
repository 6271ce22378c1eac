// The window under a real display: keys and presses of X11 through a window manager, menus by their letters, and the system's
// clipboard as other programs see it.
import { describe, expect, it } from 'vitest';
import { cellOf, type DeskApp, goTo, openWindow } from './desk-app.ts';
import { activate, clipboardOf, manageWindows, putOnClipboard, xdotool } from './display.ts';

/** Presses a cell with the mouse of the display. */
async function press({ app, page }: Pick<DeskApp, 'app' | 'page'>, row: number, heading: string, button = '1'): Promise<void> {
  const box = await (await cellOf(page, row, heading)).boundingBox();
  const content = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getContentBounds());
  if (!box || !content) throw new Error('not on the screen');
  await xdotool('mousemove', String(Math.round(content.x + box.x + 20)), String(Math.round(content.y + box.y + box.height / 2)), 'click', button);
}

describe('the display', () => {
  it('copies and pastes by its own keys, to and from other programs', async () => {
    manageWindows();
    const desk = await openWindow();
    const { page } = desk;
    await goTo(page, '相手先');
    await page.getByText('64件').waitFor();
    await activate('都市外交デスク');
    await press(desk, 2, '名称');
    const name = (await (await cellOf(page, 2, '名称')).textContent()) ?? '';
    await expect.poll(async () => (await cellOf(page, 2, '名称')).getAttribute('class')).toContain('active');
    await xdotool('key', 'ctrl+c');
    await expect.poll(() => clipboardOf('UTF8_STRING').catch(() => '')).toBe(name);
    expect(await clipboardOf('text/html')).toContain(name);
    await putOnClipboard('Pasted from another program');
    const english = (await (await cellOf(page, 2, '英語名')).textContent()) ?? '';
    await press(desk, 2, '英語名');
    await xdotool('key', 'ctrl+v');
    await expect.poll(async () => (await cellOf(page, 2, '英語名')).textContent()).toBe('Pasted from another program');
    await xdotool('key', 'ctrl+z');
    await expect.poll(async () => (await cellOf(page, 2, '英語名')).textContent()).toBe(english);
    // Typed over a selected cell, as a keyboard types.
    await xdotool('type', '--delay', '30', 'abc');
    await xdotool('key', 'Return');
    await expect.poll(async () => (await cellOf(page, 2, '英語名')).textContent()).toBe('abc');
  });

  it('opens menus by their letters and the menu of the right button', async () => {
    manageWindows();
    const desk = await openWindow();
    const { page } = desk;
    await goTo(page, '要人来訪');
    await page.getByText('70件').waitFor();
    await activate('都市外交デスク');
    await xdotool('key', 'alt+f');
    await xdotool('key', 'n');
    await page.getByRole('dialog').waitFor();
    await xdotool('key', 'Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await xdotool('key', 'alt+h');
    await xdotool('key', 'k');
    await page.getByRole('dialog').getByText('セルを移動する').waitFor();
    await xdotool('key', 'Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await press(desk, 3, '種別', '3');
    await page.getByRole('menuitem', { name: 'この値で絞り込む' }).waitFor();
    await xdotool('key', 'Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
  });
});
