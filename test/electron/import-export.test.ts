// An export that is imported again unchanged changes nothing, also after LibreOffice has saved it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tableNames, tableOf } from '../../db/catalog/index.ts';
import type { Desk } from '../../db/desk/desk.ts';
import { commit } from '../../db/log/commit.ts';
import { digest } from '../../db/log/digest.ts';
import { undo } from '../../db/log/undo.ts';
import { list } from '../../db/queries/list.ts';
import type { Mapping } from '../../electron/services/import/import-mapping.ts';
import { planImport, rememberNames } from '../../electron/services/import/import-table.ts';
import { exportCsv } from '../../electron/services/table-export/csv.ts';
import { exportXlsx } from '../../electron/services/table-export/xlsx.ts';
import { readBytes, readSheetBytes } from '../../electron/services/tabular/read-file.ts';
import { wordsIn } from '../../electron/words.ts';
import { stockedDesk } from '../fresh-desk.ts';

function workFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'desk-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const optionsFor = (table: string, language: 'ja' | 'en' | 'ko' = 'ja', dates: 'western' | 'era' = 'era') => ({
  request: { table },
  language,
  dates,
  words: wordsIn(language),
  today: '2026-11-23',
});

/** Tables with records, links apart: those are cells of other tables. */
const filled = (desk: Desk) =>
  tableNames.filter(
    (name) => !tableOf(name).link && !['view', 'importMapping', 'nameAlias', 'sheetRow'].includes(name) && list(desk.db, { table: name, limit: 1 }).total > 0,
  );

const verdict = ({ created, updated, rejected }: ReturnType<typeof planImport>) => ({ created, updated, rejected: rejected.slice(0, 3) });
const nothing = { created: 0, updated: 0, rejected: [] };

/** Without a thread of its own for each of some hundred files; threads are tested in read-safely.test.ts. */
const readSheetFile = async (path: string) => readSheetBytes(await readBytes(path), basename(path));

async function importText(desk: Desk, table: string, text: string | Buffer, mapping: Mapping = {}) {
  const file = await readSheetBytes(typeof text === 'string' ? Buffer.from(text) : text, 'test.csv');
  return planImport(desk.db, table, file, { mapping });
}

describe('round trips', () => {
  it.each([
    ['ja', 'era'],
    ['ja', 'western'],
    ['en', 'western'],
    ['ko', 'western'],
  ] as const)('every sample table, %s, %s: xlsx, csv and Shift_JIS come back as they went', async (language, dates) => {
    const desk = stockedDesk(true);
    const folder = workFolder();
    for (const table of filled(desk)) {
      const options = optionsFor(table, language, dates);
      const { rows } = await exportXlsx(desk.db, options, { file: join(folder, `${table}.xlsx`) });
      await exportCsv(desk.db, options, { file: join(folder, `${table}.csv`), encoding: 'utf-8' });
      for (const file of [`${table}.xlsx`, `${table}.csv`]) {
        const plan = planImport(desk.db, table, await readSheetFile(join(folder, file)));
        expect([file, verdict(plan)]).toEqual([file, nothing]);
        expect(plan.unchanged).toBe(rows);
      }
      const sjis = await exportCsv(desk.db, options, { file: join(folder, `${table}-sjis.csv`), encoding: 'shift_jis' });
      if (sjis.unencodable.length === 0) {
        const plan = planImport(desk.db, table, await readSheetFile(join(folder, `${table}-sjis.csv`)));
        expect([table, 'shift_jis', verdict(plan)]).toEqual([table, 'shift_jis', nothing]);
      }
    }
  });

  it('change nothing after LibreOffice has saved the file', { timeout: 180_000 }, async () => {
    const desk = stockedDesk(true);
    const folder = workFolder();
    const tables = filled(desk);
    for (const table of tables) {
      await exportXlsx(desk.db, optionsFor(table), { file: join(folder, `${table}.xlsx`) });
      await exportCsv(desk.db, optionsFor(table), { file: join(folder, `${table}.csv`), encoding: 'utf-8' });
    }
    const office = (args: string[]) =>
      execFileSync('soffice', [`-env:UserInstallation=file://${join(folder, 'profile')}`, '--headless', ...args, '--outdir', join(folder, 'again')], {
        stdio: 'ignore',
      });
    office(['--convert-to', 'xlsx:Calc MS Excel 2007 XML', ...tables.map((table) => join(folder, `${table}.xlsx`))]);
    for (const table of tables) {
      const plan = planImport(desk.db, table, await readSheetFile(join(folder, 'again', `${table}.xlsx`)));
      expect([table, verdict(plan)]).toEqual([table, nothing]);
    }
    // As a csv that Excel people save again: LibreOffice reads it as UTF-8 with every cell as text, and writes UTF-8.
    office([
      '--infilter=CSV:44,34,76,1,,0,false,false',
      '--convert-to',
      'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true',
      ...tables.map((table) => join(folder, `${table}.csv`)),
    ]);
    for (const table of tables) {
      const plan = planImport(desk.db, table, await readSheetFile(join(folder, 'again', `${table}.csv`)));
      expect([table, 'csv', verdict(plan)]).toEqual([table, 'csv', nothing]);
    }
  });
});

