// What a returned sheet changes: its cells, and rows that a bureau added.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../db/desk/desk.ts';
import { unshared } from '../../db/desk/shared-desk.ts';
import type { DeskError } from '../../db/errors.ts';
import { conflicts } from '../../db/exchange/conflicts.ts';
import { commit } from '../../db/log/commit.ts';
import { digest } from '../../db/log/digest.ts';
import type { SetValue } from '../../db/log/mutation.ts';
import { undo } from '../../db/log/undo.ts';
import { list } from '../../db/queries/list.ts';
import { today } from '../../electron/services/calendar/today.ts';
import { issueSheet } from '../../electron/services/council/issue-sheet.ts';
import { agreed, applyReturned, type Choices, changesOf } from '../../electron/services/council/merge-returned.ts';
import { type Returned, readReturned } from '../../electron/services/council/read-returned.ts';
import { readSheetFile } from '../../electron/services/tabular/read-safely.ts';
import { wordsIn } from '../../electron/words.ts';
import { lastOperation, valuesOf } from '../db/desk-actions.ts';
import { stockedDesk } from '../fresh-desk.ts';
import { refusalOf } from '../refusal.ts';

const author = '見本 花子';
const display = { language: 'ja', dates: 'era' } as const;
const words = wordsIn('ja');
const lastPeriod = '令和8年度第2四半期';

const idOf = (desk: Desk, table: 'period' | 'council' | 'strategy' | 'bureau', nameJa: string): string =>
  desk.db.value<string>(`SELECT id FROM "${table}" WHERE nameJa = ?`, nameJa) ?? '';
const edit = (desk: Desk, table: string, id: string, set: Record<string, SetValue>) => commit(desk, author, [{ kind: 'set', table, id, set }]);

