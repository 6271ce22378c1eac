// How the table is looked at just now: an arrangement of columns, filter, sort and groups, and the named view it came from.
import { useCallback, useMemo, useRef, useState } from 'react';
import { type TableName, tableOf } from '../../db/catalog/index.ts';
import type { Condition, Filter } from '../../electron/contract/records.ts';
import { useDisplayPreferences } from '../bridge/preferences.tsx';
import { type Arrangement, moved, plainArrangement, toJson } from './grid/arrangement.ts';
import { type NamedView, useViews } from './use-views.ts';

interface Look {
  readonly arrangement: Arrangement;
  readonly view: string | undefined;
}

interface FirstLook {
  readonly table: TableName;
  readonly columns?: readonly string[] | undefined;
  /** The named view to begin with; the table's default when absent. */
  readonly view?: string | undefined;
  /** What the table is narrowed to at first. */
  readonly begin?: Filter | undefined;
}

/** How each table was last looked at, until the program ends. */
const lastLooks = new Map<string, Look>();

/** The view asked for, else the table's default, else its plain arrangement. */
function firstLook(views: readonly NamedView[] | undefined, wanted: string | undefined, standard: Arrangement): Look {
  const view = views?.find((one) => (wanted === undefined ? one.isDefault : one.id === wanted));
  return view ? { arrangement: view.arrangement, view: view.id } : { arrangement: standard, view: undefined };
}

export function useLook({ table, columns, view: wantedView, begin }: FirstLook) {
  const { language } = useDisplayPreferences();
  const standard = useMemo(() => plainArrangement(tableOf(table), language, columns), [table, language, columns]);
  const views = useViews(table);
  const [chosen, setChosen] = useState<Look | undefined>(() => {
    if (begin !== undefined) return { arrangement: { ...standard, conditions: begin }, view: undefined };
    return wantedView === undefined ? lastLooks.get(`${table} ${language}`) : undefined;
  });
  const look = chosen ?? firstLook(views.all, wantedView, standard);
  const latest = useRef(look);
  latest.current = look;
  const show = useCallback(
    (next: Look) => {
      lastLooks.set(`${table} ${language}`, next);
      setChosen(next);
    },
    [table, language],
  );
  const change = useCallback((part: Partial<Arrangement>) => show({ ...latest.current, arrangement: { ...latest.current.arrangement, ...part } }), [show]);
  const onFilter = useCallback(
    (column: string, condition: Condition | undefined) => {
      const { [column]: _, ...rest } = latest.current.arrangement.conditions;
      change({ conditions: condition === undefined ? rest : { ...rest, [column]: condition } });
    },
    [change],
  );
  const onWidths = useCallback(
    (widths: Readonly<Record<string, number>>) => {
      const widened = latest.current.arrangement.columns.map((column) =>
        widths[column.name] === undefined ? column : { ...column, width: Math.round(widths[column.name] ?? 0) },
      );
      change({ columns: widened });
    },
    [change],
  );
  const onMove = useCallback((name: string, to: string) => change({ columns: moved(latest.current.arrangement.columns, name, to) }), [change]);
  const current = views.all?.find((one) => one.id === look.view);
  return {
    views,
    current,
    arrangement: look.arrangement,
    /** The list no longer looks as its view says. */
    isChanged: current !== undefined && toJson(current.arrangement) !== toJson(look.arrangement),
    showView: (view: NamedView | undefined) => show(view ? { arrangement: view.arrangement, view: view.id } : { arrangement: standard, view: undefined }),
    savedAs: (id: string) => show({ arrangement: look.arrangement, view: id }),
    change,
    onFilter,
    onWidths,
    onMove,
  };
}
