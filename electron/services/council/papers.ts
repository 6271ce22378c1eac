// The papers of a meeting: agenda, progress by purpose and by bureau, what changed, and what is still to be done,
// numbered 資料1, 資料2 … in one folder.
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { formatDate } from '../../../db/catalog/dates.ts';
import { nameColumns, tableOf } from '../../../db/catalog/index.ts';
import type { Desk } from '../../../db/desk.ts';
import { DeskError } from '../../../db/errors.ts';
import { allOf } from '../../../db/queries/compile.ts';
import { fieldLabel, valueLabel } from '../../../resources/locales/sentences.ts';
import { fileName } from '../file-name.ts';
import { plainWorkbook } from '../plain-workbook.ts';
import { today } from '../today.ts';
import { fillTemplate } from '../word/template.ts';
import { writeWhole } from '../write-file.ts';
import { between } from './history.ts';
import { periodBefore } from './periods.ts';
import { type SheetWish, sheetContent } from './sheets.ts';
import { progressWorkbook } from './workbook.ts';

export interface PapersWish extends Omit<SheetWish, 'bureau'> {
  /** Record id of the meeting; without it the agenda is left out. */
  readonly meeting?: string | undefined;
  readonly folder: string;
  readonly resources: string;
}

export interface WrittenPapers {
  readonly folder: string;
  readonly files: readonly string[];
}

/** @throws DeskError `noPeriod`, `emptySheet`, `notFound`, those of writing files */
export async function meetingPapers(desk: Desk, wish: PapersWish): Promise<WrittenPapers> {
  const { db } = desk;
  const { words, language, dates } = wish;
  const day = today(desk.world.now());
  const show = (date: string | null) => (date === null ? '' : formatDate(date, language, dates));
  const content = sheetContent(db, wish);
  const base = { content, deskName: desk.local('deskName') ?? '', day, checks: [], language, dates, words };
  await mkdir(wish.folder, { recursive: true });
  const named: string[] = [];
  const files: string[] = [];
  const paper = async (title: string, bytes: Uint8Array) => {
    const label = words('council.paper', { number: named.length + 1 });
    const file = join(wish.folder, fileName([label, title, content.period.name, day], 'xlsx'));
    await writeWhole(file, bytes, true);
    named.push(`${label}　${title}`);
    files.push(file);
  };
  const title = content.definition.title[language];
  await paper(`${title} ${words('sheet.byPurpose')}`, await progressWorkbook({ ...base, order: 'purpose' }));
  await paper(`${title} ${words('sheet.byBureau')}`, await progressWorkbook({ ...base, order: 'bureau' }));
  const about = db.get<{ council: string; strategy: string; dateFrom: string }>(
    'SELECT council, strategy, dateFrom FROM period WHERE id = ?',
    content.period.id,
  );
  const previous = about && periodBefore(db, about);
  if (previous !== undefined) {
    const text = (column: string, value: string) => (column === 'status' ? valueLabel(words, 'progressStatus', value) : value);
    const rows = between(db, previous, content.period.id, language).map((one) => [
      one.number,
      one.measure,
      one.bureau,
      fieldLabel(words, 'progress', one.column),
      text(one.column, one.from),
      text(one.column, one.to),
    ]);
    await paper(
      words('council.changes'),
      await plainWorkbook({
        title: `${content.council.name} ${words('council.changes')}`,
        under: words('sheet.asOf', { date: show(day) }),
        columns: [
          { heading: words('sheet.no'), width: 6 },
          { heading: words('sheet.measure'), width: 30 },
          { heading: words('sheet.lead'), width: 16 },
          { heading: words('council.column'), width: 12 },
          { heading: words('council.before'), width: 36 },
          { heading: words('council.after'), width: 36 },
        ],
        rows,
        footer: words('sheet.page', { page: '&P', pages: '&N' }),
        day,
      }),
    );
  }
  const bureauName = nameColumns(tableOf('bureau'), language)[0] ?? 'nameJa';
  const actions = allOf<{ text: string; bureau: string | null; dueOn: string | null; meeting: string; measure: string | null }>(
    db,
    sql`SELECT a.text, coalesce(nullif(b.${sql.identifier(bureauName)}, ''), b.nameJa) AS bureau, a.dueOn, m.titleJa AS meeting, x.titleJa AS measure FROM actionItem a JOIN meeting m ON m.id = a.meeting LEFT JOIN bureau b ON b.id = a.bureau LEFT JOIN measure x ON x.id = a.measure
      WHERE a.deleted = 0 AND a.status = 'open' AND m.council = ${content.council.id} ORDER BY a.dueOn, b."order"`,
  );
  await paper(
    words('council.actions'),
    await plainWorkbook({
      title: `${content.council.name} ${words('council.actions')}`,
      under: words('sheet.asOf', { date: show(day) }),
      columns: [
        { heading: words('fields.actionText'), width: 52 },
        { heading: words('tables.bureau'), width: 18 },
        { heading: words('fields.dueOn'), width: 16 },
        { heading: words('tables.measure'), width: 30 },
        { heading: words('tables.meeting'), width: 22 },
      ],
      rows: actions.map((one) => [one.text, one.bureau ?? '', show(one.dueOn), one.measure ?? '', one.meeting]),
      footer: words('sheet.page', { page: '&P', pages: '&N' }),
      day,
    }),
  );
  if (wish.meeting !== undefined) files.unshift(await agenda(desk, wish, named, show));
  return { folder: wish.folder, files };
}

async function agenda(desk: Desk, wish: PapersWish, papers: readonly string[], show: (date: string | null) => string): Promise<string> {
  const { db } = desk;
  const { words } = wish;
  const meeting = db.get<{ titleJa: string; heldOn: string | null; startTime: string | null; endTime: string | null; place: string | null }>(
    'SELECT titleJa, heldOn, startTime, endTime, place FROM meeting WHERE id = ? AND deleted = 0',
    wish.meeting ?? '',
  );
  if (!meeting) throw new DeskError('notFound', { table: 'meeting', id: wish.meeting ?? '' });
  const items = allOf<{ titleJa: string; paper: string | null; bureau: string | null }>(
    db,
    sql`SELECT a.titleJa, a.paper, b.nameJa AS bureau FROM agendaItem a LEFT JOIN bureau b ON b.id = a.bureau WHERE a.deleted = 0 AND a.meeting = ${wish.meeting} ORDER BY a."order", a.id`,
  );
  const bytes = await fillTemplate(
    readFileSync(join(wish.resources, 'templates', 'agenda.docx')),
    {
      handling: '',
      title: `${meeting.titleJa} ${words('tables.programmeItem')}`,
      labelWhen: words('council.when'),
      when: `${show(meeting.heldOn)} ${[meeting.startTime, meeting.endTime].filter((time) => time !== null).join('–')}`.trim(),
      labelWhere: words('fields.place'),
      where: meeting.place ?? '',
      labelAgenda: words('tables.agendaItem'),
      items: items.map((item, at) => ({
        no: `${at + 1}`,
        text: item.titleJa,
        bureau: item.bureau === null ? '' : `(${item.bureau})`,
        paper: item.paper === null ? '' : `【${item.paper}】`,
      })),
      labelPapers: words('council.handouts'),
      papers: papers.map((name) => ({ name })),
    },
    'agenda.docx',
  );
  const file = join(wish.folder, fileName([words('tables.programmeItem'), meeting.titleJa], 'docx'));
  await writeWhole(file, bytes, true);
  return file;
}
