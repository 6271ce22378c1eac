// The papers of a meeting in one folder, numbered 資料1, 資料2 …: progress by purpose and by bureau, the summary with its
// charts, what changed, what is still to be done; the agenda in Word; and, where there is an engine to print, all of it as
// one PDF for the tablets in the room.
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { formatDate } from '../../../db/catalog/dates.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { fieldLabel } from '../../../resources/locales/sentences.ts';
import { fileName } from '../files/file-name.ts';
import { writeWhole } from '../files/write-file.ts';
import { plainWorkbook } from '../print/plain-workbook.ts';
import type { Print, PrintedPage } from '../print/printed-page.ts';
import { fillTemplate } from '../word/template.ts';
import { between } from './history.ts';
import type { SheetOptions } from './issue-sheet.ts';
import { type MeetingFacts, meetingFacts, openActions } from './meeting.ts';
import { agendaPage, paperSection, progressPage, summaryPage, tablePage } from './paper-pages.ts';
import { periodFacts } from './periods.ts';
import { progressWorkbook } from './progress-workbook.ts';
import { type SheetContent, sheetContent } from './sheet-content.ts';
import { scaleLabel } from './sheet-definition.ts';
import { councilSummary } from './summary.ts';
import { summaryWorkbook } from './summary-workbook.ts';

export interface PapersOptions extends Omit<SheetOptions, 'bureau'> {
  /** Record id of the meeting; without it the agenda is left out. */
  readonly meeting?: string | undefined;
  readonly folder: string;
  readonly resources: string;
  readonly deskName: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
}

export interface WrittenPapers {
  readonly folder: string;
  readonly files: readonly string[];
  /** All of them as one document: the file it goes to, and what it is printed from. */
  readonly all: { readonly file: string; readonly page: PrintedPage };
}

interface Paper {
  readonly title: string;
  readonly workbook: (label: string) => Promise<Uint8Array>;
  readonly body: string;
}

/** @throws DeskError `noPeriod`, `emptySheet`, `notFound`, those of writing files */
export async function meetingPapers(db: Reader, options: PapersOptions): Promise<WrittenPapers> {
  const { words, language, dates, day } = options;
  const content = sheetContent(db, options);
  const meeting = options.meeting === undefined ? undefined : meetingFacts(db, options.meeting, options);
  await mkdir(options.folder, { recursive: true });
  const named: string[] = [];
  const files: string[] = [];
  const sections: string[] = [];
  for (const paper of papersOf(db, options, content)) {
    const label = words('council.paper', { number: named.length + 1 });
    const file = join(options.folder, fileName([label, paper.title, content.period.name, day], 'xlsx'));
    await writeWhole(file, await paper.workbook(label), true);
    named.push(`${label}　${paper.title}`);
    files.push(file);
    sections.push(paperSection(label, `${content.council.name} ${paper.title}  ${content.period.name}`, paper.body));
  }
  if (meeting) {
    const title = `${meeting.title} ${words('council.agenda')}`;
    sections.unshift(agendaPage({ ...meeting, title }, named, options));
    files.unshift(await agenda(options, meeting, title, named));
  }
  const page = {
    title: `${content.council.name} ${words('council.allPapers')} ${content.period.name}`,
    body: `<div class="papers">${sections.join('\n')}</div>`,
    language,
    footer: words('sheet.page', { page: '{page}', pages: '{pages}' }),
    day: words('sheet.asOf', { date: formatDate(day, language, dates) }),
  };
  return { folder: options.folder, files, all: { file: join(options.folder, fileName([words('council.allPapers'), content.period.name, day], 'pdf')), page } };
}

/** The one PDF of all papers, into the same folder. @returns its path */
export async function printPapers({ all }: WrittenPapers, print: Print): Promise<string> {
  await writeWhole(all.file, await print(all.page), true);
  return all.file;
}

