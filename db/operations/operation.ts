// One author's change of one record, as written into the log and, unchanged for ever, into every bundle (sync 2.5).
import { hash } from 'node:crypto';
import type { Value } from '../catalog/index.ts';
import type { Stamp } from './clock.ts';

/** Version of the schema that an operation was written for: `major.minor`. Minor steps only add. */
export const schemaVersion = '1.4';
/**
 * Version of all seed sets, for ever: their operations are the same bytes on every desk.
 * Raising `schemaVersion` must not change them.
 */
export const seedSchemaVersion = '1.0';

/** `writer.n`, with the writer's full id: the name of an operation everywhere. */
export type Dot = `${string}.${number}`;
export type Why = 'reference' | 'sample' | 'edit' | 'import' | 'undo' | 'redo' | 'sheet' | 'settle' | 'salvage' | 'merge' | 'follow';

/** What an operation does. Other kinds come from newer versions: kept and passed on, not applied. */
export type Kind = 'set' | 'writer' | 'export' | 'redact';
export const kinds: ReadonlySet<string> = new Set<Kind>(['set', 'writer', 'export', 'redact']);

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
  readonly k: Kind;
  /** Table. */
  readonly e?: string | undefined;
  /** Record id. */
  readonly r?: string | undefined;
  /** New values. */
  readonly s?: Readonly<Record<string, Value>> | undefined;
  /** Per register, the versions the author saw. Absent: this operation creates the record. */
  readonly p?: Readonly<Record<string, readonly Dot[]>> | undefined;
  /** With a deletion: the versions of the whole record that its author saw, so that an edit made elsewhere is not deleted unseen. */
  readonly saw?: Saw | undefined;
  /** With a deletion: the record that this one was merged into. */
  readonly into?: string | undefined;
  /** Versions in conflict that the author saw and left standing: his own is shown, whatever the clocks say. */
  readonly over?: readonly Dot[] | undefined;
  /** Erasures of this record that the author knew of: values entered after them are meant to be shown. */
  readonly after?: readonly Dot[] | undefined;
  readonly why?: Why | undefined;
  /** The action that this one undoes or redoes. */
  readonly of?: Dot | undefined;
  /** For `writer`, the first operation of each chain: whose desk, and what it continues. */
  readonly writer?: WriterLine | undefined;
  /** For `export`: the file that was made. */
  readonly export?: ExportLine | undefined;
  /** For `redact`: values to be erased everywhere. */
  readonly redact?: RedactLine | undefined;
  /** Only in a line that was redacted: hash of the line as it was, and the columns whose values are gone. */
  readonly redacted?: { readonly sha: string; readonly columns: readonly string[] } | undefined;
}

export type Saw = Readonly<Record<string, Dot | readonly Dot[]>>;

export interface WriterLine {
  readonly desk: string;
  readonly prev: { readonly w: string; readonly n: number; readonly sha: string } | null;
  readonly opened: string;
  readonly app: string;
  readonly schema: string;
  readonly host: string;
}

/** An export is an operation, so that a statement always has a fresh place in its desk's chain (sync 2.3). */
export interface ExportLine {
  readonly bundle: string;
  readonly kind: 'delta' | 'full';
  /** Desks it was made for; empty: anyone with the passphrase. */
  readonly to: readonly string[];
}

/** The hash is missing in erasures of programs before schema 1.3: what is left of the lines is not proved. */
export type Erased = readonly [operation: Dot, columns: readonly string[], remainder?: string];

export interface RedactLine {
  /** Operations, each with the columns whose values are erased, and the hash of the line that is left (`remainderOf`). */
  readonly of: readonly Erased[];
  readonly reason: string;
  /** Records of which all personal values are erased, `table:id`: what was entered without knowing of it waits for a decision. */
  readonly records?: readonly string[] | undefined;
}

export const dot = (w: string, n: number): Dot => `${w}.${n}`;
export const splitDot = (text: string): { w: string; n: number } => {
  const at = text.lastIndexOf('.');
  return { w: text.slice(0, at), n: Number(text.slice(at + 1)) };
};

/** The line of an operation. Key order is fixed by the order in which `operation()` lists them. */
export const encode = (operation: Operation): string => JSON.stringify(operation);
/** Decodes a line of the own log. Foreign lines are checked before they get there. */
export const decode = (line: string): Operation => JSON.parse(line) as Operation;

/** Where a chain begins that continues nothing. */
export const chainStart = '0'.repeat(64);

/** Hash of a line as its author wrote it, hex; a redacted line still names it. */
export const shaOf = (line: string): string => (line.startsWith(redactedMark) ? (decode(line).redacted?.sha ?? '') : hash('sha256', line, 'hex'));

/** Chain hash: SHA-256(previous ‖ SHA-256(line)), as hex text. Two levels, so that a redacted line can be replaced by its hash. */
export const chain = (previous: string, line: string): string => chainOf(previous, shaOf(line));
/** The same where the hash of the line is known already. */
export const chainOf = (previous: string, sha: string): string => hash('sha256', previous + sha, 'hex');

/** Redacted lines begin with their mark, so that they are recognised without parsing. */
export const redactedMark = '{"redacted":';

/** Hash of a redacted line as it stands, mark included: an erasure signs it, so that nobody can change what is left (sync 2.12). */
export const remainderOf = (redacted: string): string => hash('sha256', redacted, 'hex');

/** A line without the values of some columns; what it did to the versions of its record stays readable. */
export function redactedLine(line: string, columns: readonly string[]): string {
  const operation = decode(line);
  const gone = [...new Set([...(operation.redacted?.columns ?? []), ...columns])].sort();
  const { redacted: _, s, ...rest } = operation;
  const kept = s && Object.fromEntries(Object.entries(s).filter(([column]) => !gone.includes(column)));
  return JSON.stringify({ redacted: { sha: shaOf(line), columns: gone }, ...rest, ...(kept ? { s: kept } : {}) });
}
