// One table with everything that works on it: search, filters, views, the grid, the open record, import and export.
import { useEffect, useEffectEvent } from 'react';
import { useWords } from '../bridge/i18n.ts';
import { FilterBar } from './filter-bar.tsx';
import { Grid } from './grid/grid.tsx';
import { RecordPanel } from './record/record-panel.tsx';
import { Toolbar } from './toolbar.tsx';
import { useTableCommands } from './use-table-commands.ts';
import { useWorkbench, type WorkbenchState } from './use-workbench.ts';
import { WorkbenchDialogs } from './workbench-dialogs.tsx';
import type { WorkbenchProps } from './workbench-props.ts';

export function Workbench(props: WorkbenchProps) {
  const { table, record, tab, onRecord, onGo } = props;
  const words = useWords();
  const bench = useWorkbench(props);
  const { extent, isNarrowed } = bench;
  useTableCommands(bench);
  useRevealed(bench, record);
  const closePanel = () => {
    onRecord(undefined);
    bench.grid.current?.focus();
  };
  return (
    <div className="workbench">
      <Toolbar bench={bench} />
      <FilterBar table={table} arrangement={bench.look.arrangement} onChange={bench.look.change} />
      <div className="bench">
        <div className="bench-table">
          <WorkbenchGrid bench={bench} record={record} onRecord={onRecord} onGo={onGo} />
          {extent.total === 0 && !extent.loading && <p className="empty">{words(isNarrowed ? 'ui.noneFound' : 'ui.empty')}</p>}
        </div>
        {record !== undefined && <RecordPanel key={`${record} ${tab ?? ''}`} table={table} id={record} tab={tab} onClose={closePanel} onGo={onGo} />}
      </div>
      <WorkbenchDialogs bench={bench} onMade={onRecord} />
    </div>
  );
}

/** A record that was opened from another place, or has just been made, is selected in the table too. */
function useRevealed({ grid, selected }: WorkbenchState, record: string | undefined): void {
  const reveal = useEffectEvent((id: string) => {
    if (selected?.first !== id) grid.current?.reveal(id);
  });
  useEffect(() => {
    if (record !== undefined) reveal(record);
  }, [record]);
}

interface WorkbenchGridProps extends Pick<WorkbenchProps, 'record' | 'onRecord' | 'onGo'> {
  readonly bench: WorkbenchState;
}

function WorkbenchGrid({ bench, record, onRecord, onGo }: WorkbenchGridProps) {
  const { look, edits } = bench;
  return (
    <Grid
      ref={bench.grid}
      table={bench.table}
      arrangement={look.arrangement}
      request={bench.request}
      extent={bench.extent}
      folded={bench.folded}
      onFold={bench.onFold}
      onSort={(sort) => look.change({ sort })}
      onWidths={look.onWidths}
      onFilter={look.onFilter}
      onMove={look.onMove}
      opened={record}
      onDetails={(row, tab) => onRecord(row.id, tab)}
      onOpen={(row) => (bench.table === 'briefing' ? onGo({ screen: 'briefings', briefing: row.id }) : onRecord(row.id))}
      onSelected={bench.setSelected}
      onCopy={edits.copy}
      onPaste={edits.paste}
      onFill={edits.fill}
      onRemove={edits.remove}
      onClear={edits.clear}
      grows={look.arrangement.group === undefined && !bench.withDeleted}
      preset={bench.preset}
      onAppend={edits.append}
    />
  );
}
