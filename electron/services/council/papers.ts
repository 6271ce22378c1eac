// The papers of a meeting in one folder, numbered 資料1, 資料2 …: progress by purpose and by bureau, the summary with its
// charts, what changed, what is still to be done; the agenda in Word; and, where Chromium can print, all of it as one PDF
// for the tablets in the room.
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReactElement } from 'react';
import { formatDate } from '../../../db/catalog/dates.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { fileName } from '../files/file-name.ts';
import { writeWhole } from '../files/write-file.ts';
import { h, htmlOf } from '../print/page-html.ts';
import type { Print, PrintedPage } from '../print/printed-page.ts';
import { fillTemplate } from '../word/template.ts';
import type { SheetOptions } from './issue-sheet.ts';
import { type MeetingFacts, meetingFacts } from './meeting.ts';
import { agendaPage, paperSection } from './paper-html.ts';
import { papersOf } from './paper-list.ts';
import { sheetContent } from './sheet-content.ts';

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

/** @throws DeskError `noPeriod`, `emptySheet`, `notFound`, those of writing files */
export async function meetingPapers(db: Reader, options: PapersOptions): Promise<WrittenPapers> {
  const { words, language, dates, day } = options;
  const content = sheetContent(db, options);
  const meeting = options.meeting === undefined ? undefined : meetingFacts(db, options.meeting, options);
  await mkdir(options.folder, { recursive: true });
  const named: string[] = [];
  const files: string[] = [];
  const sections: ReactElement[] = [];
  for (const paper of papersOf(db, content, options)) {
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
    deskName: options.deskName,
    body: htmlOf(h('div', { className: 'papers' }, ...sections)),
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
    { name: 'agenda.docx', properties: { title, author: options.deskName, at: Date.parse(options.day) } },
  );
  const file = join(options.folder, fileName([words('council.agendaFile'), meeting.title], 'docx'));
  await writeWhole(file, bytes, true);
  return file;
}
