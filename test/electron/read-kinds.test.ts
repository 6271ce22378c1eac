// What files from outside say is read as the program that wrote them shows it.
import { describe, expect, it } from 'vitest';
import { parseText } from '../../db/catalog/parse.ts';
import { planImport } from '../../electron/services/import/import-table.ts';
import type { Cell } from '../../electron/services/tabular/cells.ts';
import { readSheetBytes } from '../../electron/services/tabular/read-file.ts';
import { stockedDesk } from '../fresh-desk.ts';
import { book, head, main } from '../made-workbook.ts';

const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const text = (address: string, value: string) => `<c r="${address}" t="inlineStr"><is><t>${value}</t></is></c>`;
const sheetPart = (rows: string, more = '') => `${head}<worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${more}</worksheet>`;
const styles = (...formats: readonly (string | number)[]) => {
  const own = formats.flatMap((format, at) =>
    typeof format === 'string' ? [`<numFmt numFmtId="${200 + at}" formatCode="${format.replaceAll('"', '&quot;')}"/>`] : [],
  );
  const xfs = formats.map((format, at) => `<xf numFmtId="${typeof format === 'number' ? format : 200 + at}"/>`);
  return `${head}<styleSheet xmlns="${main}"><numFmts count="${own.length}">${own.join('')}</numFmts><cellXfs>${xfs.join('')}</cellXfs></styleSheet>`;
};
const link = (id: string, kind: string, target: string) => `<Relationship Id="${id}" Type="${relations}/${kind}" Target="${target}"/>`;
const links = (...all: string[]) =>
  `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`;
const workbook = (sheets: string, properties = '') =>
  `${head}<workbook xmlns="${main}" xmlns:r="${relations}">${properties}<sheets>${sheets}</sheets></workbook>`;

/** Cells of one row under formats; each cell has the format of its place. */
async function shown(cells: string, formats: readonly (string | number)[] = [], properties = ''): Promise<readonly Cell[]> {
  const bytes = book(`<row r="1">${cells}</row>`, {
    'xl/styles.xml': styles(...formats),
    'xl/workbook.xml': workbook('<sheet name="Sheet1" sheetId="1" r:id="rId1"/>', properties),
    'xl/_rels/workbook.xml.rels': links(link('rId1', 'worksheet', 'worksheets/sheet1.xml'), link('rId2', 'styles', 'styles.xml')),
  });
  return (await readSheetBytes(bytes, 'a.xlsx')).sheets[0]?.rows[0] ?? [];
}
const numbers = (...values: number[]) => values.map((value, at) => `<c r="${String.fromCharCode(65 + at)}1" s="${at}"><v>${value}</v></c>`).join('');
const readCsv = async (bytes: Uint8Array | string) => readSheetBytes(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, 'a.csv');
const rowsOf = async (bytes: Uint8Array | string) => (await readCsv(bytes)).sheets[0]?.rows;

describe('days and times', () => {
  it.each(['Asia/Tokyo', 'America/New_York', 'Pacific/Kiritimati', 'UTC'])('are the same in every time zone: %s', async (zone) => {
    const before = process.env.TZ;
    process.env.TZ = zone;
    try {
      const iso = '<c r="A1" s="0" t="d"><v>2026-04-01</v></c><c r="B1" s="1" t="d"><v>2026-04-01T14:30:00</v></c><c r="C1" s="2" t="d"><v>14:30:00</v></c>';
      expect(await shown(iso, ['yyyy-mm-dd', 'yyyy-mm-dd h:mm', 'h:mm'])).toEqual([
        { day: '2026-04-01', time: '', shown: '2026-04-01' },
        { day: '2026-04-01', time: '14:30', shown: '2026-04-01 14:30' },
        { day: '', time: '14:30', shown: '14:30' },
      ]);
    } finally {
      process.env.TZ = before;
    }
  });
  it.each(['1', 'true'])('count from 1904 where the workbook says date1904="%s"', async (value) => {
    expect(await shown(numbers(42_124, 42_124, 0.5625), [14, 0, 20], `<workbookPr date1904="${value}"/>`)).toEqual([
      { day: '2019-05-01', time: '', shown: '2019/5/1' },
      { number: 42_124, shown: '42124', serial: 43_586 },
      { day: '', time: '13:30', shown: '13:30' },
    ]);
  });
  it('are known by the formats that Excel in Japanese has, and show their era', async () => {
    const cells = await shown(numbers(43_586, 43_586, 43_586, 46_327), [27, 31, 58, '[$-411]ggge"年"m"月"d"日"(aaa)']);
    expect(cells.map((cell) => (typeof cell === 'object' && cell && 'shown' in cell ? cell.shown : cell))).toEqual([
      'R1.5.1',
      '2019年5月1日',
      '令和1年5月1日',
      '令和8年11月1日(日)',
    ]);
  });
  it.each(['GENERAL', 'General;General', '[Red]General', 'General" 件"', 'Standard'])('are not meant by the format %s', async (format) => {
    const [cell] = await shown(numbers(37.85), [format]);
    expect(typeof cell === 'object' && cell !== null && 'number' in cell ? cell.number : cell).toBe(37.85);
  });
  it('have the 29 February that never was refused, and those before it right', async () => {
    expect(await shown(numbers(1, 59, 60, 61), [14, 14, 14, 14])).toMatchObject([
      { day: '1900-01-01' },
      { day: '1900-02-28' },
      { number: 60 },
      { day: '1900-03-01' },
    ]);
  });
});

