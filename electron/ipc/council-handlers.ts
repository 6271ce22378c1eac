// Channels of a reporting round of the Council: a period opened, sheets issued, reminded of, taken in.
import type { IssuedSheet } from '../services/council/issue-sheet.ts';
import type { CouncilSession } from '../session/council-session.ts';
import { wordsIn } from '../words.ts';
import type { HandlerContext } from './handler-context.ts';
import type { Handlers } from './router.ts';

export function councilHandlers({ session, window, resources, language, display, changed, written, write }: HandlerContext, council: CouncilSession) {
  return {
    issueSheet: async ({ period, bureau, definition }) => {
      const { issueSheet } = await import('../services/council/issue-sheet.ts');
      const { sheetContent, sheetFileName } = await import('../services/council/sheet-content.ts');
      const options = { ...council.display(), period, bureau, definition };
      const name = sheetFileName(sheetContent(session.desk().db, options), options.language, session.today());
      let done: IssuedSheet | undefined;
      const file = await window.saveFile(name, async (path) => {
        done = await council.composing((compose) => issueSheet(session.desk(), { ...options, compose }, path, true));
      });
      return file === undefined || !done ? null : { file, rows: done.rows, measures: done.measures, tables: ['sheet', 'sheetRow'] };
    },
    openPeriod: async (options) => {
      const { openPeriod } = await import('../services/council/open-period.ts');
      const { committed, ...opened } = await session.desk().write((desk) => openPeriod(desk, session.settings().author, options));
      return { ...opened, tables: changed(committed) };
    },
    issueAll: async ({ period, definition, job }) => {
      const folder = await window.askFolder();
      if (folder === undefined) return null;
      const { issueAll } = await import('../services/council/issue-all.ts');
      const done = await council.composing((compose) =>
        issueAll(session.desk(), { ...council.display(), period, definition, folder, resources, compose }, window.progress(job)),
      );
      window.wrote(done.files[0]);
      return { folder, files: done.files.length, tables: ['sheet', 'sheetRow'] };
    },
    chooseReturned: async ({ folder }) => {
      if (!folder) return { paths: await window.askFiles('sheets') };
      const chosen = await window.askFolder();
      return { paths: chosen === undefined ? [] : [chosen] };
    },
    readReturned: ({ paths, period, job }) => council.read(paths, period, window.progress(job)),
    applyReturned: async (choices) => written(await council.apply(choices)),
    reminders: async ({ period }) => {
      const { reminders } = await import('../services/council/reminders.ts');
      return reminders(session.desk().db, { period, day: session.today(), display: display(), words: wordsIn(language()) });
    },
    noteReminded: async ({ sheets }) => {
      const { noteReminded } = await import('../services/council/reminders.ts');
      return write((desk, author) => noteReminded(desk, author, sheets));
    },
  } satisfies Partial<Handlers>;
}
