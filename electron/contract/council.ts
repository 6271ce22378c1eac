// Returned progress sheets, read and waiting for a person's review.
import type { CellChange } from '../services/council/merge-returned.ts';
import type { ReturnNotice } from '../services/council/read-returned.ts';

export interface ReturnedSummary {
  readonly file: string;
  readonly bureau: string;
  readonly period: string;
  readonly rows: number;
  readonly known: boolean;
  /** It belongs to another period than the one looked at. */
  readonly otherPeriod: boolean;
  readonly notices: readonly ReturnNotice[];
  readonly added: readonly { readonly key: string; readonly measure: string; readonly text: string }[];
  /** Refused whole: why. */
  readonly refused?: { readonly code: string; readonly details: Readonly<Record<string, unknown>> };
}

export interface Review {
  readonly files: readonly ReturnedSummary[];
  readonly changes: readonly CellChange[];
}
