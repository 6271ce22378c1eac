// One row of the grid. Drawn again only when its record, its place, or what is edited in it changes: scrolling past
// leaves it alone.
import { memo } from 'react';
import type { Column } from '../../db/catalog/index.ts';
import type { SetValue } from '../../db/mutation.ts';
import type { ListedRow } from '../../db/queries/list.ts';
import { columnLabel, type Taste, type Words } from '../../resources/locales/sentences.ts';
import { Icon } from '../parts/icon.tsx';
import { CellValue, isRightAligned } from './cell.tsx';
import { Editor, isEditable } from './editors/editor.tsx';

export type Move = 'down' | 'right' | 'left' | 'stay';

/** What a row may ask of its grid. One object for the grid's whole life. */
export interface GridActs {
  readonly press: (row: ListedRow, index: number, column: number, again: boolean) => void;
  readonly save: (row: ListedRow, name: string, value: SetValue) => Promise<void>;
  readonly done: (move: Move) => void;
  readonly details: (row: ListedRow) => void;
}

interface GridRowProps {
  readonly gridId: string;
  readonly index: number;
  /** Distance from the top of the list, pixels. */
  readonly start: number;
  readonly height: number;
  readonly width: number;
  readonly template: string;
  /** Undefined while its page is being read. */
  readonly row: ListedRow | undefined;
  readonly names: Readonly<Record<string, string>>;
  readonly definitions: readonly { readonly name: string; readonly column: Column }[];
  readonly selected: boolean;
  /** -1: the active cell is in another row. */
  readonly activeColumn: number;
  readonly editing: { readonly initial?: string | undefined } | undefined;
  /** The row lies in the lower half: lists open above it. */
  readonly upwards: boolean;
  readonly words: Words;
  readonly taste: Taste;
  readonly acts: GridActs;
}

function Row({
  gridId,
  index,
  start,
  height,
  width,
  template,
  row,
  names,
  definitions,
  selected,
  activeColumn,
  editing,
  upwards,
  words,
  taste,
  acts,
}: GridRowProps) {
  const marks = `${selected ? ' selected' : ''}${row?.deleted ? ' deleted' : ''}${editing ? ' editing' : ''}`;
  return (
    <div
      className={`grid-row${marks}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      tabIndex={-1}
      style={{ transform: `translateY(${start}px)`, height, gridTemplateColumns: template, width }}
    >
      {!row && (
        <div className="grid-wait" role="gridcell" aria-colindex={2} tabIndex={-1}>
          {words('ui.loading')}
        </div>
      )}
      {row && (
        <div className="grid-lead" role="rowheader" aria-colindex={1} tabIndex={-1}>
          <button type="button" className="icon-button small" tabIndex={-1} aria-label={words('ui.openDetails')} onClick={() => acts.details(row)}>
            <Icon name="panel" />
          </button>
        </div>
      )}
      {row &&
        definitions.map(({ name, column }, at) => {
          const active = at === activeColumn;
          return (
            <div
              key={name}
              id={`${gridId}-${index}-${at}`}
              className={`grid-cell${active ? ' active' : ''}${isRightAligned(column) ? ' right' : ''}`}
              role="gridcell"
              tabIndex={-1}
              aria-colindex={at + 2}
              aria-selected={active}
              aria-readonly={!isEditable(column)}
              onPointerDown={(event) => {
                if (active && editing) return;
                event.preventDefault();
                acts.press(row, index, at, event.detail === 2);
              }}
              onDoubleClick={() => {
                if (!(active && editing)) acts.press(row, index, at, true);
              }}
            >
              {active && editing ? (
                <div className={upwards ? 'cell-editor upwards' : 'cell-editor'}>
                  <Editor
                    column={column}
                    label={columnLabel(words, name, column)}
                    value={row.values[name]}
                    names={names}
                    initial={editing.initial}
                    inForm={false}
                    onSave={(value) => acts.save(row, name, value)}
                    onDone={acts.done}
                  />
                </div>
              ) : (
                <span className="cell-text">
                  <CellValue column={column} name={name} row={row} names={names} words={words} taste={taste} />
                </span>
              )}
            </div>
          );
        })}
    </div>
  );
}

/** Names come with the page of their row: a new object of names means new names only where a row is being edited. */
export const GridRow = memo(Row, (before, after) => {
  const { names: namesBefore, taste: tasteBefore, ...left } = before;
  const { names: namesAfter, taste: tasteAfter, ...right } = after;
  if (tasteBefore.language !== tasteAfter.language || tasteBefore.dates !== tasteAfter.dates) return false;
  if (namesBefore !== namesAfter && after.activeColumn >= 0) return false;
  return (Object.keys(left) as (keyof typeof left)[]).every((key) => left[key] === right[key]);
});
