// Thirty keys of Excel over the table: what Excel does, what the table does, pressed one by one. Where the two differ, the
// line says so.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { cellOf, frames, goTo, openWindow } from './desk-app.ts';

interface State {
  /** Row and column of the active cell, from 0. */
  readonly at: readonly [number, number];
  /** Rows and columns that are selected. */
  readonly size: readonly [number, number];
  readonly editing: boolean;
}

const stateOf = (page: Page): Promise<State> =>
  page.evaluate(() => {
    const active = document.querySelector<HTMLElement>('.grid-cell.active');
    const shown = document.querySelector('.toolbar-count')?.textContent?.match(/([\d,]+)行×(\d+)列/);
    return {
      at: [Number(active?.closest<HTMLElement>('[data-row]')?.dataset.row), Number(active?.dataset.column)] as const,
      size: [Number(shown?.[1]?.replace(',', '') ?? 1), Number(shown?.[2] ?? 1)] as const,
      editing: document.querySelector('.cell-editor') !== null,
    };
  });

const last = 69; // row of the last of 70 visits
const columns = 14;

/** Every line begins at row 2, column 1, unless it says where. */
const keys: readonly (readonly [key: string, excel: string, expected: Partial<State>, begin?: readonly [number, number]])[] = [
  ['ArrowDown', 'one cell down', { at: [3, 1] }],
  ['ArrowUp', 'one cell up', { at: [1, 1] }],
  ['ArrowLeft', 'one cell left', { at: [2, 0] }],
  ['ArrowRight', 'one cell right', { at: [2, 2] }],
  ['Enter', 'one cell down', { at: [3, 1], editing: false }],
  ['Shift+Enter', 'one cell up', { at: [1, 1] }],
  ['Tab', 'one cell right', { at: [2, 2] }],
  ['Shift+Tab', 'one cell left', { at: [2, 0] }],
  ['Home', 'first cell of the row', { at: [2, 0] }],
  ['Control+Home', 'first cell of the sheet', { at: [0, 0] }],
  ['Control+End', 'last used cell', { at: [last, columns - 1] }],
  ['Control+ArrowDown', 'edge of the data below', { at: [last, 1] }],
  ['Control+ArrowUp', 'edge of the data above', { at: [0, 1] }],
  ['Control+ArrowRight', 'edge of the data at the right', { at: [2, columns - 1] }],
  ['Control+ArrowLeft', 'edge of the data at the left', { at: [2, 0] }],
  ['Shift+ArrowDown', 'selection one row longer', { at: [2, 1], size: [2, 1] }],
  ['Shift+ArrowRight', 'selection one column wider', { at: [2, 1], size: [1, 2] }],
  ['Control+Shift+ArrowDown', 'selection to the edge below', { size: [last - 1, 1] }],
  ['Control+Shift+Home', 'selection to the first cell', { at: [2, 1], size: [3, 2] }],
  ['Control+a', 'everything is selected', { size: [last + 1, columns] }],
  ['Shift+Space', 'the whole row is selected', { size: [1, columns] }],
  ['Control+Space', 'the whole column is selected', { size: [last + 1, 1] }],
  ['F2', 'the cell is edited, caret at its end', { at: [2, 1], editing: true }],
  ['Alt+ArrowDown', 'the list of the cell opens', { at: [2, 3], editing: true }, [2, 3]],
  ['Escape', 'nothing changes', { at: [2, 1], editing: false }],
  ['x', 'the cell is typed over', { at: [2, 2], editing: true }, [2, 2]],
  ['Control+;', 'today’s date is entered', { at: [2, 0], editing: true }, [2, 0]],
  ['Control+:', 'the time is entered', { at: [2, 1], editing: true }],
  ['Control+f', 'the search opens: here its field takes the focus', { at: [2, 1], editing: false }],
  ['F1', 'help opens', { at: [2, 1] }],
  ['Control+s', 'the book is saved: here everything is saved already, and it says so', { at: [2, 1], editing: false }],
];

