// A courtesy call with four guests, entered by the keyboard alone in Japanese, and the same by the mouse alone.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { root } from '../fresh-desk.ts';
import { frames, goTo, openWindow } from './desk-app.ts';
import { inputMethod } from './input-method.ts';

const pictures = join(root, 'test', '.output', 'pictures');
mkdirSync(pictures, { recursive: true });

const field = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName ?? '');

/** Tab until a field has the focus. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let press = 0; press < 30; press++) {
    if ((await field(page)) === wanted) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${wanted}`);
}

const entered = (page: Page) =>
  page.evaluate(async () => {
    const visits = await window.desk.list({ table: 'visit', filter: { date: '2026-12-10' }, limit: 5 });
    const visit = visits.ok ? visits.value.rows[0] : undefined;
    const guests = await window.desk.list({ table: 'visitGuest', filter: { visit: visit?.id ?? '' }, limit: 20 });
    return {
      visit: visit?.values ?? {},
      guests: guests.ok ? guests.value.rows.map(({ values }) => [values.order, values.person === null ? values.name : 'known', values.postJa]) : [],
    };
  });

const expected = {
  visit: { startTime: '14:00', endTime: '14:30', kind: 'courtesy', status: 'planned', titleJa: 'パリ市長 表敬訪問', partySize: 4 },
  guests: [
    [1, 'known', null],
    [2, '見本 一郎', '秘書'],
    [3, '見本 二郎', '通訳官'],
    [4, '見本 三郎', '参事官'],
  ],
};
const guests = [
  ['見本 一郎', '秘書'],
  ['見本 二郎', '通訳官'],
  ['見本 三郎', '参事官'],
] as const;

describe('a courtesy call with four guests', () => {
  it('is entered by the keyboard alone, through an input method', async () => {
    const { page } = await openWindow();
    const ime = await inputMethod(page);
    /** Kana first, then the word it becomes, then Enter, which belongs to the input method. */
    const write = async (kana: string, text: string) => {
      await ime.takenKey('Process');
      await ime.compose(kana);
      await ime.compose(text);
      await ime.takenKey('Enter');
      await ime.insert(text);
    };
    await goTo(page, '要人来訪');
    await page.getByText('70件').waitFor();
    await page.getByRole('button', { name: '来訪を記録', exact: true }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await expect.poll(() => field(page)).toBe('相手先');
    await write('ぱり', 'パリ');
    await dialog
      .getByRole('option', { name: /パリ市/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await dialog.getByRole('checkbox').first().waitFor();
    await tabTo(page, '日付');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('12/10(木)');
    await dialog.getByText('令和8年12月10日 (木曜日)').waitFor();
    await tabTo(page, '開始');
    await page.keyboard.type('14時');
    await tabTo(page, '終了');
    await page.keyboard.type('1430');
    await tabTo(page, 'ほかの来訪者の氏名');
    for (const [name, post] of guests) {
      await write('みほん', name);
      await page.keyboard.press('Tab');
      await write('やくしょく', post);
      if (name !== guests[2][0]) await page.keyboard.press('Enter');
      await frames(page);
    }
    await page.screenshot({ path: join(pictures, 'courtesy-call-keyboard.png') });
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await entered(page)).toMatchObject(expected);
    await page.keyboard.press('Control+z');
    await page.getByText('70件', { exact: true }).waitFor();
  });

  it('is entered by the mouse alone, its words by voice', async () => {
    const { page } = await openWindow();
    const voice = await inputMethod(page);
    await goTo(page, '要人来訪');
    await page.getByText('70件').waitFor();
    await page.getByRole('button', { name: '来訪を記録', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: '来訪を記録' });
    const say = async (name: string, text: string) => {
      await dialog.getByRole('textbox', { name, exact: true }).click({ clickCount: 3 });
      await voice.insert(text);
    };
    await dialog.getByRole('combobox', { name: '相手先' }).click();
    await voice.insert('パリ');
    await dialog
      .getByRole('option', { name: /パリ市/ })
      .first()
      .click();
    await dialog.getByRole('checkbox').first().waitFor();
    await dialog.getByRole('button', { name: '「日付」をカレンダーから選ぶ' }).click();
    await page.getByRole('button', { name: '次へ' }).first().click();
    await page.getByRole('button', { name: /12月10日/ }).click();
    await say('開始', '14:00');
    await say('終了', '14:30');
    for (const [name, post] of guests) {
      await say('ほかの来訪者の氏名', name);
      await say('役職', post);
      if (name !== guests[2][0]) await dialog.getByRole('button', { name: '加える' }).click();
    }
    await page.screenshot({ path: join(pictures, 'courtesy-call-mouse.png') });
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await entered(page)).toMatchObject(expected);
  });
});
