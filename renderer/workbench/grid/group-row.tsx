// The heading of a group: what its rows have in common, and how many they are.
import { memo } from 'react';
import { formatFiscalYear } from '../../../db/catalog/dates.ts';
import type { Column } from '../../../db/catalog/index.ts';
import type { Group } from '../../../electron/contract/records.ts';
import { cellText, type DisplayPreferences, type Words } from '../../../resources/locales/sentences.ts';
import { Icon } from '../../parts/icon.tsx';

interface GroupRowProps {
  readonly index: number;
  readonly start: number;
  readonly height: number;
  readonly width: number;
  readonly column: Column | undefined;
  readonly group: Group;
  readonly folded: boolean;
  readonly active: boolean;
  readonly gridId: string;
  readonly columns: number;
  readonly names: Readonly<Record<string, string>>;
  readonly words: Words;
  readonly display: DisplayPreferences;
}

export const GroupRow = memo(function GroupRow(props: GroupRowProps) {
  const { index, start, height, width, group, folded, active, gridId, columns, words } = props;
  return (
    <div
      className={`grid-row grid-group${active ? ' active' : ''}`}
      role="row"
      aria-rowindex={index + 2}
      tabIndex={-1}
      data-row={index}
      data-group=""
      style={{ transform: `translateY(${start}px)`, height, width }}
    >
      <div
        className="group-heading"
        id={active ? `${gridId}-active` : undefined}
        role="gridcell"
        aria-colindex={1}
        aria-colspan={columns + 1}
        aria-expanded={!folded}
        tabIndex={-1}
      >
        <Icon name={folded ? 'forward' : 'unfolded'} />
        <strong>{groupLabel(props)}</strong>
        <span className="count">{words('ui.rowsOf', { total: group.count.toLocaleString() })}</span>
      </div>
    </div>
  );
});

function groupLabel({ column, group: { key }, names, words, display }: GroupRowProps): string {
  if (key === null) return words('ui.empty_value');
  if (column?.kind === 'date' && typeof key === 'string' && key !== '?')
    return key.endsWith('?') ? words('ui.yearUnknownMonth', { year: key.slice(0, -1) }) : formatFiscalYear(Number(key), display.language, display.dates);
  const value = column?.kind === 'links' ? String(key).split(' ') : key;
  return (column && cellText({ words, display }, column, value, names)) || words('ui.empty_value');
}
