// The record being written in the empty row at the end of the list. It stays in the window until it is complete, also while
// another table is open: nothing that was typed is dropped.
import { useState } from 'react';
import { lacking } from '../../../db/catalog/defaults.ts';
import { type TableName, tableOf } from '../../../db/catalog/index.ts';
import type { Filter, ListedRow, SetValue } from '../../../electron/contract/records.ts';
import { holdUnsaved } from '../../parts/unsaved.ts';
import { useNames } from '../use-names.ts';

export type NewValues = Readonly<Record<string, SetValue>>;

/** What has been written so far, by table and by what its screen presets. */
const begun = new Map<string, NewValues>();
const nothing: NewValues = {};

let release: (() => void) | undefined;

/** A row that is half written would be lost with the window. */
function holdWindow(): void {
  if (begun.size === 0) {
    release?.();
    release = undefined;
  } else release ??= holdUnsaved();
}

export interface NewRow {
  readonly row: ListedRow;
  readonly names: Readonly<Record<string, string>>;
  readonly isEmpty: boolean;
  /** What has been written just now, also before the row is drawn again. */
  readonly read: () => NewValues;
  /** Nothing is missing that only a person can say. */
  readonly isComplete: () => boolean;
  readonly set: (name: string, value: SetValue) => void;
  /** Empties the row. @returns what stood in it */
  readonly take: () => NewValues;
  /** What could not be made a record; what has been written since stays. */
  readonly putBack: (values: NewValues) => void;
}

/** The row of one table, with what its screen presets. */
export function useNewRow(table: TableName, preset: NewValues): NewRow {
  const key = `${table} ${JSON.stringify(preset)}`;
  const [, redraw] = useState(0);
  const read = () => begun.get(key) ?? nothing;
  const values = read();
  const keep = (next: NewValues) => {
    if (Object.keys(next).length === 0) begun.delete(key);
    else begun.set(key, next);
    holdWindow();
    redraw((count) => count + 1);
  };
  const shown = { ...preset, ...values };
  return {
    row: { id: '', seen: '', deleted: false, values: shown as ListedRow['values'] },
    names: useNames(tableOf(table), shown as Filter),
    isEmpty: values === nothing,
    read,
    isComplete: () => lacking(tableOf(table), { ...preset, ...read() }).length === 0,
    set: (name, value) => {
      const { [name]: before, ...rest } = read();
      const next = merged(before, value);
      keep(next === null ? rest : { ...rest, [name]: next });
    },
    take: () => {
      const values = read();
      keep(nothing);
      return values;
    },
    putBack: (values) => keep({ ...values, ...read() }),
  };
}

/** Links are given as what is added and removed; a record that does not exist yet holds the list that comes of it. */
export function merged(before: SetValue | undefined, change: SetValue): SetValue {
  if (change === null || typeof change !== 'object' || Array.isArray(change)) return change;
  const held = Array.isArray(before) ? before : [];
  const now = [...held.filter((id) => !change.remove.includes(id)), ...change.add.filter((id) => !held.includes(id))];
  return now.length === 0 ? null : now;
}
