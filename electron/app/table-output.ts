// A view of a table as a file or on paper: the file is chosen in a dialog, the work is done in a thread.
import { rm } from 'node:fs/promises';
import { tableOf } from '../../db/catalog/index.ts';
import { requireTable } from '../../db/queries/filter.ts';
import { tableLabel } from '../../resources/locales/sentences.ts';
import type { Input } from '../contract/inputs.ts';
import type { Outputs } from '../contract/outputs.ts';
import type { Job } from '../jobs/jobs.ts';
import { fileName } from '../services/files/file-name.ts';
import { partOf, writeWhole } from '../services/files/write-file.ts';
import type { Session } from '../session/session.ts';
import { wordsIn } from '../words.ts';
import type { Dialogs } from './dialogs.ts';

export interface TableOutput {
  readonly session: Session;
  readonly dialogs: Dialogs;
  /** Folder of the built page. */
  readonly pageFolder: string;
  readonly progress: (done: number, total: number) => void;
}

const extensions = { xlsx: 'xlsx', csv: 'csv', csvShiftJis: 'csv', pdf: 'pdf', print: '' } as const;

/** @returns null when the person closed the dialog */
export async function exportTable(
  { request, columns, format, view }: Input<'exportTable'>,
  job: Job,
  { session, dialogs, pageFolder, progress }: TableOutput,
): Promise<Outputs['exportTable']> {
  const { language, dates } = session.settings();
  const words = wordsIn(language);
  const table = tableOf(requireTable(request.table).name);
  const parts = [tableLabel(words, table.name), ...(view === undefined ? [] : [view]), session.today()];
  const extension = extensions[format];
  const file = format === 'print' ? '' : await dialogs.askWhere(words('dialog.saveTable'), fileName(parts, extension), extension);
  if (file === undefined) return null;
  const options = { request, columns, language, dates, today: session.today(), view };
  try {
    if (format !== 'pdf' && format !== 'print') return await job.run('exportFile', { options, file, format }, progress);
    const page = await job.run('paperPage', { options }, progress);
    const deskName = session.desk().local('deskName') ?? '';
    const paper = { ...page, deskName, language, footer: words('sheet.page', { page: '{page}', pages: '{pages}' }), day: session.today() };
    const { paperToPdf, paperToPrinter } = await import('./print-window.ts');
    if (format === 'print') return (await paperToPrinter(pageFolder, paper)) ? { file: '', rows: page.rows, unencodable: [] } : null;
    await writeWhole(file, await paperToPdf(pageFolder, paper), true);
    return { file, rows: page.rows, unencodable: [] };
  } catch (error) {
    // A thread that was ended in the middle leaves a partial file.
    if (file !== '') await rm(partOf(file), { force: true }).catch(() => undefined); // the error above is the one to tell
    throw error;
  }
}
