// The papers of a meeting in one folder, numbered 資料1, 資料2 …: progress by purpose and by bureau, the summary with its
// charts, what changed, what is still to be done; the agenda in Word; and, where there is an engine to print, all of it as
// one PDF for the tablets in the room.
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { formatDate } from '../../../db/catalog/dates.ts';
import type { Desk } from '../../../db/desk.ts';
import { fieldLabel } from '../../../resources/locales/sentences.ts';
import { fileName } from '../file-name.ts';
import { plainWorkbook } from '../plain-workbook.ts';
import type { Print } from '../printed-page.ts';
import { today } from '../today.ts';
import { fillTemplate } from '../word/template.ts';
import { writeWhole } from '../write-file.ts';
import { between } from './history.ts';
import { type MeetingFacts, meetingFacts, openActions } from './meeting.ts';
import { agendaPage, paperSection, progressPage, summaryPage, tablePage } from './paper-pages.ts';
import { periodBefore } from './periods.ts';
import { scaleLabel } from './sheet-definition.ts';
import { type SheetContent, type SheetWish, sheetContent } from './sheets.ts';
import { councilSummary } from './summary.ts';
import { summaryWorkbook } from './summary-workbook.ts';
import { progressWorkbook } from './workbook.ts';

export interface PapersWish extends Omit<SheetWish, 'bureau'> {
  /** Record id of the meeting; without it the agenda is left out. */
  readonly meeting?: string | undefined;
  readonly folder: string;
  readonly resources: string;
  /** Prints a page to PDF; without it there is no PDF. */
  readonly print?: Print | undefined;
}

export interface WrittenPapers {
  readonly folder: string;
  readonly files: readonly string[];
}

interface Paper {
  readonly title: string;
  readonly workbook: (label: string) => Promise<Uint8Array>;
  readonly body: string;
}

/** @throws DeskError `noPeriod`, `emptySheet`, `notFound`, those of writing files */
export async function meetingPapers(desk: Desk, wish: PapersWish): Promise<WrittenPapers> {
  const { words, language, dates } = wish;
  const day = today(desk.world.now());
  const content = sheetContent(desk.db, wish);
  const meeting = wish.meeting === undefined ? undefined : meetingFacts(desk.db, wish.meeting, wish);
  await mkdir(wish.folder, { recursive: true });
  const named: string[] = [];
  const files: string[] = [];
  const sections: string[] = [];
  for (const paper of papersOf(desk, wish, content, day)) {
    const label = words('council.paper', { number: named.length + 1 });
    const file = join(wish.folder, fileName([label, paper.title, content.period.name, day], 'xlsx'));
    await writeWhole(file, await paper.workbook(label), true);
    named.push(`${label}　${paper.title}`);
    files.push(file);
    sections.push(paperSection(label, `${content.council.name} ${paper.title}  ${content.period.name}`, paper.body));
  }
  if (meeting) {
    const title = `${meeting.title} ${words('tables.programmeItem')}`;
    sections.unshift(agendaPage({ ...meeting, title }, named, wish));
    files.unshift(await agenda(wish, meeting, title, named));
  }
  if (wish.print) {
    const title = `${content.council.name} ${words('council.allPapers')} ${content.period.name}`;
    const bytes = await wish.print({
      title,
      body: `<div class="papers">${sections.join('\n')}</div>`,
      language,
      footer: words('sheet.page', { page: '{page}', pages: '{pages}' }),
      day: words('sheet.asOf', { date: formatDate(day, language, dates) }),
    });
    const file = join(wish.folder, fileName([words('council.allPapers'), content.period.name, day], 'pdf'));
    await writeWhole(file, bytes, true);
    files.push(file);
  }
  return { folder: wish.folder, files };
}

function papersOf(desk: Desk, wish: PapersWish, content: SheetContent, day: string): Paper[] {
  const { words, language, dates } = wish;
  const asOf = words('sheet.asOf', { date: formatDate(day, language, dates) });
  const title = content.definition.title[language];
  const base = { content, deskName: desk.local('deskName') ?? '', day, checks: [], language, dates, words };
  const progress = (order: 'purpose' | 'bureau'): Paper => ({
    title: `${title} ${words(order === 'purpose' ? 'sheet.byPurpose' : 'sheet.byBureau')}`,
    workbook: (label) => progressWorkbook({ ...base, order, label }),
    body: progressPage(content, order, wish),
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
  const summary = councilSummary(desk.db, content, language, words('sheet.total'));
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
      body: summaryPage(summary, wish),
    },
  ];
  const changes = changesOf(desk, wish, content);
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
      openActions(desk.db, content.council.id, wish).map((one) => [one.text, one.bureau, one.due, one.measure, one.meeting]),
    ),
  );
  return papers;
}

/** Undefined for the first period: there is nothing to compare with. */
function changesOf({ db }: Desk, { words, language }: PapersWish, content: SheetContent): (string | number)[][] | undefined {
  const about = db.get<{ council: string; strategy: string; dateFrom: string }>(
    'SELECT council, strategy, dateFrom FROM period WHERE id = ?',
    content.period.id,
  );
  const previous = about && periodBefore(db, about);
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

async function agenda(wish: PapersWish, meeting: MeetingFacts, title: string, papers: readonly string[]): Promise<string> {
  const { words } = wish;
  const bytes = await fillTemplate(
    readFileSync(join(wish.resources, 'templates', 'agenda.docx')),
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
  const file = join(wish.folder, fileName([words('tables.programmeItem'), meeting.title], 'docx'));
  await writeWhole(file, bytes, true);
  return file;
}
