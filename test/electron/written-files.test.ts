// Files that go out: no other file is touched, nobody else can read them, a kill leaves nothing lying, every line of a cell
// is harmless, and names and properties are clean.
import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDesk } from '../../db/desk/open.ts';
import { commit } from '../../db/log/commit.ts';
import { calendarFile } from '../../electron/services/calendar/calendar-file.ts';
import { savedName } from '../../electron/services/files/file-name.ts';
import { noteUnfinished, removeUnfinished } from '../../electron/services/files/unfinished.ts';
import { partOf, stageFile, writeWhole } from '../../electron/services/files/write-file.ts';
import { escapeFormula, writeCsv } from '../../electron/services/table-export/csv.ts';
import { readText } from '../../electron/services/tabular/read-text.ts';
import { wordsIn } from '../../electron/words.ts';
import { environment, stockedDesk } from '../fresh-desk.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'desk-out-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

describe('a file that is written', () => {
  it('never goes through a link, and never over a file that a person calls .part', async () => {
    const into = folder();
    const victim = join(into, 'victim.txt');
    writeFileSync(victim, 'precious');
    const target = join(into, 'x.csv');
    for (const planted of [`${target}.part`, partOf(target)]) {
      symlinkSync(victim, planted);
      await writeWhole(target, 'new', true);
      expect(readFileSync(victim, 'utf8')).toBe('precious');
      rmSync(planted, { force: true });
    }
    writeFileSync(`${target}.part`, 'my own');
    await writeWhole(target, 'newer', true);
    expect([readFileSync(target, 'utf8'), readFileSync(`${target}.part`, 'utf8')]).toEqual(['newer', 'my own']);
    // A link in place of the target itself is replaced, not followed.
    rmSync(target);
    symlinkSync(victim, target);
    await writeWhole(target, 'newest', true);
    expect([readFileSync(victim, 'utf8'), lstatSync(target).isSymbolicLink(), readFileSync(target, 'utf8')]).toEqual(['precious', false, 'newest']);
    expect(readdirSync(into).sort()).toEqual(['victim.txt', 'x.csv', 'x.csv.part']);
  });

  it('is its owner’s alone, also when a library writes it, and so is the database in a folder that was there', async () => {
    const into = folder();
    for (const [name, content] of [
      ['a.csv', 'text'],
      ['b.xlsx', async (part: string) => writeFileSync(part, 'by a library')],
    ] as const) {
      await writeWhole(join(into, name), content, true);
      expect(statSync(join(into, name)).mode & 0o777).toBe(0o600);
    }
    const open = join(into, 'open');
    mkdirSync(open, { mode: 0o755 });
    createDesk(open, '国際課1', environment).close();
    for (const name of readdirSync(open).filter((one) => one.startsWith('desk.sqlite')))
      expect([name, statSync(join(open, name)).mode & 0o077]).toEqual([name, 0]);
  });

  it('has a name as long as the disk allows', async () => {
    const into = folder();
    const name = `${'あ'.repeat(83)}.csv`;
    await writeWhole(join(into, name), 'long', true);
    expect(readdirSync(into)).toEqual([name]);
  });

  it('leaves nothing after a kill: the next start takes away what was not finished, and nothing else', async () => {
    const [desk, into] = [folder(), folder()];
    noteUnfinished(desk);
    onTestFinished(() => noteUnfinished(undefined));
    const staged = await stageFile(join(into, 'private.csv'), 'names', true);
    expect(readdirSync(into)).toHaveLength(1);
    // Still being written, by a process that lives.
    removeUnfinished(desk);
    expect(readdirSync(into)).toHaveLength(1);
    await staged.drop();

    const { pid } = execDead();
    const left = join(into, `.0123456789ab.${pid}.part`);
    writeFileSync(left, 'names');
    writeFileSync(join(into, 'my.part'), 'mine');
    writeFileSync(join(desk, 'unfinished.txt'), `${left}\n${join(into, 'my.part')}\n../../etc/passwd\n\u0000\n`);
    removeUnfinished(desk);
    expect(readdirSync(into)).toEqual(['my.part']);
    expect(existsSync(join(desk, 'unfinished.txt'))).toBe(false);
  });
});

/** A process that has ended. */
function execDead(): { readonly pid: number } {
  return { pid: Number(execFileSync(process.execPath, ['-e', 'console.log(process.pid)'], { encoding: 'utf8' }).trim()) };
}

