// Files as offices hand them round, each with something that was once read wrong: what an import of them would do.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ImportPlan } from '../../electron/services/import/import-plan.ts';
import { planImport } from '../../electron/services/import/import-table.ts';
import { readBytes, readSheetBytes } from '../../electron/services/tabular/read-file.ts';
import { readSheetFile } from '../../electron/services/tabular/read-safely.ts';
import { stockedDesk } from '../fresh-desk.ts';
import { type Expected, officeFiles } from './office-files.ts';

const folder = join(import.meta.dirname, '..', 'fixtures', 'import');
const zones = ['Asia/Tokyo', 'America/New_York', 'Pacific/Kiritimati'];

/** What the tables are full of and no file is about. */
const usual = (column: string, value: unknown) => column === 'status' || (column === 'kind' && (value === 'city' || value === 'courtesy'));
const words = (all: object) => Object.values(all).join(' ');

function seen(plan: ImportPlan): Omit<Expected, 'as'> {
  const told = plan.notices
    .filter(({ code, details }) => code !== 'encoding' || details.encoding !== 'utf-8')
    .map(({ code, details }) => `${code} ${words(details)}`.trim());
  const refused = plan.rejected.map(({ line, column, code, details }) => `${line} ${column} ${code} ${words(details)}`.trim());
  return {
    records: plan.mutations.map((mutation) =>
      Object.entries(mutation.kind === 'create' ? mutation.set : {})
        .filter(([column, value]) => !usual(column, value))
        .map(([, value]) => String(value))
        .join('|'),
    ),
    ...(refused.length > 0 && { refused }),
    ...(told.length > 0 && { told }),
    ...(plan.problem && { asks: plan.readings.map(({ encoding }) => encoding) }),
  };
}

it.each(Object.entries(officeFiles))('%s', async (name, { as = 'partner', ...expected }) => {
  const file = await readSheetFile(join(folder, name));
  expect(seen(planImport(stockedDesk().db, as, file, {}))).toEqual(expected);
});

it('says what is right in every file', () => expect(readdirSync(folder).sort()).toEqual(Object.keys(officeFiles).sort()));

it.each([
  ['euc-jp.csv', 'euc-jp', ['東京ＺＺ市|高島崎ー']],
  ['gbk.csv', 'gb18030', ['X1|Beijing|北京市', 'X2|Shanghai|上海市']],
] as const)('%s is read once its encoding has been chosen: %s', async (name, encoding, records) => {
  const file = await readSheetFile(join(folder, name));
  expect(seen(planImport(stockedDesk().db, 'partner', file, { mapping: { encoding } })).records).toEqual(records);
});

it.each(zones)('days and times are the same in %s', async (zone) => {
  const before = process.env.TZ;
  process.env.TZ = zone;
  try {
    const dated = Object.entries(officeFiles).filter(([name, { as }]) => as === 'visit' && name.endsWith('.xlsx'));
    for (const [name, { as = '', ...expected }] of dated) {
      const file = await readSheetBytes(await readBytes(join(folder, name)), name);
      expect([name, seen(planImport(stockedDesk().db, as, file, {}))]).toEqual([name, expected]);
    }
  } finally {
    process.env.TZ = before;
  }
});
