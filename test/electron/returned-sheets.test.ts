// How a returned sheet is read, whatever a bureau did to its rows and columns; on one issued sheet, changed in memory.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Desk } from '../../db/desk/desk.ts';
import { openDesk } from '../../db/desk/open.ts';
import { unshared } from '../../db/desk/shared-desk.ts';
import { issueSheet } from '../../electron/services/council/issue-sheet.ts';
import { changesOf, decide } from '../../electron/services/council/merge-returned.ts';
import { normalizeCell, type Returned, type ReturnNotice, readReturned } from '../../electron/services/council/read-returned.ts';
import type { SheetKey } from '../../electron/services/council/sheet-definition.ts';
import type { Cell, SheetFile } from '../../electron/services/tabular/cells.ts';
import { readSheetFile } from '../../electron/services/tabular/read-safely.ts';
import { wordsIn } from '../../electron/words.ts';
import { environment } from '../fresh-desk.ts';

let folder: string;
let desk: Desk;
let issued: SheetFile;
let plain: Returned;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'desk-returned-'));
  cpSync(join(inject('stock'), 'sample'), folder, { recursive: true });
  desk = openDesk(folder, environment);
  const file = join(folder, 'out', 'sheet.xlsx');
  mkdirSync(dirname(file), { recursive: true });
  await issueSheet(unshared(desk), { period: '令和8年度第2四半期', language: 'ja', dates: 'era', words: wordsIn('ja'), author: '見本 花子' }, file, true);
  issued = await readSheetFile(file);
  plain = readReturned(desk.db, issued, 'sheet.xlsx');
});
afterAll(() => {
  desk.close();
  rmSync(folder, { recursive: true, force: true });
});

type Row = Cell[];
interface Table {
  /** The lines below the headings. */
  readonly lines: Row[];
  readonly head: Row;
  /** Place of a column. */
  readonly at: (key: SheetKey) => number;
  /** The line of the nth row that was issued. */
  readonly line: (nth: number) => Row;
}

/** Reads the issued sheet back after something was done to its table. */
function readBack(change: (table: Table) => void, more: Partial<SheetFile> = {}): Returned {
  const labels = new Map(plain.issue.definition.columns.map(({ key, label }) => [key, label.ja]));
  const sheets = issued.sheets.map((sheet) => {
    const rows = sheet.rows.map((row) => [...row]);
    const headAt = rows.findIndex((row) => row.includes(labels.get('measure') ?? '?') && row.includes(labels.get('bureau') ?? '?'));
    if (headAt < 0) return sheet;
    const head = rows[headAt] as Row;
    const lines = rows.slice(headAt + 1);
    // A column without a heading in Japanese bears its key.
    const at = (key: SheetKey) => head.findIndex((cell) => cell === (labels.get(key) || key));
    change({ lines, head, at, line: (nth) => lines.find((row) => row[at('id')] === plain.rows[nth]?.issued.progress) as Row });
    return { name: sheet.name, rows: [...rows.slice(0, headAt), head, ...lines], lines: [...rows.slice(0, headAt), head, ...lines].map((_, line) => line + 1) };
  });
  return readReturned(desk.db, { ...issued, sheets, ...more }, 'sheet.xlsx');
}
const codes = ({ notices }: Returned) => [...new Set(notices.map(({ code }) => code))];
const textsOf = ({ notices }: Returned, code: ReturnNotice['code']) => notices.filter((one) => one.code === code).map(({ text }) => text);
const progressOf = ({ rows }: Returned) => rows.map((row) => row.issued.progress);
const titleOf = (nth: number) => `${plain.rows[nth]?.issued.number} ${plain.rows[nth]?.issued.measure}`;

describe('a sheet that comes back as it was sent', () => {
  it('has every row, in order, and says nothing', () => {
    expect(plain.notices).toEqual([]);
    expect(plain.added).toEqual([]);
    expect(plain.rows.length).toBeGreaterThan(10);
    expect(new Set(progressOf(plain))).toEqual(new Set(plain.issue.rows.map((row) => row.progress)));
    expect(plain.rows.map(({ line }) => line)).toEqual(plain.rows.map(({ line }) => line).sort((a, b) => a - b));
    expect(plain.rows.every(({ unreadable }) => unreadable.length === 0)).toBe(true);
    expect(changesOf(desk.db, plain)).toEqual([]);
  });
  it('is the same after it was taken apart and put together', () => expect(readBack(() => undefined)).toEqual(plain));
});

