// A courtesy call entered by keyboard alone: the city brings its people, language and gifts; three guests more; one undo.
import { describe, expect, it } from 'vitest';
import { goTo, openWindow } from './desk-app.ts';

describe('a visit entered by keyboard', () => {
  it('takes the city’s people, language and place as proposed, three more guests, and warns of a gift given before', async () => {
    const { page } = await openWindow();
    await goTo(page, '要人来訪');
    await page.getByRole('button', { name: '来訪を記録', exact: true }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    const { keyboard } = page;
    // The city: typing searches at once, Enter takes the best match.
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === '相手先');
    await keyboard.type('パリ市');
    await dialog
      .getByRole('option', { name: /パリ市/ })
      .first()
      .waitFor();
    await keyboard.press('Enter');
    await dialog.getByRole('checkbox').first().waitFor();
    expect(await dialog.getByRole('checkbox').first().isChecked()).toBe(true);
    expect(await dialog.getByRole('combobox', { name: '相手先' }).inputValue()).toBe('パリ市');
    await keyboard.press('Tab'); // date
    await keyboard.press('ControlOrMeta+A');
    await keyboard.type('R8.12.10');
    await keyboard.press('Tab');
    await keyboard.type('14:00');
    await keyboard.press('Tab');
    await keyboard.type('14:30');
    await keyboard.press('Tab'); // kind, as proposed
    await keyboard.press('Tab'); // the first person of the city
    while (!(await page.evaluate(() => document.activeElement?.id === 'guest-name'))) await keyboard.press('Tab');
    for (const name of ['一郎', '二郎', '三郎']) {
      await keyboard.type(`見本 ${name}`);
      await keyboard.press('Tab');
      await keyboard.type('随員');
      // The last one is left standing in its line: it comes all the same.
      if (name === '三郎') continue;
      await keyboard.press('Enter');
      await page.waitForFunction(() => document.activeElement?.id === 'guest-name');
    }
    const past = await dialog.getByRole('list', { name: 'これまでの贈呈品・受贈品' }).getByRole('listitem').allTextContents();
    const given =
      past
        .find((text) => text.includes('贈呈'))
        ?.split(' ')
        .slice(2)
        .join(' ') ?? '';
    await dialog.getByRole('textbox', { name: '贈呈品' }).focus();
    await keyboard.type(given);
    if (given !== '') await dialog.getByRole('alert').waitFor();
    await keyboard.press('ControlOrMeta+Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.locator('.panel .panel-title').waitFor();
    const found = await page.evaluate(async () => {
      type Page = { value: { rows: { id: string; values: Record<string, unknown> }[]; total: number } };
      const { desk } = window as unknown as { desk: Record<string, (input: object) => Promise<Page>> };
      const visit = (await desk.list?.({ table: 'visit', filter: { date: '2026-12-10' }, limit: 5 }))?.value.rows[0];
      const guests = (await desk.list?.({ table: 'visitGuest', filter: { visit: visit?.id ?? '' }, limit: 20 }))?.value.rows ?? [];
      return { visit: visit?.values ?? {}, guests: guests.map(({ values }) => [values.order, values.name, values.postJa]) };
    });
    expect(found.visit).toMatchObject({ startTime: '14:00', endTime: '14:30', kind: 'courtesy', status: 'planned', language: 'fr', partySize: 4 });
    expect(String(found.visit.titleJa)).toMatch(/^パリ市長 表敬訪問$/);
    expect(found.visit.titleEn).toBe('Paris Mayor courtesy call');
    expect(found.guests.slice(1)).toEqual([
      [2, '見本 一郎', '随員'],
      [3, '見本 二郎', '随員'],
      [4, '見本 三郎', '随員'],
    ]);
    expect(found.guests[0]?.[0]).toBe(1);
    expect(found.visit.leader).toBeTruthy();
    // All of it is one action.
    await page.getByRole('button', { name: '元に戻す' }).first().click();
    await page.waitForFunction(async () => {
      const { desk } = window as unknown as { desk: Record<string, (input: object) => Promise<{ value: { total: number } }>> };
      return (await desk.list?.({ table: 'visit', filter: { date: '2026-12-10' }, limit: 5 }))?.value.total === 0;
    });
  });
});
