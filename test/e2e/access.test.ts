// axe on every screen, in both themes, one after the other: parallel runs disturb each other.
import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, it } from 'vitest';
import { goTo, openWindow } from './desk-app.ts';

const screens = ['ホーム', '相手先', '協定・合意', '要人来訪', '知事出張', '推進会議', '多都市間', 'ブリーフィング', '同期', '設定'];

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
      await page.waitForTimeout(150);
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      expect(
        violations.map(
          (one) =>
            `${screen}: ${one.id} ${one.nodes
              .map((node) => node.target.join(' '))
              .slice(0, 3)
              .join(' | ')}`,
        ),
      ).toEqual([]);
    }
  });

  it('loses no control at 200 % zoom', async () => {
    const { page, app } = await openWindow();
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
    for (const screen of ['協定・合意', '推進会議', '設定']) {
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
