// The state of a workbench: look, search, what is listed, what is selected, and edits of many cells.
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { Filter, SetValue } from '../../electron/contract/records.ts';
import { afterOverlay } from '../parts/after-overlay.ts';
import type { Arrangement } from './grid/arrangement.ts';
import type { GridHandle, Selected } from './grid/grid-props.ts';
import { type Request, useExtent } from './grid/use-listing.ts';
import { useEdits } from './use-edits.ts';
import { useExport } from './use-export.ts';
import { useLook } from './use-look.ts';
import type { WorkbenchProps } from './workbench-props.ts';

const noFilter: Filter = {};
const noValues: Readonly<Record<string, SetValue>> = {};
const noneFolded: ReadonlySet<string> = new Set();

interface Listed {
  readonly table: WorkbenchProps['table'];
  readonly arrangement: Arrangement;
  readonly fixed: Filter;
  readonly search: string;
  readonly withDeleted: boolean;
}

/** What is asked of the desk for the list. */
function useRequest({ table, arrangement: { conditions, match, sort, group }, fixed, search, withDeleted }: Listed): Request {
  return useMemo<Request>(
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
}

/** Groups that are folded away. Another grouping starts with none. */
function useFolding(group: string | undefined) {
  const [folding, setFolding] = useState<{ readonly by: string | undefined; readonly folded: ReadonlySet<string> }>({ by: undefined, folded: noneFolded });
  const folded = folding.by === group ? folding.folded : noneFolded;
  const onFold = (one: string) => {
    const next = new Set(folded);
    if (!next.delete(one)) next.add(one);
    setFolding({ by: group, folded: next });
  };
  return { folded, onFold };
}

export function useWorkbench({ table, fixed = noFilter, preset = noValues, columns, view, begin, importing = false }: WorkbenchProps) {
  const look = useLook({ table, columns, view, begin });
  const { arrangement } = look;
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed);
  const [withDeleted, setWithDeleted] = useState(false);
  const [dialog, setDialog] = useState<'new' | 'bulk' | 'import' | undefined>(importing ? 'import' : undefined);
  const [selected, setSelected] = useState<Selected>();
  const searchField = useRef<HTMLInputElement>(null);
  const grid = useRef<GridHandle>(null);
  const request = useRequest({ table, arrangement, fixed, search, withDeleted });
  const { folded, onFold } = useFolding(arrangement.group);
  return {
    table,
    preset,
    look,
    typed,
    setTyped,
    searchField,
    grid,
    withDeleted,
    setWithDeleted,
    dialog,
    setDialog,
    closeDialog: () => {
      setDialog(undefined);
      afterOverlay(() => grid.current?.focus());
    },
    selected,
    setSelected,
    selectedRows: selected?.rows.reduce((sum, { from, to }) => sum + to - from + 1, 0) ?? 0,
    request,
    folded,
    onFold,
    extent: useExtent(request, folded),
    edits: useEdits(request, preset),
    exporting: useExport(),
    isNarrowed: Object.keys(arrangement.conditions).length > 0 || search.trim() !== '',
  };
}

export type WorkbenchState = ReturnType<typeof useWorkbench>;