describe('a csv', () => {
  const cells = ["'=1", '一行目\n二行目\n三行目', '上\r下', 'a"b', '=1+1', '安全\n=1+1', '一\n@SUM(A1)\n-2\n+3', "'そのまま", '-12', 'x;y,z\t'];

  it('keeps every cell in one row, whatever line ends it holds, as another program reads it', () => {
    const text = writeCsv([['番号', '備考'], ...cells.map((cell, at) => [at, cell])]);
    const read = parse(text, { relax_column_count: false }) as string[][];
    expect(read).toHaveLength(cells.length + 1);
    const python = execFileSync('python3', ['-c', 'import csv,sys,io;print(len(list(csv.reader(io.StringIO(sys.stdin.read(),newline="")))))'], { input: text });
    expect(Number(python.toString())).toBe(cells.length + 1);
  });

  it('makes every line of a cell harmless, and our own import takes it back as it was', () => {
    for (const cell of cells) {
      const safe = escapeFormula(cell);
      for (const line of safe.split(/\r\n|\r|\n/)) expect(line).not.toMatch(/^[=+@]|^-(?!\d+$)/);
      const [, row] = readText(
        writeCsv([
          ['備考', '番号'],
          [escapeFormula(cell), '1'],
        ]),
        '',
      ).rows;
      expect(row?.[0]).toBe(cell.replace(/\r\n?/g, '\n'));
    }
  });
});

describe('the name of a file that is saved', () => {
  it.each([
    ['aux', '_aux'],
    ['AUX.txt', '_AUX.txt'],
    ['con.tar.gz', '_con.tar.gz'],
    ['.htaccess', '_.htaccess'],
    ['覚書', '覚書'],
    ['覚書.docx', '覚書.docx'],
    ['見積\u202exslx.exe', '見積xslx.exe'],
    ['a.p:d/f', 'a.pdf'],
    [`名前.${'x'.repeat(150)}`, `名前.${'x'.repeat(117)}`],
    ['  空白 . ', '空白'],
    ['', '_'],
    ['か\u3099.txt', 'が.txt'],
    ['COM¹', '_COM¹'],
    ['\u200b見本\ufeff.pdf', '見本.pdf'],
  ])('%s → %s', (given, name) => expect(savedName(given)).toBe(name));

  it('never takes more bytes than a disk allows', () => {
    expect(Buffer.byteLength(savedName(`${'長'.repeat(300)}.docx`))).toBeLessThanOrEqual(240);
    expect(savedName(`${'長'.repeat(300)}.docx`)).toMatch(/長\.docx$/);
  });
});

describe('a calendar file', () => {
  it('ends an entry after it begins: a night flight the next morning, an unknown end not at all; no letter breaks it', async () => {
    const desk = stockedDesk(true);
    const tripStop =
      desk.db.value<string>('SELECT s.id FROM tripStop s JOIN trip t ON t.id = s.trip WHERE t.status <> ? AND t.deleted = 0 LIMIT 1', 'cancelled') ?? '';
    const flight = { titleJa: '【見本】夜行便', tripStop, date: '2026-12-10', startTime: '23:30', endTime: '05:10', utcOffset: 540 };
    const visit = (titleJa: string, startTime: string, endTime: string | null) =>
      ({
        kind: 'create',
        table: 'visit',
        set: { titleJa, date: '2026-12-10', kind: 'courtesy', status: 'planned', startTime, ...(endTime === null ? {} : { endTime }) },
      }) as const;
    commit(desk, '見本 花子', [
      { kind: 'create', table: 'programmeItem', set: flight },
      visit('【見本】未定', '10:00', null),
      visit('【見本】一行\u2028二行;,\\', '09:00', '09:30'),
    ]);
    const lines = (await calendarFile(desk.db, '2026-11-29', wordsIn('ja'))).split('\r\n');
    const entry = (title: string) => lines.slice(lines.findIndex((line) => line.startsWith(`SUMMARY:【見本】${title}`)) - 6).slice(0, 12);
    expect(entry('夜行便').filter((line) => /^DT(START|END)/.test(line))).toEqual(['DTSTART:20261210T143000Z', 'DTEND:20261210T201000Z']);
    expect(
      entry('未定')
        .filter((line) => /^DT(START|END)/.test(line))
        .slice(0, 1),
    ).toEqual(['DTSTART:20261210T010000Z']);
    for (const [at, line] of lines.entries()) if (line.startsWith('DTEND')) expect(line.slice(6) > (lines[at - 1] ?? '').slice(8), line).toBe(true);
    // Every line is a property or the continuation of one.
    for (const line of lines.filter((one) => one !== '')) expect(line).toMatch(/^( |[A-Z][A-Z0-9-]*[;:])/);
  });
});
