// The list of a fiscal year's visits as an office keeps it: a title over the table, two lines of headings with merged cells, days
// without a year, two visitors in a cell, a sum and a remark below. Made by LibreOffice in each format that officers have.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newRecordId } from '../../db/log/ids.ts';
import type { Mapping } from '../../electron/services/import/import-mapping.ts';
import { planImport } from '../../electron/services/import/import-table.ts';
import { readSheetFile } from '../../electron/services/tabular/read-safely.ts';
import { wordsIn } from '../../electron/words.ts';
import { environment, stockedDesk } from '../fresh-desk.ts';

const rows = [
  ['4月8日（火）', '10:00～10:30', 'パリ', 'アンヌ・ミホン', '市長', '表敬訪問', '知事', '防災の連携', ''],
  ['5/20', '14:00～15:00', '在京フランス大使館', 'マリ・レイ\nルイ・レイ', '大使\n一等書記官', '表敬訪問', '副知事', '文化交流', '通訳あり'],
  ['7月1日', '15時半', 'ソウル市', '見本太郎ほか3名', '', '視察', '局長', '都市づくり', ''],
  ['12月10日', '11:00～', 'ローマ', '見本次郎、見本三郎', '市長、部長', '表敬訪問', '知事', '', ''],
  ['3月30日', '9:00～9:20', 'ベルリソ', '', '', '会談・面会', '外務長', '環境', '直前に追加'],
];

const cell = (text: string, [columns, lines]: readonly [number, number] = [1, 1]) => {
  const spans = columns * lines > 1 ? ` table:number-columns-spanned="${columns}" table:number-rows-spanned="${lines}"` : '';
  const paragraphs = text.split('\n').map((line) => `<text:p>${line}</text:p>`);
  const covered = '<table:covered-table-cell/>'.repeat(columns - 1);
  return `<table:table-cell office:value-type="string"${spans}>${paragraphs.join('')}</table:table-cell>${covered}`;
};
const line = (...cells: readonly string[]) => `<table:table-row>${cells.join('')}</table:table-row>`;
const covered = '<table:covered-table-cell/>';
const none = '<table:table-cell/>';
const tall = (text: string) => cell(text, [1, 2]);
const lines = [
  line(cell('令和7年度　要人来訪一覧（見本）', [9, 1])),
  line(cell('令和8年4月1日現在　国際課', [9, 1])),
  line(...['来庁日', '時間', '相手先（都市・大使館）'].map(tall), cell('来訪者', [2, 1]), ...['種別', '対応者', '用件', '備考'].map(tall)),
  line(covered.repeat(3), cell('氏名'), cell('肩書'), covered.repeat(4)),
  ...rows.map((row) => line(...row.map((text) => (text === '' ? none : cell(text))))),
  line(cell('合計'), cell('5件'), none.repeat(7)),
  line(cell('※ 予定を含む。', [9, 1])),
];
const namespaces = ['office', 'table', 'text'].map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`).join(' ');
const sheet = `<?xml version="1.0" encoding="UTF-8"?><office:document ${namespaces} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet><table:table table:name="一覧">${lines.join('')}</table:table></office:spreadsheet></office:body></office:document>`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'visit-list-'));
  writeFileSync(join(folder, 'list.fods'), sheet);
  for (const format of ['xlsx', 'xls', 'ods', 'csv:Text - txt - csv (StarCalc):44,34,76'])
    execFileSync(
      'soffice',
      ['--headless', `-env:UserInstallation=file://${folder}/office`, '--convert-to', format, '--outdir', folder, join(folder, 'list.fods')],
      { stdio: 'ignore', timeout: 120_000 },
    );
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const expected = [
  {
    date: '2025-04-08',
    startTime: '10:00',
    endTime: '10:30',
    partner: 'パリ市',
    kind: 'courtesy',
    receivedBy: 'governor',
    agenda: '防災の連携',
    guests: ['アンヌ・ミホン:市長'],
    size: 1,
  },
  {
    date: '2025-05-20',
    startTime: '14:00',
    endTime: '15:00',
    partner: '在京フランス大使館(見本)',
    kind: 'courtesy',
    receivedBy: 'viceGovernor',
    agenda: '文化交流',
    guests: ['マリ・レイ:大使', 'ルイ・レイ:一等書記官'],
    size: 2,
  },
  {
    date: '2025-07-01',
    startTime: '15:30',
    endTime: null,
    partner: 'ソウル特別市',
    kind: 'inspection',
    receivedBy: 'bureauHead',
    agenda: '都市づくり',
    guests: ['見本太郎:'],
    size: 4,
  },
  {
    date: '2025-12-10',
    startTime: '11:00',
    endTime: null,
    partner: 'ローマ市',
    kind: 'courtesy',
    receivedBy: 'governor',
    agenda: null,
    guests: ['見本次郎:市長', '見本三郎:部長'],
    size: 2,
  },
  {
    date: '2026-03-30',
    startTime: '09:00',
    endTime: '09:20',
    partner: 'ベルリン市',
    kind: 'meeting',
    receivedBy: 'directorGeneral',
    agenda: '環境',
    guests: [],
    size: null,
  },
];

describe('the list of a year', () => {
  it.each(['xlsx', 'xls', 'ods', 'csv'])('as %s is right after at most three answers', async (format) => {
    const { db } = stockedDesk(true);
    const file = await readSheetFile(join(folder, `list.${format}`), 'auto');
    const context = { today: '2026-11-29', words: wordsIn('ja'), newId: () => newRecordId(environment.now(), environment.random) };
    let answers = 0;
    let mapping: Mapping = {};
    let plan = planImport(db, 'visit', file, { mapping, context });
    // A person answers what is asked: takes the first proposal for each name.
    for (const { to, name, proposals } of plan.unknownNames) {
      answers += 1;
      mapping = { ...mapping, names: { ...mapping.names, [`${to}:${name}`]: proposals[0]?.id ?? '' } };
    }
    plan = planImport(db, 'visit', file, { mapping, context });
    expect([answers <= 3, plan.rejected, plan.missing, plan.problem]).toEqual([true, [], [], undefined]);
    const guests = (visit: string | undefined) =>
      plan.mutations.flatMap((one) =>
        one.kind === 'create' && one.table === 'visitGuest' && one.set.visit === visit ? [`${one.set.name}:${one.set.postJa ?? ''}`] : [],
      );
    const nameOf = (partner: unknown) => db.value<string>('SELECT nameJa FROM partner WHERE id = ?', String(partner));
    const made = plan.mutations.flatMap((one) => {
      if (one.kind !== 'create' || one.table !== 'visit') return [];
      const { date, startTime, endTime = null, partner, kind, receivedBy, agenda = null, partySize: size = null } = one.set;
      return [{ date, startTime, endTime, partner: nameOf(partner), kind, receivedBy, agenda, guests: guests(one.id), size }];
    });
    expect(made).toEqual(expected);
    expect(plan.notices.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['defaulted', 'yearOfTitle', 'totalsSkipped', format === 'csv' ? 'notesSkipped' : 'sectionsSkipped']),
    );
  });
});
