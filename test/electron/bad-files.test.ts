// Files that a colleague, a broken mail gateway or an attacker may hand in: each gets its own sentence, in bounded time
// and memory, and changes nothing.
import { deflateRawSync } from 'node:zlib';
import { Workbook } from '@cj-tech-master/excelts';
import { describe, expect, it } from 'vitest';
import { DeskError } from '../../db/errors.ts';
import { digest } from '../../db/log/digest.ts';
import { planImport, requirePlan } from '../../electron/services/import/import-table.ts';
import { readSheetBytes } from '../../electron/services/tabular/read-file.ts';
import { wordsIn } from '../../electron/words.ts';
import { errorSentence } from '../../resources/locales/sentences.ts';
import { stockedDesk } from '../fresh-desk.ts';
import { book, head, main } from '../made-workbook.ts';

const text = (cell: string, value: string) => `<c r="${cell}" t="inlineStr"><is><t>${value}</t></is></c>`;
const row = (at: number, ...values: string[]) =>
  `<row r="${at}">${values.map((value, column) => text(`${String.fromCharCode(65 + column)}${at}`, value)).join('')}</row>`;
const good = [row(1, '番号', '件名'), row(2, '900', '見本')].join('');

/** A zip with one part whose headers may lie about its size. */
function liar(name: string, packed: Buffer, claimed: number): Buffer {
  const path = Buffer.from(name);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(claimed, 22);
  local.writeUInt16LE(path.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 4);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(claimed, 24);
  central.writeUInt16LE(path.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + path.length, 12);
  end.writeUInt32LE(30 + path.length + packed.length, 16);
  return Buffer.concat([local, path, packed, central, path, end]);
}

