// A round of the Council through the window: period opened, sheets to every bureau, one filled in with a library that is
// not ours, read back after an edit made here meanwhile, taken in, taken back with one undo, and the papers of the meeting.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { root } from '../fresh-desk.ts';
import { goTo, openFile, openWindow } from './desk-app.ts';

const step = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

describe('a round of the Council', () => {
  it('goes out to the bureaus, comes back, and becomes the papers of the meeting', async () => {
    const place = mkdtempSync(join(tmpdir(), 'desk-round-'));
    onTestFinished(() => rmSync(place, { recursive: true, force: true }));
    const [sheets, returned, papers] = ['sheets', 'returned', 'papers'].map((name) => join(place, name)) as [string, string, string];
    for (const one of [sheets, returned, papers]) mkdirSync(one);
    const { app, page } = await openWindow({ stock: 'sample' });
    await goTo(page, '推進会議');

    await step(page, '期間を開く');
    await page.getByRole('dialog').getByRole('button', { name: '開く', exact: true }).click();
    await page.getByText(/件の進捗記録を作りました/).waitFor();

    await step(page, '発行');
    await openFile(app, sheets);
    await step(page, '全局に一括発行…');
    await page.getByText(`出力しました: ${sheets}`).first().waitFor({ timeout: 60_000 });
    const books = readdirSync(sheets).filter((name) => name.endsWith('.xlsx'));
    expect(books.length).toBeGreaterThanOrEqual(20);
    expect(readdirSync(sheets).filter((name) => name.endsWith('.docx')).length).toBe(books.length - 1); // none for the whole

    const edits = [
      { do: 'set', number: 13, column: '取組実績', value: '標識と案内を多言語にした。\n三か国語の音声案内を始めた。' },
      { do: 'set', number: 13, column: '状況', value: '遅れ' },
      { do: 'set', number: 2, column: '課題', value: '人手が足りない' },
      { do: 'insertColumn', at: 5, heading: '局内メモ' },
    ];
    writeFileSync(join(place, 'edits.json'), JSON.stringify(edits));
    const sent = books.find((name) => name.includes('_政策企画局_')) ?? '';
    const script = join(root, 'test', 'electron', 'edit-sheet.py');
    execFileSync('/usr/bin/python3', [script, join(sheets, sent), join(place, 'edits.json'), join(returned, '政策企画局.xlsx')]);

    await step(page, '回収');
    await openFile(app, returned);
    await step(page, 'フォルダーを選ぶ…');
    const review = page.getByRole('dialog').locator('.returned-bureau');
    await review.waitFor();
    expect(await review.locator('tbody tr').count()).toBe(3); // the three cells that were written, and nothing else
    await step(page, '取り込む(3個)');
    await page.getByText('3個のセルを取り込みました').first().waitFor();
    const entries = () =>
      page.evaluate(async () => {
        const reply = await window.desk.list({ table: 'progress', search: '三か国語', limit: 10, offset: 0 });
        return reply.ok ? reply.value.rows.map((row) => row.values.status) : [reply.error.code];
      });
    expect(await entries()).toEqual(['behind']);
    await page
      .getByRole('button', { name: /元に戻す/ })
      .first()
      .click();
    await expect.poll(entries).toEqual([]);
    await page.getByRole('button', { name: /やり直し/ }).click();
    await expect.poll(entries).toEqual(['behind']);

    await step(page, '会議資料');
    await openFile(app, papers);
    await step(page, 'フォルダーに作る…');
    await page.getByText(`出力しました: ${papers}`).first().waitFor({ timeout: 60_000 });
    const made = readdirSync(papers);
    for (const number of [1, 2, 3, 4]) expect(made.some((name) => name.startsWith(`資料${number}`) && name.endsWith('.xlsx'))).toBe(true);
  });
});