describe('columns', () => {
  it('may stand anywhere', () => {
    const moved = readBack(({ head, lines }) => {
      for (const row of [head, ...lines]) {
        while (row.length < head.length) row.push(null);
        row.reverse();
      }
    });
    expect([moved.rows.map(({ values }) => values), moved.notices]).toEqual([plain.rows.map(({ values }) => values), []]);
  });
  it('that were added are named and not read; a heading twice is one of them', () => {
    const back = readBack(({ head, at }) => head.push(' メモ ', null, head[at('done')] ?? ''));
    expect(textsOf(back, 'extraColumn')).toEqual(['メモ', plain.issue.definition.columns.find(({ key }) => key === 'done')?.label.ja]);
    expect(back.rows).toEqual(plain.rows);
  });
  it('that were taken out are named, and say nothing about their cells', () => {
    const back = readBack(({ head, at }) => {
      head[at('done')] = null;
      head[at('purposeCode')] = null;
    });
    expect(back.notices).toEqual([{ code: 'missingColumn', text: plain.issue.definition.columns.find(({ key }) => key === 'done')?.label.ja }]);
    expect(back.rows[0]?.values).not.toHaveProperty('done');
    expect(back.rows[0]?.values).toHaveProperty('status');
  });
  it('may have their headings in another language', () => {
    const labels = new Map(plain.issue.definition.columns.map(({ label }) => [label.ja, label.ko]));
    const back = readBack(({ head }) => {
      head.forEach((cell, at) => {
        if (typeof cell === 'string' && labels.get(cell)) head[at] = labels.get(cell) ?? null;
      });
    });
    expect(back).toEqual(plain);
  });
  it('need headings: without that of the numbers there is no table', () => {
    expect(() =>
      readBack(({ head, at }) => {
        head[at('number')] = 'x';
      }),
    ).toThrow(expect.objectContaining({ code: 'sheetNoTable', details: { file: 'sheet.xlsx' } }));
    expect(() => readBack(({ head }) => head.fill(null))).toThrow(expect.objectContaining({ code: 'sheetNoTable' }));
  });
});

