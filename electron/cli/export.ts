// `desk export …`: tables, progress sheets, the log.
import { tableOf } from '../../db/catalog/index.ts';
import { openReader } from '../../db/desk/open.ts';
import { unshared } from '../../db/desk/shared-desk.ts';
import { requireTable } from '../../db/queries/filter.ts';
import { today } from '../services/calendar/today.ts';
import { issueSheet } from '../services/council/issue-sheet.ts';
import { exportOperations } from '../services/exchange/export-operations.ts';
import { writeWhole } from '../services/files/write-file.ts';
import { oneOf, required, WrongUsage } from './arguments.ts';
import { type Answer, askedOption, type Command, completeSearch, folderOf, sheetOption, sortOption, words, writing } from './setting.ts';

export const exportTable: Command = async (setting) => {
  const { options, language } = setting;
  // Loaded only here: spreadsheets and encodings are half a megabyte of code that other commands do without.
  const [{ exportCsv }, { exportXlsx }] = await Promise.all([import('../services/table-export/csv.ts'), import('../services/table-export/xlsx.ts')]);
  const table = tableOf(requireTable(required(setting.words[2], 'export table TABLE')).name);
  const file = required(options.out, '--out FILE');
  const encoding = oneOf(options.encoding, ['utf-8', 'shift_jis'] as const, 'utf-8', 'encoding');
  const columns = options.columns?.split(',');
  const view = {
    request: { table: table.name, ...askedOption(options.filter), search: options.search, sort: sortOption(table, options.sort) },
    columns,
    language,
    dates: 'western' as const,
    words: words(setting),
    today: today(setting.environment.now()),
  };
  if (!/\.(xlsx|csv)$/i.test(file)) throw new WrongUsage('--out FILE.xlsx | FILE.csv');
  if (options.search !== undefined) await completeSearch(setting);
  const desk = openReader(folderOf(setting), setting.environment);
  try {
    const done = /\.xlsx$/i.test(file) ? await exportXlsx(desk.db, view, { file }) : await exportCsv(desk.db, view, { file, encoding });
    const note =
      done.unencodable.length > 0 ? `\n${words(setting)('cli.unencodable', { count: done.unencodable.length, characters: done.unencodable.join(' ') })}` : '';
    return { json: done, text: `${words(setting)('ui.exported', { file })}${note}` };
  } finally {
    desk.close();
  }
};

export const exportSheet: Command = (setting) => {
  const definition = sheetOption(setting);
  return writing(setting, async (desk, author): Promise<Answer> => {
    const { options, language } = setting;
    const file = required(options.out, '--out FILE.xlsx');
    if (!/\.xlsx$/i.test(file)) throw new WrongUsage('--out FILE.xlsx');
    const issued = await issueSheet(
      unshared(desk),
      {
        period: required(options.period, '--period P'),
        bureau: options.bureau,
        council: options.council,
        definition,
        language,
        dates: 'era',
        words: words(setting),
        author,
      },
      file,
    );
    return { json: issued, text: words(setting)('ui.exported', { file }) };
  });
};

export const exportCalendar: Command = async (setting) => {
  const file = required(setting.options.out, '--out FILE.ics');
  const { calendarFile } = await import('../services/calendar/calendar-file.ts');
  const desk = openReader(folderOf(setting), setting.environment);
  try {
    const text = await calendarFile(desk.db, today(setting.environment.now()), words(setting));
    await writeWhole(file, text, false);
    return { json: { file, entries: text.split('BEGIN:VEVENT').length - 1 }, text: words(setting)('ui.exported', { file }) };
  } finally {
    desk.close();
  }
};

export const exportLog: Command = async (setting) => {
  const file = required(setting.options.out, '--out FILE.ndjson');
  const desk = openReader(folderOf(setting), setting.environment);
  try {
    const operations = await exportOperations(desk.db, file);
    return { json: { file, operations }, text: words(setting)('ui.exported', { file }) };
  } finally {
    desk.close();
  }
};