describe('a returned sheet', () => {
  /** A sheet of all bureaus, issued and read back; `answer` sets cells of its first row. */
  async function returned(answer: Returned['rows'][number]['values'], desk = stockedDesk(true)) {
    const file = join(desk.folder, 'out', 'sheet.xlsx');
    mkdirSync(dirname(file), { recursive: true });
    await issueSheet(unshared(desk), { period: lastPeriod, ...display, words, author }, file, true);
    return answered(desk, file, answer);
  }
  async function answered(desk: Desk, file: string, answer: Returned['rows'][number]['values']) {
    const read = readReturned(desk.db, await readSheetFile(file), 'sheet.xlsx');
    const [first, ...others] = read.rows;
    if (!first) throw new Error('the sheet has rows');
    const back: Returned = { ...read, rows: [{ ...first, values: { ...first.values, ...answer } }, ...others] };
    return { desk, file, back, progress: first.issued.progress, row: first.issued.id };
  }
  const take = (desk: Desk, back: Returned, choices: Partial<Choices> = {}) => {
    const shown = changesOf(desk.db, back);
    return applyReturned(desk, author, {
      files: [{ returned: back, sha: 'f'.repeat(64), fileName: 'sheet.xlsx' }],
      shown,
      choices: { take: new Set(shown.map(({ key }) => key)), ...choices },
    });
  };

  it('changes what only the bureau changed, in one action', async () => {
    const { desk, back, progress, row } = await returned({ done: '局の実績', status: 'done' });
    expect(changesOf(desk.db, back).map(({ column, theirs, verdict, ticked }) => [column, theirs, verdict, ticked])).toEqual([
      ['done', '局の実績', 'take', true],
      ['status', 'done', 'take', true],
    ]);
    const before = digest(desk.db);
    take(desk, back);
    const day = today(desk.environment.now());
    expect(valuesOf(desk, 'progress', progress)).toMatchObject({ done: '局の実績', status: 'done', reportedOn: day });
    expect(JSON.parse(String(valuesOf(desk, 'sheetRow', row).accepted))).toEqual({ done: '局の実績', status: 'done' });
    expect(valuesOf(desk, 'sheet', back.issue.id)).toMatchObject({ state: 'merged', returnedOn: day, returnedHash: 'f'.repeat(64) });
    undo(desk, author);
    expect(digest(desk.db)).toBe(before);
  });
  it('changes only the cells that were chosen', async () => {
    const { desk, back, progress } = await returned({ done: '局の実績', nextSteps: '局の予定' });
    const [chosen] = changesOf(desk.db, back);
    take(desk, back, { take: new Set([chosen?.key ?? '']) });
    expect(valuesOf(desk, 'progress', progress).done).toBe('局の実績');
    expect(valuesOf(desk, 'progress', progress).nextSteps).not.toBe('局の予定');
  });
  it('leaves a cell unticked that the bureau emptied or that the desk has changed too', async () => {
    const { desk, back, progress } = await returned({ figures: '局の数値', contact: '' });
    edit(desk, 'progress', progress, { figures: '課の数値' });
    expect(changesOf(desk.db, back).map(({ column, verdict, ticked }) => [column, verdict, ticked])).toEqual([
      ['figures', 'conflict', false],
      ['contact', 'cleared', false],
    ]);
  });
  it('never empties a status, and says nothing about a deleted report', async () => {
    const { desk, back, progress } = await returned({ status: '', done: '局の実績' });
    expect(changesOf(desk.db, back).map(({ column }) => column)).toEqual(['done']);
    commit(desk, author, [{ kind: 'delete', table: 'progress', id: progress }]);
    expect(changesOf(desk.db, back)).toEqual([]);
  });
  it('refuses a stale preview and changes nothing', async () => {
    const { desk, back, progress } = await returned({ done: '局の実績' });
    const shown = changesOf(desk.db, back);
    edit(desk, 'progress', progress, { done: '課の実績' });
    const before = digest(desk.db);
    const work = { files: [], shown, choices: { take: new Set(shown.map(({ key }) => key)) } };
    expect(() => applyReturned(desk, author, work)).toThrow(expect.objectContaining({ code: 'listMoved' }) as DeskError);
    expect(digest(desk.db)).toBe(before);
  });
  it('keeps both values of a conflict that is settled later', async () => {
    const { desk, back, progress } = await returned({ contact: '局の連絡先' });
    edit(desk, 'progress', progress, { contact: '課の連絡先' });
    const keys = new Set(changesOf(desk.db, back).map(({ key }) => key));
    take(desk, back, { take: new Set(), later: keys });
    expect(list(desk.db, { table: 'progress', filter: { id: progress } }).rows[0]?.contested).toEqual(['contact']);
  });
  it('offers nothing again that was taken, but a cell that is again as it was sent', async () => {
    const { desk, file, back } = await returned({ contact: '局の連絡先' });
    take(desk, back);
    expect(changesOf(desk.db, (await answered(desk, file, { contact: '局の連絡先' })).back)).toEqual([]);
    const unchanged = (await answered(desk, file, {})).back;
    expect(changesOf(desk.db, unchanged).map(({ column, verdict, ticked }) => [column, verdict, ticked])).toEqual([['contact', 'ambiguous', false]]);
  });
  it('remembers what was taken from every return, not from the last one only', async () => {
    const { desk, file, back, row } = await returned({ contact: '局の連絡先' });
    take(desk, back);
    const second = (await answered(desk, file, { contact: '局の連絡先', figures: '局の数値' })).back;
    take(desk, second);
    expect(JSON.parse(String(valuesOf(desk, 'sheetRow', row).accepted))).toEqual({ contact: '局の連絡先', figures: '局の数値' });
  });
  it('is not agreed where another file says something else about the same cell', async () => {
    const { desk, back, file } = await returned({ done: '一つ目', contact: '同じ' });
    const second = (await answered(desk, file, { done: '二つ目', contact: '同じ' })).back;
    const changes = [...changesOf(desk.db, back), ...changesOf(desk.db, second)];
    expect(agreed(changes).map(({ column }) => column)).toEqual(['contact', 'contact']);
  });
  it.each([
    ['note', { note: 1, measure: 0, progress: 0 }],
    ['measure', { note: 0, measure: 1, progress: 1 }],
    ['ignore', { note: 0, measure: 0, progress: 0 }],
  ] as const)('makes of an added row what was chosen (%s), once however often it is taken in', async (choice, more) => {
    const desk = stockedDesk(true);
    const bureau = desk.db.value<string>('SELECT nameJa FROM bureau WHERE id = (SELECT bureau FROM progress LIMIT 1)') ?? '';
    const file = join(desk.folder, 'out', 'one.xlsx');
    mkdirSync(dirname(file), { recursive: true });
    await issueSheet(unshared(desk), { period: lastPeriod, bureau, ...display, words, author }, file, true);
    const read = readReturned(desk.db, await readSheetFile(file), 'one.xlsx');
    const back: Returned = { ...read, added: [{ line: 99, measure: '新しい施策', values: { done: '始めた', status: '' } }] };
    const count = () => ({
      note: list(desk.db, { table: 'note' }).total,
      measure: list(desk.db, { table: 'measure' }).total,
      progress: list(desk.db, { table: 'progress' }).total,
    });
    const before = count();
    for (let round = 0; round < 2; round++) take(desk, back, { additions: { [`${read.issue.id}:99`]: choice } });
    const after = count();
    expect({ note: after.note - before.note, measure: after.measure - before.measure, progress: after.progress - before.progress }).toEqual(more);
    if (choice === 'measure') {
      const made = list(desk.db, { table: 'measure', sort: [{ column: 'number', descending: true }], limit: 1 }).rows[0];
      expect(made?.values).toMatchObject({ titleJa: '新しい施策', number: 77, leadBureaus: [idOf(desk, 'bureau', bureau)] });
    }
  });

  it('empties a cell that the bureau emptied, once that was chosen, and says why and when', async () => {
    const { desk, back, progress, row } = await returned({ contact: '' });
    edit(desk, 'progress', progress, { contact: '課の連絡先' });
    const [change] = changesOf(desk.db, back);
    expect(change).toMatchObject({ column: 'contact', verdict: 'cleared', ours: '課の連絡先', theirs: '', ticked: false });
    take(desk, back);
    expect(valuesOf(desk, 'progress', progress).contact).toBeNull();
    expect(JSON.parse(String(valuesOf(desk, 'sheetRow', row).accepted))).toEqual({ contact: '' });
    expect(lastOperation(desk)).toMatchObject({ why: 'sheet', u: author });
  });
  it('names of each change the row, the measure and the bureau, with what was sent, what is here and what came back', async () => {
    const { desk, back, progress, row } = await returned({ done: '局の実績' });
    const { issued } = back.rows[0] ?? {};
    const was = String(valuesOf(desk, 'progress', progress).done ?? '');
    expect(changesOf(desk.db, back)).toEqual([
      {
        key: `${back.issue.id}:${progress}:done`,
        sheet: back.issue.id,
        row,
        progress,
        number: issued?.number,
        measure: issued?.measure,
        bureau: issued?.bureau,
        column: 'done',
        base: was,
        ours: was,
        theirs: '局の実績',
        verdict: 'take',
        ticked: true,
      },
    ]);
  });
  it('does not report a report as answered of which nothing was chosen', async () => {
    const { desk, back, progress, row } = await returned({ done: '局の実績' });
    const before = valuesOf(desk, 'progress', progress);
    take(desk, back, { take: new Set() });
    expect([valuesOf(desk, 'progress', progress), valuesOf(desk, 'sheetRow', row).accepted]).toEqual([before, null]);
    expect(valuesOf(desk, 'sheet', back.issue.id).state).toBe('merged');
  });
  it('refuses a stale preview and names the report', async () => {
    const { desk, back, progress } = await returned({ done: '局の実績' });
    const shown = changesOf(desk.db, back);
    commit(desk, author, [{ kind: 'delete', table: 'progress', id: progress }]);
    const work = { files: [], shown, choices: { take: new Set(shown.map(({ key }) => key)) } };
    expect(refusalOf(() => applyReturned(desk, author, work))).toEqual({ code: 'listMoved', table: 'progress', id: progress });
    // What was not chosen is not asked.
    expect(applyReturned(desk, author, { ...work, choices: { take: new Set() } }).action).toBeNull();
  });
  it('keeps as a second version what is settled later, emptied cells too, and remembers it as taken', async () => {
    const { desk, back, progress, row } = await returned({ contact: '' });
    edit(desk, 'progress', progress, { contact: '課の連絡先' });
    take(desk, back, { take: new Set(), later: new Set(changesOf(desk.db, back).map(({ key }) => key)) });
    const [conflict] = conflicts(desk.db);
    expect(conflict).toMatchObject({ table: 'progress', id: progress, register: 'contact' });
    expect(conflict?.sides.map(({ values }) => values.contact).sort()).toEqual(['課の連絡先', null].sort());
    expect(JSON.parse(String(valuesOf(desk, 'sheetRow', row).accepted))).toEqual({ contact: '' });
  });
  it('is taken in together with others in one action, each marked with its own file', async () => {
    const { desk, back, file } = await returned({ done: '局の実績' });
    const second = join(desk.folder, 'out', 'second.xlsx');
    await issueSheet(unshared(desk), { period: lastPeriod, ...display, words, author }, second, true);
    const other = readReturned(desk.db, await readSheetFile(second), 'second.xlsx');
    const before = digest(desk.db);
    const shown = changesOf(desk.db, back);
    const files = [
      { returned: back, sha: 'a'.repeat(64), fileName: file },
      { returned: other, sha: 'b'.repeat(64), fileName: second },
    ];
    applyReturned(desk, author, { files, shown, choices: { take: new Set(shown.map(({ key }) => key)) } });
    expect([back, other].map(({ issue }) => valuesOf(desk, 'sheet', issue.id).returnedHash)).toEqual(['a'.repeat(64), 'b'.repeat(64)]);
    undo(desk, author);
    expect(digest(desk.db)).toBe(before);
  });
});