describe('rows', () => {
  it('may stand in any order', () => {
    const back = readBack(({ lines }) => lines.reverse());
    expect(codes(back)).toEqual([]);
    expect(progressOf(back)).toEqual(progressOf(plain).reverse());
  });
  it('that were taken out are named', () => {
    const back = readBack(({ lines, line }) => lines.splice(lines.indexOf(line(1)), 1));
    expect(back.notices).toEqual([{ code: 'missingRow', text: titleOf(1) }]);
    expect(back.rows).toHaveLength(plain.rows.length - 1);
  });
  it('without their hidden id are found by number and bureau', () => {
    const back = readBack(({ line, at }) => {
      line(0)[at('id')] = null;
    });
    expect(back.notices).toEqual([{ code: 'matchedByNumber', text: `${plain.rows[0]?.issued.number}` }]);
    expect(progressOf(back)).toEqual(progressOf(plain));
  });
  it('without any id are found by number and bureau, in whatever width', () => {
    const wide = (text: Cell | undefined) => String(text).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    const back = readBack(({ head, lines, line, at }) => {
      line(0)[at('number')] = ` ${wide(line(0)[at('number')])} `;
      const id = at('id');
      for (const row of [head, ...lines]) row[id] = null;
    });
    expect(codes(back)).toEqual(['matchedByNumber']);
    expect(back.notices).toHaveLength(plain.rows.length);
    expect(progressOf(back)).toEqual(progressOf(plain));
  });
  it('whose locked cells were changed are named, and read by their id', () => {
    const back = readBack(({ line, at }) => {
      line(2)[at('measure')] = '別の施策';
      line(2)[at('done')] = '実績';
    });
    expect(back.notices).toEqual([{ code: 'lockedChanged', text: titleOf(2) }]);
    expect(back.rows[2]?.values.done).toBe('実績');
  });
  it('whose ids were torn off by a sort are found by what can be seen', () => {
    const back = readBack(({ lines, at }) => {
      const rows = lines.filter((row) => typeof row[at('id')] === 'string' && row[at('id')] !== '');
      const ids = rows.map((row) => row[at('id')] ?? null);
      rows.forEach((row, nth) => {
        row[at('id')] = ids[(nth + 1) % ids.length] ?? null;
      });
      rows.forEach((row, nth) => {
        row[at('done')] = `実績${nth}`;
      });
    });
    expect(codes(back).sort()).toEqual(['matchedByNumber', 'tornIds']);
    expect(textsOf(back, 'tornIds')).toEqual([String(plain.rows.length)]);
    expect(progressOf(back)).toEqual(progressOf(plain));
    expect(back.rows.map(({ values }) => values.done)).toEqual(plain.rows.map((_, nth) => `実績${nth}`));
  });
  it('of which two have each other’s ids are read by id, and named', () => {
    const back = readBack(({ line, at }) => {
      const [one, other] = [line(0), line(1)];
      [one[at('id')], other[at('id')]] = [other[at('id')] ?? null, one[at('id')] ?? null];
    });
    expect(codes(back)).toEqual(['lockedChanged']);
    expect(progressOf(back).slice(0, 2)).toEqual([plain.rows[1]?.issued.progress, plain.rows[0]?.issued.progress]);
  });
  it('that were copied count once; the second is offered as an addition with what it says', () => {
    const back = readBack(({ lines, line, at }) => {
      const copy = [...line(0)];
      copy[at('done')] = '写しの実績';
      lines.push(copy);
    });
    expect(codes(back)).toEqual(['copiedRow']);
    expect(back.added).toHaveLength(1);
    expect(back.added[0]).toMatchObject({ measure: plain.rows[0]?.issued.measure, values: { done: '写しの実績' } });
    expect(textsOf(back, 'copiedRow')).toEqual([String(back.added[0]?.line)]);
    expect(back.rows).toEqual(plain.rows);
  });
  it('that were added are offered when they say something; a band and an empty line are nothing', () => {
    const back = readBack(({ lines, head, at }) => {
      const row = (cells: Partial<Record<SheetKey, Cell>>): Row => {
        const made: Row = head.map(() => null);
        for (const [key, cell] of Object.entries(cells)) made[at(key as SheetKey)] = cell;
        return made;
      };
      lines.push(row({}), row({ measure: '帯' }), row({ measure: '新しい施策', done: '始めた' }), row({ done: '名のない実績' }));
    });
    expect(back.added.map(({ measure, values }) => [measure, values.done])).toEqual([
      ['新しい施策', '始めた'],
      ['', '名のない実績'],
    ]);
    expect([back.notices, back.rows]).toEqual([[], plain.rows]);
  });
});

