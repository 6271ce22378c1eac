// Above the grid: search, views and arrangement, and what can be done with the table.
import { tableOf } from '../../db/catalog/index.ts';
import { useWords } from '../bridge/i18n.ts';
import { Icon } from '../parts/icon.tsx';
import { ArrangeMenu } from './arrange-menu.tsx';
import { ExportMenu } from './export-menu.tsx';
import type { Running } from './use-export.ts';
import type { WorkbenchState } from './use-workbench.ts';
import { ViewMenu } from './view-menu.tsx';

export function Toolbar({ bench }: { bench: WorkbenchState }) {
  const words = useWords();
  const { look, setDialog } = bench;
  return (
    <div className="toolbar">
      <SearchField bench={bench} />
      <ViewMenu look={look} />
      <ArrangeMenu
        table={tableOf(bench.table)}
        arrangement={look.arrangement}
        onChange={look.change}
        withDeleted={bench.withDeleted}
        onDeleted={bench.setWithDeleted}
      />
      <Count bench={bench} />
      <span className="toolbar-space" />
      <ExportControl bench={bench} />
      <button type="button" className="button" onClick={() => setDialog('import')}>
        <Icon name="import" />
        {words('ui.import')}
      </button>
      <button type="button" className="button" onClick={() => setDialog('bulk')}>
        {words('edit.bulk')}
      </button>
      <button type="button" className="button primary" onClick={() => setDialog('new')}>
        <Icon name="plus" />
        {words('ui.new')}
      </button>
    </div>
  );
}

function SearchField({ bench: { table, typed, setTyped, searchField } }: { bench: WorkbenchState }) {
  const words = useWords();
  return (
    <label className="search">
      <Icon name="search" />
      <input
        ref={searchField}
        type="search"
        aria-label={words('ui.searchIn', { table: words(`tables.${table}`) })}
        placeholder={words('ui.search')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.nativeEvent.isComposing) setTyped('');
        }}
      />
    </label>
  );
}

function Count({ bench: { extent, selected, selectedRows } }: { bench: WorkbenchState }) {
  const words = useWords();
  const columns = selected?.columns.length ?? 0;
  return (
    <span className="toolbar-count" role="status">
      {extent.loading ? words('ui.loading') : words('ui.rowsOf', { total: extent.total.toLocaleString() })}
      {(selectedRows > 1 || columns > 1) && ` (${words('ui.selected', { rows: selectedRows.toLocaleString(), columns })})`}
    </span>
  );
}

function ExportControl({ bench: { request, look, exporting } }: { bench: WorkbenchState }) {
  const { running, start } = exporting;
  if (running) return <RunningExport running={running} />;
  return (
    <ExportMenu
      onExport={(format) =>
        start({
          request,
          columns: look.arrangement.columns.map(({ name }) => name),
          format,
          view: look.current?.name,
        })
      }
    />
  );
}

function RunningExport({ running: { done, total, cancel } }: { running: Running }) {
  const words = useWords();
  return (
    <span className="running" role="status">
      <progress value={total === 0 ? undefined : done} max={total === 0 ? undefined : total} aria-label={words('ui.preparing')} />
      {total === 0 ? words('ui.preparing') : words('ui.exporting', { done: done.toLocaleString(), total: total.toLocaleString() })}
      <button type="button" className="button small" onClick={cancel}>
        {words('ui.stop')}
      </button>
    </span>
  );
}
