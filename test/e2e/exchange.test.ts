// Two desks in two windows: a first file by passphrase, fingerprints compared, the same cell edited at both, both values
// seen at both, settled at one, followed by the other; withdrawal, backup and restore.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDesk } from '../../db/desk/open.ts';
import { noteRunningCopy } from '../../db/exchange/reregister.ts';
import { commit } from '../../db/log/commit.ts';
import { environment } from '../fresh-desk.ts';
import { type DeskApp, deskFolder, goTo, openFiles, openWindow, saveTo } from './desk-app.ts';

const toExchange = (page: Page) => page.locator('nav.side').getByRole('button', { name: /^同期/ }).click();
const tab = (page: Page, name: RegExp) => page.locator('nav.table-tabs').getByRole('button', { name }).click();

async function give({ app, page }: DeskApp, file: string): Promise<string | undefined> {
  await toExchange(page);
  await tab(page, /^受け渡し/);
  await saveTo(app, file);
  await page.getByRole('button', { name: 'ファイルを作る' }).click();
  await page.getByText(`出力しました: ${file}`).or(page.getByText(file)).first().waitFor();
  await page.locator('.stick-label').getByText('照合符号').waitFor();
  // What is written on the stick never holds the passphrase: it stands where it was made.
  const phrase = page.locator('.phrase-text');
  if ((await phrase.count()) > 0) expect(await page.locator('.stick-label').textContent()).not.toContain((await phrase.textContent()) ?? '');
  return (await phrase.count()) > 0 ? ((await phrase.textContent()) ?? undefined) : undefined;
}

async function take({ app, page }: DeskApp, file: string, { phrase, trust = false }: { phrase?: string | undefined; trust?: boolean } = {}): Promise<void> {
  await toExchange(page);
  await tab(page, /^受け渡し/);
  await openFiles(app, [file]);
  await page.getByRole('button', { name: 'ファイルを選ぶ…' }).click();
  const preview = page.locator('.bundle-preview');
  if (phrase !== undefined) {
    await preview.getByText('合言葉が必要です').waitFor();
    await preview.locator('input').fill(phrase);
    await preview.getByRole('button', { name: '開く' }).click();
  }
  await preview.getByText('前回の取り込み').waitFor();
  const accept = preview.getByRole('button', { name: '取り込む', exact: true });
  if (trust) {
    expect(await accept.isDisabled()).toBe(true);
    await preview.getByText('確認符号が一致しました').click();
  }
  await accept.click();
  await page.getByText(/件の操作を取り込みました/).waitFor();
}

async function editNote(page: Page, text: string): Promise<void> {
  await goTo(page, '協定・合意');
  await page.locator('[data-row="0"] .lead-button').click();
  const field = page.locator('.panel').getByLabel('備考').last();
  await field.fill(text);
  await page.getByText('備考').first().click();
  await page.getByText(/保存しました/).waitFor();
}

