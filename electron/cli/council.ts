// `desk council …` and `import progress-sheet`: a reporting round from opening to the papers of the meeting.
import { basename } from 'node:path';
import { unshared } from '../../db/desk/shared-desk.ts';
import { DeskError } from '../../db/errors.ts';
import { today } from '../services/calendar/today.ts';
import { checksBeforeMeeting } from '../services/council/checks.ts';
import { findByIdOrName } from '../services/council/find-record.ts';
import { overPeriods } from '../services/council/history.ts';
import { issueAll } from '../services/council/issue-all.ts';
import { meetingRecord } from '../services/council/meeting-record.ts';
import { agreed, applyReturned } from '../services/council/merge-returned.ts';
import { openPeriod } from '../services/council/open-period.ts';
import { meetingPapers, printPapers } from '../services/council/papers.ts';
import { reminders } from '../services/council/reminders.ts';
import { renumber, renumberings } from '../services/council/renumber.ts';
import { type ReadReturn, readReturnedFile } from '../services/council/returned-files.ts';
import { writeWhole } from '../services/files/write-file.ts';
import { oneOf, required, WrongUsage } from './arguments.ts';
import { type Answer, type Command, reading, type Setting, sheetOption, words, writing } from './setting.ts';

export const openNextPeriod: Command = (setting) =>
  writing(setting, (desk, author) => {
    const { options } = setting;
    const opened = openPeriod(desk, author, {
      council: required(options.council, '--council C'),
      strategy: required(options.strategy, '--strategy S'),
      nameJa: required(options.period, '--period NAME'),
      kind: oneOf(options.kind, ['quarter', 'half', 'year'] as const, 'quarter', 'kind'),
      dateFrom: required(options.from, '--from DATE'),
      dateTo: required(options.until, '--until DATE'),
      dueOn: options.due,
    });
    const { committed: _, ...json } = opened;
    return { json, text: words(setting)('council.opened', { count: opened.records, carried: opened.carried }) };
  });

/** Whatever is written into a folder for a period says these. */
const intoFolder = (setting: Setting, author: string) => ({
  period: required(setting.options.period, '--period P'),
  language: setting.language,
  dates: 'era' as const,
  words: words(setting),
  author,
  folder: required(setting.options.out, '--out FOLDER'),
  resources: setting.places.resources,
});

export const issue: Command = (setting) => {
  const definition = sheetOption(setting);
  return writing(setting, async (desk, author): Promise<Answer> => {
    const { council: wanted } = setting.options;
    const done = await issueAll(unshared(desk), { ...intoFolder(setting, author), council: wanted, definition });
    return { json: { folder: done.folder, files: done.files.map((file) => basename(file)), sheets: done.sheets.length }, text: done.files.join('\n') };
  });
};

export const papers: Command = (setting) =>
  writing(setting, async (desk, author): Promise<Answer> => {
    const done = await meetingPapers(desk.db, {
      ...intoFolder(setting, author),
      meeting: setting.options.meeting,
      deskName: desk.local('deskName') ?? '',
      day: today(setting.environment.now()),
    });
    const files = [...done.files, ...(setting.places.pdf ? [await printPapers(done, setting.places.pdf)] : [])];
    return { json: { folder: done.folder, files: files.map((file) => basename(file)) }, text: files.join('\n') };
  });

/** What became of a meeting, in Word. */
export const record: Command = (setting) =>
  reading(setting, async ({ db }): Promise<Answer> => {
    const file = required(setting.options.out, '--out FILE.docx');
    const { bytes } = await meetingRecord(
      db,
      required(setting.options.meeting, '--meeting ID'),
      { language: setting.language, dates: 'era', words: words(setting) },
      setting.places.resources,
    );
    await writeWhole(file, bytes, setting.options.force ?? false);
    return { json: { file }, text: words(setting)('ui.exported', { file }) };
  });

