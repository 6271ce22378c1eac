// Input that is interrupted: by scrolling, by the next press, by a heading, by a list that has not answered yet.
import type { ElectronApplication, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { cellOf, frames, goTo, openWindow, setClipboard } from './desk-app.ts';
import { inputMethod } from './input-method.ts';

const editor = (page: Page) => page.locator('.cell-editor .editor-field');

async function openVisits() {
  const desk = await openWindow();
  await goTo(desk.page, '要人来訪');
  await desk.page.getByText('70件').waitFor();
  return desk;
}

async function groupByStatus(page: Page): Promise<void> {
  await page.getByRole('button', { name: '列と行' }).click();
  await page.getByRole('combobox', { name: 'グループ分け' }).selectOption('status');
  await page.keyboard.press('Escape');
  await page.locator('.grid-group').first().waitFor();
}

/** A list much longer than what is read around the screen. */
async function manyPartners(app: ElectronApplication, page: Page): Promise<void> {
  await page.evaluate(async () => {
    const mutations = Array.from({ length: 600 }, (_, at) => ({
      kind: 'create' as const,
      table: 'partner',
      set: { nameJa: `見本市${at}`, kind: 'city', reading: `んん${String(at).padStart(3, '0')}`, note: '見本' },
    }));
    await window.desk.commit({ mutations });
  });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.send('changed'));
  await goTo(page, '相手先');
  await page.getByText('664件').waitFor();
}