describe('cells', () => {
  const first = (key: SheetKey, cell: Cell) =>
    readBack(({ line, at }) => {
      line(0)[at(key)] = cell;
    });
  it.each(['#REF!', '#N/A', '#VALUE!', '#DIV/0!', '#NAME?', '#NUM!', '#NULL!'])('with a formula’s error (%s) are named and say nothing', (error) => {
    const back = first('done', error);
    expect(back.notices).toEqual([{ code: 'unreadable', text: `${plain.rows[0]?.issued.number}: ${error}` }]);
    expect(back.rows[0]?.unreadable).toEqual([{ column: 'done', text: error }]);
    expect(back.rows[0]?.values).not.toHaveProperty('done');
  });
  it('with a formula whose result the file does not hold is named by its cell, and is no blank', () => {
    const back = readBack(({ line, at }) => {
      line(0)[at('done')] = { fault: '' };
    });
    const [row] = back.rows;
    expect(back.notices).toEqual([{ code: 'noResult', text: expect.stringMatching(new RegExp(`^${row?.issued.number}: [A-Z]+${row?.line}$`)) }]);
    expect(row?.values.done).toBeUndefined();
    expect(changesOf(desk.db, { ...back, rows: back.rows.slice(0, 1) }).filter(({ column }) => column === 'done')).toEqual([]);
  });
  it('that mention an error are text', () => expect(first('done', '表に #REF! と出た').rows[0]?.values.done).toBe('表に #REF! と出た'));
  it('with a status may use its word in any language, spaced in any way, or be empty', () => {
    for (const { status, label } of plain.issue.definition.scale)
      for (const word of [status, label.ja, label.en, label.ko, ` ${label.en.toUpperCase()} `])
        expect(first('status', word).rows[0]?.values.status).toBe(status);
    expect(first('status', null).rows[0]?.values.status).toBe('');
    const back = first('status', 'まあまあ');
    expect(back.rows[0]?.unreadable).toEqual([{ column: 'status', text: 'まあまあ' }]);
    expect(back.rows[0]?.values).not.toHaveProperty('status');
  });
  it('with blanks only are empty, with numbers are text', () => {
    expect(first('done', ' \u3000 ').rows[0]?.values.done).toBe('');
    expect(first('done', 12).rows[0]?.values.done).toBe('12');
  });
  it('that show a percentage are read as shown', () => {
    const sheets = issued.sheets.map((sheet) => {
      const row = sheet.rows.findIndex((cells) => cells.includes(plain.rows[0]?.issued.progress ?? '?'));
      if (row < 0) return sheet;
      const head = sheet.rows.find((cells) => cells.includes(plain.issue.definition.columns.find(({ key }) => key === 'figures')?.label.ja ?? '?')) ?? [];
      const column = head.indexOf(plain.issue.definition.columns.find(({ key }) => key === 'figures')?.label.ja ?? '?');
      const rows = sheet.rows.map((cells) => [...cells]);
      (rows[row] as Row)[column] = { number: 0.29, shown: '29%' };
      return { ...sheet, rows };
    });
    expect(readReturned(desk.db, { ...issued, sheets }, 'sheet.xlsx').rows[0]?.values.figures).toBe('29%');
  });
  it('that are merged or commented upon are counted', () => {
    const notices = [
      { code: 'merged', details: { count: 3 } },
      { code: 'formulas', details: { count: 9 } },
    ] as const;
    expect(readBack(() => undefined, { notices, comments: 2 }).notices).toEqual([
      { code: 'mergedCells', text: '3' },
      { code: 'comments', text: '2' },
    ]);
    expect(readBack(() => undefined, { comments: 0 }).notices).toEqual([]);
  });
  it('are compared without differences that nobody sees', () => {
    expect(normalizeCell(' a_x000D_\r\nb \t\u3000\rc\n\n')).toBe('a\nb\nc');
    expect(normalizeCell('か\u3099')).toBe('が');
    expect(normalizeCell('a  b')).toBe('a  b');
  });
});

describe('what came back against what was sent and what is here', () => {
  it.each([
    ['nothing happened', 'B', 'B', 'B', undefined, undefined],
    ['only the bureau changed it', 'B', 'B', 'T', undefined, { verdict: 'take', base: 'B' }],
    ['only the desk changed it', 'B', 'O', 'B', undefined, undefined],
    ['both changed it alike', 'B', 'X', 'X', undefined, undefined],
    ['both changed it differently', 'B', 'O', 'T', undefined, { verdict: 'conflict', base: 'B' }],
    ['the bureau emptied it', 'B', 'B', '', undefined, { verdict: 'cleared', base: 'B' }],
    ['the bureau emptied it and the desk changed it', 'B', 'O', '', undefined, { verdict: 'cleared', base: 'B' }],
    ['it says again what was taken', 'B', 'O', 'L', 'L', undefined],
    ['it is again as it was sent after something else was taken', 'B', 'L', 'B', 'L', { verdict: 'ambiguous', base: 'B' }],
    ['the bureau went on from what was taken', 'B', 'L', 'T', 'L', { verdict: 'take', base: 'L' }],
    ['both went on from what was taken', 'B', 'O', 'T', 'L', { verdict: 'conflict', base: 'L' }],
    ['the bureau emptied what was taken', 'B', 'L', '', 'L', { verdict: 'cleared', base: 'L' }],
  ] as const)('%s', (_, base, ours, theirs, last, outcome) => expect(decide(base, ours, theirs, last)).toEqual(outcome));
});

