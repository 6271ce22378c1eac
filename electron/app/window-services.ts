// What the handlers need of the window: dialogs, menu, clipboard, printing, threads with their progress, showing a file.
import { extname } from 'node:path';
import { app, type BrowserWindow, nativeTheme, shell } from 'electron';
import type { EventName } from '../contract/channels.ts';
import type { WindowServices } from '../ipc/handler-context.ts';
import { type Job, startJob } from '../jobs/jobs.ts';
import type { WorkerContext } from '../jobs/work.ts';
import { savedName } from '../services/files/file-name.ts';
import type { Session } from '../session/session.ts';
import { wordsIn } from '../words.ts';
import { writeCells } from './clipboard.ts';
import { dialogsOver } from './dialogs.ts';
import { setMenu } from './menu.ts';
import { exportTable } from './table-output.ts';

export interface WindowPaths {
  /** Folder of the built page. */
  readonly pageFolder: string;
  readonly workerContext: () => WorkerContext;
}

export function windowServices(session: Session, window: () => BrowserWindow | undefined, { pageFolder, workerContext }: WindowPaths): WindowServices {
  let last: string | undefined;
  const jobs = new Map<string, Job>();
  const words = () => wordsIn(session.settings().language);
  const dialogs = dialogsOver(window, words);
  /** A window that has just been closed gets no more messages. */
  const send = (event: EventName, message: unknown) => {
    const open = window();
    if (open && !open.isDestroyed()) open.webContents.send(event, message);
  };
  const progress = (job: string) => (done: number, total: number) => send('progress', { job, done, total });
  return {
    ...dialogs,
    print: async (page) => (await import('./print-window.ts')).paperToPdf(pageFolder, page),
    exportTable: async (input) => {
      const job = startJob(workerContext());
      jobs.set(input.job, job);
      try {
        const done = await exportTable(input, job, { session, dialogs, pageFolder, progress: progress(input.job) });
        if (done && done.file !== '') last = done.file;
        return done;
      } finally {
        jobs.delete(input.job);
        job.end();
      }
    },
    cancelJob: (name) => jobs.get(name)?.end(),
    saveFile: async (name, write) => {
      const file = await dialogs.askWhere(words()('dialog.saveFile'), savedName(name), extname(savedName(name)).slice(1));
      if (file === undefined) return undefined;
      await write(file);
      last = file;
      return file;
    },
    wrote: (file) => {
      last = file ?? last;
    },
    progress,
    copy: writeCells,
    clipboardAction: (action) => window()?.webContents[action](),
    inThread: async (task, input) => {
      const job = startJob(workerContext());
      try {
        return await job.run(task, input);
      } finally {
        job.end();
      }
    },
    revealLast: () => {
      // Only a file this program has just written; nothing that the page could name.
      if (last !== undefined) shell.showItemInFolder(last);
    },
    settingsChanged: () => {
      const { theme } = session.settings();
      nativeTheme.themeSource = theme;
      window()?.setTitle(words()('app.name'));
      setMenu(words(), app.isPackaged, (name) => send('command', name));
    },
  };
}
