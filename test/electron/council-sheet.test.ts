// The council sheet as other programs see it: its XML, LibreOffice, and the printed pages.
import { execFileSync } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unshared } from '../../db/desk/shared-desk.ts';
import { digest } from '../../db/log/digest.ts';
import { undo } from '../../db/log/undo.ts';
import { list } from '../../db/queries/list.ts';
import { issueSheet } from '../../electron/services/council/issue-sheet.ts';
import { sheetContent, sheetFileName } from '../../electron/services/council/sheet-content.ts';
import { printFooter } from '../../electron/services/print/print-footer.ts';
import { wordsIn } from '../../electron/words.ts';
import { freshFolder, stockedDesk } from '../fresh-desk.ts';

const words = wordsIn('ja');
const options = { period: '令和8年度第2四半期', language: 'ja', dates: 'era', words, author: '見本 花子' } as const;

function place(): string {
  const folder = freshFolder();
  mkdirSync(folder, { recursive: true });
  return join(folder, '進捗管理表.xlsx');
}
const part = (file: string, name: string) => execFileSync('unzip', ['-p', file, name], { encoding: 'utf8', maxBuffer: 64e6 });
function printed(file: string): string[] {
  const folder = dirname(file);
  execFileSync('soffice', ['--headless', `-env:UserInstallation=file://${folder}/office`, '--convert-to', 'pdf', '--outdir', folder, file], {
    stdio: 'ignore',
    timeout: 120_000,
  });
  return execFileSync('pdftotext', ['-layout', file.replace(/xlsx$/, 'pdf'), '-'], { encoding: 'utf8' })
    .split('\f')
    .slice(0, -1);
}

describe('a printed footer', () => {
  it('shows a date, a number and an ampersand as they are', () => {
    expect(printFooter('R&D', '&P / &N', '2026-11-23', 9)).toBe('&L&9 R&&D&C&9 &P / &N&R&9 2026-11-23');
  });
});

describe('the council progress sheet', () => {
  it('holds all 76 measures in official order, and prints with heads and page numbers on every page', { timeout: 180_000 }, async () => {
    const desk = stockedDesk(true);
    const file = place();
    const issued = await issueSheet(unshared(desk), options, file);
    expect(issued).toMatchObject({ measures: 76, rows: 105 });
    const numbers = sheetContent(desk.db, options).lines.map((line) => line.number);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(new Set(numbers).size).toBe(76);

    const pages = printed(file);
    expect(pages.length).toBeGreaterThan(3);
    pages.forEach((page, at) => {
      expect(page).toContain(`${at + 1} / ${pages.length} ページ`);
    });
    for (const page of pages.slice(0, -1)) for (const head of ['番号', '施策', '担当局', '取組実績', '状況', '課題']) expect(page).toContain(head);
    expect(pages[0]).toContain('令和8年9月30日 現在');
    expect(pages.join('\n')).not.toContain('###');
    expect(pages.at(-1)).toContain('局別の状況');
  });

  it('counts reports in the summary as the records have them, also after LibreOffice has recalculated it', { timeout: 180_000 }, async () => {
    const desk = stockedDesk(true);
    const file = place();
    await issueSheet(unshared(desk), options, file);
    const summary = printed(file).at(-1) ?? '';
    const total = summary.split('\n').find((line) => /^\s*計/.test(line)) ?? '';
    const statuses = ['notStarted', 'onTrack', 'behind', 'atRisk', 'done', 'cancelled'];
    const period = list(desk.db, { table: 'period', filter: { nameJa: options.period } }).rows[0]?.id ?? '';
    const counts = statuses.map((status) => list(desk.db, { table: 'progress', filter: { period, status }, limit: 0 }).total);
    expect(total.match(/\d+/g)?.map(Number)).toEqual([...counts, 105]);
  });

  it('locks what bureaus must not write, offers the statuses as a list, and hides its identity', async () => {
    const desk = stockedDesk(true);
    const file = place();
    const { sheet } = await issueSheet(unshared(desk), options, file);
    const book = part(file, 'xl/workbook.xml');
    expect(book).toMatch(/name="_citydesk"[^>]*state="veryHidden"/);
    expect(book).toContain('_citydesk_issue');
    expect(book).toMatch(/_xlnm.Print_Titles/);
    const first = part(file, 'xl/worksheets/sheet1.xml');
    expect(first).toMatch(/<sheetProtection [^>]*sheet="1"/);
    expect(first).toMatch(/orientation="landscape"/);
    expect(first).toMatch(/paperSize="9"/);
    expect(first.match(/<dataValidation /g)).toHaveLength(1);
    expect(first).toContain('未着手,順調,遅れ,要注意,完了,中止');
    expect(part(file, 'docProps/core.xml')).toContain(`citydesk-issue-${sheet}`);

    const { Workbook } = await import('@cj-tech-master/excelts');
    const read = new Workbook();
    await read.xlsx.load(readFileSync(file));
    const hidden = read.getWorksheet('_citydesk');
    expect(hidden?.getCell('B3').value).toBe(sheet);
    const record = list(desk.db, { table: 'sheet', filter: { id: sheet } }).rows[0]?.values;
    expect(record?.fileHash).toBe(createHash('sha256').update(readFileSync(file)).digest('hex'));
    const row = list(desk.db, { table: 'sheetRow', filter: { sheet, ordinal: 1 } }).rows[0]?.values;
    const line = sheetContent(desk.db, options).lines[0];
    const locked = [line?.number, line?.measure, line?.bureau, line?.planned].join('\u001f');
    const check = createHmac('sha256', Buffer.from(String(record?.key), 'hex'))
      .update(`${sheet}\u001f${line?.id}\u001f${locked}`)
      .digest('hex')
      .slice(0, 12);
    expect(row?.check).toBe(check);
    expect(hidden?.getCell('D9').value).toBe(check);
    expect(Object.keys(JSON.parse(String(row?.heads)))).toContain('*');
  });

  it('is made for one bureau with its measures and no other', async () => {
    const desk = stockedDesk(true);
    const content = sheetContent(desk.db, { ...options, bureau: '政策企画局' });
    expect(content.lines.map((line) => line.number)).toEqual([2, 3, 13, 16, 38, 39, 44, 52, 53, 59, 75, 76]);
    expect(sheetFileName(content, 'ja', '2026-11-23')).toBe('推進会議_進捗管理表_令和8年度第2四半期_政策企画局_2026-11-23.xlsx');
  });

  it('is recorded, and undone at once', async () => {
    const desk = stockedDesk(true);
    const before = digest(desk.db);
    await issueSheet(unshared(desk), options, place());
    expect(list(desk.db, { table: 'sheet' }).total).toBe(1);
    expect(list(desk.db, { table: 'sheetRow' }).total).toBe(105);
    undo(desk, '見本 花子');
    expect(digest(desk.db)).toBe(before);
  });
});
