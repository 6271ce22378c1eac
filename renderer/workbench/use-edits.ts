// Edits of many cells: copy, paste, fill, clear, set. An edit that refuses nothing and that one undo takes back is done at
// once; everything else is shown first.
import { useCallback, useState } from 'react';
import type { Input } from '../../electron/contract/inputs.ts';
import type { Outputs } from '../../electron/contract/outputs.ts';
import type { SetValue } from '../../electron/contract/records.ts';
import { call } from '../bridge/bridge.ts';
import { useWords } from '../bridge/i18n.ts';
import { applyWritten } from '../bridge/query-cache.ts';
import { useAnnouncer } from '../parts/announcer.tsx';
import { useUndo } from '../parts/use-actions.ts';
import type { Selected } from './grid/grid-props.ts';
import type { Request } from './grid/use-listing.ts';

export type Plan = Outputs['planEdit'];
type Edit = Input<'planEdit'>['edit'];

/** Cells that may change without being shown first: undo is one key away. */
const shownFrom = 2;

export interface Edits {
  /** Waiting to be confirmed. */
  readonly plan: Plan | undefined;
  readonly copy: (selected: Selected, cut: boolean) => Promise<void>;
  readonly paste: (selected: Selected, text: string) => Promise<void>;
  readonly fill: (selected: Selected) => Promise<void>;
  readonly clear: (selected: Selected) => Promise<void>;
  readonly set: (rows: Selected['rows'] | 'all', column: string, value: SetValue) => Promise<void>;
  readonly confirm: () => Promise<void>;
  readonly dismiss: () => void;
}

export function useEdits(request: Request, preset: Readonly<Record<string, SetValue>>): Edits {
  const words = useWords();
  const { say, refuse } = useAnnouncer();
  const { plan, setPlan, apply, perform } = usePlan(request, preset);
  return {
    plan,
    copy: async (selected, cut) => {
      const { columns, height } = selected;
      try {
        const copied = await call('copyCells', { request, columns: [...columns], rows: rowsOf(selected) });
        say(words('edit.copied', { cells: (copied.rows * columns.length).toLocaleString() }));
        if (cut && height > 0) await perform({ kind: 'clear', rows: rowsOf(selected), columns: [...columns] }, selected.first, always);
      } catch (error) {
        refuse(error);
      }
    },
    paste: async ({ rows, columns, onward, first, height }, text) => {
      if (text === '') return say(words('edit.emptyClipboard'));
      await perform(
        { kind: 'paste', row: rows[0]?.from ?? 0, columns: [...onward], text, selected: { rows: Math.max(1, height), columns: columns.length } },
        first,
        isSmall,
      );
    },
    fill: async ({ rows, columns, first }) => {
      const [range] = rows;
      if (!range || rows.length > 1 || range.to === range.from) return say(words('edit.fillNeedsRange'));
      await perform({ kind: 'fill', rows: { ...range }, columns: [...columns] }, first, always);
    },
    clear: (selected) => perform({ kind: 'clear', rows: rowsOf(selected), columns: [...selected.columns] }, selected.first, always),
    set: (rows, column, value) => perform({ kind: 'set', rows: rows === 'all' ? 'all' : rows.map((one) => ({ ...one })), column, value }, undefined, never),
    confirm: async () => {
      if (plan) await apply(plan);
    },
    dismiss: () => setPlan(undefined),
  };
}

const rowsOf = ({ rows }: Selected) => rows.map((one) => ({ ...one }));

/** Which edits are done at once, without being shown first. */
const isSmall = ({ counts, corrected }: Plan) => counts.create === 0 && counts.change < shownFrom && corrected === 0;
const always = () => true;
const never = () => false;

/** What an edit would do is asked first; then it is done at once, or kept until the person has seen it. */
function usePlan(request: Request, preset: Readonly<Record<string, SetValue>>) {
  const words = useWords();
  const { say, refuse } = useAnnouncer();
  const undo = useUndo();
  const [plan, setPlan] = useState<Plan>();
  const apply = useCallback(
    async (wanted: Plan) => {
      setPlan(undefined);
      try {
        applyWritten(await call('applyEdit', { plan: wanted.plan }));
        say(words('edit.done', { count: (wanted.counts.change + wanted.counts.create).toLocaleString() }), undo);
      } catch (error) {
        refuse(error);
      }
    },
    [say, refuse, words, undo],
  );
  const perform = useCallback(
    async (edit: Edit, first: string | undefined, isDoneAtOnce: (plan: Plan) => boolean) => {
      try {
        const made = await call('planEdit', { request, edit, ...(first === undefined ? {} : { first }), preset });
        const { change, create, refused } = made.counts;
        if (change + create + refused === 0) say(words('edit.nothing'));
        else if (refused === 0 && isDoneAtOnce(made)) await apply(made);
        else setPlan(made);
      } catch (error) {
        refuse(error);
      }
    },
    [request, preset, apply, say, refuse, words],
  );
  return { plan, setPlan, apply, perform };
}