describe('cells', () => {
  it('keep what a format shows: zeros, words, percent', async () => {
    expect(await shown(numbers(7, 12, 0.3, 0.1 + 0.2, 9_012_345_678), ['0000', '#,##0"人"', '0%', 0, '000\\-0000\\-0000'])).toEqual([
      { number: 7, shown: '0007' },
      { number: 12, shown: '12人' },
      { number: 0.3, shown: '30%' },
      0.1 + 0.2,
      { number: 9_012_345_678, shown: '090-1234-5678' },
    ]);
  });
  it('with errors are refused by name, and formulas without a result cell by cell', async () => {
    const rows = `<row r="1">${text('A1', '番号')}${text('B1', '件名')}</row><row r="2"><c r="A2"><v>900</v></c><c r="B2" t="e"><v>#N/A</v></c></row><row r="3"><c r="A3"><v>901</v></c><c r="B3"><f>A1</f></c></row>`;
    const file = await readSheetBytes(book(rows), 'a.xlsx');
    const plan = planImport(stockedDesk().db, 'measure', file, { mapping: { fixed: { strategy: '東京都都市外交基本戦略' } } });
    expect(plan.rejected).toMatchObject([
      { line: 2, column: 'titleJa', code: 'errorCell', details: { error: '#N/A' } },
      { line: 3, column: 'titleJa', code: 'noResult' },
    ]);
    expect(plan.notices).toContainEqual({ code: 'noResults', details: { count: 1, cells: 'B3' } });
  });
  it('leave out reading aids and struck-out letters, and decode escapes', async () => {
    const rich = '<c r="A1" t="inlineStr"><is><t>行内</t><rPh sb="0" eb="2"><t>ギョウナイ</t></rPh></is></c>';
    const struck = '<c r="B1" t="inlineStr"><is><r><rPr><strike/></rPr><t>旧称</t></r><r><t>新称</t></r></is></c>';
    const mixed = '<c r="C1" t="inlineStr"><is><t>甲</t><r><t>乙</t></r></is></c>';
    expect(await shown(rich + struck + mixed + text('D1', '一_x000B_二') + text('E1', '&#128540;&#x20BB7;'))).toEqual([
      '行内',
      '新称',
      '甲乙',
      '一\n二',
      '😜𠮷',
    ]);
  });
});

