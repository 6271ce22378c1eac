// Forms in dialogs: what is typed is kept, faults are shown where they are, and the new record is there afterwards.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { goTo, openWindow } from './desk-app.ts';

const label = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName);

async function openVisits() {
  const shown = await openWindow();
  await goTo(shown.page, '要人来訪');
  await shown.page.getByText('70件').waitFor();
  return shown;
}

describe('a form', () => {
  it('asks before it throws away what was typed, and closes at once when nothing was', async () => {
    const { page } = await openVisits();
    const dialog = page.getByRole('dialog');
    for (const open of [() => page.keyboard.press('Control+n'), () => page.getByRole('button', { name: '来訪を記録', exact: true }).click()]) {
      await open();
      await dialog.waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await open();
      const title = dialog.getByRole('textbox', { name: '件名', exact: true });
      await title.fill('【見本】打ちかけの件名');
      await page.keyboard.press('Escape');
      const question = page.getByRole('alertdialog');
      await question.getByText('まだ保存されていません').waitFor();
      // Esc once more is no answer: the text stays.
      await page.keyboard.press('Escape');
      await question.waitFor({ state: 'detached' });
      expect(await title.inputValue()).toBe('【見本】打ちかけの件名');
      await dialog.getByRole('button', { name: 'やめる' }).click();
      await question.getByRole('button', { name: '入力を続ける' }).click();
      await page.keyboard.press('Escape');
      await question.getByRole('button', { name: '破棄して閉じる' }).click();
      await dialog.waitFor({ state: 'detached' });
    }
  });

  it('takes the focus to the first fault and says what is wrong', async () => {
    const { page } = await openVisits();
    await page.keyboard.press('Control+n');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: '日付', exact: true }).fill('R8.12.10');
    await dialog.getByRole('textbox', { name: '備考', exact: true }).focus();
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => label(page)).toBe('件名');
    expect(await dialog.getByText('入力が必要です。').count()).toBeGreaterThan(0);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true');
  });

  it('leaves the new record selected in the table, with the focus there', async () => {
    const { page } = await openVisits();
    await page.keyboard.press('Control+n');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: '日付', exact: true }).fill('R7.2.1');
    await dialog.getByRole('textbox', { name: '件名', exact: true }).fill('【見本】二月の来訪');
    await dialog.getByRole('combobox', { name: '種別' }).fill('視察');
    await page.keyboard.press('Enter');
    await dialog.getByRole('combobox', { name: '状況' }).fill('実施済み');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.locator('.grid-row:has(.grid-cell.active)', { hasText: '【見本】二月の来訪' }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.classList.contains('cell-field'))).toBe(true);
  });

  it('never links a second record by Enter', async () => {
    const { page } = await openWindow();
    await goTo(page, '協定・合意');
    await page.locator('[data-row="0"]').waitFor();
    await page.keyboard.press('Control+n');
    const dialog = page.getByRole('dialog');
    const partners = dialog.getByRole('combobox', { name: '相手先' });
    await partners.focus();
    await page.keyboard.type('ソウル');
    await dialog
      .getByRole('option', { name: /ソウル/ })
      .first()
      .waitFor();
    for (let press = 0; press < 4; press++) await page.keyboard.press('Enter');
    expect(await dialog.locator('.picked li').allTextContents()).toEqual([expect.stringMatching(/^ソウル/)]);
  });

  it('makes a record that does not exist yet of what was typed', async () => {
    const { page } = await openVisits();
    await page.getByRole('button', { name: '来訪を記録', exact: true }).click();
    const partner = page.getByRole('combobox', { name: '相手先' });
    await partner.fill('見本新市');
    await page.getByRole('button', { name: '「見本新市」を新しく作る' }).click();
    const inner = page.getByRole('dialog', { name: '新しい記録: 相手先' });
    await inner.getByRole('combobox', { name: '種別' }).fill('都市');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await inner.waitFor({ state: 'detached' });
    await expect.poll(() => partner.inputValue()).toBe('見本新市');
  });
});

