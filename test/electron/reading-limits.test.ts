// Small files that would take gigabytes or hours to read: each ends as a sentence or is read, and the program stays small.
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { zip } from '@cj-tech-master/excelts/archive';
import { expect, it } from 'vitest';
import { readSafely } from '../../electron/services/tabular/read-safely.ts';
import { freshFolder } from '../fresh-desk.ts';
import { book, head, main } from '../made-workbook.ts';

const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const text = (address: string, value: string) => `<c r="${address}" t="inlineStr"><is><t>${value}</t></is></c>`;
const rows = `<row r="1">${text('A1', '名称')}${text('B1', '種別')}</row><row r="2">${text('A2', '甲市')}${text('B2', 'city')}</row>`;
const sheet = (inside: string) => book('', { 'xl/worksheets/sheet1.xml': `${head}<worksheet xmlns="${main}">${inside}</worksheet>` });
const withRows = (more: string) => sheet(`<sheetData>${rows}</sheetData>${more}`);
const merged = (...ranges: string[]) => withRows(`<mergeCells>${ranges.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`);
const related = (kind: string, name: string) =>
  `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/${kind}" Target="${name}"/></Relationships>`;
const shared = (items: string) =>
  book('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', {
    'xl/_rels/workbook.xml.rels': related('sharedStrings', 'sharedStrings.xml'),
    'xl/sharedStrings.xml': `${head}<sst xmlns="${main}" count="4294967295">${items}</sst>`,
  });
const styled = (styles: string) =>
  book(rows, { 'xl/_rels/workbook.xml.rels': related('styles', 'styles.xml'), 'xl/styles.xml': `${head}<styleSheet xmlns="${main}">${styles}</styleSheet>` });
const document = (inside: string): Promise<Uint8Array> => {
  const made = zip();
  made.add('mimetype', 'application/vnd.oasis.opendocument.spreadsheet');
  made.add(
    'content.xml',
    `<office:document-content><office:body><office:spreadsheet><table:table table:name="S">${inside}</table:table></office:spreadsheet></office:body></office:document-content>`,
  );
  return made.bytes();
};
const cellOfDocument = '<table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell>';
const page = (inside: string) => Buffer.from(`<html><meta charset="utf-8"><table>${inside}</table></html>`);
const excel2003 = (inside: string) =>
  Buffer.from(
    `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table>${inside}</Table></Worksheet></Workbook>`,
  );

/** The size that the table of contents of a zip claims for the sheet. */
function claiming(bytes: Uint8Array, size: number): Uint8Array {
  const zipped = Buffer.from(bytes);
  for (let at = zipped.indexOf('PK\u0001\u0002', 0, 'latin1'); at >= 0; at = zipped.indexOf('PK\u0001\u0002', at + 4, 'latin1'))
    if (zipped.subarray(at + 46, at + 46 + zipped.readUInt16LE(at + 28)).toString() === 'xl/worksheets/sheet1.xml') zipped.writeUInt32LE(size, at + 24);
  return zipped;
}

/** A record of a workbook of before 2007. @param length  what it claims; its own where absent */
function record(kind: number, content: Buffer, length = content.length): Buffer {
  const start = Buffer.alloc(4);
  start.writeUInt16LE(kind, 0);
  start.writeUInt16LE(length, 2);
  return Buffer.concat([start, content]);
}
const begin = record(0x09, Buffer.from([2, 0, 16, 0]));
const numbers = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [at, value] of values.entries()) bytes.writeUInt16LE(value, at * 2);
  return bytes;
};