describe('import', () => {
  it('reads a published annex of measures: title above, totals below, lead and related bureaus in one cell', async () => {
    const desk = stockedDesk();
    const strategy = String(list(desk.db, { table: 'strategy', limit: 1 }).rows[0]?.values.nameJa);
    const annex = [
      '別表 施策一覧,,',
      ',,',
      '番号,施策名,所管局',
      '901,一校一国運動(仮称)の展開,教育庁、(生活文化局)',
      '９０２,危機管理の国際協力,政策企画局、総務局ほか関係各局',
      '903,大会の魅力発信,オリンピック・パラリンピック準備局、その他関係局',
      '904,新しい局の施策,多文化共生局',
      '計,4件,',
      '※ 局名は当時のもの,,',
    ].join('\r\n');
    const fixed = { strategy };
    const plan = await importText(desk, 'measure', annex, { fixed });
    expect(plan.headings).toEqual(['番号', '施策名', '所管局']);
    expect(plan.targets).toEqual(['number', 'titleJa', 'leadBureaus+']);
    expect(plan.notices.map(({ code }) => code)).toEqual(expect.arrayContaining(['aboveSkipped', 'totalsSkipped', 'notesSkipped', 'bureausSplit']));
    expect(plan).toMatchObject({ created: 3, updated: 0, rejected: [{ line: 7, column: 'leadBureaus', code: 'unknownName' }] });
    expect(plan.unknownNames).toEqual([{ to: 'bureau', name: '多文化共生局', count: 1, proposals: [] }]);
    // Asked once: the new bureau is what became of an old one.
    const bureaus = list(desk.db, { table: 'bureau', limit: 50 }).rows;
    const idOf = (name: string) => bureaus.find((row) => row.values.nameJa === name)?.id ?? '';
    const names = { 'bureau:多文化共生局': idOf('生活文化局') };
    const settled = await importText(desk, 'measure', annex, { fixed, names });
    expect(verdict(settled)).toEqual({ created: 4, updated: 0, rejected: [] });
    commit(desk, '見本 花子', [...rememberNames(desk.db, names), ...settled.mutations], { why: 'import' });
    const byNumber = (number: number) => list(desk.db, { table: 'measure', filter: { number } }).rows[0]?.values;
    expect(byNumber(901)).toMatchObject({ leadBureaus: [idOf('教育庁')], relatedBureaus: [idOf('生活文化局')] });
    expect(byNumber(902)).toMatchObject({ leadBureaus: [idOf('政策企画局'), idOf('総務局')], relatedBureaus: [idOf('関係各局')] });
    expect(byNumber(903)).toMatchObject({ leadBureaus: [idOf('オリンピック・パラリンピック準備局')], relatedBureaus: [idOf('その他関係局')] });
    // And remembered: the same file now says nothing new, without the answer.
    expect(verdict(await importText(desk, 'measure', annex, { fixed }))).toEqual(nothing);
    undo(desk, '見本 花子');
    expect(list(desk.db, { table: 'measure' }).total).toBe(76);
    expect(list(desk.db, { table: 'nameAlias' }).total).toBe(0);
  });

  it('updates records by key, keeps values where cells are blank, and is undone at once', async () => {
    const desk = stockedDesk();
    const before = digest(desk.db);
    const measure = list(desk.db, { table: 'measure', limit: 1 }).rows[0];
    const text = `番号,件名,概要\n${measure?.values.number},${measure?.values.titleJa},\n2,姉妹友好都市との関係強化,新しい概要`;
    const plan = await importText(desk, 'measure', text);
    expect(plan).toMatchObject({ created: 0, updated: 1, unchanged: 1, keys: ['number'] });
    commit(desk, '見本 花子', plan.mutations, { why: 'import' });
    expect(list(desk.db, { table: 'measure', filter: { number: 2 } }).rows[0]?.values.summary).toBe('新しい概要');
    undo(desk, '見本 花子');
    expect(digest(desk.db)).toBe(before);
  });

  it('rejects a key that is twice in one file, whether or not it means a record', async () => {
    const desk = stockedDesk();
    const strategy = String(list(desk.db, { table: 'strategy', limit: 1 }).rows[0]?.values.nameJa);
    const known = '番号,件名\n1,一つ目の名\n2,姉妹友好都市との関係強化\n1,二つ目の名';
    const plan = await importText(desk, 'measure', known, { fixed: { strategy }, keys: ['number'] });
    expect(plan.rejected).toEqual([{ line: 4, column: '', code: 'twiceInFile', details: {} }]);
    expect(plan.mutations.map((one) => ('set' in one ? one.set.titleJa : undefined))).toContain('一つ目の名');
    expect(plan.mutations.map((one) => ('set' in one ? one.set.titleJa : undefined))).not.toContain('二つ目の名');
    const fresh = await importText(desk, 'measure', '番号,件名\n901,新しい名\n901,別の名', { fixed: { strategy } });
    expect(fresh.rejected.map(({ line, code, details }) => [line, code, details])).toEqual([[3, 'sameAsLine', { line: 2 }]]);
    expect(fresh).toMatchObject({ created: 1, updated: 0 });
  });
  it('takes equal lines for equal records, each once', async () => {
    const desk = stockedDesk();
    const bureau = { kind: 'create' as const, table: 'bureau', set: { nameJa: '同じ名の局', order: 900, kind: 'bureau' } };
    commit(desk, '見本 花子', [bureau, bureau]);
    const keys = { keys: ['nameJa'] };
    expect(await importText(desk, 'bureau', '局名\n同じ名の局\n同じ名の局', { ...keys, columns: { 局名: 'nameJa' } })).toMatchObject({
      unchanged: 2,
      rejected: [],
    });
    const third = await importText(desk, 'bureau', '局名\n同じ名の局\n同じ名の局\n同じ名の局', { ...keys, columns: { 局名: 'nameJa' } });
    expect(third.rejected.map(({ line, code, details }) => [line, code, details])).toEqual([[4, 'ambiguousMatch', { count: 2 }]]);
  });

  it('understands full-width digits, eras, partial and unknown dates, and Excel days', async () => {
    const desk = stockedDesk();
    const text = [
      '名称,締結日',
      '見本協定一,平成２６年４月２５日',
      '見本協定二,H26.4',
      '見本協定三,不明',
      '見本協定四,41754',
      '見本協定五,平成元年1月7日',
    ].join('\n');
    const kinds = { fixed: { kind: '合意書', status: '発効中' } };
    const words = wordsIn('ja');
    kinds.fixed.kind = words('values.agreementKind.agreement');
    kinds.fixed.status = words('values.agreementStatus.inForce');
    const plan = await importText(desk, 'agreement', text, { ...kinds, columns: { 名称: 'titleJa' } });
    expect(plan.rejected).toEqual([]);
    expect(plan.mutations.map((mutation) => ('set' in mutation ? mutation.set.signedOn : undefined))).toEqual([
      '2014-04-25',
      '2014-04',
      '?',
      '2014-04-25',
      '1989-01-07',
    ]);
    expect(plan.notices).toContainEqual({ code: 'corrected', details: { count: 1 } });
  });

  it('reports line, column and reason of every refused cell, and changes nothing', async () => {
    const desk = stockedDesk();
    const before = digest(desk.db);
    const text = '番号,件名,開始\nabc,一,\n800,,\n801,二,\n801,三,';
    const plan = await importText(desk, 'measure', text, {
      fixed: { strategy: String(list(desk.db, { table: 'strategy', limit: 1 }).rows[0]?.values.nameJa) },
    });
    expect(plan.rejected.map(({ line, column, code }) => ({ line, column, code }))).toEqual([
      { line: 2, column: 'number', code: 'notWhole' },
      { line: 3, column: 'titleJa', code: 'required' },
      { line: 5, column: 'strategy', code: 'sameAsLine' },
    ]);
    expect(plan.notices).toContainEqual({ code: 'unmapped', details: { headings: '開始' } });
    expect(digest(desk.db)).toBe(before);
  });
});