describe('a form that is saved in haste', () => {
  const titleOf = (page: Page, title: string) =>
    page.evaluate(async (wanted) => {
      const listed = await window.desk.list({ table: 'visit', filter: { titleJa: { contains: wanted } }, limit: 5 });
      const names = listed.ok ? listed.value.names : {};
      return listed.ok ? listed.value.rows.map(({ values }) => names[String(values.partner)] ?? null) : [];
    }, title);

  it('takes what is being searched in a field, or says that it is no choice', async () => {
    const { page } = await openVisits();
    const dialog = page.getByRole('dialog');
    await page.keyboard.press('Control+n');
    await dialog.getByRole('textbox', { name: '日付', exact: true }).fill('R8.12.10');
    await dialog.getByRole('textbox', { name: '件名', exact: true }).fill('【見本】急いで');
    await dialog.getByRole('combobox', { name: '相手先' }).click();
    await page.keyboard.type('ローマ市');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await titleOf(page, '急いで')).toEqual(['ローマ市']);

    await page.keyboard.press('Control+n');
    await dialog.getByRole('textbox', { name: '日付', exact: true }).fill('R8.12.10');
    await dialog.getByRole('textbox', { name: '件名', exact: true }).fill('【見本】どこ');
    await dialog.getByRole('combobox', { name: '相手先' }).click();
    await page.keyboard.type('どこにもない市');
    await page.keyboard.press('Control+Enter');
    await dialog.getByText('一覧にありません').waitFor();
    await expect.poll(() => label(page)).toBe('相手先');
    expect(await titleOf(page, 'どこ')).toEqual([]);
  });

  it('makes one record, however often it is pressed', async () => {
    const { page } = await openVisits();
    const dialog = page.getByRole('dialog');
    await page.keyboard.press('Control+n');
    await dialog.getByRole('textbox', { name: '日付', exact: true }).fill('R8.12.10');
    await dialog.getByRole('textbox', { name: '件名', exact: true }).fill('【見本】一度だけ');
    await Promise.all([1, 2, 3].map(() => page.keyboard.press('Control+Enter')));
    await dialog.waitFor({ state: 'detached' });
    expect(await titleOf(page, '一度だけ')).toHaveLength(1);
  });

  it('takes neither a guest without a name nor a month that is not over for a past one', async () => {
    const { page } = await openVisits();
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: '来訪を記録', exact: true }).click();
    await dialog.getByRole('combobox', { name: '相手先' }).fill('パリ市');
    await dialog.getByRole('option', { name: 'パリ市' }).first().waitFor();
    await page.keyboard.press('Enter');
    await dialog.getByRole('checkbox').first().waitFor();
    const month = await page.evaluate(() => new Date().toLocaleDateString('sv').slice(0, 7));
    await dialog.getByRole('textbox', { name: '日付', exact: true }).fill(month);
    await dialog.getByRole('textbox', { name: 'ほかの来訪者の氏名' }).fill('　');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    const made = await page.evaluate(async (when) => {
      const visits = await window.desk.list({ table: 'visit', filter: { titleJa: { contains: 'パリ市長 表敬訪問' } }, limit: 5 });
      const visit = visits.ok ? visits.value.rows.find(({ values }) => values.date === when) : undefined;
      const guests = await window.desk.list({ table: 'visitGuest', filter: { visit: visit?.id ?? '' }, limit: 5 });
      return [visit?.values.status, guests.ok ? guests.value.rows.length : -1];
    }, month);
    expect(made).toEqual(['planned', 1]);
    // A post alone is nobody: its name is asked for.
    await page.getByRole('button', { name: '来訪を記録', exact: true }).click();
    await dialog.getByRole('combobox', { name: '相手先' }).fill('パリ市');
    await dialog.getByRole('option', { name: 'パリ市' }).first().waitFor();
    await page.keyboard.press('Enter');
    await dialog.getByRole('textbox', { name: '役職' }).fill('秘書');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => label(page)).toBe('ほかの来訪者の氏名');
  });

  it('goes on where it was when the person goes on entering', async () => {
    const { page } = await openVisits();
    await page.keyboard.press('Control+n');
    const title = page.getByRole('dialog').getByRole('textbox', { name: '件名', exact: true });
    await title.fill('途中');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '入力を続ける' }).click();
    await expect.poll(() => label(page)).toBe('件名');
    await page.keyboard.type('まで');
    expect(await title.inputValue()).toBe('途中まで');
  });
});
