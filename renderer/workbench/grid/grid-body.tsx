// The rows of the grid that are near the screen: records and the headings of groups.
import type { VirtualItem } from '@tanstack/react-virtual';
import { tableOf } from '../../../db/catalog/index.ts';
import type { DisplayPreferences, Words } from '../../../resources/locales/sentences.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences, useSituation } from '../../bridge/preferences.tsx';
import { GridRow } from './grid-row.tsx';
import { GroupRow } from './group-row.tsx';
import { groupId } from './segments.ts';
import { isSingle, rangeOf } from './selection.ts';
import type { GridState } from './use-grid.ts';

interface GridBodyProps {
  readonly grid: GridState;
  readonly gridId: string;
}

export function GridBody({ grid, gridId }: GridBodyProps) {
  const { layout, rows, groupAt } = grid;
  const { virtual } = rows;
  const words = useWords();
  const display = useDisplayPreferences();
  const { today } = useSituation();
  const shown = virtual.getVirtualItems();
  // A row keeps its elements while scrolling gives it another record: changing text is cheaper than making cells.
  const pool = Math.ceil((shown.length + 1) / 16) * 16;
  return (
    <div className="grid-body" role="rowgroup" style={{ height: virtual.getTotalSize(), width: layout.fullWidth }}>
      {shown.map((item) => {
        const line = { grid, gridId, item, words, display, today };
        const key = item.index % pool;
        return groupAt(item.index) ? drawGroup(`group-${key}`, line) : drawRecord(key, line);
      })}
    </div>
  );
}

interface LineProps extends GridBodyProps {
  readonly item: VirtualItem;
  readonly words: Words;
  readonly display: DisplayPreferences;
  readonly today: string;
}

/** These two are functions rather than components: while scrolling they run for every row on the screen, many times a second. */
function drawGroup(key: string, { grid, gridId, item, words, display }: LineProps) {
  const { props, layout, rowHeight, chosen, groupAt } = grid;
  const group = groupAt(item.index);
  if (!group) return null;
  return (
    <GroupRow
      key={key}
      index={item.index}
      start={item.start}
      height={rowHeight}
      width={layout.fullWidth}
      column={tableOf(props.table).columns[props.arrangement.group ?? '']}
      group={group}
      folded={props.folded.has(groupId(group))}
      active={item.index === chosen.selection.active.row}
      gridId={gridId}
      columns={layout.columns.length}
      names={props.extent.names}
      words={words}
      display={display}
    />
  );
}

function drawRecord(key: number, { grid, gridId, item, words, display, today }: LineProps) {
  const { props, layout, rowHeight, rows, newRow, chosen, rowAt } = grid;
  const { selection } = chosen;
  const { segments } = props.extent;
  const line = item.index < segments.count ? segments.line(item.index) : undefined;
  const row = rowAt(item.index);
  const isActive = item.index === selection.active.row;
  const range = rangeOf(selection);
  const inRange = !isSingle(selection) && item.index >= range.top && item.index <= range.bottom;
  return (
    <GridRow
      key={key}
      gridId={gridId}
      index={item.index}
      start={item.start}
      height={rowHeight}
      width={layout.fullWidth}
      template={layout.template}
      lines={props.arrangement.lines}
      number={line?.kind === 'record' ? line.position + 1 : undefined}
      row={row}
      names={row === newRow.row ? newRow.names : rows.listing.names}
      columns={layout.columns}
      drawn={layout.drawn}
      table={props.table}
      today={today}
      open={row !== undefined && row.id === props.opened}
      activeColumn={isActive ? selection.active.column : -1}
      from={inRange ? range.left : -1}
      to={inRange ? range.right : -1}
      words={words}
      display={display}
    />
  );
}
