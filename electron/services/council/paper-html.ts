// The papers of a meeting as pages for Chromium to print: one document with all of them, each beginning on a page of its
// own with its number at the upper right. No script, no inline style: colours are in attributes.
import type { ReactElement, TdHTMLAttributes } from 'react';
import type { DateStyle } from '../../../db/catalog/dates.ts';
import type { Language } from '../../../db/catalog/index.ts';
import type { Words } from '../../../resources/locales/sentences.ts';
import { columnGroup, factTable, h, headRowOf } from '../print/page-html.ts';
import { hiddenKeys, withBands } from './bands.ts';
import type { MeetingFacts } from './meeting.ts';
import type { SheetContent, SheetLine } from './sheet-content.ts';
import { type SheetKey, scaleLabel } from './sheet-definition.ts';

export interface PageStyle {
  readonly language: Language;
  readonly dates: DateStyle;
  readonly words: Words;
}

/** A colour of a workbook (`FF264AF4`, alpha first) as a page writes it (`#264AF4`). */
export const pageColour = (argb: string): string => `#${argb.slice(2)}`;

/** One paper. @param label  its number, `資料1` */
export const paperSection = (label: string, title: string, body: ReactElement): ReactElement =>
  h('section', { className: 'paper' }, h('p', { className: 'paper-label' }, label), h('h1', null, title), body);

export interface TableColumn {
  readonly heading: string;
  /** In any unit: shares of the whole. */
  readonly width: number;
  /** Text of this column is set at the right, as numbers are. */
  readonly numeric?: boolean;
}

/** A plain table; numbers are set at the right. */
export function tablePage(columns: readonly TableColumn[], rows: readonly (readonly (string | number)[])[]): ReactElement {
  const cell = (value: string | number, at: number) =>
    h(
      'td',
      { className: typeof value === 'number' || columns[at]?.numeric ? 'number' : undefined },
      typeof value === 'number' ? value.toLocaleString('en') : value,
    );
  return h(
    'table',
    null,
    columnGroup(columns.map(({ width }) => width)),
    headRowOf(columns.map(({ heading }) => heading)),
    h('tbody', null, ...rows.map((row) => h('tr', null, ...row.map(cell)))),
  );
}

/** The progress table with bands by purpose or by bureau, as in the workbook. */
export function progressPage(content: SheetContent, order: 'purpose' | 'bureau', { language, words }: PageStyle): ReactElement {
  const shown = content.definition.columns.filter(({ key }) => !hiddenKeys.includes(key));
  const rows = withBands(content, order, words).map((entry) =>
    'band' in entry
      ? h('tr', { className: `band level${entry.level}` }, h('td', { colSpan: shown.length }, entry.band))
      : h('tr', null, ...shown.map(({ key }) => progressCell(content, entry.line, key, language))),
  );
  return h(
    'table',
    { className: 'progress' },
    columnGroup(shown.map(({ width }) => width)),
    headRowOf(shown.map(({ label }) => label[language])),
    h('tbody', null, ...rows),
  );
}

/** A cell with an open conflict is marked instead of coloured. */
function progressCell(content: SheetContent, line: SheetLine, key: SheetKey, language: Language): ReactElement {
  const { definition } = content;
  const text = key === 'status' ? scaleLabel(definition, line.status, language) : String(line[key]);
  if (line.contested.includes(key)) return h('td', { className: 'contested' }, text);
  if (key === 'number') return h('td', { className: 'number' }, text);
  if (key !== 'status') return h('td', null, text);
  const fill = definition.scale.find(({ status }) => status === line.status)?.fill;
  // `bgcolor` is obsolete and therefore not in React's types; a style attribute would be refused by the page's policy.
  return h('td', { className: 'status', bgcolor: fill === undefined ? '#FFFFFF' : pageColour(fill) } as TdHTMLAttributes<unknown>, text);
}

/** Where and when, and what is on the agenda. @param papers  names of the papers handed out */
export function agendaPage(agenda: Pick<MeetingFacts, 'title' | 'when' | 'where' | 'items'>, papers: readonly string[], { words }: PageStyle): ReactElement {
  const itemText = ({ text, bureau, paper }: MeetingFacts['items'][number]) =>
    [text, bureau, paper === '' ? '' : `【${paper}】`].filter((part) => part !== '').join(' ');
  return h(
    'section',
    { className: 'paper agenda' },
    h('h1', null, agenda.title),
    factTable(
      [
        { label: words('council.when'), value: agenda.when },
        { label: words('fields.place'), value: agenda.where },
      ],
      { scope: 'row' },
    ),
    h('h2', null, words('tables.agendaItem')),
    h('ol', null, ...agenda.items.map((item) => h('li', null, itemText(item)))),
    h('h2', null, words('council.handouts')),
    h('ul', null, ...papers.map((name) => h('li', null, name))),
  );
}
