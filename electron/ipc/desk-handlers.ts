// Channels of the desk as a whole: start, settings, the first screen, undo.
import { conflictCount } from '../../db/exchange/conflicts.ts';
import { redo, undo, undoState } from '../../db/log/undo.ts';
import { home } from '../services/home/home.ts';
import { wordsIn } from '../words.ts';
import type { HandlerContext } from './handler-context.ts';
import type { Handlers } from './router.ts';

export function deskHandlers({ session, window, language, display, write }: HandlerContext) {
  return {
    start: () => session.state(),
    createDesk: (input) => session.create(input),
    retry: () => session.retry(),
    saveSettings: async (input) => {
      await session.saveSettings(input);
      window.settingsChanged();
      return session.state();
    },
    undo: (input) => write((desk, author) => undo(desk, author, { rest: input?.rest ?? false })),
    redo: () => write(redo),
    undoState: () => {
      const { db, id } = session.desk();
      const state = undoState(db, id);
      return { undo: state.undo !== null, redo: state.redo !== null, conflicts: conflictCount(db) };
    },
    home: () => home(session.desk(), session.today(), display(), wordsIn(language())),
    cancelJob: ({ job }) => {
      window.cancelJob(job);
      return null;
    },
    revealLast: () => {
      window.revealLast();
      return null;
    },
  } satisfies Partial<Handlers>;
}
