// What an officer does on the first day, in the real window.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openReader } from '../../db/desk/open.ts';
import { verify } from '../../db/log/verify.ts';
import { list } from '../../db/queries/list.ts';
import { chromiumSwitches } from '../chromium-switches.ts';
import { environment, root } from '../fresh-desk.ts';
import { cellWith, exportAs, goTo, openWindow, saveTo } from './desk-app.ts';

describe('the first day', () => {
  it('begins with a desk of reference data, and edits it by keyboard, takes it back, and finds it in the history', async () => {
    const { page, folder, close } = await openWindow({ stock: 'nothing' });
    await page.getByLabel('記入者の名前').fill('見本 花子');
    await page.getByRole('button', { name: /基準資料で始める/ }).click();
    await goTo(page, '協定・合意');
    await page.getByText('27件').waitFor();
    await cellWith(page, 'ニューヨーク市との').click();
    await page.keyboard.press('End');
    await page.keyboard.press('F2');
    await page.getByRole('textbox', { name: '備考' }).fill('六十六周年');
    await page.keyboard.press('Enter');
    await cellWith(page, '六十六周年').waitFor();

    await page.keyboard.press('Control+z');
    await page.getByText('元に戻しました').waitFor();
    expect(await page.getByText('六十六周年').count()).toBe(0);
    await page.keyboard.press('Control+y');
    await cellWith(page, '六十六周年').waitFor();

    await page.getByRole('button', { name: '詳細を開く' }).first().click();
    await page.getByRole('tab', { name: '変更履歴' }).click();
    await page.locator('.history').getByText('見本 花子').first().waitFor();
    await page.locator('.history').getByText('六十六周年').first().waitFor();
    await close();

    const reader = openReader(folder, environment);
    expect(list(reader.db, { table: 'agreement', search: '六十六周年' }).total).toBe(1);
    expect(verify(reader.db, environment).faults).toEqual([]);
    reader.close();
    // Not only was nothing let out: nothing in a day's work even tried.
    expect(readFileSync(join(folder, 'logs', 'desk.log'), 'utf8')).not.toContain('request denied');
  });

  it('types dates as the office writes them and refuses nonsense at the cell', async () => {
    const { page } = await openWindow();
    await goTo(page, '協定・合意');
    await page.getByPlaceholder('検索').fill('東京宣言');
    await page.getByText('1件', { exact: true }).waitFor();
    await cellWith(page, '令和3年8月7日').click();
    await page.keyboard.press('F2');
    const field = page.getByRole('textbox', { name: '締結日' });
    await field.fill('きのう');
    await page.keyboard.press('Enter');
    await page.getByText('のように入力してください').waitFor();
    await field.fill('Ｈ２６．４．２５');
    await page.keyboard.press('Enter');
    await cellWith(page, '平成26年4月25日').waitFor();
    await page.keyboard.press('Control+z');
    await cellWith(page, '令和3年8月7日').waitFor();
  });

  it('makes a record, deletes it and restores it', async () => {
    const { page } = await openWindow({ stock: 'reference' });
    await goTo(page, '相手先');
    await page.getByRole('button', { name: '新規', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '保存', exact: true }).click();
    await dialog.getByText('入力が必要です。').first().waitFor();
    await dialog.getByRole('textbox', { name: '名称', exact: true }).fill('架空市(見本)');
    await dialog.getByRole('combobox', { name: '種別' }).click();
    await page.getByRole('option', { name: '都市', exact: true }).click();
    await dialog.getByRole('button', { name: '保存', exact: true }).click();
    const panel = page.getByRole('complementary', { name: '詳細' });
    await panel.getByRole('heading', { name: '架空市(見本)' }).waitFor();
    await panel.getByRole('button', { name: '削除' }).click();
    await panel.getByText('削除済み').waitFor();
    await panel.getByRole('button', { name: '復元' }).click();
    await panel.getByRole('button', { name: '削除' }).waitFor();
  });

  it('chooses linked records by typing, and filters and sorts', async () => {
    const { page } = await openWindow();
    await goTo(page, '要人来訪');
    await page.getByText('70件').waitFor();
    await page.getByRole('button', { name: '「種別」で絞り込む' }).click();
    await page.getByRole('checkbox', { name: '視察' }).check();
    await page.getByRole('button', { name: '適用' }).click();
    await page.getByText('絞り込みを解除').first().waitFor();
    expect(await page.getByText('70件').count()).toBe(0);
    await page.getByText('絞り込みを解除').first().click();
    await page.getByText('70件').waitFor();
    await page.getByRole('button', { name: '相手先', exact: true }).last().click();
    await page.locator('[role=columnheader][aria-sort=ascending]').waitFor();

    await page.getByRole('gridcell').nth(4).click();
    await page.keyboard.press('F2');
    await page.getByRole('combobox').fill('ろーま');
    await page.getByRole('option', { name: 'ローマ市' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('「相手先」を保存しました').waitFor();
  });

  it('changes language and dates at once, everywhere', async () => {
    const { page } = await openWindow();
    await goTo(page, '設定');
    await page.getByRole('radio', { name: 'English' }).check();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await goTo(page, 'Agreements');
    await cellWith(page, 'Sister/friendship city relation with New York City').waitFor();
    await cellWith(page, '29 Feb 1960').waitFor();
    await goTo(page, 'Settings');
    await page.getByRole('radio', { name: '한국어' }).check();
    await goTo(page, '상대처');
    await page.getByPlaceholder('검색').fill('서울특별시');
    await cellWith(page, '서울특별시').waitFor();
    await goTo(page, '설정');
    await page.getByRole('radio', { name: '日本語' }).check();
    await page.getByRole('radio', { name: '西暦' }).check();
    await goTo(page, '協定・合意');
    await cellWith(page, '1960年2月29日').waitFor();
  });

  it('issues the council sheet and a table for Excel', async () => {
    const { page, app, folder } = await openWindow();
    const sheet = join(folder, 'sheet.xlsx');
    await goTo(page, '推進会議');
    await page.getByText('105件').waitFor();
    await saveTo(app, sheet);
    await page.getByRole('button', { name: '発行', exact: true }).click();
    await page.getByRole('button', { name: '進捗管理表を発行' }).click();
    await page.getByText('出力しました').waitFor();
    expect(existsSync(sheet)).toBe(true);
    await page.getByRole('navigation', { name: '表を切り替え' }).getByRole('button', { name: '進捗管理表' }).click();
    await cellWith(page, 'sheet.xlsx').waitFor();

    const table = join(folder, 'agreements.xlsx');
    await saveTo(app, table);
    await goTo(page, '協定・合意');
    await exportAs(page, 'Excel (.xlsx)');
    await page.getByText('agreements.xlsx').waitFor();
    expect(existsSync(table)).toBe(true);
  });

  it('shows what is wrong when the database cannot be used', async () => {
    const { writeFileSync, mkdirSync } = await import('node:fs');
    const { deskFolder } = await import('./desk-app.ts');
    const folder = deskFolder('nothing');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'desk.sqlite'), 'これはデータベースではない'.repeat(100));
    const { page } = await openWindow({ folder });
    await page.getByText('デスクを開けませんでした').waitFor();
    await page.getByText('データベースが壊れています').waitFor();
  });

  it('refuses an edit of a cell that changed meanwhile, with both values, and keeps what was typed', async () => {
    const { page } = await openWindow({ stock: 'reference' });
    await goTo(page, '協定・合意');
    await page.getByPlaceholder('検索').fill('東京宣言');
    await page.getByText('1件', { exact: true }).waitFor();
    await cellWith(page, '東京宣言').click();
    await page.keyboard.press('F2');
    const field = page.getByRole('textbox', { name: '件名', exact: true });
    await field.fill('わたしの題名');
    // Somebody else's edit arrives under the open editor, by the same door.
    await page.evaluate(async () => {
      const found = await window.desk.list({ table: 'agreement', search: '東京宣言' });
      const row = found.ok ? found.value.rows[0] : undefined;
      if (row) await window.desk.commit({ mutations: [{ kind: 'set', table: 'agreement', id: row.id, set: { titleJa: 'ほかの人の題名' }, seen: row.seen }] });
    });
    await field.press('Enter');
    const refusal = page.getByRole('alert').filter({ hasText: 'ほかの人の題名' });
    await refusal.waitFor();
    expect(await refusal.textContent()).toContain('わたしの題名');
    expect(await field.inputValue()).toBe('わたしの題名');
  });

  it('leads from a figure on Home to the rows it counts', async () => {
    const { page } = await openWindow();
    const row = page.locator('.heat tbody tr').first();
    const bureau = (await row.getByRole('button').textContent()) ?? '';
    const reports = (await row.locator('.heat-cell').allTextContents()).reduce((sum, cell) => sum + Number(cell.split('/')[1]), 0);
    await row.getByRole('button').click();
    await page.getByText(`${reports}件`, { exact: true }).waitFor();
    expect(await page.locator('[data-row="0"]').textContent()).toContain(bureau);
    await goTo(page, 'ホーム');
    const status = page.locator('.bars li', { hasText: '要注意' });
    const count = await status.locator('.bar-count').textContent();
    await status.getByRole('button').click();
    await page.getByText(`${count}件`, { exact: true }).waitFor();
    // Only for the way there: the table itself is as it was left.
    await goTo(page, '推進会議');
    await page.getByText('105件', { exact: true }).waitFor();
  });

  it('leaves Enter and Esc to an input method that is composing', async () => {
    const { page } = await openWindow({ stock: 'reference' });
    await goTo(page, '相手先');
    await page.getByRole('gridcell').nth(1).click();
    await page.keyboard.press('F2');
    const field = page.locator('.cell-editor .editor-field');
    await field.fill('');
    const input = await page.context().newCDPSession(page);
    const compose = (text: string) => input.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    // As Windows sends it while an input method works: the key itself is hidden behind 229.
    const hidden = (key: string) => input.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, windowsVirtualKeyCode: 229 });
    await compose('へんかん');
    for (const key of ['Enter', 'Escape', 'Tab']) {
      await hidden(key);
      await compose('変換');
      expect(await field.inputValue()).toBe('変換');
    }
    await page.keyboard.press('Enter');
    expect(await field.inputValue()).toBe('変換');
    await input.send('Input.insertText', { text: '変換' });
    expect(await field.inputValue()).toBe('変換');
    // Given up: what was composed goes, the editor stays.
    await compose('へん');
    await compose('');
    expect(await field.inputValue()).toBe('変換');
    await field.press('Escape');
    await page.locator('.cell-editor').waitFor({ state: 'detached' });
    expect(await page.getByText('変換').count()).toBe(0);
  });

  it('opens once per desk: a second start brings the first window to the front and ends', async () => {
    const { folder, app } = await openWindow({ stock: 'reference' });
    const { spawn } = await import('node:child_process');
    const second = spawn(process.env.DESK_TEST_ELECTRON ?? '', [...chromiumSwitches, root, '--data', folder], {
      stdio: 'ignore',
    });
    const code = await new Promise((resolve) => second.on('exit', resolve));
    expect(code).toBe(0);
    expect(app.windows()).toHaveLength(1);
  });

  it('moves over the grid like a spreadsheet', async () => {
    const { page } = await openWindow();
    await goTo(page, '要人来訪');
    await page.getByText('70件').waitFor();
    await page.getByRole('gridcell').first().click();
    const active = () => page.evaluate(() => document.querySelector('.grid-cell.active')?.getAttribute('aria-colindex'));
    const row = () => page.evaluate(() => document.querySelector('.grid-cell.active')?.closest('[role=row]')?.getAttribute('aria-rowindex'));
    await page.keyboard.press('ArrowRight');
    expect(await active()).toBe('3');
    await page.keyboard.press('Control+End');
    await expect.poll(row).toBe('71');
    await page.keyboard.press('Control+Home');
    await expect.poll(row).toBe('2');
    expect(await active()).toBe('2');
    await page.keyboard.press('PageDown');
    await expect.poll(async () => Number(await row())).toBeGreaterThan(8);
    await page.keyboard.press('Control+f');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
  });
});