type Kind = () => Uint8Array | Promise<Uint8Array>;
const refused: Readonly<Record<string, readonly [code: string, make: Kind]>> = {
  'a column definition to the two thousand millionth': [
    'tooManyColumns',
    () => sheet(`<cols><col min="1" max="2000000000"/></cols><sheetData>${rows}</sheetData>`),
  ],
  'a cell beyond the last column': ['tooManyColumns', () => sheet(`<sheetData>${rows}<row r="3">${text('ZZZZZZ3', 'x')}</row></sheetData>`)],
  'a row beyond the last one': ['tooManyRows', () => sheet(`<sheetData>${rows}<row r="4294967295">${text('A4294967295', 'x')}</row></sheetData>`)],
  'a text of twenty megabytes': ['fileTooLarge', () => sheet(`<sheetData><row r="1">${text('A1', 'a'.repeat(20_000_000))}</row></sheetData>`)],
  'sixty thousand merged ranges': ['fileTooHeavy', () => merged(...Array.from({ length: 60_000 }, (_, at) => `A${at + 1}:C${at + 1}`))],
  'the same whole table merged again and again': [
    'fileTooHeavy',
    () =>
      sheet(`<sheetData>${rows}<row r="9000">${text('IV9000', 'x')}</row></sheetData><mergeCells>${'<mergeCell ref="A1:IV9000"/>'.repeat(9_000)}</mergeCells>`),
  ],
  'more shared texts than there are cells': ['fileTooHeavy', () => shared('<si><t>あ</t></si>'.repeat(1_100_000))],
  'a shared text of a megabyte': ['fileTooLarge', () => shared(`<si><t>${'a'.repeat(1_000_000)}</t></si>`)],
  'the longest text in every cell': [
    'fileTooHeavy',
    () =>
      book(Array.from({ length: 9_000 }, (_, at) => `<row r="${at + 1}"><c r="A${at + 1}" t="s"><v>0</v></c></row>`).join(''), {
        'xl/_rels/workbook.xml.rels': related('sharedStrings', 'sharedStrings.xml'),
        'xl/sharedStrings.xml': `${head}<sst xmlns="${main}"><si><t>${'あ'.repeat(32_000)}</t></si></sst>`,
      }),
  ],
  'formats without end': ['fileTooHeavy', () => styled(`<cellXfs>${'<xf numFmtId="14"/>'.repeat(100_000)}</cellXfs>`)],
  'two thousand names of one sheet': [
    'fileTooHeavy',
    () =>
      book(rows, {
        'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${Array.from({ length: 2_000 }, (_, at) => `<sheet name="S${at}" sheetId="${at + 1}" r:id="rId1"/>`).join('')}</sheets></workbook>`,
      }),
  ],
  'a part that claims gigabytes': ['fileTooLarge', () => claiming(merged('A1:B1'), 0xff_ff_ff_f0)],
  'a part that is more than it claims': ['fileTooLarge', () => claiming(merged('A1:B1'), 100)],
  'rows repeated beyond the last one': [
    'tooManyRows',
    () => document(`<table:table-row table:number-rows-repeated="2000000000">${cellOfDocument}</table:table-row>`),
  ],
  'a cell repeated over the whole sheet': [
    'fileTooHeavy',
    () =>
      document(
        `<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row>`,
      ),
  ],
  'a cell of a web page over a million columns': ['tooManyColumns', () => page('<tr><td colspan="1000000">a</td><td>b</td></tr>')],
  'a row of a web page over a hundred million lines': ['tooManyRows', () => page('<tr><td rowspan="100000000">a</td><td>b</td></tr>')],
  'a place in Excel 2003’s XML beyond all rows': [
    'tooManyRows',
    () => excel2003('<Row ss:Index="2000000000"><Cell><Data ss:Type="String">a</Data></Cell></Row>'),
  ],
  'a place in Excel 2003’s XML beyond all columns': [
    'tooManyColumns',
    () => excel2003('<Row><Cell ss:Index="2000000"><Data ss:Type="String">a</Data></Cell></Row>'),
  ],
  'a record that claims more than there is': ['fileBroken', () => Buffer.concat([begin, record(0x04, Buffer.from('abc'), 0xffff)])],
  'a cell of before 2007 in column 65,535': [
    'tooManyColumns',
    () => Buffer.concat([begin, record(0x04, Buffer.concat([numbers(1, 65_535), Buffer.from([0, 0, 0, 1, 65])])), record(0x0a, Buffer.alloc(0))]),
  ],
  'a line without end': ['fileQuotes', () => Buffer.from('a'.repeat(9_000_000))],
  'marks without end': ['fileTooHeavy', () => Buffer.from(`名称,種別\n${`${','.repeat(299)}\n`.repeat(45_000)}`)],
};
const read: Readonly<Record<string, Kind>> = {
  'the whole sheet merged': () => merged('A1:XFD1048576'),
  'a whole column merged': () => merged('C1:C1048576'),
  'a column definition over all columns': () => sheet(`<cols><col min="1" max="16384" hidden="1"/></cols><sheetData>${rows}</sheetData>`),
  'a size beyond all measure stated': () => sheet(`<dimension ref="A1:ZZZZZZ99999999999"/><sheetData>${rows}</sheetData>`),
  'a million coloured empty rows': () =>
    sheet(`<sheetData>${rows}${Array.from({ length: 300_000 }, (_, at) => `<row r="${at + 3}" s="1"/>`).join('')}</sheetData>`),
  'entities that grow': () =>
    book('', {
      'xl/worksheets/sheet1.xml': `<!DOCTYPE w [<!ENTITY a "${'a'.repeat(1_000)}"><!ENTITY b "${'&a;'.repeat(1_000)}"><!ENTITY c "${'&b;'.repeat(1_000)}">]><worksheet xmlns="${main}"><sheetData>${rows.replace('甲市', '&c;')}</sheetData></worksheet>`,
    }),
  'a format that nobody can follow': () =>
    styled(`<numFmts><numFmt numFmtId="200" formatCode="${'#,'.repeat(100_000)}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs>`),
};

it.each(Object.entries(refused))('%s is refused', async (_, [code, make]) => {
  await expect(readSafely(await make(), 'a.xlsx')).rejects.toMatchObject({ code });
});
it.each(Object.entries(read))('%s does no harm', async (_, make) => {
  expect((await readSafely(await make(), 'a.xlsx')).sheets[0]?.rows.length).toBe(2);
});

it('all of them together, read by one program, keep it below 500 MB', async () => {
  const folder = freshFolder();
  mkdirSync(folder, { recursive: true });
  const kinds = [...Object.values(refused).map(([, make]) => make), ...Object.values(read)];
  for (const [at, make] of kinds.entries()) writeFileSync(join(folder, `${at}.xlsx`), await make());
  const reader = join(import.meta.dirname, '..', '..', 'electron', 'services', 'tabular', 'read-safely.ts');
  const program = `const { readSheetFile } = await import(${JSON.stringify(reader)});
    for (let at = 0; at < ${kinds.length}; at++) await readSheetFile(${JSON.stringify(folder)} + '/' + at + '.xlsx').catch((error) => { if (!error.code) throw error; });
    console.log(process.resourceUsage().maxRSS);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
  expect(Number(stdout) / 1_024).toBeLessThan(500);
});
