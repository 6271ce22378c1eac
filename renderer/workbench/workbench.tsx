// One table as a workplace: search, filters, order, the grid, the record beside it, and the way out to Excel.
import type { SortingState } from '@tanstack/react-table';
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { type Language, type Table, type TableName, tableOf } from '../../db/catalog/index.ts';
import type { SetValue } from '../../db/mutation.ts';
import type { Condition, Filter } from '../../db/queries/filter.ts';
import { call } from '../desk.ts';
import { useWords } from '../i18n.ts';
import type { Place } from '../navigation.ts';
import { useAnnouncer } from '../parts/announcer.tsx';
import { Icon } from '../parts/icon.tsx';
import { useTaste } from '../settings.tsx';
import { Grid } from './grid.tsx';
import { NewRecord } from './new-record.tsx';
import { RecordPanel } from './record-panel.tsx';

export interface WorkbenchProps {
  readonly table: TableName;
  /** Fixed part of the filter, chosen by the screen: a period, for instance. */
  readonly fixed?: Filter | undefined;
  /** Values that a new record gets from the screen. */
  readonly preset?: Readonly<Record<string, SetValue>> | undefined;
  readonly columns?: readonly string[] | undefined;
  readonly record: string | undefined;
  readonly onRecord: (id: string | undefined) => void;
  readonly onGo: (place: Place) => void;
}

/** The name in the reader's language stands before the Japanese one. */
function inLanguage(columns: readonly string[], { naming }: Table, language: Language): readonly string[] {
  const own = naming[language];
  return own === naming.ja ? columns : columns.filter((name) => name !== own).flatMap((name) => (name === naming.ja ? [own, name] : [name]));
}

const none: Filter = {};
const nothing: Readonly<Record<string, SetValue>> = {};

export function Workbench({ table, fixed = none, preset = nothing, columns, record, onRecord, onGo }: WorkbenchProps) {
  const words = useWords();
  const { say, refuse } = useAnnouncer();
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed);
  const [filter, setFilter] = useState<Filter>({});
  const [sorting, setSorting] = useState<SortingState>([]);
  const [withDeleted, setWithDeleted] = useState(false);
  const [making, setMaking] = useState(false);
  const [count, setCount] = useState<{ total: number; loading: boolean }>({ total: 0, loading: true });
  const searchField = useRef<HTMLInputElement>(null);
  const definition = tableOf(table);
  const { language } = useTaste();
  const shown = useMemo(
    () => inLanguage(columns ?? definition.shown ?? Object.keys(definition.columns), definition, language),
    [columns, definition, language],
  );
  const request = useMemo(
    () => ({
      table,
      filter: { ...fixed, ...filter, ...(withDeleted ? { deleted: [0, 1] } : {}) },
      ...(search.trim() === '' ? {} : { search }),
      ...(sorting.length === 0 ? {} : { sort: sorting.map(({ id, desc }) => ({ column: id, descending: desc })) }),
    }),
    [table, fixed, filter, search, sorting, withDeleted],
  );
  const onCount = useCallback(
    (total: number, loading: boolean) => setCount((now) => (now.total === total && now.loading === loading ? now : { total, loading })),
    [],
  );
  const onFilter = useCallback(
    (column: string, condition: Condition | undefined) =>
      setFilter(({ [column]: _, ...rest }) => (condition === undefined ? rest : { ...rest, [column]: condition })),
    [],
  );
  const exportAs = async (format: 'xlsx' | 'csv') => {
    try {
      const done = await call('exportTable', { request, columns: [...shown], format });
      if (done) say(words('ui.exported', { file: done.file }), { label: words('ui.showFolder'), run: () => call('revealLast', {}) });
    } catch (error) {
      refuse(error);
    }
  };
  const narrowed = Object.keys(filter).length > 0 || search.trim() !== '';
  return (
    <div className="workbench">
      <div className="toolbar">
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
        <span className="toolbar-count" role="status">
          {count.loading ? words('ui.loading') : words('ui.rowsOf', { total: count.total.toLocaleString() })}
        </span>
        {Object.keys(filter).length > 0 && (
          <button type="button" className="button quiet small" onClick={() => setFilter({})}>
            <Icon name="close" />
            {words('ui.clearFilters')}
          </button>
        )}
        <label className="check toolbar-check">
          <input type="checkbox" checked={withDeleted} onChange={(event) => setWithDeleted(event.target.checked)} />
          {words('ui.showDeleted')}
        </label>
        <span className="toolbar-space" />
        <button type="button" className="button" onClick={() => exportAs('xlsx')}>
          <Icon name="export" />
          {words('ui.exportXlsx')}
        </button>
        <button type="button" className="button" onClick={() => exportAs('csv')}>
          {words('ui.exportCsv')}
        </button>
        <button type="button" className="button primary" onClick={() => setMaking(true)}>
          <Icon name="plus" />
          {words('ui.new')}
        </button>
      </div>
      <div className="bench">
        <div className="bench-table">
          <Grid
            table={table}
            columns={shown}
            request={request}
            sorting={sorting}
            onSort={setSorting}
            filter={filter}
            onFilter={onFilter}
            selected={record}
            onDetails={(row) => onRecord(row.id)}
            onFind={() => searchField.current?.focus()}
            onCount={onCount}
          />
          {count.total === 0 && !count.loading && <p className="empty">{words(narrowed ? 'ui.noneFound' : 'ui.empty')}</p>}
        </div>
        {record !== undefined && <RecordPanel table={table} id={record} onClose={() => onRecord(undefined)} onGo={onGo} />}
      </div>
      {making && <NewRecord table={table} preset={preset} onClose={() => setMaking(false)} onMade={onRecord} />}
    </div>
  );
}
