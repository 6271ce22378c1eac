// Writing and pasting at the end of a table makes records.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { root } from '../fresh-desk.ts';
import { cellOf, goTo, openWindow, setClipboard } from './desk-app.ts';

const count = async (page: Page) => Number((await page.locator('.toolbar-count').textContent())?.match(/^[\d,]+/)?.[0]?.replace(',', ''));
const newRow = (page: Page) => page.locator('.grid-row.new-row');

async function toNewRow(page: Page): Promise<void> {
  await page.getByRole('gridcell').first().click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Control+ArrowLeft');
  await newRow(page).locator('.grid-cell.active').waitFor();
}

describe('the empty row at the end', () => {
  it('makes a visit of what is typed into it, with what the office takes for granted', async () => {
    const { page } = await openWindow();
    await goTo(page, '要人来訪');
    await page.getByText('70件').waitFor();
    await toNewRow(page);
    await page.keyboard.type('R8.12.10');
    await page.keyboard.press('Tab');
    await page.keyboard.type('1015');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('パリ市');
    await page
      .locator('.picker')
      .getByRole('option', { name: /パリ市/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('71件', { exact: true }).waitFor();
    await page.getByText('登録しました(3行目)').waitFor();
    await page.locator('.grid').evaluate((box) => box.scrollTo({ top: 0 }));
    const made = page.locator('[data-row="2"]', { hasText: '令和8年12月10日' });
    expect(await made.textContent()).toMatch(/10:15.*パリ市長 表敬訪問.*表敬訪問.*パリ市/);
    // Ready for the next one, and one key takes it back.
    await page.locator('.grid').evaluate((box) => box.scrollTo({ top: box.scrollHeight }));
    await newRow(page).locator('.grid-cell.active').waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText('70件', { exact: true }).waitFor();
  });

  it('asks for what is missing when it is left, and drops nothing when the answer is no', async () => {
    const { page } = await openWindow();
    await goTo(page, '要人来訪');
    await page.getByText('70件').waitFor();
    await toNewRow(page);
    await page.keyboard.type('R8.12.10');
    await page.keyboard.press('ArrowUp');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: '件名' }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await newRow(page).textContent()).toContain('令和8年12月10日');
    // Another screen and back: still there.
    await goTo(page, '相手先');
    await page.getByText('64件').waitFor();
    await goTo(page, '要人来訪');
    await page.getByText('70件').waitFor();
    await toNewRow(page);
    expect(await newRow(page).textContent()).toContain('令和8年12月10日');
    await page.keyboard.press('ArrowUp');
    await dialog.getByRole('textbox', { name: '件名' }).fill('【見本】新しい来訪');
    await page.keyboard.press('Enter');
    await page.getByText('71件', { exact: true }).waitFor();
    expect(await count(page)).toBe(71);
    expect(await newRow(page).textContent()).not.toContain('令和8年12月10日');
    await page.locator('.grid').evaluate((box) => box.scrollTo({ top: 0 }));
    await page.locator('[data-row]', { hasText: '【見本】新しい来訪' }).waitFor();
  });

  it('takes 300 rows of 8 columns from LibreOffice Calc, by value, and one key takes them back', async () => {
    const { page, app } = await openWindow();
    await goTo(page, '要人来訪');
    await page.getByText('70件').waitFor();
    await toNewRow(page);
    const [html, text] = ['html', 'txt'].map((end) => readFileSync(join(root, 'test', 'data', 'clipboard', `visits.${end}`), 'utf8'));
    await setClipboard(app, { html, text });
    await page.keyboard.press('Control+v');
    const preview = page.getByRole('dialog');
    await preview.getByText(/新しい記録 300件/).waitFor();
    expect(await preview.locator('.refused-count').count()).toBe(0);
    await preview.getByRole('button', { name: '変更する' }).click();
    await page.getByText('370件', { exact: true }).waitFor();
    const made = await page.evaluate(async () => {
      const listed = await window.desk.list({ table: 'visit', filter: { date: '2027-11-20' }, limit: 5 });
      return listed.ok ? listed.value.rows.map(({ values }) => [values.startTime, values.kind, values.status, values.titleJa]) : [];
    });
    expect(made).toEqual([['12:00', 'official', 'planned', expect.stringMatching(/^ロンドン/)]]);
    await page.keyboard.press('Control+z');
    await page.getByText('70件', { exact: true }).waitFor();
  });

  it('takes a pasted block of days and cities as visits', async () => {
    const { page, app } = await openWindow();
    await goTo(page, '要人来訪');
    await page.getByText('70件').waitFor();
    const column = async (name: string) => Number(await (await cellOf(page, 0, name)).getAttribute('data-column'));
    const [date, partner] = [await column('日付'), await column('相手先')];
    await toNewRow(page);
    const line = (day: string) => Array.from({ length: partner + 1 }, (_, at) => (at === date ? day : at === partner ? 'ローマ市' : '')).join('\t');
    const text = Array.from({ length: 10 }, (_, at) => line(`R8.12.${at + 10}`)).join('\r\n');
    await setClipboard(app, { text });
    await page.keyboard.press('Control+v');
    const preview = page.getByRole('dialog');
    await preview.getByText(/新しい記録 10件/).waitFor();
    await preview.getByRole('button', { name: '変更する' }).click();
    await page.getByText('80件', { exact: true }).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText('70件', { exact: true }).waitFor();
  });
});
