// What cannot be taken in, gathered: the same fault of many lines is one thing to put right.
import type { Fault, Rejection } from './import-plan.ts';

/** Lines named for one fault; the rest is counted. */
const namedLines = 10;
/** More kinds of faults than anyone reads. */
const mostFaults = 200;

/** @returns one entry for each column, reason and detail, in the order of the file */
export function gatherFaults(rejected: readonly Rejection[]): Fault[] {
  const faults = new Map<string, { -readonly [K in keyof Fault]: Fault[K] extends readonly number[] ? number[] : Fault[K] }>();
  for (const { line, column, code, details } of rejected) {
    const key = JSON.stringify([column, code, details]);
    const known = faults.get(key);
    if (!known) faults.set(key, { column, code, details, lines: [line], count: 1 });
    else {
      known.count += 1;
      if (known.lines.length < namedLines) known.lines.push(line);
    }
  }
  return [...faults.values()].slice(0, mostFaults);
}
