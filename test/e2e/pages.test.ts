// The page of a visit and of a partner in the real window: opened by hand and by keys, edited in place, and left again.
import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, it } from 'vitest';
import { goTo, openWindow, settled } from './desk-app.ts';
import { inputMethod } from './input-method.ts';

type Page = Awaited<ReturnType<typeof openWindow>>['page'];

const openFirstVisit = async (page: Page) => {
  await goTo(page, '要人来訪');
  await page.locator('[data-row="0"] .lead-button').click();
  await page.getByRole('button', { name: 'ページを開く' }).click();
  await page.locator('.page-table').first().waitFor();
};

describe('pages', () => {
  it('opens a visit, edits its programme where it stands, adds a guest without asking for the visit, and undoes', async () => {
    const { page } = await openWindow();
    await openFirstVisit(page);
    const programme = page.getByRole('region', { name: '次第' });
    const first = programme.getByRole('button', { name: /^件名.*: / }).first();
    await first.focus();
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('正面玄関での出迎え');
    await page.keyboard.press('Enter');
    await programme.getByRole('button', { name: /: 正面玄関での出迎え$/ }).waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === '正面玄関での出迎え');
    await page.getByRole('button', { name: '出席者 当方を加える' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByText('来訪', { exact: true }).count()).toBe(0);
    await dialog.getByRole('textbox', { name: '名前' }).fill('見本 知事');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('region', { name: '出席者 当方' }).getByText('見本 知事').waitFor();
    await page.keyboard.press('Control+z');
    await page.getByRole('region', { name: '出席者 当方' }).getByText('見本 知事').waitFor({ state: 'detached' });
  });

  it('goes from a visit to its partner and back, and with Escape to the list', async () => {
    const { page } = await openWindow();
    await goTo(page, '相手先');
    await page.getByRole('searchbox').fill('パリ市');
    await page.locator('[data-row="0"]').getByText('パリ市').waitFor();
    await page.locator('[data-row="0"] .lead-button').click();
    await page.getByRole('button', { name: 'ページを開く' }).click();
    await page.getByRole('heading', { level: 1, name: 'パリ市' }).waitFor();
    const timeline = page.getByRole('region', { name: 'これまで' });
    await timeline.getByRole('button', { name: /^要人来訪 \d+$/ }).click();
    await timeline.locator('.page-links .link').first().click();
    await page.locator('.page-table').first().waitFor();
    expect(await page.locator('h1').textContent()).not.toBe('パリ市');
    await page.keyboard.press('Alt+ArrowLeft');
    await page.getByRole('heading', { level: 1, name: 'パリ市' }).waitFor();
    await page.getByRole('button', { name: '一覧へ' }).focus();
    await page.keyboard.press('Escape');
    await page.locator('[data-row="0"]').waitFor();
  });

  it('goes to a city from anywhere with Ctrl+K and the keyboard, by its reading, and finds it again among the recent', async () => {
    const { page } = await openWindow();
    await goTo(page, '設定');
    await page.keyboard.press('Control+k');
    const box = page.getByRole('combobox', { name: 'どこからでも探す' });
    await box.waitFor();
    await page.keyboard.type('ぱりし');
    await page.getByRole('option', { name: /^パリ市 · 都市/ }).waitFor();
    if (process.env.DESK_TEST_PICTURES) await page.screenshot({ path: `${process.env.DESK_TEST_PICTURES}/palette.png` });
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'パリ市' }).waitFor();
    await page.keyboard.press('Control+k');
    // Enter and arrows of an input method choose among its words, not here.
    const ime = await inputMethod(page);
    await ime.compose('せってい');
    await ime.takenKey('ArrowDown');
    await ime.takenKey('Enter');
    await ime.insert('設定');
    expect(await box.inputValue()).toBe('設定');
    await page.keyboard.press('ArrowUp');
    await page.getByRole('option', { name: /^設定/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '設定' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: /^パリ市/, selected: true }).waitFor();
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode(true)
      .options({ resultTypes: ['violations'] })
      .disableRules(['region'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id} ${String(nodes[0]?.target)}`)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'パリ市' }).waitFor();
  });

  it('shows the seats of a visit as people sit, with our side added on the page', async () => {
    const { page } = await openWindow();
    await openFirstVisit(page);
    const dialog = page.getByRole('dialog');
    for (const name of ['見本 知事', '見本 局長', '見本 部長']) {
      await page.getByRole('button', { name: '出席者 当方を加える' }).click();
      await dialog.getByRole('textbox', { name: '名前' }).fill(name);
      await page.keyboard.press('Control+Enter');
      await dialog.waitFor({ state: 'detached' });
      await page.getByRole('region', { name: '出席者 当方' }).getByText(name).waitFor();
    }
    await page.getByRole('button', { name: '座席図' }).click();
    const places = dialog.locator('.table-side').last().locator('.place');
    await places.nth(2).waitFor();
    // Hosts look up the page: the second is to the right of the head, the third to its left.
    const left = await Promise.all(['見本 知事', '見本 局長', '見本 部長'].map(async (name) => (await places.filter({ hasText: name }).boundingBox())?.x ?? 0));
    const [head = 0, second = 0, third = 0] = left;
    expect([second > head, third < head]).toEqual([true, true]);
    const guests = dialog.locator('.table-side').first().locator('.place');
    const [secondGuest = 0, headGuest = 0] = await Promise.all([0, 1].map(async (at) => (await guests.nth(at).boundingBox())?.x ?? 0));
    expect([Math.round(headGuest), secondGuest < headGuest]).toEqual([Math.round(head), true]);
    if (process.env.DESK_TEST_PICTURES) await page.screenshot({ path: `${process.env.DESK_TEST_PICTURES}/seating.png` });
  });

  it.each(['light', 'dark'] as const)('axe finds nothing on either page, %s, and nothing is wider than the window', async (theme) => {
    const { page, app } = await openWindow();
    await app.evaluate(({ nativeTheme }, wanted) => {
      nativeTheme.themeSource = wanted;
    }, theme);
    await page.emulateMedia({ colorScheme: null });
    const clean = async () => {
      await settled(page);
      const { violations } = await new AxeBuilder({ page })
        .setLegacyMode(true)
        .options({ resultTypes: ['violations'] })
        .analyze();
      expect(violations.map(({ id, nodes }) => `${id} ${String(nodes[0]?.target)}`)).toEqual([]);
      const content = page.locator('#content');
      expect(await content.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
      if (process.env.DESK_TEST_PICTURES)
        await page.screenshot({ path: `${process.env.DESK_TEST_PICTURES}/${await page.locator('h1').textContent()}-${theme}.png` });
    };
    await openFirstVisit(page);
    await clean();
    await page.getByRole('region', { name: '準備' }).waitFor();
    await goTo(page, '相手先');
    await page.getByRole('searchbox').fill('パリ市');
    await page.locator('[data-row="0"]').getByText('パリ市').waitFor();
    await page.locator('[data-row="0"] .lead-button').click();
    await page.getByRole('button', { name: 'ページを開く' }).click();
    await page.getByRole('heading', { level: 1, name: 'パリ市' }).waitFor();
    await clean();
  });
});
