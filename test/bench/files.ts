// Files: our xlsx against LibreOffice converting the same table, our import against the bare parser.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Workbook } from '@cj-tech-master/excelts';
import type { Desk } from '../../db/desk/desk.ts';
import { commit } from '../../db/log/commit.ts';
import { planImport } from '../../electron/services/import/import-table.ts';
import { exportCsv } from '../../electron/services/table-export/csv.ts';
import { exportXlsx } from '../../electron/services/table-export/xlsx.ts';
import { readSheetFile } from '../../electron/services/tabular/read-safely.ts';
import { wordsIn } from '../../electron/words.ts';
import type { Line } from './line.ts';

const rounds = 5;
const rows = 10_000;
/** Twenty columns of every kind. */
const columns = [
  'date',
  'startTime',
  'endTime',
  'titleJa',
  'titleEn',
  'kind',
  'partner',
  'leader',
  'leaderRank',
  'partySize',
  'receivedBy',
  'place',
  'status',
  'interpreter',
  'language',
  'bureau',
  'officer',
  'handling',
  'agenda',
  'note',
];

/** @param desk  one with more than 10,000 visits */
export async function files(desk: Desk, work: string, median: (values: number[]) => number): Promise<Line[]> {
  const first = desk.db.value<string>('SELECT date FROM visit WHERE deleted = 0 ORDER BY date DESC LIMIT 1 OFFSET ?', rows - 1) ?? '';
  const ids = desk.db.all<{ id: string }>('SELECT id FROM visit WHERE deleted = 0 ORDER BY date DESC, startTime DESC, id DESC LIMIT -1 OFFSET ?', rows);
  // Exactly so many rows: what is beyond is deleted here, as a person would.
  for (let from = 0; from < ids.length; from += 20_000)
    commit(
      desk,
      'bench',
      ids.slice(from, from + 20_000).map(({ id }) => ({ kind: 'delete', table: 'visit', id })),
    );
  const options = { request: { table: 'visit' }, columns, language: 'ja' as const, dates: 'era' as const, words: wordsIn('ja'), today: first };
  const csv = join(work, 'visits.csv');
  await exportCsv(desk.db, options, { file: csv, encoding: 'utf-8', replace: true });
  const timed = async (run: () => unknown) => {
    const began = performance.now();
    await run();
    return performance.now() - began;
  };
  const times = { xlsx: [] as number[], office: [] as number[], plan: [] as number[], parse: [] as number[] };
  const xlsx = join(work, 'visits.xlsx');
  const office = () =>
    execFileSync(
      'soffice',
      [
        `-env:UserInstallation=file://${join(work, 'office')}`,
        '--headless',
        '--infilter=CSV:44,34,76,1',
        '--convert-to',
        'xlsx:Calc MS Excel 2007 XML',
        '--outdir',
        join(work, 'converted'),
        csv,
      ],
      { stdio: 'ignore' },
    );
  for (let round = -1; round < rounds; round++) {
    const ours = await timed(() => exportXlsx(desk.db, options, { file: xlsx, replace: true }));
    const theirs = await timed(office);
    const plan = await timed(async () => {
      const planned = planImport(desk.db, 'visit', await readSheetFile(xlsx));
      if (planned.unchanged !== rows) throw new Error(`the round trip of ${basename(xlsx)} changed something: ${JSON.stringify(planned.rejected.slice(0, 3))}`);
    });
    const parse = await timed(() => new Workbook().xlsx.load(readFileSync(xlsx)));
    if (round < 0) continue; // the first of each warms up: LibreOffice makes its profile
    times.xlsx.push(ours);
    times.office.push(theirs);
    times.plan.push(plan);
    times.parse.push(parse);
  }
  return [
    { what: 'export of 10,000 × 20 cells to xlsx ÷ LibreOffice converting the same csv', ours: median(times.xlsx), bare: median(times.office), allowed: 1 },
    { what: 'import of the same xlsx, compared with every record ÷ the bare parser', ours: median(times.plan), bare: median(times.parse), allowed: 1.5 },
  ];
}