describe('a row that a bureau added', () => {
  async function added(rows: Returned['added'], choice: 'note' | 'measure', ofBureau: boolean) {
    const desk = stockedDesk(true);
    const bureau = desk.db.value<string>('SELECT nameJa FROM bureau WHERE id = (SELECT bureau FROM progress LIMIT 1)') ?? '';
    const file = join(desk.folder, 'out', 'one.xlsx');
    mkdirSync(dirname(file), { recursive: true });
    await issueSheet(unshared(desk), { period: lastPeriod, ...(ofBureau ? { bureau } : {}), ...display, words, author }, file, true);
    const read = readReturned(desk.db, await readSheetFile(file), 'one.xlsx');
    const additions = Object.fromEntries(rows.map(({ line }) => [`${read.issue.id}:${line}`, choice]));
    const files = [{ returned: { ...read, added: rows }, sha: 'f'.repeat(64), fileName: 'one.xlsx' }];
    const done = applyReturned(desk, author, { files, shown: [], choices: { take: new Set(), additions } });
    const made = (table: string) => done.rows.filter((row) => row.table === table).map(({ row }) => row.values);
    return { desk, bureau, read, made, shown: (table: string) => done.rows.flatMap((row) => (row.table === table ? [valuesOf(desk, table, row.row.id)] : [])) };
  }
  const started = [{ line: 99, measure: '新しい施策', values: { done: '始めた', contact: '', status: '' } }];

  it('as a note says on the period which bureau wrote it, and all that it wrote', async () => {
    const { desk, bureau, read, made } = await added(started, 'note', true);
    const day = today(desk.environment.now());
    expect(made('note')).toEqual([
      expect.objectContaining({ recordTable: 'period', record: read.issue.period, text: `${bureau}: 新しい施策\n始めた`, author, writtenOn: day }),
    ]);
  });
  it('on a sheet to all bureaus becomes a note: nobody can say whose measure it would be', async () => {
    const { made } = await added(started, 'measure', false);
    expect([made('note').length, made('measure').length, made('progress').length]).toEqual([1, 0, 0]);
  });
  it('as a measure has its report, not started where nothing else is said', async () => {
    const { desk, bureau, read, shown } = await added(started, 'measure', true);
    const [measure] = shown('measure');
    const [report] = shown('progress');
    expect(measure).toMatchObject({ strategy: valuesOf(desk, 'period', read.issue.period).strategy, titleJa: '新しい施策' });
    expect(report).toMatchObject({ period: read.issue.period, bureau: idOf(desk, 'bureau', bureau), status: 'notStarted', done: '始めた', contact: null });
    expect(valuesOf(desk, 'measure', String(report?.measure)).titleJa).toBe('新しい施策');
  });
  it('as a measure keeps the status it was given, and is named by what it says when it has no name', async () => {
    const { made } = await added([{ line: 9, measure: '', values: { status: 'onTrack', done: 'あ'.repeat(150) } }], 'measure', true);
    expect(made('measure')[0]?.titleJa).toBe(`onTrack ${'あ'.repeat(92)}`);
    expect(made('progress')[0]).toMatchObject({ status: 'onTrack', done: 'あ'.repeat(150) });
  });
  it('is a measure of its own for each name, numbered on, and for each text without one', async () => {
    const rows = ['一つ目', '二つ目', '', ''].map((measure, at) => ({ line: 90 + at, measure, values: { done: `始めた\n${at}` } }));
    const { desk, made } = await added(rows, 'measure', true);
    expect(made('measure').map(({ titleJa }) => titleJa)).toEqual(['一つ目', '二つ目', '始めた 2', '始めた 3']);
    const last = desk.db.value<number>('SELECT max(number) FROM measure') ?? 0;
    expect(made('measure').map(({ number }) => number)).toEqual([last - 3, last - 2, last - 1, last]);
    expect(made('progress').map(({ done }) => done)).toEqual(rows.map(({ values }) => values.done));
  });
  it('is one title in one line, however long and over how many lines its name is', async () => {
    const { made } = await added([{ line: 9, measure: ` 二行の\n 名前${'😀'.repeat(200)}`, values: { done: '始めた' } }], 'measure', true);
    expect(made('measure')[0]?.titleJa).toMatch(/^二行の 名前(😀)+$/u);
  });
  it('twice in one file is one record, whether note or measure; what says something else is another', async () => {
    const rows = [90, 91].map((line) => ({ line, measure: '同じ施策', values: { done: '始めた' } }));
    expect((await added(rows, 'note', true)).made('note')).toHaveLength(1);
    expect((await added(rows, 'measure', true)).made('measure')).toHaveLength(1);
    const third = { line: 92, measure: '同じ施策', values: { done: '終えた' } };
    expect((await added([...rows, third], 'measure', true)).made('progress').map(({ done }) => done)).toEqual(['始めた', '終えた']);
  });
});
