// What an edit of many cells would do, cell by cell.
import type { Mutation } from '../../../db/log/mutation.ts';

export interface PlannedCell {
  /** Place in the list, from 1. */
  readonly row: number;
  readonly name: string;
  readonly column: string;
  readonly kind: 'change' | 'create' | 'refused';
  readonly from: string;
  readonly to: string;
  readonly code?: string;
  readonly details?: Readonly<Record<string, string | number>>;
}

export interface EditPlan {
  /** Cells that change, cells of new records, cells refused. Those that stay the same are not counted. */
  readonly counts: { readonly change: number; readonly create: number; readonly refused: number };
  readonly records: { readonly changed: number; readonly created: number };
  /** Cells whose date is not as it was written: in an era that had ended, or with a time that is left out. */
  readonly corrected: number;
  /** The first of them; those refused before the others. */
  readonly cells: readonly PlannedCell[];
  /** Required columns that new records lack, defaults considered: to be asked once for all of them. */
  readonly missing: readonly string[];
  readonly mutations: readonly Mutation[];
}
