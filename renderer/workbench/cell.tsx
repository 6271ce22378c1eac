// Shows one value.
import type { Column } from '../../db/catalog/index.ts';
import type { ListedRow } from '../../db/queries/list.ts';
import { cellText, type Taste, type Words } from '../../resources/locales/sentences.ts';

/** Words that carry a judgement get a mark beside them; the colour alone never says it. */
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

export function CellValue({
  column,
  name,
  row,
  names,
  words,
  taste,
}: {
  column: Column;
  name: string;
  row: ListedRow;
  names: Readonly<Record<string, string>>;
  words: Words;
  taste: Taste;
}) {
  const value = row.values[name];
  const text = cellText(words, taste, column, value, names);
  if (text === '') return null;
  if (column.kind === 'oneOf') {
    const tone = toned[`${column.values}:${String(value)}`];
    return tone ? <span className={`tag ${tone}`}>{text}</span> : text;
  }
  if (column.kind === 'date' && value === '?') return <span className="unknown">{text}</span>;
  if (column.kind === 'integer' && column.unit && column.unit !== 'fiscalYear') return `${text} ${words(`units.${column.unit}`)}`;
  return text;
}

export const isRightAligned = (column: Column): boolean => column.kind === 'integer' || column.kind === 'decimal';
