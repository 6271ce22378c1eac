// Sentences of the pages of records, for the window and the command line alike.

import { formatDate } from '../../db/catalog/dates.ts';
import { columnOf, tableOf } from '../../db/catalog/index.ts';
import type { TimelineEntry } from '../../db/queries/page/partner.ts';
import type { PageNote, PagePart } from '../../db/queries/page/parts.ts';
import { type CellStyle, cellText, recordTitle, valueLabel } from './sentences.ts';

export type Names = Readonly<Record<string, string>>;

/** A stored date, with the time of day where one follows. */
function dateText({ display }: CellStyle, stored: string): string {
  const [date = '', time] = stored.split(' ');
  return [formatDate(date, display.language, display.dates), ...(time === undefined ? [] : [time])].join(' ');
}

/** What a note says of its record. */
export function noteText(style: CellStyle, note: PageNote, names: Names): string {
  const date = note.date === undefined ? '' : dateText(style, note.date);
  const text = note.code === 'status' ? valueLabel(style.words, 'progressStatus', note.text ?? '') : (note.text ?? '');
  return style.words(`page.notes.${note.code}`, { date, text, count: note.count ?? 0, name: names[note.record ?? ''] ?? '' });
}

/** The shown columns of a record as texts, empty ones left out; its name in the reader's language. */
export function rowTexts(style: CellStyle, part: Pick<PagePart, 'table' | 'columns'>, row: PagePart['rows'][number], names: Names): string[] {
  const table = tableOf(part.table);
  return part.columns.flatMap((name) => {
    const column = columnOf(table, name);
    const text = name === table.naming.ja ? recordTitle(style, table, row.values, names) : column ? cellText(style, column, row.values[name], names) : '';
    return text === '' ? [] : [text];
  });
}

/** What is still missing, in one line; empty when nothing is. */
export const missingText = ({ words, display }: CellStyle, missing: readonly string[]): string =>
  missing.length === 0
    ? ''
    : words('page.missingLine', {
        what: missing.map((one) => words(`page.missing.${one}`)).join(display.language === 'ja' ? '・' : ', '),
        count: missing.length,
      });

/** One line of the timeline. */
export const entryText = (style: CellStyle, entry: TimelineEntry, names: Names): string =>
  [entry.date === null ? '' : dateText(style, entry.date), style.words(`tables.${entry.table}`), names[entry.id] ?? '']
    .filter((text) => text !== '')
    .join('  ');
