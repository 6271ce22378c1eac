// One table as a workplace: search, filters, views, the grid, the record beside it, and the ways in and out.
import { lazy, Suspense, useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { type TableName, tableOf } from '../../db/catalog/index.ts';
import type { Condition, Filter, SetValue } from '../../electron/contract/records.ts';
import { useWords } from '../bridge/i18n.ts';
import type { Destination } from '../bridge/navigation.ts';
import { useDisplayPreferences } from '../bridge/preferences.tsx';
import { Ask } from '../parts/ask.tsx';
import { type Arrangement, plainArrangement, toJson } from './arrangement.ts';
import { FilterBar } from './filter-bar.tsx';
import { Grid, type GridHandle, type Selected } from './grid.tsx';
import { NewRecord } from './new-record.tsx';
import { RecordPanel } from './record-panel.tsx';
import { Toolbar } from './toolbar.tsx';
import { useEdits } from './use-edits.ts';
import { useExport } from './use-export.ts';
import { type Request, useExtent } from './use-listing.ts';
import { type NamedView, useViews } from './use-views.ts';

export interface WorkbenchProps {
  readonly table: TableName;
  /** Fixed part of the filter, chosen by the screen: a period, for instance. */
  readonly fixed?: Filter | undefined;
  /** Values that a new record gets from the screen. */
  readonly preset?: Readonly<Record<string, SetValue>> | undefined;
  readonly columns?: readonly string[] | undefined;
  readonly record: string | undefined;
  /** The named view to begin with; the table's default when absent. */
  readonly view?: string | undefined;
  /** What is shown at first, in the table's plain arrangement: whoever came from a figure sees what it counts. */
  readonly begin?: Filter | undefined;
  readonly importing?: boolean | undefined;
  readonly onRecord: (id: string | undefined) => void;
  readonly onGo: (destination: Destination) => void;
}

/** Dialogs are read when they are first opened: the first picture is there sooner. */
const ImportDialog = lazy(() => import('./import/import-dialog.tsx').then((module) => ({ default: module.ImportDialog })));
const BulkEdit = lazy(() => import('./bulk-edit.tsx').then((module) => ({ default: module.BulkEdit })));
const EditPreview = lazy(() => import('./edit-preview.tsx').then((module) => ({ default: module.EditPreview })));

const none: Filter = {};
const nothing: Readonly<Record<string, SetValue>> = {};

const unfolded: ReadonlySet<string> = new Set();

function toggled(set: ReadonlySet<string>, one: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(one)) next.add(one);
  return next;
}

/** What each table was last looked at through, until the program ends. */
const lastLooks = new Map<string, { readonly arrangement: Arrangement; readonly view: string | undefined }>();

