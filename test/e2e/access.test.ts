// axe on every screen, in both themes, one after the other: parallel runs disturb each other.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { goTo, openWindow, settled } from './desk-app.ts';

const screens = ['ホーム', '相手先', '協定・合意', '要人来訪', '知事出張', '推進会議', '多都市間', 'ブリーフィング', '同期', '設定'];

/** Rows below the second repeat the first two; axe would take seconds for each hundred of them. */
const repeatedRows = '[data-row]:not([data-row="0"], [data-row="1"])';

const faultsOn = async (page: Page, where: string, disabled: readonly string[] = []): Promise<string[]> => {
  await settled(page);
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .exclude(repeatedRows)
    .disableRules([...disabled])
    .analyze();
  const places = (targets: readonly { readonly target: unknown }[]) => targets.slice(0, 3).map(({ target }) => String(target));
  return violations.map((one) => `${where}: ${one.id} ${places(one.nodes).join(' | ')}`);
};

// An open menu stands outside of the landmarks by nature; the library puts its closing button outside, too.
const cleanOn = (page: Page) => async (where: string) => expect(await faultsOn(page, where, ['region'])).toEqual([]);

describe('access', () => {
  it.each(['light', 'dark'] as const)('axe finds nothing on any screen, %s', async (theme) => {
    const { page, app } = await openWindow();
    await app.evaluate(({ nativeTheme }, wanted) => {
      nativeTheme.themeSource = wanted;
    }, theme);
    await page.emulateMedia({ colorScheme: null }); // Playwright would say light whatever the program says
    expect(await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(theme === 'dark');
    for (const screen of screens) {
      await goTo(page, screen);
      await page.locator('h1').waitFor();
      if (screen === '協定・合意') await page.getByRole('button', { name: '詳細を開く' }).first().click();
      expect(await faultsOn(page, screen)).toEqual([]);
    }
  });

  it.each(['light', 'dark'] as const)('axe finds nothing in menus and dialogs of the table, %s', async (theme) => {
    const { page, app } = await openWindow();
    await app.evaluate(({ nativeTheme }, wanted) => {
      nativeTheme.themeSource = wanted;
    }, theme);
    await page.emulateMedia({ colorScheme: null });
    await goTo(page, '要人来訪');
    await page.getByText('70件').waitFor();
    const clean = cleanOn(page);
    for (const name of [/^表示設定/, '列と行', '「日付」で絞り込む', '「種別」で絞り込む', '「件名」で絞り込む']) {
      await page.getByRole('button', { name }).click();
      await clean(String(name));
      await page.keyboard.press('Escape');
    }
    await page.getByRole('button', { name: '出力', exact: true }).click();
    await clean('出力');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '一括変更' }).click();
    await clean('一括変更');
    await page.getByRole('dialog').getByRole('combobox', { name: '列' }).selectOption({ label: '備考' });
    await page.getByRole('dialog').getByRole('button', { name: '確認へ進む' }).click();
    await clean('変更の確認');
    if (await page.getByRole('dialog').count()) await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '取り込み' }).click();
    await clean('取り込み');
    await page.getByRole('textbox', { name: 'または、表を貼り付け' }).fill('日付\t件名\t相手先\nR8.5.1\t【見本】\tどこにもない市\n');
    await page.getByRole('button', { name: '貼り付けた表を読む' }).click();
    await page.getByText('見つからない名称').waitFor();
    await clean('取り込みの確認');
    await page.getByRole('button', { name: 'やめる' }).click();
    await clean('保存していない入力');
    await page.getByRole('button', { name: '破棄して閉じる' }).click();
    await page.getByRole('button', { name: '列と行' }).click();
    await page.getByRole('combobox', { name: 'グループ分け' }).selectOption('kind');
    await page.keyboard.press('Escape');
    await page.locator('.grid-group').first().waitFor();
    await clean('グループ');
  });

  it.each(['light', 'dark'] as const)('axe finds nothing in the dialogs of the round, of a briefing and of the exchange, %s', async (theme) => {
    const { page, app } = await openWindow();
    await app.evaluate(({ nativeTheme }, wanted) => {
      nativeTheme.themeSource = wanted;
    }, theme);
    await page.emulateMedia({ colorScheme: null });
    const clean = cleanOn(page);
    const dialog = page.getByRole('dialog');
    await goTo(page, '推進会議');
    for (const name of ['期間を開く', '発行', '督促', '回収', '点検', '会議資料', '経過']) {
      await page.getByRole('button', { name, exact: true }).click();
      await dialog.waitFor();
      await clean(name);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }
    await goTo(page, '同期');
    for (const name of [/^競合/, /^デスク/, /^バックアップ/, /^添付/]) {
      await page.locator('nav.table-tabs').getByRole('button', { name }).click();
      await clean(String(name));
    }
    await goTo(page, '要人来訪');
    for (const name of ['来訪を記録', '来訪の集計']) {
      await page.getByRole('button', { name, exact: true }).click();
      await dialog.waitFor();
      await clean(name);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }
    await page.locator('[data-row="0"] .lead-button').click();
    await page.getByRole('button', { name: '座席図' }).click();
    await page.locator('.table-side').first().waitFor();
    await clean('座席図');
    await dialog.getByRole('button', { name: '閉じる' }).click();
    await page.getByRole('button', { name: 'ブリーフィングを作る' }).click();
    await page.locator('.briefing-section').first().waitFor();
    await clean('ブリーフィング');
  });

  it('loses no control at 200 % zoom', async () => {
    const { page, app } = await openWindow();
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
    for (const screen of ['協定・合意', '要人来訪', '推進会議', '設定']) {
      await goTo(page, screen);
      const outside = await page.evaluate(() =>
        [...document.querySelectorAll('button, input, select')]
          .filter((control) => !control.closest('.grid'))
          .filter((control) => {
            const box = control.getBoundingClientRect();
            return box.width > 0 && (box.right > document.documentElement.clientWidth + 1 || box.left < -1);
          })
          .map((control) => control.textContent || control.getAttribute('aria-label')),
      );
      expect([screen, outside]).toEqual([screen, []]);
    }
  });
});
