// The field over the active cell. It has the focus as long as the grid has it, so that keys, an input method, an emoji panel
// and voice all find a place to write; what they write begins the editing of the cell.
import { columnLabel } from '../../../resources/locales/sentences.ts';
import { useWords } from '../../bridge/i18n.ts';
import { CellText } from '../editors/cell-text.tsx';
import { Editor } from '../editors/editor.tsx';
import type { EditorProps } from '../editors/editor-props.ts';
import { isChoice } from '../editors/use-find.ts';
import { useSave } from '../editors/use-save.ts';
import { useCellInput } from './use-cell-input.ts';
import { leadWidth } from './use-columns.ts';
import type { GridState } from './use-grid.ts';
import { headHeight } from './use-row-window.ts';

interface CellFieldProps {
  readonly grid: GridState;
  readonly gridId: string;
}

export function CellField({ grid, gridId }: CellFieldProps) {
  const { props, field, editing, current, canEdit, activeColumn } = grid;
  const words = useWords();
  const { isComposing, ...listeners } = useCellInput(grid);
  const isText = editing !== undefined && activeColumn !== undefined && !isChoice(activeColumn.column);
  const isShown = isText || isComposing;
  const hasLine = current !== undefined || props.extent.segments.count > 0;
  return (
    <div className={activeColumn?.stick === undefined ? 'cell-layer' : 'cell-layer pinned'}>
      <div className={`cell-place${editing ? ' cell-editor' : ''}${isUpwards(grid) ? ' upwards' : ''}`} style={placeOf(grid)}>
        <textarea
          ref={field}
          className={isShown ? 'cell-field editor-field' : 'cell-field resting'}
          rows={1}
          spellCheck={false}
          autoComplete="off"
          readOnly={!canEdit}
          aria-label={isText ? columnLabel(words, activeColumn.name, activeColumn.column) : words(`tables.${props.table}`)}
          aria-controls={gridId}
          aria-activedescendant={hasLine && !editing ? `${gridId}-active` : undefined}
          {...listeners}
        />
        {editing && <CellEditor key={`${current?.id} ${activeColumn?.name}`} grid={grid} />}
      </div>
    </div>
  );
}

/** The editor of the active cell: the field itself for text, a list for what is chosen. */
function CellEditor({ grid }: { grid: GridState }) {
  const { props, field, openText, rows, newRow, current, activeColumn, editing, done } = grid;
  const words = useWords();
  const save = useSave(props.table);
  if (!current || !activeColumn || !editing) return null;
  const { name, column } = activeColumn;
  const given: EditorProps = {
    column,
    label: columnLabel(words, name, column),
    value: current.values[name],
    names: current === newRow.row ? newRow.names : rows.listing.names,
    initial: editing.initial,
    inForm: false,
    onSave: async (value) => (current === newRow.row ? newRow.set(name, value) : save(current, name, value)),
    onDone: done,
  };
  if (isChoice(column)) return <Editor {...given} />;
  return <CellText {...given} field={field} handle={openText} onFillRange={(typed) => grid.fillRange(typed)} />;
}

/** Pixels from the top left of the list; a column that stays at the left is placed on the screen instead. */
function placeOf({ layout, rowHeight, chosen }: GridState): React.CSSProperties {
  const { row, column } = chosen.selection.active;
  const width = layout.widths[column] ?? 0;
  const left = layout.columns[column]?.stick ?? leadWidth + layout.widths.slice(0, column).reduce((sum, one) => sum + one, 0);
  return { left, top: headHeight + row * rowHeight, width, height: rowHeight };
}

/** In the lower half of the grid lists open above the cell. */
function isUpwards({ scroller, rows, rowHeight, chosen }: GridState): boolean {
  return chosen.selection.active.row * rowHeight - (rows.virtual.scrollOffset ?? 0) > (scroller.current?.clientHeight ?? 0) / 2;
}