export function Workbench({
  table,
  fixed = none,
  preset = nothing,
  columns,
  record,
  view: wantedView,
  begin,
  importing = false,
  onRecord,
  onGo,
}: WorkbenchProps) {
  const words = useWords();
  const { language } = useDisplayPreferences();
  const definition = tableOf(table);
  const standard = useMemo(() => plainArrangement(definition, language, columns), [definition, language, columns]);
  const views = useViews(table);
  const [look, setLook] = useState(() => {
    if (begin !== undefined) return { arrangement: { ...standard, conditions: begin }, view: undefined };
    return wantedView === undefined ? lastLooks.get(`${table} ${language}`) : undefined;
  });
  const asked = look ?? beginning(views.all, wantedView, standard);
  const { arrangement } = asked;
  const current = views.all?.find((one) => one.id === asked.view);
  const show = useCallback(
    (next: { arrangement: Arrangement; view: string | undefined }) => {
      lastLooks.set(`${table} ${language}`, next);
      setLook(next);
    },
    [table, language],
  );
  const latest = useRef(asked);
  latest.current = asked;
  const change = useCallback((part: Partial<Arrangement>) => show({ ...latest.current, arrangement: { ...latest.current.arrangement, ...part } }), [show]);

  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed);
  const [withDeleted, setWithDeleted] = useState(false);
  const [folding, setFolding] = useState<{ readonly by: string | undefined; readonly folded: ReadonlySet<string> }>({ by: undefined, folded: unfolded });
  const [dialog, setDialog] = useState<'new' | 'bulk' | 'import' | undefined>(importing ? 'import' : undefined);
  const [selected, setSelected] = useState<Selected>();
  const searchField = useRef<HTMLInputElement>(null);
  const grid = useRef<GridHandle>(null);
  const { conditions, match, sort, group } = arrangement;
  const request = useMemo<Request>(
    () => ({
      table,
      filter: { ...(match === 'all' ? conditions : {}), ...fixed, ...(withDeleted ? { deleted: [0, 1] } : {}) },
      ...(match === 'any' && Object.keys(conditions).length > 0
        ? { anyOf: Object.entries(conditions).map(([name, condition]) => ({ [name]: condition })) }
        : {}),
      ...(search.trim() === '' ? {} : { search }),
      ...(sort.length === 0 ? {} : { sort: [...sort] }),
      ...(group === undefined ? {} : { group }),
    }),
    [table, conditions, match, fixed, search, sort, group, withDeleted],
  );
  // Another grouping has other groups to fold.
  const folded = folding.by === group ? folding.folded : unfolded;
  const extent = useExtent(request, folded);
  const edits = useEdits(table, request, preset);
  const { running, start, question } = useExport();
  const onFilter = useCallback(
    (column: string, condition: Condition | undefined) => {
      const { [column]: _, ...rest } = latest.current.arrangement.conditions;
      change({ conditions: condition === undefined ? rest : { ...rest, [column]: condition } });
    },
    [change],
  );
  const onWidths = useCallback(
    (widths: Readonly<Record<string, number>>) =>
      change({
        columns: latest.current.arrangement.columns.map((column) =>
          widths[column.name] === undefined ? column : { ...column, width: Math.round(widths[column.name] ?? 0) },
        ),
      }),
    [change],
  );
  const closeDialog = () => {
    setDialog(undefined);
    grid.current?.focus();
  };
  const narrowed = Object.keys(conditions).length > 0 || search.trim() !== '';
  const selectedRows = selected?.rows.reduce((sum, { from, to }) => sum + to - from + 1, 0) ?? 0;
  return (
    <div className="workbench">
      <Toolbar
        table={definition}
        typed={typed}
        onTyped={setTyped}
        searchField={searchField}
        total={extent.total}
        loading={extent.loading}
        selectedCells={selected && (selectedRows > 1 || selected.columns.length > 1) ? { rows: selectedRows, columns: selected.columns.length } : undefined}
        withDeleted={withDeleted}
        onDeleted={setWithDeleted}
        views={views}
        current={current}
        changed={current !== undefined && toJson(current.arrangement) !== toJson(arrangement)}
        arrangement={arrangement}
        onChange={change}
        onView={(next) => show(next ? { arrangement: next.arrangement, view: next.id } : { arrangement: standard, view: undefined })}
        onSaved={(id) => show({ arrangement, view: id })}
        onExport={(format) =>
          start(
            request,
            arrangement.columns.map(({ name }) => name),
            format,
            current?.name,
          )
        }
        running={running}
        onDialog={setDialog}
      />
      <FilterBar table={definition} arrangement={arrangement} onChange={change} />
      <div className="bench">
        <div className="bench-table">
          <Grid
            ref={grid}
            table={table}
            arrangement={arrangement}
            request={request}
            extent={extent}
            folded={folded}
            onFold={(one) => setFolding({ by: group, folded: toggled(folded, one) })}
            onSort={(next) => change({ sort: next })}
            onWidths={onWidths}
            onFilter={onFilter}
            opened={record}
            onDetails={(row) => onRecord(row.id)}
            onFind={() => searchField.current?.focus()}
            onSelected={setSelected}
            onCopy={edits.copy}
            onPaste={edits.paste}
            onFill={edits.fill}
            onClear={edits.clear}
          />
          {extent.total === 0 && !extent.loading && <p className="empty">{words(narrowed ? 'ui.noneFound' : 'ui.empty')}</p>}
        </div>
        {record !== undefined && <RecordPanel table={table} id={record} onClose={() => onRecord(undefined)} onGo={onGo} />}
      </div>
      <Suspense fallback={null}>
        {dialog === 'new' && <NewRecord table={table} preset={preset} onClose={closeDialog} onMade={onRecord} />}
        {dialog === 'import' && <ImportDialog table={table} preset={preset} onClose={closeDialog} />}
        {dialog === 'bulk' && (
          <BulkEdit
            table={table}
            column={selected?.columns[0] ?? ''}
            selectedRows={selectedRows}
            allRows={extent.total}
            onSet={(which, column, value) => {
              setDialog(undefined);
              edits.set(which === 'all' ? 'all' : (selected?.rows ?? []), column, value);
            }}
            onClose={closeDialog}
          />
        )}
        {question && (
          <Ask
            title={words('exchange.printTitle')}
            text={words('exchange.printText', { count: question.count })}
            yes={words('exchange.printAnyway')}
            onYes={question.go}
            onNo={question.stay}
          />
        )}
        {edits.plan && (
          <EditPreview
            table={table}
            plan={edits.plan}
            onConfirm={() => {
              edits.confirm();
              grid.current?.focus();
            }}
            onCancel={() => {
              edits.dismiss();
              grid.current?.focus();
            }}
          />
        )}
      </Suspense>
    </div>
  );
}

/** The view asked for, else the table's default, else its plain look. */
function beginning(
  views: readonly NamedView[] | undefined,
  wanted: string | undefined,
  standard: Arrangement,
): { arrangement: Arrangement; view: string | undefined } {
  const view = views?.find((one) => (wanted === undefined ? one.isDefault : one.id === wanted));
  return view ? { arrangement: view.arrangement, view: view.id } : { arrangement: standard, view: undefined };
}
