// The columns of a table that a file fills, and what its cells mean for them.
import { type Column, columnOf, type Table } from '../../../db/catalog/index.ts';
import type { SetValue } from '../../../db/log/mutation.ts';
import type { Cell, identityOf } from '../tabular/cells.ts';
import type { CellRefusal } from '../tabular/read-value.ts';

export interface Filled {
  /** Column of the file; -1 for what is the same on every line. */
  readonly at: number;
  readonly fixed?: string;
  readonly target: string;
  readonly column: Column;
  /** Cells of the same text are read once. */
  readonly cache: Map<ReturnType<typeof identityOf>, Understood>;
}

export interface Understood {
  /** Comparable text; undefined when the cell means nothing that could be stored. */
  readonly text: string | undefined;
  readonly value: SetValue;
  readonly refusal?: CellRefusal;
  readonly corrected?: true;
}

/** The column of related links that shares a link table with this column of lead ones: one cell of a file may fill both. */
export function relatedTo(table: Table, target: string): string | undefined {
  const column = columnOf(table, target);
  if (column?.kind !== 'links' || column.where?.role !== 'lead') return undefined;
  return Object.entries(table.columns).find(([, other]) => other.kind === 'links' && other.through === column.through && other.where?.role === 'related')?.[0];
}

/** The cell of a row, or the fixed text; null when the row is shorter. */
export const cellOf = (filled: Filled, row: readonly Cell[]): Cell => filled.fixed ?? row[filled.at] ?? null;
