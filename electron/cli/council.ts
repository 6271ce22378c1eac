// `desk council …` and `import progress-sheet`: a reporting round from opening to the papers of the meeting.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { DeskError } from '../../db/errors.ts';
import { checksBeforeMeeting } from '../services/council/checks.ts';
import { overPeriods } from '../services/council/history.ts';
import { issueAll } from '../services/council/issue-all.ts';
import { agreed, applyReturned, type CellChange, changesOf, type ReturnedFile } from '../services/council/merge-returned.ts';
import { openPeriod } from '../services/council/open-period.ts';
import { meetingPapers } from '../services/council/papers.ts';
import { readReturned } from '../services/council/read-returned.ts';
import { reminders } from '../services/council/reminders.ts';
import { find } from '../services/council/sheets.ts';
import { readSheetFile } from '../services/tabular/read-file.ts';
import { today } from '../services/today.ts';
import { oneOf, required, WrongUsage } from './arguments.ts';
import { type Answer, type Command, reading, type Setting, words, writing } from './setting.ts';

const open: Command = (setting) =>
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

const issue: Command = (setting) =>
  writing(setting, async (desk, author): Promise<Answer> => {
    const { options, language } = setting;
    const done = await issueAll(desk, {
      period: required(options.period, '--period P'),
      council: options.council,
      definition: options.sheet,
      language,
      dates: 'era',
      words: words(setting),
      author,
      folder: required(options.out, '--out FOLDER'),
      resources: setting.places.resources,
    });
    return { json: { folder: done.folder, files: done.files.map((file) => basename(file)), sheets: done.sheets.length }, text: done.files.join('\n') };
  });

const papers: Command = (setting) =>
  writing(setting, async (desk, author): Promise<Answer> => {
    const { options, language } = setting;
    const done = await meetingPapers(desk, {
      period: required(options.period, '--period P'),
      meeting: options.meeting,
      language,
      dates: 'era',
      words: words(setting),
      author,
      folder: required(options.out, '--out FOLDER'),
      resources: setting.places.resources,
    });
    return { json: { folder: done.folder, files: done.files.map((file) => basename(file)) }, text: done.files.join('\n') };
  });

function periodOf(setting: Setting, db: Parameters<typeof find>[0]): string {
  const wanted = required(setting.options.period, '--period P');
  const period = find(db, 'period', wanted);
  if (!period) throw new DeskError('noPeriod', { period: wanted });
  return period;
}

const remind: Command = (setting) =>
  reading(setting, ({ db }) => {
    const list = reminders(db, periodOf(setting, db), today(setting.world.now()), { language: setting.language, dates: 'era' }, words(setting));
    return { json: { reminders: list }, text: list.map((one) => one.text).join('\n----\n') };
  });

const check: Command = (setting) =>
  reading(setting, ({ db }) => {
    const findings = checksBeforeMeeting(db, periodOf(setting, db));
    return {
      json: { findings },
      text: findings.map((one) => `${one.number} ${one.bureau} ${words(setting)(`council.findings.${one.code}`)} ${one.detail}`).join('\n'),
    };
  });

const history: Command = (setting) =>
  reading(setting, ({ db }) => {
    const cells = overPeriods(
      db,
      { measure: setting.options.measure, bureau: setting.options.bureau === undefined ? undefined : find(db, 'bureau', setting.options.bureau) },
      setting.language,
    );
    return { json: { cells }, text: cells.map((one) => `${one.periodName} ${one.number} ${one.bureauName} ${one.status}`).join('\n') };
  });

const parts: Readonly<Record<string, Command>> = { 'open-period': open, issue, papers, remind, check, history };

export const council: Command = (setting) => {
  const name = setting.words[1] ?? '';
  const command = Object.hasOwn(parts, name) ? parts[name] : undefined;
  if (!command) throw new WrongUsage(`council ${Object.keys(parts).join('|')}`);
  return command(setting);
};

/** Three-way merge of returned sheets. What only the bureau changed is taken; `--take` says what becomes of the rest. */
export const importSheets: Command = (setting) =>
  writing(setting, async (desk, author): Promise<Answer> => {
    const paths = setting.words.slice(2);
    if (paths.length === 0) throw new WrongUsage('import progress-sheet FILE…');
    const take = oneOf(setting.options.take, ['theirs', 'ours'] as const, 'ours', 'take');
    const files: ReturnedFile[] = [];
    const changes: CellChange[] = [];
    const results: unknown[] = [];
    for (const path of paths) {
      const file = await readSheetFile(path, 'auto');
      const sha = createHash('sha256').update(readFileSync(path)).digest('hex');
      const returned = readReturned(desk.db, file, basename(path));
      const known = returned.issue.returnedHash === sha;
      const own = known ? [] : changesOf(desk.db, returned);
      if (!known) files.push({ returned, sha, fileName: basename(path) });
      changes.push(...own);
      results.push({
        file: path,
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
      });
    }
    const chosen = new Set(
      agreed(changes)
        .filter((one) => one.ticked || (take === 'theirs' && one.verdict !== 'cleared' && one.verdict !== 'ambiguous'))
        .map((one) => one.key),
    );
    const done = setting.options['dry-run'] || files.length === 0 ? undefined : applyReturned(desk, author, files, changes, { take: chosen });
    const json = {
      applied: done ? chosen.size : 0,
      conflicts: changes.filter((one) => one.verdict === 'conflict').length,
      action: done?.action ?? null,
      files: results,
    };
    return { json, text: words(setting)('council.taken', { count: json.applied, conflicts: json.conflicts }) };
  });
