// The table as Excel people use it: keys, ranges, clipboard, filters, views, files.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { cellWith, type DeskApp, exportAs, goTo, openFile, openWindow, saveTo } from './desk-app.ts';

const activeText = (page: Page) => page.locator('.grid-cell.active').textContent();
const inRange = (page: Page) => page.locator('.grid-cell.in-range').count();

/** The clipboard's interface changed with Electron 41; the tests read it either way. */
const clipboardText = (app: ElectronApplication) => app.evaluate(async ({ clipboard }) => await clipboard.readText());

/** What another program has left on the clipboard, pasted by key. */
async function paste({ app, page }: Pick<DeskApp, 'app' | 'page'>, text: string): Promise<void> {
  await app.evaluate(async ({ clipboard }, given) => await clipboard.writeText(given), text);
  await page.keyboard.press('Control+v');
}

describe('the table', () => {
  it('moves, selects and edits by the keys of a spreadsheet', async () => {
    const { page } = await openWindow();
    await goTo(page, '相手先');
    await page.getByRole('gridcell').first().click();
    const first = await activeText(page);
    await page.keyboard.press('ArrowDown');
    const second = await activeText(page);
    await page.keyboard.press('ArrowUp');
    expect(await activeText(page)).toBe(first);
    await page.keyboard.press('Enter');
    expect(await activeText(page)).toBe(second);
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowRight');
    expect(await inRange(page)).toBe(4);
    expect(await activeText(page)).toBe(first);
    await page.getByText('2行×2列を選択').waitFor();
    // Enter and Tab go round within the range.
    await page.keyboard.press('Enter');
    expect(await activeText(page)).toBe(second);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    expect(await activeText(page)).toBe(first);
    expect(await inRange(page)).toBe(4);
    await page.keyboard.press('Control+a');
    await page.getByText(/\d+行×\d+列を選択/).waitFor();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Control+Home');
    expect(await activeText(page)).toBe(first);
    await page.keyboard.press('Control+Shift+ArrowRight');
    expect(await inRange(page)).toBeGreaterThan(3);
    // A letter overwrites, Esc gives up, Delete clears what may be empty.
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('x');
    expect(await page.locator('.cell-editor .editor-field').inputValue()).toBe('x');
    await page.keyboard.press('Escape');
    expect(await activeText(page)).toBe(first);
    await page.keyboard.press('Control+f');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
  });

  it('draws a range with the mouse, copies it for Excel, pastes it elsewhere after a preview, and takes it back', async () => {
    const { page, app } = await openWindow();
    await goTo(page, '要人来訪');
    await page.getByText('70件').waitFor();
    const box = async (row: number, column: number) => {
      const found = await page.locator(`[data-row="${row}"] [data-column="${column}"]`).boundingBox();
      if (!found) throw new Error('no such cell on the screen');
      return { x: found.x + 12, y: found.y + 12 };
    };
    const [from, to] = [await box(0, 0), await box(2, 2)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
    await page.mouse.move(to.x, to.y, { steps: 4 });
    await page.mouse.up();
    expect(await inRange(page)).toBe(9);
    await page.keyboard.press('Control+c');
    await page.getByText('9個のセルをコピーしました').waitFor();
    const lines = (await clipboardText(app)).split('\r\n').map((line) => line.split('\t'));
    expect(lines.map((line) => line.length)).toEqual([3, 3, 3]);

    // A title of ours and a date that nobody can read: the one is taken, the other named.
    await page.locator('[data-row="4"] [data-column="1"]').click();
    await paste({ app, page }, '09:30\t【見本】貼り付けた件名\r\n夕方\t【見本】次の件名\r\n');
    const preview = page.getByRole('dialog');
    await preview.getByText('入れられないセル 1個').waitFor();
    await preview.getByText('14:30 のように入力してください').waitFor();
    await preview.getByRole('button', { name: '入れられるセルだけ変更する' }).click();
    await cellWith(page, '貼り付けた件名').waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText('元に戻しました').waitFor();
    expect(await page.getByText('貼り付けた件名').count()).toBe(0);
  });

  it('appends rows by paste, fills down, and sets a column of many', async () => {
    const { app, page } = await openWindow();
    await goTo(page, '相手先');
    await page.getByRole('gridcell').first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Home');
    const last = Number(await page.locator('.grid-cell.active').evaluate((cell) => cell.closest('[data-row]')?.getAttribute('data-row')));
    const names = await page.locator('[role=columnheader]').allTextContents();
    const blank = names.slice(2).map(() => '');
    const line = (name: string, kind: string) => [name, ...blank].map((cell, at) => (names[at + 1]?.includes('種別') ? kind : cell)).join('\t');
    const existing = await activeText(page);
    await paste({ app, page }, [line(existing ?? '', ''), line('架空市(見本)', '都市'), line('架空国(見本)', '国')].join('\n'));
    const preview = page.getByRole('dialog');
    await preview.waitFor();
    await preview.getByRole('button', { name: /変更する/ }).click();
    await page.getByText(`${last + 3}件`, { exact: true }).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText(`${last + 1}件`, { exact: true }).waitFor();

    await goTo(page, '要人来訪');
    await page.getByText('70件').waitFor();
    const place = page.locator('[role=columnheader]', { hasText: '種別' });
    const column = Number(await place.getAttribute('aria-colindex')) - 2;
    await page.locator(`[data-row="0"] [data-column="${column}"]`).click();
    const first = await activeText(page);
    for (let step = 0; step < 4; step++) await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+d');
    await page.getByText(/個のセルを変更しました/).waitFor();
    for (let row = 1; row < 5; row++) expect(await page.locator(`[data-row="${row}"] [data-column="${column}"]`).textContent()).toBe(first);

    await page.getByRole('button', { name: '一括変更' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: '表示中の70件すべて' }).check();
    await dialog.getByRole('combobox', { name: '列' }).selectOption({ label: '備考' });
    await dialog.getByRole('textbox', { name: '新しい値' }).fill('【見本】一括');
    await dialog.getByRole('button', { name: '確認へ進む' }).click();
    await page.getByText('70件の記録: 70個のセルを変更').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '変更する' }).click();
    await page.getByText('70個のセルを変更しました').waitFor();
  });

  it('filters by fiscal year and with or, groups, and keeps it all as a view that comes back and stands on Home', async () => {
    const { page, folder, close } = await openWindow();
    await goTo(page, '要人来訪');
    await page.getByText('70件').waitFor();
    await page.getByRole('button', { name: '「日付」で絞り込む' }).click();
    await page.getByRole('button', { name: '昨年度' }).click();
    await page.locator('.chip').getByText('日付: 昨年度').waitFor();
    await page.getByRole('button', { name: '「種別」で絞り込む' }).click();
    await page.getByRole('checkbox', { name: '視察' }).check();
    await page.getByRole('button', { name: '適用' }).click();
    await page.getByText('すべて満たす').waitFor();
    const count = async () => Number((await page.locator('.toolbar-count').textContent())?.replace(/\D/g, ''));
    await expect.poll(count).toBeLessThan(70);
    const both = await count();
    await page.getByRole('radio', { name: 'どれか満たす' }).check();
    await expect.poll(count).toBeGreaterThan(both);
    const either = await count();
    await page.getByRole('button', { name: '列と行' }).click();
    await page.getByRole('combobox', { name: 'グループ分け' }).selectOption('kind');
    await page.keyboard.press('Escape');
    const group = page.locator('.grid-group').first();
    await group.waitFor();
    const rows = await page.locator('[data-row]:not([data-group])').count();
    await group.click();
    expect(await group.locator('.group-heading').getAttribute('aria-expanded')).toBe('false');
    await expect.poll(() => page.locator('[data-row]:not([data-group])').count()).toBeLessThan(rows + 1);
    await page.getByRole('button', { name: /表示設定: / }).click();
    await page.getByRole('textbox', { name: '新しい名前' }).fill('視察か昨年度');
    await page.getByRole('button', { name: '名前を付けて保存' }).click();
    await page.getByRole('button', { name: '表示設定: 視察か昨年度', exact: true }).click();
    await page.getByRole('dialog').getByLabel('既定').check();
    await page.getByRole('dialog').getByLabel('ホーム').check();
    await page.keyboard.press('Escape');
    await close();

    const again = await openWindow({ folder });
    await again.page.getByRole('button', { name: '要人来訪: 視察か昨年度' }).waitFor();
    await again.page.getByText(`${either}件`).first().waitFor();
    await goTo(again.page, '要人来訪');
    await again.page.getByRole('button', { name: '表示設定: 視察か昨年度', exact: true }).waitFor();
    await again.page.locator('.grid-group').first().waitFor();
  });

  it('hides, moves and pins columns, and keeps the pinned one in sight', async () => {
    const { page } = await openWindow();
    await goTo(page, '要人来訪');
    await page.getByText('70件').waitFor();
    await page.getByRole('button', { name: '列と行' }).click();
    await page.getByRole('button', { name: '「件名」を左に固定' }).click();
    await page.getByRole('checkbox', { name: '開始' }).uncheck();
    await page.keyboard.press('Escape');
    expect(await page.locator('[role=columnheader]').nth(1).textContent()).toContain('件名');
    expect(await page.getByRole('columnheader', { name: '開始' }).count()).toBe(0);
    await page.getByRole('gridcell').first().click();
    await page.keyboard.press('End');
    const pinned = await page.locator('.grid-cell.pinned').first().boundingBox();
    const grid = await page.locator('.grid').boundingBox();
    expect((pinned?.x ?? 0) - (grid?.x ?? 0)).toBeLessThan(60);
  });

  it('hands out csv, Shift_JIS and PDF, and takes a changed csv back in', async () => {
    const { page, app, folder } = await openWindow();
    await goTo(page, '多都市間');
    await page.getByRole('navigation', { name: '表を切り替え' }).getByRole('button', { name: '会議・行事' }).click();
    const total = Number((await page.getByText(/^\d+件$/).textContent())?.replace('件', ''));
    const pdf = join(folder, 'events.pdf');
    await saveTo(app, pdf);
    await exportAs(page, 'PDF (A4横)');
    await page.getByText('出力しました').waitFor();
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
    const sjis = join(folder, 'events-sjis.csv');
    await saveTo(app, sjis);
    await exportAs(page, 'CSV (Shift_JIS)');
    await page.getByText('events-sjis.csv').waitFor();
    const csv = join(folder, 'events.csv');
    await saveTo(app, csv);
    await exportAs(page, 'CSV (Excelで開ける UTF-8)');
    await page.getByText('events.csv').waitFor();
    const text = readFileSync(csv, 'utf8');
    const [head = '', first = '', ...rest] = text.split('\r\n');
    const [, ...others] = first.split(',');
    writeFileSync(csv, [head, first, ...rest.filter((line) => line !== ''), ['【見本】新しい会議', ...others].join(',')].join('\r\n'));

    await openFile(app, csv);
    await page.getByRole('button', { name: '取り込み' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'ファイルを選ぶ' }).click();
    await dialog.getByText(new RegExp(`変更なし ${total}件`)).waitFor();
    const apply = dialog.getByRole('button', { name: /1件を取り込む/ });
    await apply.waitFor();
    await apply.click();
    await page.getByText(`${total + 1}件`, { exact: true }).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText(`${total}件`, { exact: true }).waitFor();
  });

  it('never writes over a value that changed under an open editor', async () => {
    const { app, page } = await openWindow();
    // Somebody else writes: the same desk's command line, or a file taken in by a thread; the window is told afterwards.
    const elsewhere = async (set: Readonly<Record<string, string>>) => {
      const refused = await page.evaluate(async (given) => {
        const listed = await window.desk.list({ table: 'partner', search: '編集の重なる市', limit: 1 });
        const id = listed.ok ? listed.value.rows?.[0]?.id : undefined;
        const made = await window.desk.commit({
          mutations: [
            id === undefined ? { kind: 'create', table: 'partner', set: { kind: 'city', ...given } } : { kind: 'set', table: 'partner', id, set: given },
          ],
        });
        return made.ok ? '' : made.error.code;
      }, set);
      expect(refused).toBe('');
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.send('changed'));
    };
    const noteNow = () =>
      page.evaluate(async () => {
        const listed = await window.desk.list({ table: 'partner', search: '編集の重なる市', limit: 1 });
        return listed.ok ? String(listed.value.rows?.[0]?.values.note ?? '') : listed.error.code;
      });
    await elsewhere({ nameJa: '編集の重なる市', note: '初め' });
    await goTo(page, '相手先');
    await page.getByPlaceholder(/検索/).first().fill('編集の重なる');
    await page.locator('[data-row="0"] .lead-button').click();
    const note = page.locator('.panel').getByLabel('備考').last();
    const english = page.locator('.panel').getByLabel('英語名').last();
    const leave = () => page.locator('.panel .panel-title').click();

    // Typed, not yet left; then the same cell changes.
    await note.fill('こちらの備考');
    await elsewhere({ note: 'よその備考', nameEn: 'Overlap' });
    await expect.poll(() => english.inputValue()).toBe('Overlap');
    expect(await note.inputValue()).toBe('こちらの備考');
    await leave();
    await page.getByText(/「よその備考」に変更しました/).waitFor();
    expect([await noteNow(), await note.inputValue()]).toEqual(['よその備考', 'こちらの備考']);
    // Told, the person decides: what is typed now replaces what was shown.
    await note.fill('見た上での備考');
    await leave();
    await expect.poll(noteNow).toBe('見た上での備考');

    // Looked at, not typed into: the field follows, and leaving it writes nothing.
    await note.focus();
    await elsewhere({ note: 'もう一度よその備考' });
    await expect.poll(() => note.inputValue()).toBe('もう一度よその備考');
    await leave();
    expect(await noteNow()).toBe('もう一度よその備考');

    // In the cell itself, and in a list that is open.
    const cell = cellWith(page, 'Overlap');
    await cell.click();
    await page.keyboard.press('F2');
    const editor = page.locator('.cell-editor .editor-field');
    await editor.fill('Mine');
    await elsewhere({ nameEn: 'Theirs' });
    await expect.poll(() => english.inputValue()).toBe('Theirs');
    await editor.press('Enter');
    await page
      .locator('.cell-editor')
      .getByText(/「Theirs」に変更しました/)
      .waitFor();
    await editor.press('Enter');
    await expect.poll(() => english.inputValue()).toBe('Mine');
    await page
      .locator('.panel')
      .getByRole('button', { name: /^種別: / })
      .click();
    await elsewhere({ kind: 'state' });
    await page.locator('.panel').getByRole('option', { name: '国', exact: true }).click();
    await page
      .locator('.panel')
      .getByText(/に変更しました/)
      .waitFor();
  });

  it('keeps files with a record, and hands them out as they were', async () => {
    const { page, app, folder } = await openWindow();
    const letter = join(folder, '書簡(見本).pdf');
    writeFileSync(letter, '%PDF-1.4 見本');
    await goTo(page, '協定・合意');
    await page.getByRole('button', { name: '詳細を開く' }).first().click();
    await page.getByRole('tab', { name: '関連する記録' }).click();
    await openFile(app, letter);
    await page.getByRole('button', { name: 'ファイルを追加' }).click();
    const kept = page.getByRole('button', { name: '書簡(見本).pdf', exact: true });
    await kept.waitFor();
    const copy = join(folder, 'copy.pdf');
    await saveTo(app, copy);
    await kept.click();
    await page.getByText('copy.pdf').waitFor();
    expect(readFileSync(copy, 'utf8')).toBe('%PDF-1.4 見本');
  });

  it('begins a first day with the tables an office has', async () => {
    const { page } = await openWindow({ stock: 'nothing' });
    await page.getByLabel('記入者の名前').fill('見本 花子');
    await page.getByRole('button', { name: /手元の表を取り込む/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByRole('textbox', { name: 'または、表を貼り付け' })
      .fill('日付\t件名\t種別\t状況\nR8.5.1\t【見本】大使の表敬\t表敬訪問\t予定\n合計\t1件\t\t\n');
    await dialog.getByRole('button', { name: '貼り付けた表を読む' }).click();
    await dialog.getByText('合計の行は読んでいません: 3行目').waitFor();
    await dialog.getByRole('textbox', { name: '対応付けに名前を付けて保存' }).fill('秘書の来訪表');
    await dialog.getByRole('button', { name: '1件を取り込む' }).click();
    await cellWith(page, '【見本】大使の表敬').waitFor();
    await cellWith(page, '令和8年5月1日').waitFor();
    // The next table of the same kind is offered what was learned from this one.
    await page.getByRole('button', { name: '取り込み' }).click();
    await dialog.getByRole('textbox', { name: 'または、表を貼り付け' }).fill('日付\t件名\t種別\t状況\nR8.6.1\t【見本】次の表敬\t表敬訪問\t予定\n');
    await dialog.getByRole('button', { name: '貼り付けた表を読む' }).click();
    await dialog.getByRole('combobox', { name: '保存した対応付け' }).selectOption({ label: '秘書の来訪表' });
    await dialog.getByRole('button', { name: '1件を取り込む' }).waitFor();
  });
});
