// One row of the grid. Drawn again only when its record, its place, its selection, or what is edited in it changes.
// The grid handles all presses, so that a row of twenty cells needs no event handlers.
import { memo } from 'react';
import type { Column } from '../../../db/catalog/index.ts';
import type { ListedRow } from '../../../electron/contract/records.ts';
import type { DisplayPreferences, Words } from '../../../resources/locales/sentences.ts';
import { isEditable } from '../editors/editor.tsx';
import { CellValue, isRightAligned } from './cell.tsx';

export interface ShownColumn {
  readonly name: string;
  readonly column: Column;
  /** Distance from the left of the grid, pixels, for columns that stay there; undefined for those that scroll. */
  readonly stick: number | undefined;
}

interface GridRowProps {
  readonly gridId: string;
  readonly index: number;
  /** Distance from the top of the list, pixels. */
  readonly start: number;
  readonly height: number;
  readonly width: number;
  readonly template: string;
  readonly lines: number;
  /** Place of the record in the list, from 1; undefined for the empty row that takes a new one. */
  readonly number: number | undefined;
  /** Undefined while its page is being read. */
  readonly row: ListedRow | undefined;
  readonly names: Readonly<Record<string, string>>;
  readonly columns: readonly ShownColumn[];
  /** Columns that are in the page, by index. */
  readonly drawn: readonly number[];
  readonly table: string;
  readonly today: string;
  /** Its record is open in the panel. */
  readonly open: boolean;
  /** -1: the active cell is in another row. */
  readonly activeColumn: number;
  /** Selected columns, both included; -1: none. */
  readonly from: number;
  readonly to: number;
  readonly words: Words;
  readonly display: DisplayPreferences;
}

function Row(props: GridRowProps) {
  const { index, start, height, width, template, lines, row, drawn, open, words } = props;
  const marks = `${open ? ' open' : ''}${row?.deleted ? ' deleted' : ''}${lines > 1 ? ' tall' : ''}${row?.id === '' ? ' new-row' : ''}${row?.contested ? ' contested-row' : ''}`;
  return (
    <div
      className={`grid-row${marks}`}
      role="row"
      aria-rowindex={index + 2}
      tabIndex={-1}
      data-row={index}
      style={{ transform: `translateY(${start}px)`, height, gridTemplateColumns: template, width }}
    >
      {drawLead(props)}
      {row ? (
        drawn.map((at) => drawCell(props, row, at))
      ) : (
        <div className="grid-wait" role="gridcell" aria-colindex={2} tabIndex={-1}>
          {words('ui.loading')}
        </div>
      )}
    </div>
  );
}

/** The row's number, which opens the record. */
function drawLead({ number, row, words }: GridRowProps) {
  if (number === undefined)
    return (
      <div className="grid-lead" role="rowheader" aria-colindex={1} tabIndex={-1} aria-label={words('ui.emptyRow')}>
        ＊
      </div>
    );
  return (
    <div className="grid-lead" role="rowheader" aria-colindex={1} tabIndex={-1}>
      <button
        type="button"
        className="lead-button"
        tabIndex={-1}
        aria-label={`${number} ${row?.contested ? `${words('exchange.tabs.conflicts')} ` : ''}${words('ui.openDetails')}`}
        data-details=""
      >
        {row?.contested ? '※' : ''}
        {number}
      </button>
    </div>
  );
}

/** A function rather than a component: hundreds of cells are drawn at once while scrolling. */
function drawCell(props: GridRowProps, row: ListedRow, at: number) {
  const { gridId, number, columns, names, table, today, activeColumn, from, to, words, display } = props;
  const shown = columns[at];
  if (!shown) return null;
  const { name, column, stick } = shown;
  const active = at === activeColumn;
  const inRange = at >= from && at <= to;
  return (
    <div
      key={name}
      id={active ? `${gridId}-active` : undefined}
      className={`grid-cell${active ? ' active' : ''}${inRange ? ' in-range' : ''}${isRightAligned(column) ? ' right' : ''}${stick === undefined ? '' : ' pinned'}`}
      role="gridcell"
      tabIndex={-1}
      aria-colindex={at + 2}
      aria-selected={active || inRange}
      aria-readonly={isEditable(column) ? undefined : true}
      data-column={at}
      style={stick === undefined ? { gridColumnStart: at + 2 } : { gridColumnStart: at + 2, left: stick }}
    >
      {number === undefined && at === 0 && (row.values[name] ?? null) === null && <span className="ghost">{words('ui.emptyRowHint')}</span>}
      <CellValue table={table} column={column} name={name} row={row} names={names} words={words} display={display} today={today} />
    </div>
  );
}

/** Names come with the page of their row: a new object of names means new names only where a row is being edited. */
export const GridRow = memo(Row, (before, after) => {
  const { names: namesBefore, display: displayBefore, ...left } = before;
  const { names: namesAfter, display: displayAfter, ...right } = after;
  if (displayBefore.language !== displayAfter.language || displayBefore.dates !== displayAfter.dates) return false;
  if (namesBefore !== namesAfter && after.activeColumn >= 0) return false;
  return (Object.keys(left) as (keyof typeof left)[]).every((key) => left[key] === right[key]);
});
