// What is entered over a selected cell, without F2: by keys, by an input method, by an emoji panel or voice.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { cellOf, goTo, openWindow } from './desk-app.ts';
import { inputMethod } from './input-method.ts';

const editor = (page: Page) => page.locator('.cell-editor .editor-field');

describe('a selected cell', () => {
  it('takes Japanese as it is composed: Enter that confirms stays in the cell, the next one saves', async () => {
    const { page } = await openWindow();
    const ime = await inputMethod(page);
    await goTo(page, '相手先');
    const note = await cellOf(page, 0, '備考');
    await note.click();
    for (const text of ['k', 'き', 'きょうと', '京都']) {
      await ime.takenKey('Process');
      await ime.compose(text);
      expect(await editor(page).inputValue()).toBe(text);
    }
    await ime.takenKey('Enter');
    await ime.insert('京都');
    expect(await editor(page).inputValue()).toBe('京都');
    // Typing goes on without a break: the next words are composed where the first ones ended.
    await ime.compose('の');
    await ime.insert('の');
    await ime.compose('まち');
    await ime.insert('町');
    expect(await editor(page).inputValue()).toBe('京都の町');
    await page.keyboard.press('Enter');
    await expect.poll(() => note.textContent()).toBe('京都の町');
    await page.keyboard.press('Control+z');
    await expect.poll(() => note.textContent()).toBe('');
  });

  it('stays as it was when a composition is given up', async () => {
    const { page } = await openWindow();
    const ime = await inputMethod(page);
    await goTo(page, '相手先');
    const name = await cellOf(page, 0, '名称');
    await name.click();
    const before = await name.textContent();
    await ime.compose('あ');
    await ime.takenKey('Escape');
    await ime.compose('');
    await page.locator('.cell-editor').waitFor({ state: 'detached' });
    expect(await name.textContent()).toBe(before);
    // Keys are the table's again.
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('.grid-row:has(.grid-cell.active)').getAttribute('data-row')).toBe('1');
  });

  it('takes text that no key has typed', async () => {
    const { page } = await openWindow();
    const ime = await inputMethod(page);
    await goTo(page, '相手先');
    const note = await cellOf(page, 0, '備考');
    await note.click();
    await ime.insert('🌸');
    expect(await editor(page).inputValue()).toBe('🌸');
    await page.keyboard.type('abc');
    await page.keyboard.press('Enter');
    await expect.poll(() => note.textContent()).toBe('🌸abc');
  });

  it('searches a list with what was composed over it', async () => {
    const { page } = await openWindow();
    const ime = await inputMethod(page);
    await goTo(page, '要人来訪');
    const partner = await cellOf(page, 0, '相手先');
    await partner.click();
    for (const text of ['そ', 'そう', 'ソウル']) {
      await ime.takenKey('Process');
      await ime.compose(text);
    }
    await ime.takenKey('Enter');
    await ime.insert('ソウル');
    await page
      .locator('.picker')
      .getByRole('option', { name: /ソウル/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => partner.textContent()).toMatch(/^ソウル/);
  });

  it('keeps what is typed when it cannot be read, wherever the pointer goes', async () => {
    const { page } = await openWindow();
    await goTo(page, '要人来訪');
    const date = await cellOf(page, 0, '日付');
    const title = await cellOf(page, 1, '件名');
    const before = await date.textContent();
    await date.click();
    await page.keyboard.type('来週のどこか');
    await title.click();
    expect(await editor(page).inputValue()).toBe('来週のどこか');
    await page.locator('.cell-editor').getByRole('alert').waitFor();
    await page.keyboard.press('Escape');
    expect(await date.textContent()).toBe(before);
    await title.click();
    await page.keyboard.type('x');
    await date.click();
    await expect.poll(() => title.textContent()).toBe('x');
    expect(await date.getAttribute('class')).toContain('active');
  });

  it('lets the focus go where it was sent: an opened cell closes, changed or not', async () => {
    const { page } = await openWindow();
    await goTo(page, '相手先');
    const note = await cellOf(page, 0, '備考');
    for (const typed of ['', 'abc']) {
      await note.click();
      await page.keyboard.press('F2');
      if (typed !== '') await page.keyboard.type(typed);
      await page.getByRole('searchbox').click();
      await page.keyboard.type('パリ');
      await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('パリ');
      await page.locator('.cell-editor').waitFor({ state: 'detached' });
      await page.keyboard.press('Escape');
      await expect.poll(() => note.textContent()).toBe(typed);
    }
  });

  it('lets the focus go from a list that was opened', async () => {
    const { page } = await openWindow();
    await goTo(page, '相手先');
    const kind = await cellOf(page, 0, '種別');
    const before = await kind.textContent();
    await kind.click();
    await page.keyboard.press('Alt+ArrowDown');
    await page.locator('.picker').getByRole('option').first().waitFor();
    await page.getByRole('searchbox').click();
    await page.keyboard.type('パリ');
    await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('パリ');
    await page.locator('.picker').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await expect.poll(() => kind.textContent()).toBe(before);
  });

  it('is told to a screen reader with its row, its column and its value', async () => {
    const { page } = await openWindow();
    await goTo(page, '相手先');
    await (await cellOf(page, 1, '備考')).click();
    await page.keyboard.press('ArrowUp');
    const client = await page.context().newCDPSession(page);
    const { nodes } = await client.send('Accessibility.getFullAXTree');
    const property = (node: (typeof nodes)[number], wanted: string) => node.properties?.find(({ name }) => name === wanted)?.value;
    const field = nodes.find((node) => node.role?.value === 'textbox' && property(node, 'focused')?.value === true);
    const pointed = field && property(field, 'activedescendant')?.relatedNodes?.[0]?.backendDOMNodeId;
    const active = nodes.find((node) => node.backendDOMNodeId === pointed);
    expect(active?.role?.value).toBe('gridcell');
    const cell = await cellOf(page, 0, '備考');
    const row = await page.evaluate(() => {
      const shown = document.getElementById(document.activeElement?.getAttribute('aria-activedescendant') ?? '');
      return [shown?.getAttribute('aria-colindex'), shown?.closest('[role=row]')?.getAttribute('aria-rowindex'), shown?.closest('[role=grid]')?.id];
    });
    expect(row).toEqual([await cell.getAttribute('aria-colindex'), '2', await page.locator('.cell-field').getAttribute('aria-controls')]);
  });
});