describe('which row a line is', () => {
  /** Numbers that stand once on the sheet, and one that stands several times. */
  const times = (number: number) => plain.issue.rows.filter((row) => row.number === number).length;
  const nthWith = (once: boolean) => plain.rows.findIndex(({ issued: { number } }) => (times(number) === 1) === once);

  it('is told by its number alone where no other row has that number', () => {
    const nth = nthWith(true);
    const back = readBack(({ line, at }) => {
      const row = line(nth);
      for (const key of ['id', 'bureau'] as const) row[at(key)] = null;
    });
    expect(back.notices).toEqual([{ code: 'matchedByNumber', text: `${plain.rows[nth]?.issued.number}` }]);
    expect(progressOf(back)).toEqual(progressOf(plain));
  });
  it('is not guessed where several have that number: it is missing, and what it says is offered as an addition', () => {
    const nth = nthWith(false);
    const back = readBack(({ line, at }) => {
      const row = line(nth);
      for (const key of ['id', 'bureau'] as const) row[at(key)] = null;
      row[at('done')] = 'どの局か分からない実績';
    });
    expect(back.notices).toEqual([{ code: 'missingRow', text: titleOf(nth) }]);
    expect(back.added).toMatchObject([{ measure: plain.rows[nth]?.issued.measure, values: { done: 'どの局か分からない実績' } }]);
  });
  it('stays told by its id, whatever was written over names and numbers in every row', () => {
    const renamed = readBack(({ lines, at }) => {
      for (const row of lines) if (row[at('id')]) row[at('measure')] = '別の施策';
    });
    expect([codes(renamed), renamed.notices.length, progressOf(renamed)]).toEqual([['lockedChanged'], plain.rows.length, progressOf(plain)]);
    const numbered = readBack(({ lines, at }) => {
      for (const row of lines) if (row[at('id')]) row[at('number')] = 9_999;
    });
    expect([codes(numbered), progressOf(numbered)]).toEqual([['lockedChanged'], progressOf(plain)]);
  });
  it.each([
    ['fewer than a quarter of the rows', -1, false],
    ['a quarter of the rows', 0, true],
  ])('is told by what can be seen once %s have ids of others', (_, more, torn) => {
    const rows = plain.rows.length - (plain.rows.length % 4);
    const count = rows / 4 + more;
    const back = readBack(({ lines, line, at }) => {
      const kept = Array.from({ length: rows }, (__, nth) => line(nth));
      const ids = kept.slice(0, count).map((row) => row[at('id')] ?? null);
      for (const row of lines) if (row[at('id')] && !kept.includes(row) && row[at('number')] !== plain.issue.definition.columns[0]?.label.ja) row.fill(null);
      kept.slice(0, count).forEach((row, nth) => {
        row[at('id')] = ids[(nth + 1) % count] ?? null;
      });
    });
    expect(textsOf(back, 'tornIds')).toEqual(torn ? [`${count}`] : []);
    const first = progressOf(plain).slice(0, count);
    expect(progressOf(back).slice(0, count)).toEqual(torn ? first : [...first.slice(1), first[0]]);
  });
  it('is where it stands in the sheet', () => {
    const sheet = issued.sheets.find(({ rows }) => rows.some((row) => row.includes(plain.rows[0]?.issued.progress ?? '?')));
    for (const { line, issued: row } of plain.rows) expect(sheet?.rows[sheet.lines.indexOf(line)]).toContain(row.progress);
    expect(plain.issue.byReference).toBe(false);
  });
  it('is the same when its number is in another width or stands between blanks', () => {
    const back = readBack(({ line, at }) => {
      line(0)[at('number')] = ` ${String(line(0)[at('number')]).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))} `;
    });
    expect(back).toEqual(plain);
  });
  it('is another when its bureau was changed', () => {
    const back = readBack(({ line, at }) => {
      line(1)[at('bureau')] = '別の局';
    });
    expect([back.notices, progressOf(back)]).toEqual([[{ code: 'lockedChanged', text: titleOf(1) }], progressOf(plain)]);
  });
  it('that was copied and emptied is named and offers nothing', () => {
    const back = readBack(({ lines, line, at }) => {
      const copy = [...line(0)];
      for (const { key, locked } of plain.issue.definition.columns) if (!locked) copy[at(key)] = null;
      lines.push(copy);
    });
    expect([codes(back), back.added, back.rows]).toEqual([['copiedRow'], [], plain.rows]);
  });
});

