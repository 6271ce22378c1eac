// A person's data is erased here and at the other desks, also where the original arrives again; `verify` finds no fault.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { databaseFile } from '../../db/store/database.ts';
import { freshFolder } from '../fresh-desk.ts';
import { acquainted, type TestDesk } from './desks.ts';

describe('erasing a person', () => {
  it('removes the values at every desk, from every byte of the log', { timeout: 120_000 }, async () => {
    const [a, b] = (await acquainted(['甲', '乙'])) as [TestDesk, TestDesk];
    const person = (await a.done('set', 'people', 'new', 'nameJa=見本 消太郎', 'dietary=見本の食事制限')).row.id;
    await a.done('set', 'people', person, 'nameJa=見本 消次郎');
    const visit = (await a.done('set', 'visits', 'new', 'date=2026-11-20', 'titleJa=見本の表敬', 'kind=courtesy', 'status=done', `leader=${person}`)).row.id;
    await a.done('set', 'visit-guests', 'new', `visit=${visit}`, `person=${person}`, 'name=見本 消次郎', 'order=1');
    const early = `${freshFolder()}.citydesk`;
    await a.done('sync', 'export', '--out', early, '--full');
    await b.done('sync', 'import', early);
    expect((await b.done('list', 'people', '--search', '消次郎')).total).toBe(1);
    expect((await a.done('held', person)).records.map((one: { table: string }) => one.table).sort()).toEqual(['person', 'visit', 'visitGuest']);
    expect((await a.run('erase', person, '--reason', '利用停止の請求')).code).toBe(2);
    await a.done('erase', person, '--reason', '利用停止の請求', '--force');
    const late = `${freshFolder()}.citydesk`;
    await a.done('sync', 'export', '--out', late);
    await b.done('sync', 'import', late);
    await b.done('sync', 'import', early);
    for (const desk of [a, b]) {
      expect((await desk.done('list', 'people', '--search', '消次郎')).total).toBe(0);
      expect((await desk.done('get', 'people', person)).row).toMatchObject({ nameJa: null, dietary: null });
      expect((await desk.done('get', 'visits', visit)).row.titleJa).toBe('見本の表敬');
      expect((await desk.done('verify')).faults).toEqual([]);
    }
    expect((await a.done('digest')).digest).toBe((await b.done('digest')).digest);
    // At the desk where it was erased, the file itself has no trace of the values.
    expect(readFileSync(databaseFile(a.folder)).includes(Buffer.from('消次郎'))).toBe(false);
    expect(readFileSync(databaseFile(a.folder)).includes(Buffer.from('見本の食事制限'))).toBe(false);
  });
});
