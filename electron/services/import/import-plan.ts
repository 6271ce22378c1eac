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

/** The same reason in the same column, for as many lines as it stands in. */
export interface Fault extends Omit<Rejection, 'line'> {
  /** The first of them. */
  readonly lines: readonly number[];
  readonly count: number;
}

export interface PlannedLine {
  readonly line: number;
  readonly kind: 'created' | 'updated' | 'unchanged' | 'rejected';
  /** What the file says, per heading. */
  readonly cells: readonly string[];
}

export interface UnknownName {
  /** The table it was looked for in. */
  readonly to: string;
  readonly name: string;
  readonly count: number;
  /** The few records that may be meant. */
  readonly proposals: readonly { readonly id: string; readonly name: string }[];
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
  /** Every fault of every line. */
  readonly rejected: readonly Rejection[];
  /** Lines that are not taken in. */
  readonly rejectedRows: number;
  /** The same, one kind of fault at a time. */
  readonly faults: readonly Fault[];
  readonly notices: readonly Notice[];
  /** Names that mean no record, or several. */
  readonly unknownNames: readonly UnknownName[];
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
