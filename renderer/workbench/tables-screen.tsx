// A screen of tables: the chosen table, and buttons for the other tables of the screen.
import type { ReactNode } from 'react';
import type { TableName } from '../../db/catalog/index.ts';
import { useWords } from '../bridge/i18n.ts';
import type { Destination } from '../bridge/navigation.ts';
import { Workbench } from './workbench.tsx';
import type { WorkbenchProps } from './workbench-props.ts';

export interface TablesProps {
  readonly title: string;
  readonly tables: readonly TableName[];
  readonly destination: Destination;
  readonly onGo: (destination: Destination) => void;
  /** Shown between the tabs and the table. */
  readonly children?: ReactNode;
  readonly workbench?: Partial<Pick<WorkbenchProps, 'fixed' | 'preset' | 'columns'>> | undefined;
}

export function TablesScreen({ title, tables, destination, onGo, children, workbench }: TablesProps) {
  const words = useWords();
  const current = destination.table ?? tables[0];
  if (!current) return null;
  return (
    <section className="tables-screen">
      <h1 className="screen-title">{title}</h1>
      <TableTabs tables={tables} current={current} onChoose={(table) => onGo({ screen: destination.screen, table })} label={words('ui.changeTable')} />
      {children}
      <Workbench
        key={`${current} ${destination.view ?? ''} ${destination.filter === undefined ? '' : JSON.stringify(destination.filter)}`}
        table={current}
        record={destination.record}
        view={destination.view}
        begin={destination.filter}
        importing={destination.importing}
        tab={destination.tab}
        onRecord={(record, tab) => onGo({ ...destination, table: current, record, tab })}
        onGo={onGo}
        {...workbench}
      />
    </section>
  );
}

function TableTabs({
  tables,
  current,
  onChoose,
  label,
}: {
  tables: readonly TableName[];
  current: TableName;
  onChoose: (table: TableName) => void;
  label: string;
}) {
  const words = useWords();
  if (tables.length < 2) return null;
  return (
    <nav className="table-tabs" aria-label={label}>
      {tables.map((table) => (
        <button key={table} type="button" className="table-tab" aria-current={table === current ? 'true' : undefined} onClick={() => onChoose(table)}>
          {words(`tables.${table}`)}
        </button>
      ))}
    </nav>
  );
}
