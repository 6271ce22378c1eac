// From the log to the paper: a visit by keyboard, three guests, a checklist, a briefing that is written, refreshed and handed out.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { goTo, openWindow, saveTo } from './desk-app.ts';

describe('a courtesy call', () => {
  it('is logged by keyboard, prepared, and handed out as Word and PDF', async () => {
    const place = mkdtempSync(join(tmpdir(), 'desk-briefing-'));
    onTestFinished(() => rmSync(place, { recursive: true, force: true }));
    const { app, page } = await openWindow();
    await goTo(page, '要人来訪');
    await page.getByRole('button', { name: '新規', exact: true }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await dialog.getByLabel('日付').or(dialog.locator('input').first()).first().fill('R8.12.10');
    await dialog.getByLabel(/件名/).first().fill('【見本】表敬の試験');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '破棄して閉じる' }).click();
    // The rest by the write path of the window, as the editors use it.
    const visit = await page.evaluate(async () => {
      type Reply = { ok: boolean; value: { rows: { table: string; row: { id: string } }[] } };
      const desk = (window as unknown as { desk: Record<string, (input: object) => Promise<Reply>> }).desk;
      const partner = (await desk.list?.({ table: 'partner', search: 'パリ', limit: 1 })) as unknown as { value: { rows: { id: string }[] } };
      const made = await desk.commit?.({
        mutations: [
          {
            kind: 'create',
            table: 'visit',
            set: {
              date: '2026-12-10',
              startTime: '14:00',
              titleJa: '【見本】表敬の試験',
              kind: 'courtesy',
              status: 'confirmed',
              partner: partner.value.rows[0]?.id ?? null,
              place: '応接室',
              agenda: '意見交換',
            },
          },
        ],
      });
      const id = made?.value.rows[0]?.row.id ?? '';
      await desk.commit?.({
        mutations: [1, 2, 3].map((order) => ({
          kind: 'create',
          table: 'visitGuest',
          set: { visit: id, name: `見本 ${order}郎`, postJa: `役職${order}`, order },
        })),
      });
      return id;
    });
    await page.getByRole('searchbox').fill('表敬の試験');
    await page.locator('[data-row="0"] .lead-button').click();
    await page.getByRole('button', { name: 'チェックリストを作る' }).click();
    await page.getByText('チェックリストに10項目を加えました').waitFor();
    await page.getByRole('button', { name: '座席図' }).click();
    await page.locator('.table-side .place.head', { hasText: '見本 1郎' }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '閉じる' }).click();
    await page.getByRole('button', { name: 'ブリーフィングを作る' }).click();
    await page.getByRole('heading', { name: '【見本】表敬の試験' }).waitFor();
    const points = page.getByRole('article', { name: '発言要領' });
    await points.locator('textarea').fill('・自分の言葉で話す。');
    await points.locator('textarea').blur();
    await points.getByText('手直しあり').waitFor();
    await page.evaluate(async (id) => {
      const desk = (window as unknown as { desk: Record<string, (input: object) => Promise<unknown>> }).desk;
      await desk.commit?.({ mutations: [{ kind: 'set', table: 'visit', id, set: { agenda: '環境対策の意見交換' } }] });
    }, visit);
    await goTo(page, 'ホーム');
    await goTo(page, 'ブリーフィング');
    await page.locator('.lead-button').first().click();
    await page.getByRole('button', { name: '編集する' }).click();
    await page.getByRole('article', { name: '発言要領' }).getByText('手直しした文はそのままです').waitFor();
    await page.getByRole('article', { name: '発言要領' }).getByRole('button', { name: '下に加える' }).click();
    await page.getByRole('article', { name: '発言要領' }).locator('textarea', { hasText: '環境対策' }).waitFor();
    for (const [button, name] of [
      ['Word', 'b.docx'],
      ['PDF', 'b.pdf'],
    ] as const) {
      await saveTo(app, join(place, name));
      await page.getByRole('button', { name: button, exact: true }).click();
      await page.getByRole('button', { name: 'このまま出力する' }).click();
      await page.getByText(join(place, name)).first().waitFor();
      expect(statSync(join(place, name)).size).toBeGreaterThan(5_000);
    }
    const text = execFileSync('pdftotext', ['-layout', join(place, 'b.pdf'), '-'], { encoding: 'utf8' });
    expect(text).toContain('自分の言葉で話す');
    expect(text).toContain('見本 1郎 様');
    expect(
      execFileSync('pdffonts', [join(place, 'b.pdf')], { encoding: 'utf8' })
        .split('\n')
        .slice(2)
        .filter((line) => line.trim() !== '')
        .every((line) => / yes +(yes|no) +yes/.test(line)),
    ).toBe(true);
    await page.getByText('前回の出力').waitFor();
    // The visit shows when its records have changed since.
    await goTo(page, '要人来訪');
    await page.getByRole('searchbox').fill('表敬の試験');
    await page.locator('[data-row="0"] .lead-button').click();
    const standing = page.locator('.panel .briefing-standing');
    await standing.getByText(/^資料\(日\): .*に出力$/).waitFor();
    await page.locator('.panel').getByLabel('場所').last().fill('迎賓室');
    await page.locator('.panel').getByLabel('場所').last().blur();
    await standing.getByText(/出力後に記録が変更/).waitFor();
    await standing.getByRole('button').click();
    await page.getByText('前回の出力').waitFor();
    await goTo(page, 'ホーム');
    await page.getByRole('heading', { name: '同期と控え' }).waitFor();
  });
});