function papersOf(db: Reader, options: PapersOptions, content: SheetContent): Paper[] {
  const { words, language, dates, day, deskName } = options;
  const asOf = words('sheet.asOf', { date: formatDate(day, language, dates) });
  const title = content.definition.title[language];
  const base = { content, deskName, day, checks: [], language, dates, words };
  const progress = (order: 'purpose' | 'bureau'): Paper => ({
    title: `${title} ${words(order === 'purpose' ? 'sheet.byPurpose' : 'sheet.byBureau')}`,
    workbook: (label) => progressWorkbook({ ...base, order, label }),
    body: progressPage(content, order, options),
  });
  const plain = (
    name: string,
    columns: readonly { readonly heading: string; readonly width: number }[],
    rows: readonly (readonly (string | number)[])[],
  ): Paper => ({
    title: name,
    workbook: (label) =>
      plainWorkbook({
        title: `${content.council.name} ${name}`,
        under: asOf,
        columns,
        rows,
        footer: words('sheet.page', { page: '&P', pages: '&N' }),
        day: asOf,
        label,
      }),
    body: rows.length === 0 ? `<p>${words('council.nothingHere')}</p>` : tablePage(columns, rows),
  });
  const summary = councilSummary(db, content, language, words('sheet.total'));
  const summaryTitle = words('council.summary');
  const papers: Paper[] = [
    progress('purpose'),
    progress('bureau'),
    {
      title: summaryTitle,
      workbook: (label) =>
        summaryWorkbook({
          summary,
          label,
          title: `${content.council.name} ${summaryTitle}  ${content.period.name}`,
          period: content.period.name,
          day,
          language,
          dates,
          words,
        }),
      body: summaryPage(summary, options),
    },
  ];
  const changes = changesOf(db, options, content);
  if (changes)
    papers.push(
      plain(
        words('council.changes'),
        [
          { heading: words('sheet.no'), width: 6 },
          { heading: words('sheet.measure'), width: 30 },
          { heading: words('sheet.lead'), width: 16 },
          { heading: words('council.column'), width: 12 },
          { heading: words('council.before'), width: 36 },
          { heading: words('council.after'), width: 36 },
        ],
        changes,
      ),
    );
  papers.push(
    plain(
      words('council.actions'),
      [
        { heading: words('fields.actionText'), width: 52 },
        { heading: words('tables.bureau'), width: 18 },
        { heading: words('fields.dueOn'), width: 16 },
        { heading: words('tables.measure'), width: 30 },
        { heading: words('tables.meeting'), width: 22 },
      ],
      openActions(db, content.council.id, options).map((one) => [one.text, one.bureau, one.due, one.measure, one.meeting]),
    ),
  );
  return papers;
}

/** Undefined for the first period: there is nothing to compare with. */
function changesOf(db: Reader, { words, language }: PapersOptions, content: SheetContent): (string | number)[][] | undefined {
  const previous = periodFacts(db, content.period.id)?.previous;
  if (previous === undefined) return undefined;
  const text = (column: string, value: string) => (column === 'status' && value !== '' ? scaleLabel(content.definition, value, language) : value);
  return between(db, previous, content.period.id, language).map((one) => [
    one.number,
    one.measure,
    one.bureau,
    fieldLabel(words, 'progress', one.column),
    text(one.column, one.from),
    text(one.column, one.to),
  ]);
}

async function agenda(options: PapersOptions, meeting: MeetingFacts, title: string, papers: readonly string[]): Promise<string> {
  const { words } = options;
  const bytes = await fillTemplate(
    readFileSync(join(options.resources, 'templates', 'agenda.docx')),
    {
      handling: '',
      title,
      labelWhen: words('council.when'),
      when: meeting.when,
      labelWhere: words('fields.place'),
      where: meeting.where,
      labelAgenda: words('tables.agendaItem'),
      items: meeting.items.map((item, at) => ({
        no: `${at + 1}`,
        text: item.text,
        bureau: item.bureau === '' ? '' : `(${item.bureau})`,
        paper: item.paper === '' ? '' : `【${item.paper}】`,
      })),
      labelPapers: words('council.handouts'),
      papers: papers.map((name) => ({ name })),
    },
    'agenda.docx',
  );
  const file = join(options.folder, fileName([words('council.agendaFile'), meeting.title], 'docx'));
  await writeWhole(file, bytes, true);
  return file;
}
