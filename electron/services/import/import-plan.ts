// What an import would do, line by line.
import type { Mutation } from '../../../db/log/mutation.ts';
import type { Notice } from '../tabular/cells.ts';
import type { Target } from '../tabular/match-columns.ts';

export interface Rejection {
  readonly line: number;
  /** Column of the table; empty when the line as a whole is meant. */
  readonly column: string;
  /** Key below `reasons.` */
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;
}

export interface PlannedLine {
  readonly line: number;
  readonly kind: 'created' | 'updated' | 'unchanged' | 'rejected';
  /** What the file says, per heading. */
  readonly cells: readonly string[];
}

export interface ImportPlan {
  readonly table: string;
  readonly sheet: string;
  readonly sheets: readonly string[];
  readonly headingLine: number;
  readonly headings: readonly string[];
  /** Column each heading fills; `leadBureaus+` where one cell names lead and related bureaus. */
  readonly targets: readonly Target[];
  readonly keys: readonly string[];
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: readonly Rejection[];
  readonly notices: readonly Notice[];
  /** Names that mean no record, with the table they were looked for in. */
  readonly unknownNames: readonly { readonly to: string; readonly name: string; readonly count: number }[];
  /** The first lines, for looking at. */
  readonly lines: readonly PlannedLine[];
  /** Readings of a text file whose encoding is not certain; one is chosen by the mapping's `encoding`. */
  readonly readings: readonly { readonly encoding: string; readonly sample: string }[];
  /** Why nothing can be taken before the columns are chosen otherwise. */
  readonly problem: { readonly code: 'noColumns' | 'duplicateHeading' | 'encodingUnsure'; readonly details: Readonly<Record<string, string>> } | undefined;
  /** Required columns that neither the file nor a fixed value fills. */
  readonly missing: readonly string[];
  readonly mutations: readonly Mutation[];
}
