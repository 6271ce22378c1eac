// The thread: a reading connection of its own, one order at a time. Whatever it does, the window stays quick, and ending
// the thread ends the work.
import { parentPort, workerData } from 'node:worker_threads';
import { backUp } from '../../db/backup.ts';
import { type DeskBeside, openBeside, openReader, realWorld } from '../../db/desk.ts';
import { DeskError, fromSqlite } from '../../db/errors.ts';
import { wordsIn } from '../i18n.ts';
import { planImport, rememberNames } from '../services/import-table.ts';
import type { TableExport } from '../services/table-export/cells.ts';
import { exportCsv } from '../services/table-export/csv.ts';
import { paperPage } from '../services/table-export/paper-page.ts';
import { exportXlsx } from '../services/table-export/xlsx.ts';
import type { SheetFile } from '../services/tabular/cells.ts';
import { readSheetFile } from '../services/tabular/read-file.ts';
import { readText } from '../services/tabular/read-text.ts';
import type { Order, Report, TaskName, Tasks, ViewWish, WorkPlace } from './work.ts';

const place = workerData as WorkPlace;
const port = parentPort;
if (!port) throw new Error('runs as a thread only');

const world = realWorld(place.app, place.migrations, place.binding);
const desk = openReader(place.folder, world);

/** A writing connection for one task; the window's is held still meanwhile. */
async function beside<T>(work: (writer: DeskBeside) => T | Promise<T>): Promise<T> {
  const writer = openBeside(place.folder, world);
  try {
    return await work(writer);
  } finally {
    writer.close();
  }
}

let file: SheetFile | undefined;

const wishOf = (wish: ViewWish): TableExport => ({ ...wish, words: wordsIn(wish.language) });

const report = (message: Report) => port.postMessage(message);

const tasks: {
  readonly [T in TaskName]: (input: Tasks[T]['input'], progress: (done: number, total: number) => void) => Tasks[T]['output'] | Promise<Tasks[T]['output']>;
} = {
  exportFile: ({ wish, file: path, format }, progress) =>
    format === 'xlsx'
      ? exportXlsx(desk.db, wishOf(wish), path, true, progress)
      : exportCsv(desk.db, wishOf(wish), path, format === 'csv' ? 'utf-8' : 'shift_jis', true, progress),
  paperPage: ({ wish }, progress) => paperPage(desk.db, wishOf(wish), progress),
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
    return writeBundle(desk.db, place.folder, plan, path, true, progress);
  },
  lookBundle: async ({ file: path, passphrase, keys }, progress) => {
    const { look } = await import('../services/exchange/receive.ts');
    return beside((writer) => look(writer, { keys, passphrase }, path, progress));
  },
  acceptBundle: async ({ staged, fileName, keys }, progress) => {
    const { accept } = await import('../services/exchange/receive.ts');
    return beside((writer) => accept(writer, keys, staged, fileName, (lines) => progress(lines, staged.manifest.counts.ops)));
  },
  discardBundle: async ({ folder }) => {
    const { discard } = await import('../services/exchange/receive.ts');
    discard({ folder });
    return null;
  },
  drainInbox: async ({ keys }) => {
    const { drain } = await import('../services/exchange/receive.ts');
    return beside((writer) => drain(writer, keys).length);
  },
  backUp: ({ reason }) => backUp(desk.db, place.folder, world.now(), reason, { binding: place.binding }),
  writeBackup: async ({ file: path, passphrase }) => {
    const { writeBackup } = await import('../services/exchange/backup-file.ts');
    return writeBackup(desk.db, place.folder, path, { passphrase, replace: true, binding: place.binding });
  },
  lookAtReturned: async ({ paths }, progress) => {
    const { lookAtAll } = await import('../services/council/look-at-returned.ts');
    return lookAtAll(desk.db, paths, progress);
  },
  composeBriefing: async ({ dates, resources, ...wish }) => {
    const { composeBriefing } = await import('../services/briefing/compose.ts');
    return composeBriefing(desk.db, wish, { folder: place.folder, resources }, { words: wordsIn, dates });
  },
  meetingPapers: async (wish) => {
    const { meetingPapers } = await import('../services/council/papers.ts');
    return meetingPapers(desk.db, { ...wish, words: wordsIn(wish.language) });
  },
  progressWorkbook: async (wish) => {
    const { progressWorkbook } = await import('../services/council/workbook.ts');
    return progressWorkbook({ ...wish, words: wordsIn(wish.language) });
  },
  planImport: ({ table, mapping }) => {
    if (!file) throw new DeskError('planGone');
    return { ...planImport(desk.db, table, file, mapping), remember: rememberNames(desk.db, mapping.names) };
  },
};

/** Progress is told at most ten times a second. */
const progressPauseMs = 100;

port.on('message', async (order: Order) => {
  const { id } = order;
  let told = 0;
  const progress = (done: number, total: number) => {
    const now = performance.now();
    if (now - told < progressPauseMs && done < total) return;
    told = now;
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
