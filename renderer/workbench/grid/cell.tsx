// Shows one value.
import { unknownDate } from '../../../db/catalog/dates.ts';
import { type Column, tableOf } from '../../../db/catalog/index.ts';
import type { ListedRow } from '../../../electron/contract/records.ts';
import { cellText, type DisplayPreferences, type Words } from '../../../resources/locales/sentences.ts';

/** Words that are good or bad news are drawn as a tag. The word itself says it; the colour only helps. */
const toned: Readonly<Record<string, string>> = {
  'progressStatus:onTrack': 'good',
  'progressStatus:behind': 'warn',
  'progressStatus:atRisk': 'bad',
  'progressStatus:done': 'info',
  'progressStatus:cancelled': 'muted',
  'progressStatus:notStarted': 'muted',
  'agreementStatus:inForce': 'good',
  'agreementStatus:underReview': 'warn',
  'agreementStatus:suspended': 'muted',
  'agreementStatus:ended': 'muted',
  'visitStatus:planned': 'info',
  'visitStatus:confirmed': 'good',
  'visitStatus:cancelled': 'muted',
  'handling:confidential': 'bad',
};

interface CellProps {
  readonly table: string;
  readonly column: Column;
  readonly name: string;
  readonly row: ListedRow;
  readonly names: Readonly<Record<string, string>>;
  readonly words: Words;
  readonly display: DisplayPreferences;
  readonly today: string;
}

/** A day that has passed on a record that is still open. */
function isOverdue({ table, name, row, column, today }: CellProps): boolean {
  const value = row.values[name];
  if (typeof value !== 'string') return false;
  if (column.kind === 'computed') return column.by === 'nextReview' && String((JSON.parse(value) as { date: string }).date) < today;
  const rule = tableOf(table).overdue;
  return rule?.column === name && value !== unknownDate && value < today && rule.open.includes(String(row.values[rule.state]));
}

/** Plain text is returned without an element, which saves one for nearly every cell on the screen. */
export function CellValue(props: CellProps) {
  const { column, name, row, names, words, display } = props;
  const value = row.values[name];
  const text = cellText({ words, display }, column, value, names);
  if (row.contested?.includes(name)) return <span className="contested">{words('exchange.mark', { text })}</span>;
  if (text === '') return null;
  if (column.kind === 'oneOf') {
    const tone = toned[`${column.values}:${String(value)}`];
    return tone ? <span className={`tag ${tone}`}>{text}</span> : text;
  }
  if ((column.kind === 'date' || column.kind === 'computed') && isOverdue(props)) return <span className="overdue">{words('ui.overdue', { date: text })}</span>;
  if (column.kind === 'date' && value === unknownDate) return <span className="unknown">{text}</span>;
  if (column.kind === 'integer' && column.unit && column.unit !== 'fiscalYear') return `${text} ${words(`units.${column.unit}`)}`;
  return text;
}

export const isRightAligned = (column: Column): boolean => column.kind === 'integer' || column.kind === 'decimal';
