// One author's change of one record, as written into the log and, unchanged for ever, into every bundle (sync 2.5).
import { hash } from 'node:crypto';
import type { Value } from '../catalog/index.ts';
import type { Stamp } from './clock.ts';

/** Version of the records' schema that an operation speaks. Minor steps only add. */
export const schemaVersion = '1.0';

/** `writer.n`, with the writer's full id: the name of an operation everywhere. */
export type Dot = `${string}.${number}`;
export type Why = 'reference' | 'sample' | 'edit' | 'import' | 'undo' | 'redo' | 'sheet' | 'settle' | 'salvage';

export interface Operation {
  /** Writer: 32 hex digits. */
  readonly w: string;
  /** Position in the writer's chain: 1, 2, 3 … without gaps. */
  readonly n: number;
  /** `n` of the first operation of the same action. */
  readonly x: number;
  readonly t: Stamp;
  /** Schema version. */
  readonly v: string;
  /** Author as shown in the history. */
  readonly u: string;
  readonly k: 'set' | 'writer';
  /** Table. */
  readonly e?: string | undefined;
  /** Record id. */
  readonly r?: string | undefined;
  /** New values. */
  readonly s?: Readonly<Record<string, Value>> | undefined;
  /** Per register, the versions the author saw. Absent: this operation creates the record. */
  readonly p?: Readonly<Record<string, readonly Dot[]>> | undefined;
  readonly why?: Why | undefined;
  /** The action taken back or done again by this one. */
  readonly of?: Dot | undefined;
  /** For `writer`, the first operation of each chain: whose desk, and what it continues. */
  readonly writer?: WriterLine | undefined;
}

export interface WriterLine {
  readonly desk: string;
  readonly prev: { readonly w: string; readonly n: number; readonly sha: string } | null;
  readonly opened: string;
  readonly app: string;
  readonly schema: string;
  readonly host: string;
}

export const dot = (w: string, n: number): Dot => `${w}.${n}`;
export const splitDot = (text: string): { w: string; n: number } => {
  const at = text.lastIndexOf('.');
  return { w: text.slice(0, at), n: Number(text.slice(at + 1)) };
};

/** The line of an operation. Key order is fixed by the order in which `operation()` lists them. */
export const encode = (operation: Operation): string => JSON.stringify(operation);
/** Back from a line of our own log. Lines from outside are checked before they get there. */
export const decode = (line: string): Operation => JSON.parse(line) as Operation;

/** Where a chain begins that continues nothing. */
export const chainStart = '0'.repeat(64);

/** Chain hash: SHA-256(previous ‖ SHA-256(line)), as hex text. Two levels, so that a redacted line can be replaced by its hash. */
export const chain = (previous: string, line: string): string => hash('sha256', previous + hash('sha256', line, 'hex'), 'hex');
