// Which papers a meeting has, each as a workbook and as part of a page to print.
import type { ReactElement } from 'react';
import { formatDate } from '../../../db/catalog/dates.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { fieldLabel } from '../../../resources/locales/sentences.ts';
import { h } from '../print/page-html.ts';
import { plainWorkbook } from '../print/plain-workbook.ts';
import { between } from './history.ts';
import { openActions } from './meeting.ts';
import { type PageStyle, progressPage, type TableColumn, tablePage } from './paper-html.ts';
import { periodFacts } from './periods.ts';
import { progressWorkbook } from './progress-workbook.ts';
import type { SheetContent } from './sheet-content.ts';
import { scaleLabel } from './sheet-definition.ts';
import { councilSummary } from './summary.ts';
import { summaryPage } from './summary-page.ts';
import { summaryWorkbook } from './summary-workbook.ts';

export interface Paper {
  readonly title: string;
  /** @param label  its number, `資料1` @returns the bytes of an xlsx file */
  readonly workbook: (label: string) => Promise<Uint8Array>;
  readonly body: ReactElement;
}

export interface PaperStyle extends PageStyle {
  readonly deskName: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
}

/** The papers in their order; the changes are left out for the first period. */
export function papersOf(db: Reader, content: SheetContent, style: PaperStyle): Paper[] {
  const { words } = style;
  const changes = changeRows(db, content, style);
  return [
    progressPaper(content, style, 'purpose'),
    progressPaper(content, style, 'bureau'),
    summaryPaper(db, content, style),
    ...(changes ? [plainPaper(content, style, { title: words('council.changes'), columns: changeColumns(style), rows: changes })] : []),
    plainPaper(content, style, {
      title: words('council.actions'),
      columns: actionColumns(style),
      rows: openActions(db, content.council.id, style).map((one) => [one.text, one.bureau, one.due, one.measure, one.meeting]),
    }),
  ];
}

function progressPaper(content: SheetContent, style: PaperStyle, order: 'purpose' | 'bureau'): Paper {
  const { language, dates, words, day, deskName } = style;
  return {
    title: `${content.definition.title[language]} ${words(order === 'purpose' ? 'sheet.byPurpose' : 'sheet.byBureau')}`,
    workbook: (label) => progressWorkbook({ content, deskName, day, checks: [], language, dates, words, order, label }),
    body: progressPage(content, order, style),
  };
}

function summaryPaper(db: Reader, content: SheetContent, style: PaperStyle): Paper {
  const { language, dates, words, day, deskName } = style;
  const summary = councilSummary(db, content, language, words('sheet.total'));
  const title = words('council.summary');
  const period = content.period.name;
  return {
    title,
    workbook: (label) =>
      summaryWorkbook({ summary, label, deskName, title: `${content.council.name} ${title}  ${period}`, period, day, language, dates, words }),
    body: summaryPage(summary, style),
  };
}

interface PlainPaper {
  readonly title: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly (string | number)[])[];
}

function plainPaper(content: SheetContent, { words, language, dates, day, deskName }: PaperStyle, { title, columns, rows }: PlainPaper): Paper {
  const asOf = words('sheet.asOf', { date: formatDate(day, language, dates) });
  const footer = words('sheet.page', { page: '&P', pages: '&N' });
  return {
    title,
    workbook: (label) => plainWorkbook({ title: `${content.council.name} ${title}`, deskName, under: asOf, columns, rows, footer, day: asOf, label }),
    body: rows.length === 0 ? h('p', null, words('council.nothingHere')) : tablePage(columns, rows),
  };
}

const changeColumns = ({ words }: PaperStyle): TableColumn[] => [
  { heading: words('sheet.no'), width: 6 },
  { heading: words('sheet.measure'), width: 30 },
  { heading: words('sheet.lead'), width: 16 },
  { heading: words('council.column'), width: 12 },
  { heading: words('council.before'), width: 36 },
  { heading: words('council.after'), width: 36 },
];

const actionColumns = ({ words }: PaperStyle): TableColumn[] => [
  { heading: words('fields.actionText'), width: 52 },
  { heading: words('tables.bureau'), width: 18 },
  { heading: words('fields.dueOn'), width: 16 },
  { heading: words('tables.measure'), width: 30 },
  { heading: words('tables.meeting'), width: 22 },
];

/** Cells of reports that differ from the period before; undefined for the first period. */
function changeRows(db: Reader, content: SheetContent, { words, language }: PageStyle): (string | number)[][] | undefined {
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