describe('where the table is', () => {
  /** The issued sheets with lines above the headings of the table. */
  const lowered = (by: number): SheetFile['sheets'] =>
    issued.sheets.map((sheet) => {
      const head = sheet.rows.findIndex((row) => row.includes(plain.issue.definition.columns.find(({ key }) => key === 'measure')?.label.ja ?? '?'));
      if (head < 0 || !sheet.rows.some((row) => row.includes(plain.rows[0]?.issued.progress ?? '?'))) return sheet;
      const above = Array.from({ length: Math.max(0, by - head) }, (): Row => []);
      const rows = [...above, ...sheet.rows.slice(by < head ? head - by : 0)];
      return { name: sheet.name, rows, lines: rows.map((_, line) => line + 1) };
    });
  const readFrom = (sheets: SheetFile['sheets']) => readReturned(desk.db, { ...issued, sheets }, 'sheet.xlsx');

  it('is found by headings within the first 30 lines, and not below', () => {
    expect(progressOf(readFrom(lowered(29)))).toEqual(progressOf(plain));
    expect(() => readFrom(lowered(30))).toThrow(expect.objectContaining({ code: 'sheetNoTable' }));
  });
  it('is where most headings are, though a sheet before it has some of them', () => {
    const labels = plain.issue.definition.columns.map(({ label }) => label.ja).filter((label) => label !== '');
    const some = { name: '控え', rows: [labels.slice(0, 5), [null]], lines: [1, 2] };
    expect(readFrom([some, ...issued.sheets])).toEqual(plain);
    expect(readFrom([...issued.sheets, some])).toEqual(plain);
  });
  it('is not where fewer than four headings are', () => {
    const label = (key: SheetKey) => plain.issue.definition.columns.find((column) => column.key === key)?.label.ja ?? '';
    const hidden = issued.sheets.filter((sheet) => sheet.rows[0]?.[0] === 'citydesk-progress-sheet');
    const table = (...keys: SheetKey[]) => ({ name: '表', rows: [keys.map(label)], lines: [1] });
    expect(() => readFrom([...hidden, table('number', 'measure', 'done')])).toThrow(expect.objectContaining({ code: 'sheetNoTable' }));
    expect(readFrom([...hidden, table('number', 'measure', 'done', 'status')]).rows).toEqual([]);
  });
  it('may have blanks and another width in its headings', () => {
    const back = readBack(({ head, at }) => {
      head[at('number')] = ` ${String(head[at('number')])} `;
    });
    expect(back).toEqual(plain);
  });
});

describe('cells of a returned row', () => {
  it('are named when they cannot be read, and the other cells of the row are read', () => {
    const back = readBack(({ line, at }) => {
      line(0)[at('status')] = 'まあまあ';
      line(0)[at('done')] = '#REF!';
      line(0)[at('contact')] = '内線 1';
    });
    expect(textsOf(back, 'unreadable').sort()).toEqual([`${plain.rows[0]?.issued.number}: #REF!`, `${plain.rows[0]?.issued.number}: まあまあ`].sort());
    expect(back.rows[0]?.values.contact).toBe('内線 1');
  });
  it('differ from what was sent in what a bureau sees, and in nothing else', () => {
    expect(normalizeCell('a_x000d_\nb')).toBe('a\nb');
    expect(normalizeCell('一行目 \n二行目\u3000\n')).toBe('一行目\n二行目');
    expect(normalizeCell('字下げ\n  二行目')).toBe('字下げ\n  二行目');
    expect(normalizeCell('一\r二')).toBe('一\n二');
  });
});