describe('text that is being typed', () => {
  it('is there when its row comes back into sight', async () => {
    const { app, page } = await openWindow();
    await manyPartners(app, page);
    const note = await cellOf(page, 3, '備考');
    const before = (await note.textContent()) ?? '';
    expect(before).not.toBe('長い見本の文');
    await note.click();
    await page.keyboard.type('長い見本の文');
    await page.locator('.grid').evaluate((box) => box.scrollTo({ top: box.scrollHeight }));
    await page.getByText('見本市599').waitFor();
    await frames(page, 10);
    await page.locator('.grid').evaluate((box) => box.scrollTo({ top: 0 }));
    await note.waitFor();
    expect(await editor(page).inputValue()).toBe('長い見本の文');
    await page.keyboard.press('Enter');
    await expect.poll(() => note.textContent()).toBe('長い見本の文');
  });

  it('over a list goes to its own cell when another one is pressed at once', async () => {
    const { page } = await openVisits();
    const ime = await inputMethod(page);
    const partner = await cellOf(page, 0, '相手先');
    const title = await cellOf(page, 2, '件名');
    const before = await title.textContent();
    await partner.click();
    const place = await title.boundingBox();
    await ime.compose('そうる');
    await ime.insert('ソウル');
    // At once: before a list can open by itself.
    await page.mouse.click((place?.x ?? 0) + 20, (place?.y ?? 0) + 10);
    await page
      .locator('.picker')
      .getByRole('option', { name: /ソウル/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => partner.textContent()).toMatch(/^ソウル/);
    expect(await title.textContent()).toBe(before);
  });

  it('in the list of a cell is taken when it names one, and told when it does not', async () => {
    const { page } = await openVisits();
    const partner = await cellOf(page, 0, '相手先');
    const title = await cellOf(page, 2, '件名');
    const before = await partner.textContent();
    await partner.click();
    await page.keyboard.type('どこにもない市');
    await title.click();
    await page.getByText('「どこにもない市」は一覧にありません').waitFor();
    expect(await partner.textContent()).toBe(before);
    await partner.click();
    await page.keyboard.type('ローマ市');
    await title.click();
    await expect.poll(() => partner.textContent()).toBe('ローマ市');
  });

  it('goes on in the next cell while the first one is being saved', async () => {
    const { page } = await openWindow();
    await goTo(page, '相手先');
    await page.getByText('64件').waitFor();
    const note = (row: number) => cellOf(page, row, '備考');
    await (await note(2)).click();
    await page.keyboard.type('abc');
    // Without waiting for anything in between.
    await Promise.all([page.keyboard.press('Enter'), page.keyboard.type('def')]);
    await page.keyboard.press('Enter');
    await expect.poll(async () => [await (await note(2)).textContent(), await (await note(3)).textContent()]).toEqual(['abc', 'def']);
  });

  it('that cannot be read is told when the list changes under it', async () => {
    const { page } = await openVisits();
    await (await cellOf(page, 1, '日付')).click();
    await page.keyboard.type('来週のどこか');
    await page.locator('.heading-button', { hasText: /^件名/ }).click();
    await page.getByText('保存していない入力: 「来週のどこか」').waitFor();
  });

  it('is kept from Ctrl+S, which says what is not saved yet', async () => {
    const { page } = await openVisits();
    const place = await cellOf(page, 0, '場所');
    await place.click();
    await page.keyboard.type('見本の場所');
    await page.keyboard.press('Control+s');
    await expect.poll(() => place.textContent()).toBe('見本の場所');
    await page.getByText('入力した内容は、その都度保存されています').waitFor();
    await page.locator('.grid').evaluate((box) => box.scrollTo({ left: 0 }));
    await (await cellOf(page, 1, '日付')).click();
    await page.keyboard.type('夕方');
    await page.keyboard.press('Control+s');
    await page.locator('.cell-editor').getByRole('alert').waitFor();
    expect(await editor(page).inputValue()).toBe('夕方');
  });
});

describe('a paste', () => {
  it('on the heading of a group changes nothing and says so', async () => {
    const { app, page } = await openVisits();
    await groupByStatus(page);
    await (await cellOf(page, 1, '場所')).click();
    await page.keyboard.press('ArrowUp');
    const before = await page.locator('.bench-table').textContent();
    await setClipboard(app, { text: 'まちがい' });
    await page.keyboard.press('Control+v');
    await page.getByText('記録の行を選んでください').waitFor();
    expect(await page.locator('.bench-table').textContent()).toBe(before);
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('over several groups fills the selected records and no others', async () => {
    const { page } = await openVisits();
    await groupByStatus(page);
    const headings = await page.locator('.grid-group').evaluateAll((lines) => lines.map((line) => Number((line as HTMLElement).dataset.row)));
    const second = headings[1] ?? 0;
    await (await cellOf(page, second - 2, '場所')).click();
    for (let press = 0; press < 3; press++) await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.type('同じ場所');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').getByText('3件の記録: 3個のセルを変更').waitFor();
  });
});

describe('a range', () => {
  it('from the empty row upwards is all of it', async () => {
    const { page } = await openVisits();
    await (await cellOf(page, 0, '場所')).click();
    await page.keyboard.press('Control+ArrowDown');
    await page.keyboard.press('ArrowDown');
    for (let press = 0; press < 2; press++) await page.keyboard.press('Shift+ArrowUp');
    await page.keyboard.press('Delete');
    await page.getByText('2個のセルを変更しました').waitFor();
  });

  it('whose beginning has not been read is shown before it is emptied', async () => {
    const { app, page } = await openWindow();
    await manyPartners(app, page);
    await (await cellOf(page, 0, '備考')).click();
    await page.keyboard.press('Control+ArrowDown');
    await page.keyboard.press('Control+Shift+ArrowUp');
    await page.locator('[data-row="0"]').waitFor();
    await page.locator('.grid').evaluate((box) => box.scrollTo({ top: box.scrollHeight }));
    await page.getByText('見本市599').waitFor();
    await frames(page, 10);
    await page.keyboard.press('Delete');
    await page
      .getByRole('dialog')
      .getByText(/個のセルを変更/)
      .waitFor();
  });
});

describe('after a right click', () => {
  it('and Esc the keys are the table’s again', async () => {
    const { page } = await openVisits();
    await (await cellOf(page, 2, '件名')).click({ button: 'right' });
    await page.getByRole('menu').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await frames(page, 4);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.locator('.grid-row:has(.grid-cell.active)').getAttribute('data-row')).toBe('3');
    await page.keyboard.type('x');
    await expect.poll(() => editor(page).inputValue()).toBe('x');
  });
});

describe('the empty row', () => {
  it('keeps the links chosen before', async () => {
    const { page } = await openWindow();
    await goTo(page, '協定・合意');
    await page.locator('[data-row="0"]').waitFor();
    const partners = await cellOf(page, 0, '相手先');
    const column = await partners.getAttribute('data-column');
    await partners.click();
    await page.keyboard.press('Control+ArrowDown');
    await page.keyboard.press('ArrowDown');
    const cell = page.locator(`.grid-row.new-row [data-column="${column}"]`);
    for (const [name, chosen] of [
      ['パリ市', 'パリ市'],
      ['ローマ市', 'パリ市, ローマ市'],
    ] as const) {
      await cell.click();
      await page.keyboard.type(name);
      await page.locator('.picker').getByRole('option', { name }).first().waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await expect.poll(async () => (await cell.textContent())?.split(/[、,;] ?/).sort()).toEqual(chosen.split(', ').sort());
    }
  });
});