describe('reading files from outside', () => {
  const desk = () => stockedDesk();
  /** The container that Excel puts around an encrypted workbook, as far as a reader looks at it. */
  const encrypted = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(512)]);

  const refused = async (bytes: Uint8Array, name: string, encoding: 'auto' | 'utf-8' | 'shift_jis' = 'auto'): Promise<string> => {
    const open = desk();
    const before = digest(open.db);
    const started = process.memoryUsage().rss;
    const at = performance.now();
    try {
      requirePlan(planImport(open.db, 'measure', await readSheetBytes(bytes, name, encoding)));
      return 'accepted';
    } catch (error) {
      if (!(error instanceof DeskError)) throw error;
      for (const language of ['ja', 'en', 'ko'] as const) {
        const sentence = errorSentence(wordsIn(language), { language, dates: 'era' }, error);
        expect(sentence).not.toMatch(/\{\{|errors\./);
      }
      return error.code;
    } finally {
      expect(digest(open.db)).toBe(before);
      // Generous bounds: what matters is that neither grows with what the file claims.
      expect(performance.now() - at).toBeLessThan(60_000);
      expect(process.memoryUsage().rss - started).toBeLessThan(2_500_000_000);
    }
  };

  it('refuses text that is not in the encoding chosen, and names it', async () => {
    expect(await refused(Buffer.from([0x94, 0xd4, 0x8d, 0x86, 0x2c, 0x8c, 0x8f, 0x96, 0xbc, 0x0a]), 'a.csv', 'utf-8')).toBe('fileEncoding');
    expect(await refused(Buffer.from([0xe7, 0x95, 0xff, 0xff, 0x2c, 0x80, 0x81, 0x0a]), 'a.csv')).toBe('fileEncoding');
    expect(await refused(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0, 1, 2, 3, 0, 0]), 'picture.csv')).toMatch(/fileBinary|fileEncoding/);
  });
  it('refuses an empty file, blank lines only, and headings without lines', async () => {
    expect(await refused(Buffer.alloc(0), 'a.csv')).toBe('fileEmpty');
    expect(await refused(Buffer.from('\r\n\r\n,,\r\n'), 'a.csv')).toBe('fileEmpty');
    expect(await refused(Buffer.from('番号,件名\r\n'), 'a.csv')).toBe('noTable');
    expect(await refused(Buffer.from('甲,乙\r\n1,2\r\n'), 'a.csv')).toBe('noColumns');
  });
  it('refuses a truncated zip, a zip that is no workbook, and a damaged one', async () => {
    const whole = book(good);
    expect(await refused(whole.subarray(0, Math.floor(whole.length / 2)), 'cut.xlsx')).toBe('fileBroken');
    expect(await refused(liar('note.txt', deflateRawSync(Buffer.from('x')), 1), 'word.xlsx')).toBe('fileBroken');
    const hurt = Buffer.from(whole);
    hurt.fill(0x5a, 200, 320);
    expect(await refused(hurt, 'hurt.xlsx')).toBe('fileBroken');
  });
  it('refuses a zip bomb, whether it declares its size or not', { timeout: 120_000 }, async () => {
    expect(await refused(liar('xl/workbook.xml', deflateRawSync(Buffer.alloc(100)), 0xffff_fff0), 'bomb.xlsx')).toBe('fileTooLarge');
    const packed = deflateRawSync(Buffer.alloc(900_000_000), { level: 1 });
    expect(await refused(liar('xl/workbook.xml', packed, 1_000), 'liar.xlsx')).toBe('fileTooLarge');
  });
  it('reads past two million empty rows, in a workbook and in a csv', { timeout: 120_000 }, async () => {
    const rows = (count: number) => Array.from({ length: count }, (_, at) => `<row r="${at + 3}"/>`).join('');
    expect(await refused(book(good + rows(1_000_000)), 'coloured.xlsx')).toBe('accepted');
    // More than Excel itself can have.
    expect(await refused(book(good + rows(2_000_000)), 'rows.xlsx')).toBe('tooManyRows');
    expect(await refused(Buffer.from(`番号,件名\n900,見本\n${',\n'.repeat(2_000_000)}`), 'rows.csv')).toBe('accepted');
    expect(await refused(Buffer.from(`番号,件名\n${'900,見本\n'.repeat(200_001)}`), 'many.csv')).toBe('tooManyRows');
  });
  it('refuses a thousand columns', async () => {
    expect(await refused(Buffer.from(`番号,件名${',a'.repeat(1_000)}\n900,見本${',1'.repeat(1_000)}\n`), 'wide.csv')).toBe('tooManyColumns');
  });
  it('reads formulas as values, reports macros and external links, and follows none', async () => {
    const formula = `${row(1, '番号', '件名')}<row r="2"><c r="A2"><f>450*2</f><v>900</v></c><c r="B2" t="str"><f>'[1]表'!A1</f><v>見本</v></c></row>`;
    const file = await readSheetBytes(book(formula, { 'xl/vbaProject.bin': 'macro', 'xl/externalLinks/externalLink1.xml': '<externalLink/>' }), 'a.xlsm');
    expect(file.sheets[0]?.rows[1]).toEqual([900, '見本']);
    expect(file.notices.map(({ code }) => code)).toEqual(['macros', 'externalLinks', 'formulas']);
  });
  it('expands no XML entity, internal or external', async () => {
    const evil = `${head}<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><worksheet xmlns="${main}"><sheetData>${row(1, '番号', '件名')}${row(2, '900', '&b;&c;')}</sheetData></worksheet>`;
    const outcome = await readSheetBytes(book('', { 'xl/worksheets/sheet1.xml': evil }), 'entity.xlsx').then(
      (file) => JSON.stringify(file.sheets),
      (error: unknown) => (error instanceof DeskError ? error.code : String(error)),
    );
    expect(outcome).not.toMatch(/aaaa|root:/);
  });
  it('fills merged cells with their value, and reports them', async () => {
    const made = new Workbook();
    const sheet = made.addWorksheet('表');
    sheet.addRow(['進捗の一覧', null, null]);
    sheet.addRow(['番号', '件名', '局', null]);
    sheet.addRow([null, null, '所管局', '関係局']);
    sheet.addRow([900, '見本', '教育庁', '総務局']);
    sheet.addRow([901, null, '教育庁', null]);
    for (const range of ['A1:D1', 'A2:A3', 'B2:B3', 'C2:D2', 'B4:B5']) sheet.mergeCells(range);
    const file = await readSheetBytes(await made.xlsx.writeBuffer(), 'merged.xlsx');
    const plan = planImport(desk().db, 'measure', file, { mapping: { fixed: { strategy: '東京都都市外交基本戦略' } } });
    expect(plan.notices.map(({ code }) => code)).toContain('merged');
    expect(plan.targets).toEqual(['number', 'titleJa', 'leadBureaus', 'relatedBureaus']);
    expect(plan.created + plan.updated + plan.rejected.length).toBe(2);
    expect(plan.rejected).toEqual([]);
  });
  it('refuses the same heading twice', async () => {
    expect(await refused(Buffer.from('番号,件名,件名\n900,甲,乙\n'), 'a.csv')).toBe('duplicateHeading');
  });
  it('refuses a workbook behind a password, and a damaged one of before 2007', async () => {
    expect(await refused(encrypted, 'secret.xlsx')).toBe('filePassword');
    expect(await refused(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000)]), 'old.xls')).toBe('fileBroken');
  });
  it('refuses a quotation mark that is never closed, with its line', async () => {
    expect(await refused(Buffer.from(`番号,件名\n900,"見本\n${'901,x\n'.repeat(10)}`), 'a.csv')).toMatch(/fileQuotes|noTable/);
  });
});
