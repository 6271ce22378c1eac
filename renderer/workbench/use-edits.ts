// Edits of many cells: copy, paste, fill, clear, set. What touches one cell or refuses nothing small is done at once;
// everything else is shown first.
import { useCallback, useState } from 'react';
import type { TableName } from '../../db/catalog/index.ts';
import type { Input } from '../../electron/contract/inputs.ts';
import type { Outputs } from '../../electron/contract/outputs.ts';
import type { SetValue } from '../../electron/contract/records.ts';
import { call } from '../bridge/bridge.ts';
import { useWords } from '../bridge/i18n.ts';
import { applyWritten } from '../bridge/query-cache.ts';
import { useAnnouncer } from '../parts/announcer.tsx';
import type { Selected } from './grid.tsx';
import type { Request } from './use-listing.ts';

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

export function useEdits(_table: TableName, request: Request, preset: Readonly<Record<string, SetValue>>): Edits {
  const words = useWords();
  const { say, refuse } = useAnnouncer();
  const [plan, setPlan] = useState<Plan>();
  const apply = useCallback(
    async (wanted: Plan) => {
      setPlan(undefined);
      try {
        applyWritten(await call('applyEdit', { plan: wanted.plan }));
        say(words('edit.done', { count: (wanted.counts.change + wanted.counts.create).toLocaleString() }), {
          label: words('ui.undo'),
          run: () => call('undo', {}).then(applyWritten).catch(refuse),
        });
      } catch (error) {
        refuse(error);
      }
    },
    [say, refuse, words],
  );
  const perform = useCallback(
    async (edit: Edit, first: string | undefined, quiet: (plan: Plan) => boolean) => {
      try {
        const made = await call('planEdit', { request, edit, ...(first === undefined ? {} : { first }), preset });
        const { change, create, refused } = made.counts;
        if (change + create + refused === 0) say(words('edit.nothing'));
        else if (refused === 0 && quiet(made)) await apply(made);
        else setPlan(made);
      } catch (error) {
        refuse(error);
      }
    },
    [request, preset, apply, say, refuse, words],
  );
  const few = (made: Plan) => made.counts.create === 0 && made.counts.change < shownFrom;
  const always = () => true;
  return {
    plan,
    copy: async ({ rows, columns, first, height }, cut) => {
      try {
        const copied = await call('copyCells', { request, columns: [...columns], rows: rows.map((one) => ({ ...one })) });
        say(words('edit.copied', { cells: (copied.rows * columns.length).toLocaleString() }));
        if (cut && height > 0) await perform({ kind: 'clear', rows: rows.map((one) => ({ ...one })), columns: [...columns] }, first, always);
      } catch (error) {
        refuse(error);
      }
    },
    paste: async ({ rows, columns, onward, first, height }, text) => {
      if (text === '') return say(words('edit.emptyClipboard'));
      await perform(
        { kind: 'paste', row: rows[0]?.from ?? 0, columns: [...onward], text, selected: { rows: Math.max(1, height), columns: columns.length } },
        first,
        few,
      );
    },
    fill: async ({ rows, columns, first }) => {
      const [range] = rows;
      if (!range || rows.length > 1 || range.to === range.from) return say(words('edit.fillNeedsRange'));
      await perform({ kind: 'fill', rows: { ...range }, columns: [...columns] }, first, always);
    },
    clear: async ({ rows, columns, first }) => {
      await perform({ kind: 'clear', rows: rows.map((one) => ({ ...one })), columns: [...columns] }, first, always);
    },
    set: async (rows, column, value) => {
      await perform({ kind: 'set', rows: rows === 'all' ? 'all' : rows.map((one) => ({ ...one })), column, value }, undefined, () => false);
    },
    confirm: async () => {
      if (plan) await apply(plan);
    },
    dismiss: () => setPlan(undefined),
  };
}