describe('workbooks', () => {
  const names = { 'xl/workbook.xml': workbook('<sheet name="本年度" sheetId="1" r:id="a"/><sheet name="前年度" sheetId="2" r:id="b"/>') };
  const sheetOf = (word: string) => sheetPart(`<row r="1">${text('A1', word)}</row>`);
  it('have their sheets by relations, whatever the parts are called', async () => {
    const bytes = book('', {
      ...names,
      'xl/_rels/workbook.xml.rels': links(link('a', 'worksheet', '/xl/Worksheets/SHEET.xml'), link('b', 'worksheet', 'worksheets/sheet2.xml')).replaceAll(
        'Relationship ',
        'n:Relationship ',
      ),
      'xl\\worksheets\\sheet.xml': sheetOf('一枚目'),
      'xl/worksheets/sheet2.xml': sheetOf('二枚目'),
    });
    expect((await readSheetBytes(bytes, 'a.xlsx')).sheets.map(({ name, rows }) => [name, rows[0]])).toEqual([
      ['本年度', ['一枚目']],
      ['前年度', ['二枚目']],
    ]);
  });
  it('may write the letters of columns small, or leave all addresses out', async () => {
    const rows = `<row r="1">${text('b1', '乙')}${text('a1', '甲')}</row>`;
    const bare = '<row><c t="inlineStr"><is><t>甲</t></is></c><c t="inlineStr"><is><t>乙</t></is></c></row>';
    for (const xml of [rows, bare]) expect((await readSheetBytes(book(xml), 'a.xlsx')).sheets[0]?.rows).toEqual([['甲', '乙']]);
  });
  it('keep rows in their places however many there are, with and without numbers', async () => {
    const rows = Array.from(
      { length: 30_000 },
      (_, at) => `<row${at % 3 === 0 ? '' : ` r="${at + 1}"`}>${at % 3 === 0 ? text('A', `${at}`).replace(' r="A"', '') : text(`A${at + 1}`, `${at}`)}</row>`,
    );
    const [sheet] = (await readSheetBytes(book(rows.join('')), 'a.xlsx')).sheets;
    expect(sheet?.lines).toEqual(Array.from(rows, (_, at) => at + 1));
    expect(sheet?.rows.map(([cell]) => cell)).toEqual(Array.from(rows, (_, at) => `${at}`));
  });
  it('say of each sheet what the workbook says at its place, whatever the order of relations', async () => {
    const bytes = book('', {
      ...names,
      'xl/_rels/workbook.xml.rels': links(link('b', 'worksheet', 'worksheets/sheet2.xml'), link('a', 'worksheet', 'worksheets/sheet1.xml')),
      'xl/workbook.xml': workbook('<sheet r:id="a" name="本年度" sheetId="1"/><sheet sheetId="2" r:id="b" name="前年度"/>'),
      'xl/worksheets/sheet1.xml': sheetPart(`<row r="1" hidden="1">${text('A1', '一枚目')}</row>`),
      'xl/worksheets/sheet2.xml': sheetOf('二枚目'),
    });
    expect((await readSheetBytes(bytes, 'a.xlsx')).sheets.map(({ name, rows, hiddenLines }) => [name, rows[0]?.[0], hiddenLines])).toEqual([
      ['本年度', '一枚目', [1]],
      ['前年度', '二枚目', undefined],
    ]);
  });
  it('with a hidden sheet and a hidden row: what is shown is read first, the rest is told', async () => {
    const rows = (word: string, hidden: string) =>
      sheetPart(`<row r="1">${text('A1', '番号')}${text('B1', '件名')}</row><row r="2"${hidden}>${text('A2', '900')}${text('B2', word)}</row>`);
    const bytes = book('', {
      'xl/workbook.xml': workbook('<sheet name="旧" sheetId="1" state="veryHidden" r:id="a"/><sheet name="新" sheetId="2" r:id="b"/>'),
      'xl/_rels/workbook.xml.rels': links(link('a', 'worksheet', 'worksheets/sheet1.xml'), link('b', 'worksheet', 'worksheets/sheet2.xml')),
      'xl/worksheets/sheet1.xml': rows('隠し', ''),
      'xl/worksheets/sheet2.xml': rows('公開', ' hidden="1"'),
    });
    const plan = planImport(stockedDesk().db, 'measure', await readSheetBytes(bytes, 'a.xlsx'), {});
    expect(plan.sheet).toBe('新');
    expect(plan.notices).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'hiddenSheets' }), { code: 'hiddenRows', details: { count: 1, lines: '2' } }]),
    );
  });
  it.each([
    ['a merged sheet', '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'],
    ['a merged column', '<mergeCells><mergeCell ref="A1:A1048576"/></mergeCells>'],
  ])('are read at once with %s', async (_, more) => {
    const bytes = book('', { 'xl/worksheets/sheet1.xml': sheetPart(`<row r="1">${text('A1', '甲')}</row><row r="2">${text('B2', '乙')}</row>`, more) });
    expect((await readSheetBytes(bytes, 'a.xlsx')).sheets[0]?.rows.length).toBe(2);
  });
  it('with a column definition or a text beyond all measure are refused before anything is built', async () => {
    const columns = book('', {
      'xl/worksheets/sheet1.xml': `${head}<worksheet xmlns="${main}"><cols><col min="1" max="2000000000"/></cols><sheetData/></worksheet>`,
    });
    await expect(readSheetBytes(columns, 'a.xlsx')).rejects.toMatchObject({ code: 'tooManyColumns' });
    await expect(readSheetBytes(book(`<row r="1">${text('A1', 'あ'.repeat(2_000_000))}</row>`), 'a.xlsx')).rejects.toMatchObject({ code: 'fileTooLarge' });
    await expect(readSheetBytes(book(`<row r="1">${text('A1', 'a'.repeat(200_000_000))}</row>`), 'a.xlsx')).rejects.toMatchObject({ code: 'fileTooLarge' });
  });
  it('saved as a web page are read as text', async () => {
    const page =
      '<html><head><meta charset="utf-8"></head><body><table><tr><th>名称</th><th>種別</th></tr><tr><td>甲市</td><td>1/2</td></tr></table></body></html>';
    expect((await readSheetBytes(Buffer.from(page), 'a.xls')).sheets[0]?.rows).toEqual([
      ['名称', '種別'],
      ['甲市', '1/2'],
    ]);
  });
});

