// The thread: a reading connection of its own, one order at a time. Whatever it does, the window stays quick, and ending
// the thread ends the work.
import { parentPort, workerData } from 'node:worker_threads';
import { openReader, openSecondConnection, type SecondConnection } from '../../db/desk/open.ts';
import { DeskError, fromSqlite } from '../../db/errors.ts';
import { newRecordId } from '../../db/log/ids.ts';
import { backUp } from '../../db/store/backup.ts';
import { systemEnvironment } from '../../db/store/environment.ts';
import { noteUnfinished } from '../services/files/unfinished.ts';
import { planImport, rememberNames } from '../services/import/import-table.ts';
import { exportCsv } from '../services/table-export/csv.ts';
import type { TableExport } from '../services/table-export/export-rows.ts';
import { paperPage } from '../services/table-export/paper-page.ts';
import { exportXlsx } from '../services/table-export/xlsx.ts';
import type { SheetFile } from '../services/tabular/cells.ts';
import { readSheetFile } from '../services/tabular/read-safely.ts';
import { readText } from '../services/tabular/read-text.ts';
import { wordsIn } from '../words.ts';
import type { Order, Report, TaskName, Tasks, ViewOptions, WorkerContext } from './work.ts';

const context = workerData as WorkerContext;
const port = parentPort;
if (!port) throw new Error('runs as a thread only');

const environment = systemEnvironment(context.app, context.migrations, context.binding);
const desk = openReader(context.folder, environment);
noteUnfinished(context.folder);

/** A writing connection for one task; the window's is held still meanwhile. */
async function withSecondConnection<T>(work: (writer: SecondConnection) => T | Promise<T>): Promise<T> {
  const writer = openSecondConnection(context.folder, environment);
  try {
    return await work(writer);
  } finally {
    writer.close();
  }
}

let file: SheetFile | undefined;

const optionsOf = (options: ViewOptions): TableExport => ({ ...options, words: wordsIn(options.language) });

const report = (message: Report) => port.postMessage(message);

const tasks: {
  readonly [T in TaskName]: (input: Tasks[T]['input'], progress: (done: number, total: number) => void) => Tasks[T]['output'] | Promise<Tasks[T]['output']>;
} = {
  exportFile: ({ options, file: path, format }, progress) =>
    format === 'xlsx'
      ? exportXlsx(desk.db, optionsOf(options), { file: path, replace: true, onProgress: progress })
      : exportCsv(desk.db, optionsOf(options), { file: path, encoding: format === 'csv' ? 'utf-8' : 'shift_jis', replace: true, onProgress: progress }),
  paperPage: ({ options }, progress) => paperPage(desk.db, optionsOf(options), progress),
  readFile: async (input) => {
    if ('text' in input) {
      const sheet = readText(input.text, '');
      if (sheet.rows.length === 0) throw new DeskError('noTable');
      file = { sheets: [sheet], notices: [] };
    } else file = await readSheetFile(input.path, input.encoding);
    return { rows: file.sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0) };
  },
  writeBundle: async ({ plan, file: path }, progress) => {
    const { writeBundle } = await import('../services/exchange/write-bundle.ts');
    return writeBundle(desk.db, { folder: context.folder, plan, file: path, replace: true, onProgress: progress });
  },
  previewBundle: async ({ file: path, passphrase, keys }, progress) => {
    const { previewBundle } = await import('../services/exchange/preview-bundle.ts');
    return withSecondConnection((writer) => previewBundle(writer, { keys, passphrase }, path, progress));
  },
  importBundle: async ({ staged, fileName, keys }, progress) => {
    const { importBundle } = await import('../services/exchange/import-bundle.ts');
    return withSecondConnection((writer) =>
      importBundle(writer, { keys, staged, fileName, onProgress: (lines) => progress(lines, staged.manifest.counts.ops) }),
    );
  },
  discardBundle: async ({ folder }) => {
    const { discard } = await import('../services/exchange/inbox.ts');
    discard({ folder });
    return null;
  },
  importWaiting: async ({ keys }) => {
    const { importWaiting } = await import('../services/exchange/import-bundle.ts');
    return withSecondConnection((writer) => importWaiting(writer, keys).length);
  },
  backUp: ({ reason }) => backUp(desk.db, context.folder, { at: environment.now(), reason, binding: context.binding }),
  writeBackup: async ({ file: path, passphrase }) => {
    const { writeBackup } = await import('../services/exchange/backup-file.ts');
    return writeBackup(desk.db, context.folder, path, { passphrase, replace: true, binding: context.binding });
  },
  readReturnedFile: async ({ paths }, progress) => {
    const { readAllReturned } = await import('../services/council/returned-files.ts');
    return readAllReturned(desk.db, paths, progress);
  },
  composeBriefing: async ({ dates, resources, ...options }) => {
    const { composeBriefing } = await import('../services/briefing/compose.ts');
    return composeBriefing(desk.db, options, { folder: context.folder, resources }, { words: wordsIn, dates });
  },
  meetingPapers: async (options) => {
    const { meetingPapers } = await import('../services/council/papers.ts');
    return meetingPapers(desk.db, { ...options, words: wordsIn(options.language) });
  },
  progressWorkbook: async (options) => {
    const { progressWorkbook } = await import('../services/council/progress-workbook.ts');
    return progressWorkbook({ ...options, words: wordsIn(options.language) });
  },
  planImport: ({ table, mapping, today, language }) => {
    if (!file) throw new DeskError('planGone');
    return {
      ...planImport(desk.db, table, file, {
        mapping,
        context: { today, words: wordsIn(language), newId: () => newRecordId(environment.now(), environment.random) },
      }),
      remember: rememberNames(desk.db, mapping.names),
    };
  },
};

/** Progress is told at most ten times a second. */
const progressPauseMs = 100;

port.on('message', async (order: Order) => {
  const { id } = order;
  let lastReport = 0;
  const progress = (done: number, total: number) => {
    const now = performance.now();
    if (now - lastReport < progressPauseMs && done < total) return;
    lastReport = now;
    report({ id, kind: 'progress', done, total });
  };
  try {
    const perform = tasks[order.task] as (input: unknown, progress: (done: number, total: number) => void) => unknown; // each order carries its own task's input
    report({ id, kind: 'done', output: await perform(order.input, progress) });
  } catch (caught) {
    const error = fromSqlite(caught);
    const known = error instanceof DeskError;
    report({
      id,
      kind: 'failed',
      code: known ? error.code : undefined,
      details: known ? error.details : {},
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
});
