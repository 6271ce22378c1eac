// A workbook for every bureau and one for all, each with its cover note, into one folder.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { formatDate } from '../../../db/catalog/dates.ts';
import type { SharedDesk } from '../../../db/desk/shared-desk.ts';
import { DeskError } from '../../../db/errors.ts';
import { today } from '../calendar/today.ts';
import { fileName } from '../files/file-name.ts';
import { writeWhole } from '../files/write-file.ts';
import { fillTemplate } from '../word/template.ts';
import { type IssuedSheet, issueSheet, type SheetOptions } from './issue-sheet.ts';
import { type SheetContent, sheetContent, sheetFileName } from './sheet-content.ts';

export interface IssueAllOptions extends Omit<SheetOptions, 'bureau'> {
  readonly folder: string;
  /** Folder with templates/. */
  readonly resources: string;
}

export interface IssuedAll {
  readonly folder: string;
  readonly files: readonly string[];
  readonly sheets: readonly IssuedSheet[];
}

/**
 * Files that are there already are left alone: a second run issues what is missing.
 * @throws DeskError those of `issueSheet`; sheets issued before it stay issued
 */
export async function issueAll(
  desk: SharedDesk,
  options: IssueAllOptions,
  onProgress: (done: number, total: number) => void = () => undefined,
  stopped: () => boolean = () => false,
): Promise<IssuedAll> {
  const all = sheetContent(desk.db, options);
  const bureaus = [...new Map([...all.lines].sort((a, b) => a.bureauOrder - b.bureauOrder).map((line) => [line.bureauId, line.bureau])).keys()];
  await mkdir(options.folder, { recursive: true });
  const day = today(desk.environment.now());
  const files: string[] = [];
  const sheets: IssuedSheet[] = [];
  const wanted: (string | undefined)[] = [...bureaus, undefined];
  const template = readFileSync(join(options.resources, 'templates', 'cover-note.docx'));
  for (const [at, bureau] of wanted.entries()) {
    if (stopped()) throw new DeskError('cancelled');
    const content = sheetContent(desk.db, { ...options, bureau });
    const file = join(options.folder, sheetFileName(content, options.language, day));
    if (!existsSync(file)) {
      sheets.push(await issueSheet(desk, { ...options, bureau }, file));
      files.push(file);
      if (bureau !== undefined) files.push(await coverNote({ template, options, content, sheet: file, day, deskName: desk.local('deskName') ?? '' }));
    }
    onProgress(at + 1, wanted.length);
  }
  return { folder: options.folder, files, sheets };
}

interface CoverNote {
  readonly template: Buffer;
  readonly options: IssueAllOptions;
  readonly content: SheetContent;
  /** File of the workbook that it goes with. */
  readonly sheet: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly deskName: string;
}

/** @returns the file */
async function coverNote({ template, options, content, sheet, day, deskName }: CoverNote): Promise<string> {
  const { words, language, dates } = options;
  const show = (date: string | null) => (date === null ? '' : formatDate(date, language, dates));
  const name = sheet.split(/[\\/]/).pop() ?? '';
  const title = content.definition.title[language];
  const bytes = await fillTemplate(
    template,
    {
      date: show(day),
      bureau: content.bureau?.name ?? '',
      honorific: words('council.toBureau'),
      sender: words('council.sender'),
      title: words('council.coverTitle', { title, period: content.period.name }),
      body: words('council.coverBody', { title, council: content.council.name }),
      labelPeriod: words('ui.period'),
      period: content.period.name,
      labelDue: words('fields.replyDue'),
      due: show(content.period.dueOn),
      labelFile: words('fields.fileName'),
      file: name,
      labelMeasures: words('council.measureCount'),
      measures: words('ui.rowsOf', { total: content.lines.length }),
      how: words('council.coverHow'),
    },
    {
      name: 'cover-note.docx',
      properties: { title: words('council.coverTitle', { title, period: content.period.name }), author: deskName, at: Date.parse(day) },
    },
  );
  const file = join(options.folder, fileName([words('council.coverFile'), content.period.name, content.bureau?.name ?? '', day], 'docx'));
  await writeWhole(file, bytes, true);
  return file;
}