describe('text tables', () => {
  it('may mix line ends', async () => {
    expect((await rowsOf('名称,備考\r\n甲,あ\n乙,い\r丙,う'))?.map((row) => row.join())).toEqual(['名称,備考', '甲,あ', '乙,い', '丙,う']);
  });
  it.each([
    ['名称,種別,別名\n甲,city,a;b;c;d;e;f\n乙,city,a;b;c;d;e;f;g\n', 'a;b;c;d;e;f'],
    ['sep=;\n名称;種別;別名\n甲;city;a,b,c,d\n', 'a,b,c,d'],
    ['名称\t種別\t別名\n甲\tcity\ta,b,c,d,e\n', 'a,b,c,d,e'],
    ['名称、種別、備考\n甲、city、あ\n', 'あ'],
    ['名称,備考,他\n甲,city,"a;b,c;d"\n', 'a;b,c;d'],
  ])('have the mark that their heading has: %j', async (csv, third) => {
    expect((await rowsOf(csv))?.[1]?.[2]).toBe(third);
  });
  it.each([
    ['utf-8', '名称,種別\n東京,city\n', Buffer.from('名称,種別\n東京,city\n')],
    ['shift_jis', '名称', Buffer.from('96bc8fcc2c8ed6955c0a938c8b9e93732c8d828dc80a', 'hex')],
    ['iso-2022-jp', '名称', Buffer.from('1b244c3e3e4e1b28422c781b28420a'.replace('1b244c3e3e4e', '1b24424c3e3e4e'), 'hex')],
    ['windows-1252', 'nameJa', Buffer.from('nameJa,x\nS\xe3o Paulo,1\nG\xf6teborg,2\n', 'latin1')],
  ])('are known to be %s', async (encoding, start, bytes) => {
    const file = await readCsv(bytes);
    expect([file.notices[0]?.details.encoding, String(file.sheets[0]?.rows[0]?.[0]), file.readings]).toEqual([encoding, start.split(/[,\n]/)[0], undefined]);
  });
  it('in an encoding that is not certain wait for a person to choose among readings', async () => {
    const bytes = Buffer.concat([Buffer.from('number,titleJa\n900,'), Buffer.from('b1b1bea9cad0', 'hex'), Buffer.from('\n')]);
    const file = await readCsv(bytes);
    const desk = stockedDesk();
    const plan = planImport(desk.db, 'measure', file, {});
    expect([plan.problem?.code, plan.readings.length <= 3, plan.mutations]).toEqual(['encodingUnsure', true, []]);
    const chosen = planImport(desk.db, 'measure', file, { mapping: { encoding: 'gb18030' } });
    expect([chosen.problem, chosen.lines[0]?.cells[1]]).toEqual([undefined, '北京市']);
  });
  it('lose control characters, and keep the line break a vertical tab means; both are told', async () => {
    const file = await readCsv('名称,備考\n甲,一\u000b二\u001b\ufffe\n');
    expect([file.sheets[0]?.rows[1]?.[1], file.notices.at(-1)]).toEqual(['一\n二', { code: 'cleaned', details: { count: 1 } }]);
  });
});

describe('rows', () => {
  const plan = async (csv: string) => planImport(stockedDesk().db, 'partner', await readCsv(csv), {});
  it('of units, of sums anywhere and of ditto marks are understood and told', async () => {
    const made = await plan('名称,種別,備考\n（名）,,（人）\n甲市,city,1\n小計,,1\n乙市,〃,2\n集計,,3\n');
    expect([made.created, made.rejected]).toEqual([2, []]);
    expect(made.notices.map(({ code }) => code)).toEqual(['encoding', 'unitsSkipped', 'totalsSkipped', 'dittos']);
  });
  it('whose cells say the same are records where no cell is merged', async () => {
    const made = await plan('名称,英語名,よみ,種別\nモナコ,Monaco,もなこ,city\ncity,city,city,city\n');
    expect(made.lines.length).toBe(2);
  });
});

it('numbers are read as written or refused, never guessed', () => {
  const read = (typed: string) => {
    const parsed = parseText({ kind: 'integer' }, typed, (_, value) => value);
    return parsed.ok ? parsed.value : 'refused';
  };
  expect(['5,6人', '2,3人', '10 15', '5人2人', '約30名', '30名程度', '1,2', '1e3', '10～15', '1.234', '十二'].map(read)).toEqual(Array(11).fill('refused'));
  expect(['12名', '12.0', '△5', '▲5', '５', '1,234', '12人', '2 人', '¥1,000'].map(read)).toEqual([12, 12, -5, -5, 5, 1_234, 12, 2, 1_000]);
});