describe('keys of Excel', () => {
  it('do the same here, pressed one after the other', async () => {
    const { page } = await openWindow();
    await goTo(page, '要人来訪');
    await page.getByText('70件').waitFor();
    const wrong: unknown[] = [];
    for (const [key, excel, expected, [row, column] = [2, 1]] of keys) {
      await page.locator('.grid').evaluate((box) => box.scrollTo({ top: 0, left: 0 }));
      await frames(page);
      await page.locator(`[data-row="${row}"] [data-column="${column}"]`).click();
      await page.keyboard.press(key);
      await frames(page, 4);
      const state = await stateOf(page);
      const seen = Object.fromEntries(Object.keys(expected).map((name) => [name, state[name as keyof State]]));
      if (JSON.stringify(seen) !== JSON.stringify(expected)) wrong.push([key, excel, expected, seen]);
      for (let press = 0; press < 2; press++) await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await frames(page, 2);
    }
    expect(wrong).toEqual([]);
  });

  it('enter what is typed: arrows leave the cell, Alt+Enter breaks the line, Ctrl+Enter fills the selection', async () => {
    const { page } = await openWindow();
    await goTo(page, '相手先');
    await page.getByText('64件').waitFor();
    const note = (row: number) => cellOf(page, row, '備考');
    await (await note(2)).click();
    await page.keyboard.type('abc');
    await page.keyboard.press('ArrowDown');
    await expect.poll(async () => (await note(2)).textContent()).toBe('abc');
    expect((await stateOf(page)).at[0]).toBe(3);
    // Opened by F2 the arrows move the caret instead.
    await (await note(2)).click();
    await page.keyboard.press('F2');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('X');
    await page.keyboard.press('Alt+Enter');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await note(2)).textContent()).toBe('abX\nc');
    // One value into all selected cells, after a look at it.
    await (await note(4)).click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.type('同じ備考');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').getByRole('button', { name: '変更する' }).waitFor();
    await page.keyboard.press('Control+Enter');
    for (const row of [4, 5, 6]) await expect.poll(async () => (await note(row)).textContent()).toBe('同じ備考');
  });
});

describe('the pointer', () => {
  it('moves a column by its heading, without sorting', async () => {
    const { page } = await openWindow();
    await goTo(page, '要人来訪');
    await page.getByText('70件').waitFor();
    const names = async () => (await page.locator('.heading-label').allTextContents()).slice(0, 4);
    expect(await names()).toEqual(['日付', '開始', '件名', '種別']);
    const centre = async (name: string) => {
      const box = await page.locator('.heading-label', { hasText: new RegExp(`^${name}$`) }).boundingBox();
      if (!box) throw new Error('not on the screen');
      return { x: box.x + 8, y: box.y + box.height / 2 };
    };
    const [from, to] = [await centre('種別'), await centre('開始')];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x + 20, to.y, { steps: 5 });
    await page.mouse.move(to.x, to.y);
    await page.mouse.up();
    await expect.poll(names).toEqual(['日付', '種別', '開始', '件名']);
    expect(await page.locator('[aria-sort=ascending], [aria-sort=descending]').count()).toBe(0);
  });
});

describe('a row being edited', () => {
  it('stays where it is while others change it, its order and its filter', async () => {
    const { app, page } = await openWindow();
    await goTo(page, '要人来訪');
    await page.getByText('70件').waitFor();
    const place = await cellOf(page, 5, '場所');
    const title = await (await cellOf(page, 5, '件名')).textContent();
    await place.click();
    await page.keyboard.press('F2');
    await page.keyboard.type('の見本');
    const refused = await page.evaluate(async () => {
      const listed = await window.desk.list({ table: 'visit', offset: 5, limit: 1 });
      const row = listed.ok ? listed.value.rows[0] : undefined;
      const made = row && (await window.desk.commit({ mutations: [{ kind: 'set', table: 'visit', id: row.id, set: { date: '2031-01-01' } }] }));
      return made?.ok === true ? '' : 'refused';
    });
    expect(refused).toBe('');
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.send('changed'));
    await frames(page, 20);
    expect(await (await cellOf(page, 5, '件名')).textContent()).toBe(title);
    const field = page.locator('.cell-editor .editor-field');
    expect(await field.inputValue()).toMatch(/の見本$/);
    await page.keyboard.press('Enter');
    // Done: the list is in its order again, and the value went to the row it was typed into.
    await expect.poll(async () => (await cellOf(page, 0, '件名')).textContent()).toBe(title);
    expect(await (await cellOf(page, 0, '場所')).textContent()).toMatch(/の見本$/);
  });
});

describe('messages', () => {
  it('cover no row of the table, and one refused cell needs no dialog', async () => {
    const { page } = await openWindow();
    await goTo(page, '要人来訪');
    await page.getByText('70件').waitFor();
    await (await cellOf(page, 0, '件名')).click();
    await page.keyboard.press('Delete');
    const notice = page.locator('.notice');
    await notice.getByText('件名: 入力が必要です。').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    const [message, grid] = [await notice.boundingBox(), await page.locator('.grid').boundingBox()];
    expect((message?.y ?? 999) + (message?.height ?? 999)).toBeLessThan(grid?.y ?? 0);
  });

  it('bulk edit begins with the selected cell', async () => {
    const { page } = await openWindow();
    await goTo(page, '要人来訪');
    await page.getByText('70件').waitFor();
    await (await cellOf(page, 3, '場所')).click();
    await page.getByRole('button', { name: '一括変更' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('radio', { name: '選択した1件' }).isChecked()).toBe(true);
    expect(await dialog.getByRole('combobox', { name: '列' }).locator('option:checked').textContent()).toBe('場所');
  });
});
