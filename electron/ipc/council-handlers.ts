// Channels of the reporting round and the meetings of the Council.
import { basename } from 'node:path';
import type { IssuedSheet } from '../services/council/issue-sheet.ts';
import { writeWhole } from '../services/files/write-file.ts';
import type { CouncilSession } from '../session/council-session.ts';
import { wordsIn } from '../words.ts';
import type { HandlerContext } from './handler-context.ts';
import type { Handlers } from './router.ts';

export function councilHandlers({ session, shell, resources, language, display, changed, written }: HandlerContext, council: CouncilSession) {
  return {
    issueSheet: async ({ period, bureau, definition }) => {
      const { issueSheet } = await import('../services/council/issue-sheet.ts');
      const { sheetContent, sheetFileName } = await import('../services/council/sheet-content.ts');
      const options = { ...council.display(), period, bureau, definition };
      const name = sheetFileName(sheetContent(session.desk().db, options), options.language, session.today());
      let done: IssuedSheet | undefined;
      const file = await shell.saveFile(name, async (path) => {
        done = await council.composing((compose) => issueSheet(session.desk(), { ...options, compose }, path, true));
      });
      return file === undefined || !done ? null : { file, rows: done.rows, measures: done.measures, tables: ['sheet', 'sheetRow'] };
    },
    openPeriod: async (options) => {
      const { openPeriod } = await import('../services/council/open-period.ts');
      const { committed, ...opened } = openPeriod(session.desk(), session.settings().author, options);
      return { ...opened, tables: changed(committed) };
    },
    issueAll: async ({ period, definition, job }) => {
      const folder = await shell.askFolder();
      if (folder === undefined) return null;
      const { issueAll } = await import('../services/council/issue-all.ts');
      const done = await council.composing((compose) =>
        issueAll(session.desk(), { ...council.display(), period, definition, folder, resources, compose }, shell.progress(job)),
      );
      shell.wrote(done.files[0]);
      return { folder, files: done.files.length, tables: ['sheet', 'sheetRow'] };
    },
    chooseReturned: async ({ folder }) => {
      if (!folder) return { paths: await shell.askFiles('sheets') };
      const chosen = await shell.askFolder();
      return { paths: chosen === undefined ? [] : [chosen] };
    },
    readReturned: ({ paths, period, job }) => council.read(paths, period, shell.progress(job)),
    applyReturned: (choices) => written(council.apply(choices)),
    reminders: async ({ period }) => {
      const { reminders } = await import('../services/council/reminders.ts');
      return reminders(session.desk().db, { period, day: session.today(), display: display(), words: wordsIn(language()) });
    },
    noteReminded: async ({ sheets }) => {
      const { noteReminded } = await import('../services/council/reminders.ts');
      return written(noteReminded(session.desk(), session.settings().author, sheets));
    },
    checks: async ({ period }) => {
      const { checksBeforeMeeting } = await import('../services/council/checks.ts');
      return checksBeforeMeeting(session.desk().db, period);
    },
    overPeriods: async (of) => {
      const { overPeriods } = await import('../services/council/history.ts');
      return overPeriods(session.desk().db, of, language());
    },
    meetingPapers: async ({ period, meeting }) => {
      const folder = await shell.askFolder();
      if (folder === undefined) return null;
      const done = await council.papers({ period, meeting, folder, resources });
      const { printPapers } = await import('../services/council/papers.ts');
      const files = [...done.files, await printPapers(done, shell.print)];
      shell.wrote(files[0]);
      return { folder, files: files.map((file) => basename(file)) };
    },
    meetingRecord: async ({ meeting }) => {
      const { meetingRecord } = await import('../services/council/meeting-record.ts');
      const { title, bytes } = await meetingRecord(session.desk().db, meeting, council.display(), resources);
      const file = await shell.saveFile(`${title}.docx`, (path) => writeWhole(path, bytes, true));
      return file === undefined ? null : { file };
    },
    renumberings: async ({ strategy }) => {
      const { renumberings } = await import('../services/council/renumber.ts');
      return { count: renumberings(session.desk().db, strategy).length };
    },
    renumber: async ({ strategy }) => {
      const { renumber } = await import('../services/council/renumber.ts');
      const done = renumber(session.desk(), session.settings().author, strategy);
      return done ? written(done) : null;
    },
  } satisfies Partial<Handlers>;
}