describe('two desks in two windows', () => {
  it('see the same two values, settle on one, and both follow', async () => {
    const place = mkdtempSync(join(tmpdir(), 'desk-stick-'));
    onTestFinished(() => rmSync(place, { recursive: true, force: true }));
    const one = await openWindow({ name: '国際課1' });
    const two = await openWindow({ name: '国際課2' });
    const phrase = await give(one, join(place, '1.citydesk'));
    expect(phrase).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){4}$/);
    await take(two, join(place, '1.citydesk'), { phrase, trust: true });
    expect(await give(two, join(place, '2.citydesk'))).toBeUndefined(); // made for a desk whose key is known
    await take(one, join(place, '2.citydesk'), { trust: true });

    await editNote(one.page, '国際課1の意見');
    await editNote(two.page, '国際課2の意見');
    await give(one, join(place, '3.citydesk'));
    await give(two, join(place, '4.citydesk'));
    await take(two, join(place, '3.citydesk'));
    await take(one, join(place, '4.citydesk'));
    for (const { page } of [one, two]) {
      expect(await page.locator('nav.side .badge').textContent()).toBe('1');
      await tab(page, /^競合/);
      const sides = page.locator('.conflict .version');
      await sides.getByText('国際課1の意見').waitFor();
      await sides.getByText('国際課2の意見').waitFor();
      await goTo(page, '協定・合意');
      await page.locator('.grid-row.contested-row').waitFor();
    }
    // A printout with an open question asks first.
    await one.page.getByRole('button', { name: '出力', exact: true }).click();
    await one.page.getByRole('menuitem', { name: /Excel/ }).first().click();
    await one.page.getByRole('alertdialog').getByRole('heading').waitFor();
    await one.page
      .getByRole('alertdialog')
      .getByRole('button', { name: 'やめる' })
      .or(one.page.getByRole('alertdialog').getByRole('button', { name: 'キャンセル' }))
      .first()
      .click();

    await toExchange(two.page);
    await tab(two.page, /^競合/);
    await two.page.locator('.version', { hasText: '国際課1の意見' }).getByRole('button', { name: 'この値にする' }).click();
    await two.page.getByText('未解決の競合はありません').waitFor();
    // Taken back, the question is open again; done again, it is settled.
    await two.page.getByRole('button', { name: '元に戻す' }).first().click();
    await two.page.locator('.version', { hasText: '国際課2の意見' }).waitFor();
    await two.page.locator('.version', { hasText: '国際課1の意見' }).getByRole('button', { name: 'この値にする' }).click();
    await two.page.getByText('未解決の競合はありません').waitFor();
    await give(two, join(place, '5.citydesk'));
    await take(one, join(place, '5.citydesk'));
    await one.page.locator('nav.side .badge').waitFor({ state: 'detached' });
    const notes = await Promise.all(
      [one, two].map(({ page }) =>
        page.evaluate(async () =>
          JSON.stringify(
            (await (window as unknown as { desk: { list: (input: object) => Promise<unknown> } }).desk.list({ table: 'agreement', limit: 1 })) as object,
          ),
        ),
      ),
    );
    for (const text of notes) expect(text).toContain('国際課1の意見');
  });

  it('goes back to a backup, and forward again', async () => {
    const { page } = await openWindow();
    await toExchange(page);
    await tab(page, /^バックアップ/);
    await page.getByRole('button', { name: '今すぐ作る' }).click();
    await page.getByText('手動').waitFor();
    await editNote(page, 'バックアップの後');
    await toExchange(page);
    await tab(page, /^バックアップ/);
    await page.locator('tr', { hasText: '手動' }).getByRole('button', { name: 'この時点へ戻す…' }).click();
    await page.getByText(/このバックアップより後の操作 [1-9]/).waitFor();
    await page.getByRole('button', { name: '戻す', exact: true }).click();
    await page.getByText('バックアップから戻しました').waitFor();
    await goTo(page, '協定・合意');
    await page.locator('[data-row="0"] .lead-button').click();
    expect(await page.locator('.panel').getByLabel('備考').last().inputValue()).not.toContain('バックアップの後');
    await toExchange(page);
    await tab(page, /^バックアップ/);
    await page.locator('tr', { hasText: '復元の前' }).getByRole('button', { name: 'この時点へ戻す…' }).click();
    await page.getByRole('button', { name: '戻す', exact: true }).click();
    await page.getByText('バックアップから戻しました').waitFor();
    await goTo(page, '協定・合意');
    await page.locator('[data-row="0"] .lead-button').click();
    // The message of the first time may still be there: the panel follows when the second is through.
    await expect.poll(() => page.locator('.panel').getByLabel('備考').last().inputValue()).toContain('バックアップの後');
  });

  it('gives a copied computer names of its own', async () => {
    const folder = deskFolder('reference');
    const desk = openDesk(folder, environment);
    commit(desk, '見本 花子', [{ kind: 'create', table: 'partner', set: { nameJa: '複製で作った市', kind: 'city' } }]);
    noteRunningCopy(desk.db, { writer: desk.tip()?.w ?? '', n: 2 });
    desk.close();
    const { page } = await openWindow({ folder });
    await toExchange(page);
    await tab(page, /^デスク/);
    const notice = page.getByRole('alert').filter({ hasText: '動作中のPCが複製されています' });
    await notice.getByLabel('新しいデスク名').fill('国際課2');
    await notice.getByRole('button', { name: 'この端末を別のデスクとして登録' }).click();
    await page.getByText('「国際課2」として登録しました。新しい番号を付けた操作: 1件').waitFor();
    await notice.waitFor({ state: 'detached' });
    await tab(page, /^バックアップ/);
    await page.getByText('デスク登録の前').waitFor();
    await goTo(page, '相手先');
    await page.getByPlaceholder(/検索/).first().fill('複製で');
    await page.getByText('複製で作った市').first().waitFor();
  });
});
