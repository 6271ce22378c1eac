// Above the grid: search, what is seen of the table, and what can be done with it.
import type { Table } from '../../db/catalog/index.ts';
import type { ExportFormat } from '../../electron/contract/formats.ts';
import { useWords } from '../bridge/i18n.ts';
import { Icon } from '../parts/icon.tsx';
import { ArrangeMenu } from './arrange-menu.tsx';
import type { Arrangement } from './arrangement.ts';
import { ExportMenu } from './file-menu.tsx';
import type { Running } from './use-export.ts';
import type { NamedView, Views } from './use-views.ts';
import { ViewMenu } from './view-menu.tsx';

interface ToolbarProps {
  readonly table: Table;
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
  readonly searchField: React.RefObject<HTMLInputElement | null>;
  readonly total: number;
  readonly loading: boolean;
  readonly selectedCells: { readonly rows: number; readonly columns: number } | undefined;
  readonly withDeleted: boolean;
  readonly onDeleted: (shown: boolean) => void;
  readonly views: Views;
  readonly current: NamedView | undefined;
  readonly changed: boolean;
  readonly arrangement: Arrangement;
  readonly onChange: (change: Partial<Arrangement>) => void;
  readonly onView: (view: NamedView | undefined) => void;
  readonly onSaved: (id: string) => void;
  readonly onExport: (format: ExportFormat) => void;
  readonly running: Running | undefined;
  readonly onDialog: (dialog: 'new' | 'bulk' | 'import') => void;
}

export function Toolbar(props: ToolbarProps) {
  const { table, typed, onTyped, searchField, total, loading, selectedCells, withDeleted, onDeleted, running, onDialog } = props;
  const words = useWords();
  return (
    <div className="toolbar">
      <label className="search">
        <Icon name="search" />
        <input
          ref={searchField}
          type="search"
          aria-label={words('ui.searchIn', { table: words(`tables.${table.name}`) })}
          placeholder={words('ui.search')}
          value={typed}
          onChange={(event) => onTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && !event.nativeEvent.isComposing) onTyped('');
          }}
        />
      </label>
      <ViewMenu
        views={props.views}
        current={props.current}
        changed={props.changed}
        arrangement={props.arrangement}
        onChoose={props.onView}
        onSaved={props.onSaved}
      />
      <ArrangeMenu table={table} arrangement={props.arrangement} onChange={props.onChange} withDeleted={withDeleted} onDeleted={onDeleted} />
      <span className="toolbar-count" role="status">
        {loading ? words('ui.loading') : words('ui.rowsOf', { total: total.toLocaleString() })}
        {selectedCells && ` (${words('ui.selected', { rows: selectedCells.rows.toLocaleString(), columns: selectedCells.columns })})`}
      </span>
      <span className="toolbar-space" />
      {running ? (
        <span className="running" role="status">
          <progress
            value={running.total === 0 ? undefined : running.done}
            max={running.total === 0 ? undefined : running.total}
            aria-label={words('ui.preparing')}
          />
          {running.total === 0 ? words('ui.preparing') : words('ui.exporting', { done: running.done.toLocaleString(), total: running.total.toLocaleString() })}
          <button type="button" className="button small" onClick={running.cancel}>
            {words('ui.stop')}
          </button>
        </span>
      ) : (
        <ExportMenu onExport={props.onExport} />
      )}
      <button type="button" className="button" onClick={() => onDialog('import')}>
        <Icon name="import" />
        {words('ui.import')}
      </button>
      <button type="button" className="button" onClick={() => onDialog('bulk')}>
        {words('edit.bulk')}
      </button>
      <button type="button" className="button primary" onClick={() => onDialog('new')}>
        <Icon name="plus" />
        {words('ui.new')}
      </button>
    </div>
  );
}
