/** One line of the table: ours, the bare thing, and the ratio allowed. Milliseconds. */
export interface Line {
  readonly what: string;
  readonly ours: number;
  readonly bare: number;
  /** Undefined: shown only. */
  readonly allowed: number | undefined;
}
