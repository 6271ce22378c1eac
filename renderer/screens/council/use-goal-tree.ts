// The goals and measures of a strategy, and what can be done with their order.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { nameColumns, type TableName, tableOf } from '../../../db/catalog/index.ts';
import type { Input } from '../../../electron/contract/inputs.ts';
import type { ListedRow } from '../../../electron/contract/records.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { applyWritten } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { useUndo } from '../../parts/use-actions.ts';

/** The rows of one strategy, from a table that belongs to it. */
function useRowsOf(table: TableName, strategy: string): readonly ListedRow[] {
  const { language } = useDisplayPreferences();
  const { data } = useQuery({
    queryKey: ['list', table, language, 'tree', strategy],
    queryFn: () => call('list', { table, filter: { strategy }, limit: 1_000 }),
    enabled: strategy !== '',
  });
  return data?.rows ?? [];
}

export function useGoalTree(strategy: string) {
  const words = useWords();
  const { language } = useDisplayPreferences();
  const { refuse, say } = useAnnouncer();
  const undo = useUndo();
  const goals = useRowsOf('goal', strategy);
  const measures = useRowsOf('measure', strategy);
  const commit = (mutations: Input<'commit'>['mutations']) => call('commit', { mutations }).then(applyWritten);
  return {
    goals,
    nameOf: (table: TableName, row: ListedRow) => {
      const [own, japanese] = nameColumns(tableOf(table), language);
      return String(row.values[own ?? ''] || row.values[japanese ?? ''] || '');
    },
    children: (parent: string | null) =>
      goals.filter((goal) => (goal.values.parent ?? null) === parent).sort((a, b) => Number(a.values.order) - Number(b.values.order)),
    measuresOf: (goal: string) => measures.filter((measure) => measure.values.goal === goal).sort((a, b) => Number(a.values.number) - Number(b.values.number)),
    moveMeasure: (measure: ListedRow, goal: string) =>
      commit([{ kind: 'set', table: 'measure', id: measure.id, set: { goal }, seen: measure.seen }]).then(() => say(words('ui.saved'), undo), refuse),
    /** Changes places with a neighbour: both records keep their history. */
    swap: (goal: ListedRow, other: ListedRow | undefined) => {
      if (!other) return;
      commit([
        { kind: 'set', table: 'goal', id: goal.id, set: { order: Number(other.values.order) }, seen: goal.seen },
        { kind: 'set', table: 'goal', id: other.id, set: { order: Number(goal.values.order) }, seen: other.seen },
      ]).catch(refuse);
    },
  };
}

export type GoalTreeState = ReturnType<typeof useGoalTree>;

/** Numbers measures in the order of the tree, once the person has seen how many would change. */
export function useRenumbering(strategy: string) {
  const words = useWords();
  const { refuse, say } = useAnnouncer();
  const undo = useUndo();
  /** How many numbers would change; 0: nothing is asked. */
  const [count, setCount] = useState(0);
  return {
    count,
    ask: () => call('renumberings', { strategy }).then((found) => (found.count === 0 ? say(words('council.inOrder')) : setCount(found.count)), refuse),
    confirm: () => {
      setCount(0);
      call('renumber', { strategy }).then((done) => {
        if (!done) return;
        applyWritten(done);
        say(words('council.renumbered', { count }), undo);
      }, refuse);
    },
    cancel: () => setCount(0),
  };
}