/** Measures numbered in the order of the tree. */
export const renumberMeasures: Command = (setting) =>
  writing(setting, (desk, author) => {
    const wanted = required(setting.options.strategy, '--strategy S');
    const strategy = findByIdOrName(desk.db, 'strategy', wanted);
    if (!strategy) throw new DeskError('notFound', { table: 'strategy', id: wanted });
    const changes = renumberings(desk.db, strategy);
    const done = setting.options['dry-run'] ? undefined : renumber(desk, author, strategy);
    return {
      json: { changes, action: done?.action ?? null },
      text: changes.length === 0 ? words(setting)('council.inOrder') : words(setting)('council.renumbered', { count: changes.length }),
    };
  });

function periodOf(setting: Setting, db: Parameters<typeof findByIdOrName>[0]): string {
  const wanted = required(setting.options.period, '--period P');
  const period = findByIdOrName(db, 'period', wanted);
  if (!period) throw new DeskError('noPeriod', { period: wanted });
  return period;
}

export const remind: Command = (setting) =>
  reading(setting, ({ db }) => {
    const list = reminders(db, {
      period: periodOf(setting, db),
      day: today(setting.environment.now()),
      display: { language: setting.language, dates: 'era' },
      words: words(setting),
    });
    return { json: { reminders: list }, text: list.map((one) => one.text).join('\n----\n') };
  });

export const check: Command = (setting) =>
  reading(setting, ({ db }) => {
    const findings = checksBeforeMeeting(db, periodOf(setting, db));
    return {
      json: { findings },
      text: findings.map((one) => `${one.number} ${one.bureau} ${words(setting)(`council.findings.${one.code}`)} ${one.detail}`).join('\n'),
    };
  });

export const history: Command = (setting) =>
  reading(setting, ({ db }) => {
    const cells = overPeriods(
      db,
      { measure: setting.options.measure, bureau: setting.options.bureau === undefined ? undefined : findByIdOrName(db, 'bureau', setting.options.bureau) },
      setting.language,
    );
    return { json: { cells }, text: cells.map((one) => `${one.periodName} ${one.number} ${one.bureauName} ${one.status}`).join('\n') };
  });

/** Three-way merge of returned sheets. What only the bureau changed is taken; `--take` says what becomes of the rest. */
export const importSheets: Command = (setting) =>
  writing(setting, async (desk, author): Promise<Answer> => {
    const paths = setting.words.slice(2);
    if (paths.length === 0) throw new WrongUsage('import progress-sheet FILE…');
    const take = oneOf(setting.options.take, ['theirs', 'ours'] as const, 'ours', 'take');
    const previewed: ReadReturn[] = [];
    for (const path of paths) previewed.push(await readReturnedFile(desk.db, path));
    const files = previewed.filter(({ known }) => !known);
    const changes = previewed.flatMap((file) => file.changes);
    const chosen = new Set(
      agreed(changes)
        .filter((one) => one.ticked || (take === 'theirs' && one.verdict !== 'cleared' && one.verdict !== 'ambiguous'))
        .map((one) => one.key),
    );
    const done =
      setting.options['dry-run'] || files.length === 0 ? undefined : applyReturned(desk, author, { files, shown: changes, choices: { take: chosen } });
    const json = {
      applied: done ? chosen.size : 0,
      conflicts: changes.filter((one) => one.verdict === 'conflict').length,
      action: done?.action ?? null,
      files: previewed.map(({ returned, known, changes: own }, at) => ({
        file: paths[at],
        sheet: returned.issue.id,
        period: returned.issue.periodName,
        bureau: returned.issue.bureauName,
        known,
        rows: returned.rows.length,
        added: returned.added.length,
        notices: returned.notices,
        changes: own.map(({ number, measure, bureau, column, base, ours, theirs, verdict }) => ({
          number,
          measure,
          bureau,
          column,
          base,
          ours,
          theirs,
          verdict,
        })),
      })),
    };
    return { json, text: words(setting)('council.taken', { count: json.applied, conflicts: json.conflicts }) };
  });
