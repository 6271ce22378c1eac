// One line of a bundle, from outside: checked before anything relies on it (sync 2.9, 2.11). Pure.
import { isStamp } from './clock.ts';
import { kinds, type Operation, redactedMark } from './operation.ts';

export const lineLimits = { bytes: 1_500_000, text: 1_048_576, depth: 8, dots: 2_000, redactions: 100_000, author: 200, reason: 2_000, host: 200 } as const;

export type ParsedLine =
  | { readonly ok: true; readonly operation: Operation /** Every part of it is understood by this version. */; readonly known: boolean }
  | { readonly ok: false; readonly reason: string };

const refuse = (reason: string): ParsedLine => ({ ok: false, reason });
const writerPattern = /^[0-9a-f]{32}$/;
const dotPattern = /^[0-9a-f]{32}\.[1-9]\d{0,14}$/;
const namePattern = /^[A-Za-z_][A-Za-z0-9_]{0,59}$/;
const idPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const shaPattern = /^[0-9a-f]{64}$/;
const versionPattern = /^(\d{1,4})\.\d{1,4}$/;
/** Names with a meaning in JavaScript; no column has them. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

type Parts = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isName = (name: string) => (namePattern.test(name) && !forbidden.has(name)) || name === '*';
const isDots = (value: unknown) =>
  Array.isArray(value) && value.length <= lineLimits.dots && value.every((one) => typeof one === 'string' && dotPattern.test(one));
const isPosition = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
const isText = (value: unknown, most: number): value is string => typeof value === 'string' && value.length <= most;

/** @param line  without its line end */
export function parseLine(line: string): ParsedLine {
  if (line.length > lineLimits.bytes) return refuse('tooLong');
  if (tooDeep(line)) return refuse('tooDeep');
  if (!line.isWellFormed()) return refuse('notText');
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return refuse('notJson');
  }
  if (!isObject(value)) return refuse('notJson');
  // Our lines are written by JSON.stringify. Duplicate keys, blanks or other spellings would parse alike and hash differently.
  if (JSON.stringify(value) !== line) return refuse('notCanonical');
  const wrong = wrongHead(value) ?? wrongChange(value) ?? wrongWriter(value) ?? wrongOther(value, line);
  if (wrong !== undefined) return refuse(wrong);
  return { ok: true, operation: value as unknown as Operation, known: kinds.has(value.k as string) };
}

/** Place, time, version, author and kind. Returns the reason of a refusal. */
function wrongHead({ w, n, x, t, v, u, k }: Parts): string | undefined {
  if (!isText(w, 32) || !writerPattern.test(w)) return 'writer';
  if (!isPosition(n) || !isPosition(x) || x > n) return 'position';
  if (typeof t !== 'string' || !isStamp(t)) return 'stamp';
  if (typeof v !== 'string' || !versionPattern.test(v)) return 'version';
  if (!isText(u, lineLimits.author)) return 'author';
  if (!isText(k, 20)) return 'kind';
  return undefined;
}

/** Table, record, values, and the versions that were seen. */
function wrongChange({ k, e, r, s, p, saw, into, over, after }: Parts): string | undefined {
  if (e !== undefined && !(isText(e, 60) && isName(e))) return 'table';
  if (r !== undefined && !(isText(r, 36) && idPattern.test(r))) return 'record';
  if (s !== undefined) {
    if (!isObject(s)) return 'values';
    for (const [name, value] of Object.entries(s)) {
      if (!isName(name)) return 'column';
      if (!isStoredValue(value)) return 'value';
    }
  }
  if (p !== undefined && !(isObject(p) && Object.entries(p).every(([name, dots]) => isName(name) && isDots(dots)))) return 'predecessors';
  if (saw !== undefined && !(isObject(saw) && Object.entries(saw).every(([name, dots]) => isName(name) && isDots(typeof dots === 'string' ? [dots] : dots))))
    return 'seen';
  if (into !== undefined && !(isText(into, 36) && idPattern.test(into))) return 'into';
  if (over !== undefined && !isDots(over)) return 'over';
  if (after !== undefined && !isDots(after)) return 'after';
  if (k === 'set' && (e === undefined || r === undefined || s === undefined)) return 'values';
  return undefined;
}
const isStoredValue = (value: unknown) =>
  value === null ||
  (isText(value, lineLimits.text) && !value.includes('\0') && value.isWellFormed()) ||
  (typeof value === 'number' && Number.isSafeInteger(value));

/** The first operation of a chain, and only that, says whose it is and what it continues. */
function wrongWriter({ k, writer }: Parts): string | undefined {
  if ((k === 'writer') !== (writer !== undefined)) return 'writer';
  if (writer === undefined) return undefined;
  if (!isObject(writer)) return 'writer';
  const { desk, prev, opened, app, schema, host } = writer;
  if (!isText(desk, 40) || !isText(opened, 40) || !isText(app, 40) || !isText(schema, 20) || !isText(host, lineLimits.host)) return 'writer';
  const continues =
    prev === null ||
    (isObject(prev) && isText(prev.w, 32) && writerPattern.test(prev.w) && isPosition(prev.n) && isText(prev.sha, 64) && shaPattern.test(prev.sha));
  return continues ? undefined : 'writer';
}

function wrongOther({ k, s, export: exported, redact, redacted }: Parts, line: string): string | undefined {
  if (exported !== undefined && !(isObject(exported) && isText(exported.bundle, 36) && isText(exported.kind, 10) && Array.isArray(exported.to)))
    return 'export';
  if (redact !== undefined && !isRedaction(redact)) return 'redact';
  if (redacted === undefined) return undefined;
  const good =
    isObject(redacted) &&
    isText(redacted.sha, 64) &&
    shaPattern.test(redacted.sha) &&
    Array.isArray(redacted.columns) &&
    redacted.columns.every((one) => typeof one === 'string' && isName(one)) &&
    // Only values of records are erased, and an erased column has none.
    k === 'set' &&
    isObject(s) &&
    !redacted.columns.some((one) => String(one) in s);
  return good && line.startsWith(redactedMark) ? undefined : 'redacted';
}
const isRecords = (records: unknown) =>
  Array.isArray(records) &&
  records.length <= lineLimits.redactions &&
  records.every((one) => isText(one, 97) && isName(one.slice(0, -37)) && one.at(-37) === ':' && idPattern.test(one.slice(-36)));
const isRedaction = (redact: unknown) =>
  isObject(redact) &&
  isText(redact.reason, lineLimits.reason) &&
  Array.isArray(redact.of) &&
  redact.of.length <= lineLimits.redactions &&
  (redact.records === undefined || isRecords(redact.records)) &&
  redact.of.every(
    (one) =>
      Array.isArray(one) &&
      isDots([one[0]]) &&
      Array.isArray(one[1]) &&
      one[1].every((name) => typeof name === 'string' && isName(name)) &&
      (one[2] === undefined || (isText(one[2], 64) && shaPattern.test(one[2]))),
  );

/** Brackets are counted before anything is parsed: nesting of 100,000 would exhaust the parser's stack. */
function tooDeep(line: string): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (inText) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) inText = false;
    } else if (code === 0x22) inText = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > lineLimits.depth) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}

export const majorOf = (version: string): number => Number(versionPattern.exec(version)?.[1] ?? Number.NaN);
