// What LibreOffice Calc really puts on the clipboard, read back cell by cell.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { textOfTable } from '../../renderer/workbench/grid/clipboard-table.ts';

const captured = (name: string) => readFileSync(join(import.meta.dirname, '..', 'data', 'clipboard', name), 'utf8');
const rows = (text: string | undefined) => text?.split('\r\n').map((line) => line.split('\t'));

describe('cells copied in LibreOffice Calc', () => {
  it('keep the year of a date that the sheet shows without, and line breaks', () => {
    expect(textOfTable(captured('line-break.html'))?.split('\r\n')).toEqual([
      '2026-12-10\t10:15\t【見本】貼り付けた件名\t表敬訪問\tパリ市',
      '2026-12-11\t09:30\t"改行を\n含む件名"\t視察\tローマ市',
    ]);
    // The plain text knows neither.
    expect(captured('line-break.txt')).toMatch(/^12月10日\t/);
  });

  it('give dates and times by value, and numbers as they are shown', () => {
    expect(rows(textOfTable(captured('formats.html')))).toEqual([
      ['2026-12-10', '14:30', '【見本】書式のある来訪', '表敬訪問', 'ソウル特別市', '12名', '0005', '25%'],
      ['2027-01-08', '09:00', '結合した件名', '視察', 'パリ市', '1,234人', '"引用""符と', 'タブ"', '1.50'],
      ['2027-02-01', '', '二段の結合', '', 'ローマ市', '', '', ''],
    ]);
  });

  it('are all there in a block of 300 rows of 8 columns', () => {
    const block = rows(textOfTable(captured('visits.html'))) ?? [];
    expect(block).toHaveLength(300);
    expect(new Set(block.map((row) => row.length))).toEqual(new Set([8]));
    expect([block[0], block[299]]).toEqual([
      ['2027-01-01', '09:30', '', '表敬訪問', 'パリ市', '', '', '知事'],
      ['2027-11-20', '12:00', '', '公式訪問', 'ロンドン市', '', '', '局長'],
    ]);
  });

  const calc = (cells: string) => `<meta name="generator" content="LibreOffice 7.4"/><table><tr>${cells}</tr></table>`;
  const cell = (value: number, format: string, shown: string) => `<td sdval="${value}" sdnum="${format}">${shown}</td>`;

  it('stay numbers and words in formats that only look like dates', () => {
    const shown = [
      '1041;1033;General',
      '1041;0;G/標準',
      '1041;0;Standard',
      '1041;0;BOOLEAN',
      '1041;0;0"件";General',
      '1041;0;0.00E+00',
      '1041;0;#,##0;[RED]-#,##0',
    ];
    expect(textOfTable(calc(shown.map((format) => cell(12, format, '12 shown')).join('')))?.split('\t')).toEqual(shown.map(() => '12 shown'));
  });

  it('are dates and times by the first part of their format, hours beyond a day as they are shown', () => {
    const days = [cell(46366, '1041;0;YYYY/MM/DD;@', '2026/12/10'), cell(46366, '1041;0;MMM', '12月'), cell(0.5, '1041;0;HH:MM;@', '12:00')];
    expect(textOfTable(calc(days.join('')))?.split('\t')).toEqual(['2026-12-10', '2026-12-10', '12:00']);
    expect(textOfTable(calc(cell(1.5, '1041;0;[HH]:MM', '36:00')))).toBe('36:00');
    // Seconds do not carry over midnight.
    expect(textOfTable(calc(cell(0.99997, '1041;0;HH:MM:SS', '23:59:57')))).toBe('23:59');
  });

  it('are left to the plain text when there is more than the table, or more cells than may be pasted', () => {
    expect(textOfTable(`<meta content="LibreOffice"/><p>前書き</p><table><tr><td sdval="1" sdnum="1041;">1</td></tr></table>`)).toBeUndefined();
    expect(textOfTable(calc(cell(1, '1041;', '1').repeat(2_000).replaceAll('<td', '<td colspan="1000"')))).toBeUndefined();
    // Made to keep a careless reader busy for ever.
    expect(textOfTable(`<td sdval="1">${'<style>'.repeat(200_000)}`)).toBeUndefined();
  });

  it('are left to the plain text where the HTML has no values', () => {
    expect(textOfTable('<table><tr><td>1</td></tr></table>')).toBeUndefined();
    expect(textOfTable('')).toBeUndefined();
    expect(textOfTable('<p content="LibreOffice">Text</p>')).toBeUndefined();
  });
});
