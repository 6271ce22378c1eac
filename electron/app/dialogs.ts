// What needs a window or the file system's face: save dialogs, the menu, showing a file. Whoever comes back from a dialog or
// a thread may write, and so has waited until nobody else does.
import { rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { app, type BrowserWindow, dialog, nativeTheme, shell as system } from 'electron';
import { tableOf } from '../../db/catalog/index.ts';
import { requireTable } from '../../db/queries/filter.ts';
import { tableLabel } from '../../resources/locales/sentences.ts';
import type { WindowServices } from '../ipc/handler-context.ts';
import { type Job, startJob } from '../jobs/jobs.ts';
import type { WorkerContext } from '../jobs/work.ts';
import { fileName } from '../services/files/file-name.ts';
import { partOf, writeWhole } from '../services/files/write-file.ts';
import type { Print } from '../services/print/printed-page.ts';
import type { Session } from '../session/session.ts';
import { wordsIn } from '../words.ts';
import { writeCells } from './clipboard.ts';
import { setMenu } from './menu.ts';

export interface WindowPaths {
  /** Folder of the built page. */
  readonly pageFolder: string;
  readonly workerContext: () => WorkerContext;
}

export function windowServices(session: Session, window: () => BrowserWindow | undefined, { pageFolder, workerContext }: WindowPaths): WindowServices {
  let last: string | undefined;
  const jobs = new Map<string, Job>();
  const words = () => wordsIn(session.settings().language);
  const askWhere = async (title: string, name: string, extension: string): Promise<string | undefined> => {
    const options = {
      title,
      defaultPath: join(app.getPath('documents'), name),
      filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
      properties: ['showOverwriteConfirmation' as const],
    };
    const parent = window();
    const { canceled, filePath } = parent ? await dialog.showSaveDialog(parent, options) : await dialog.showSaveDialog(options);
    await session.free();
    return canceled || filePath === '' ? undefined : filePath;
  };
  /** A window that has just been closed is told nothing more. */
  const send = (channel: string, message: unknown) => {
    const open = window();
    if (open && !open.isDestroyed()) open.webContents.send(channel, message);
  };
  const print: Print = async (page) => (await import('./print-window.ts')).paperToPdf(pageFolder, page);
  return {
    print,
    exportTable: async ({ request, columns, format, view, job: name }) => {
      const { language, dates } = session.settings();
      const table = tableOf(requireTable(request.table).name);
      const title = tableLabel(words(), table.name);
      const extension = { xlsx: 'xlsx', csv: 'csv', csvShiftJis: 'csv', pdf: 'pdf', print: '' }[format];
      const parts = [title, ...(view === undefined ? [] : [view]), session.today()];
      const file = format === 'print' ? '' : await askWhere(words()('dialog.saveTable'), fileName(parts, extension), extension);
      if (file === undefined) return null;
      const job = startJob(workerContext());
      jobs.set(name, job);
      const progress = (done: number, total: number) => send('progress', { job: name, done, total });
      const options = { request, columns, language, dates, today: session.today(), view };
      try {
        if (format !== 'pdf' && format !== 'print') {
          const done = await job.run('exportFile', { options, file, format }, progress);
          last = file;
          return done;
        }
        const page = await job.run('paperPage', { options }, progress);
        const paper = { ...page, language, footer: words()('sheet.page', { page: '{page}', pages: '{pages}' }), day: session.today() };
        const { paperToPdf, paperToPrinter } = await import('./print-window.ts');
        if (format === 'print') return (await paperToPrinter(pageFolder, paper)) ? { file: '', rows: page.rows, unencodable: [] } : null;
        await writeWhole(file, await paperToPdf(pageFolder, paper), true);
        last = file;
        return { file, rows: page.rows, unencodable: [] };
      } catch (error) {
        // The thread was ended in the middle: what it had begun is not left lying about.
        if (file !== '') await rm(partOf(file), { force: true }).catch(() => undefined);
        throw error;
      } finally {
        jobs.delete(name);
        job.end();
      }
    },
    cancelJob: (name) => jobs.get(name)?.end(),
    saveFile: async (name, write) => {
      const extension = extname(name).slice(1);
      const file = await askWhere(
        words()('dialog.saveFile'),
        fileName([name.slice(0, name.length - extension.length - 1)], extension || 'bin'),
        extension || 'bin',
      );
      if (file === undefined) return undefined;
      await write(file);
      last = file;
      return file;
    },
    askFile: async (kind) => {
      const options = {
        title: words()(kind === 'table' ? 'dialog.openTable' : 'dialog.attach'),
        filters:
          kind === 'table'
            ? [{ name: words()('dialog.tables'), extensions: ['xlsx', 'xlsm', 'csv', 'tsv', 'txt'] }]
            : [{ name: words()('dialog.anyFile'), extensions: ['*'] }],
        properties: ['openFile' as const],
      };
      const parent = window();
      const { canceled, filePaths } = parent ? await dialog.showOpenDialog(parent, options) : await dialog.showOpenDialog(options);
      await session.free();
      return canceled ? undefined : filePaths[0];
    },
    askFiles: async (kind) => {
      const options = {
        title: words()(kind === 'bundles' ? 'dialog.openBundles' : 'dialog.openSheets'),
        filters: [
          {
            name: words()(kind === 'bundles' ? 'dialog.bundles' : 'dialog.tables'),
            extensions: kind === 'bundles' ? ['citydesk'] : ['xlsx', 'xlsm', 'xls', 'ods'],
          },
        ],
        properties: ['openFile' as const, 'multiSelections' as const],
      };
      const parent = window();
      const { canceled, filePaths } = parent ? await dialog.showOpenDialog(parent, options) : await dialog.showOpenDialog(options);
      await session.free();
      return canceled ? [] : filePaths;
    },
    askFolder: async () => {
      const options = { title: words()('dialog.chooseFolder'), properties: ['openDirectory' as const, 'createDirectory' as const] };
      const parent = window();
      const { canceled, filePaths } = parent ? await dialog.showOpenDialog(parent, options) : await dialog.showOpenDialog(options);
      await session.free();
      return canceled ? undefined : filePaths[0];
    },
    wrote: (file) => {
      last = file ?? last;
    },
    progress: (job) => (done, total) => send('progress', { job, done, total }),
    copy: writeCells,
    inThread: async (task, input) => {
      const job = startJob(workerContext());
      try {
        return await job.run(task, input);
      } finally {
        job.end();
        await session.free();
      }
    },
    revealLast: () => {
      // Only a file this program has just written; nothing that the page could name.
      if (last !== undefined) system.showItemInFolder(last);
    },
    settingsChanged: () => {
      const { theme } = session.settings();
      nativeTheme.themeSource = theme;
      window()?.setTitle(words()('app.name'));
      setMenu(words(), app.isPackaged, (name) => send('command', name));
    },
  };
}
