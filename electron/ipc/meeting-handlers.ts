// Channels of the Council's meetings: checks before, papers, record, comparison over periods, numbers of measures.
import { basename } from 'node:path';
import { writeWhole } from '../services/files/write-file.ts';
import type { CouncilSession } from '../session/council-session.ts';
import type { HandlerContext } from './handler-context.ts';
import type { Handlers } from './router.ts';

export function meetingHandlers({ session, window, resources, language, written }: HandlerContext, council: CouncilSession) {
  return {
    checks: async ({ period }) => {
      const { checksBeforeMeeting } = await import('../services/council/checks.ts');
      return checksBeforeMeeting(session.desk().db, period);
    },
    overPeriods: async (of) => {
      const { overPeriods } = await import('../services/council/history.ts');
      return overPeriods(session.desk().db, of, language());
    },
    meetingPapers: async ({ period, meeting }) => {
      const folder = await window.askFolder();
      if (folder === undefined) return null;
      const done = await council.papers({ period, meeting, folder, resources });
      const { printPapers } = await import('../services/council/papers.ts');
      const files = [...done.files, await printPapers(done, window.print)];
      window.wrote(files[0]);
      return { folder, files: files.map((file) => basename(file)) };
    },
    meetingRecord: async ({ meeting }) => {
      const { meetingRecord } = await import('../services/council/meeting-record.ts');
      const { title, bytes } = await meetingRecord(session.desk().db, meeting, council.display(), resources);
      const file = await window.saveFile(`${title}.docx`, (path) => writeWhole(path, bytes, true));
      return file === undefined ? null : { file };
    },
    renumberings: async ({ strategy }) => {
      const { renumberings } = await import('../services/council/renumber.ts');
      return { count: renumberings(session.desk().db, strategy).length };
    },
    renumber: async ({ strategy }) => {
      const { renumber } = await import('../services/council/renumber.ts');
      const done = await session.desk().write((desk) => renumber(desk, session.settings().author, strategy));
      return done ? written(done) : null;
    },
  } satisfies Partial<Handlers>;
}
