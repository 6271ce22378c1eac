// A line from outside is believed only when every part of it is what it must be (sync 2.9, 2.11).
import { describe, expect, it } from 'vitest';
import { lineLimits, majorOf, parseLine } from '../../../db/operations/line.ts';
import { chain, chainOf, chainStart, decode, dot, encode, type Operation, redactedLine, shaOf, splitDot } from '../../../db/operations/operation.ts';

const w = 'ab'.repeat(16);
const other = 'cd'.repeat(16);
const id = '01a22364-4abb-75f3-8837-56b0d1ba8f80';
const t = '01892f3a4b5c0000';
const edit = { w, n: 2, x: 2, t, v: '1.2', u: '見本 花子', k: 'set', e: 'partner', r: id, s: { nameJa: '見本市' }, p: { nameJa: [`${other}.1`] } };
const opening = { w, n: 1, x: 1, t, v: '1.2', u: '甲', k: 'writer', writer: { desk: other, prev: null, opened: t, app: '0.1.0', schema: '1.2', host: 'pc' } };

const reasonOf = (value: unknown) => {
  const parsed = parseLine(typeof value === 'string' ? value : JSON.stringify(value));
  return parsed.ok ? (parsed.known ? 'good' : 'unknown kind') : parsed.reason;
};
const without = (value: Record<string, unknown>, name: string) => Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));

describe('a line', () => {
  it('is taken when it is whole', () => {
    expect(reasonOf(edit)).toBe('good');
    expect(reasonOf(opening)).toBe('good');
    expect(reasonOf({ ...opening, writer: { ...opening.writer, prev: { w: other, n: 7, sha: '0'.repeat(64) } } })).toBe('good');
    expect(reasonOf({ ...edit, s: { nameJa: null, number: -3, big: Number.MAX_SAFE_INTEGER } })).toBe('good');
    expect(reasonOf({ ...edit, saw: { '*': `${other}.1`, note: [`${other}.1`, `${w}.1`] } })).toBe('good');
    expect(reasonOf({ ...without(without(without(edit, 's'), 'e'), 'r'), k: 'export', export: { bundle: id, kind: 'delta', to: [] } })).toBe('good');
    expect(reasonOf({ w, n: 3, x: 3, t, v: '1.2', u: '甲', k: 'redact', redact: { of: [[`${other}.1`, ['note', 'nameJa']]], reason: '申出' } })).toBe('good');
  });

  it('of a kind that a later version writes is taken and said to be unknown', () => {
    expect(reasonOf({ ...edit, k: 'merge' })).toBe('unknown kind');
  });

  it('is refused when it is not the JSON that this program writes', () => {
    expect(reasonOf('')).toBe('notJson');
    expect(reasonOf('[]')).toBe('notJson');
    expect(reasonOf('null')).toBe('notJson');
    expect(reasonOf(`${JSON.stringify(edit)} `)).toBe('notCanonical');
    expect(reasonOf(JSON.stringify(edit).replace('"n":2', '"n":2,"n":2'))).toBe('notCanonical');
    expect(reasonOf(JSON.stringify(edit).replace('見本市', '\ud800'))).toBe('notText');
  });

  it('is refused beyond the limits of length and depth, before it is parsed', () => {
    expect(reasonOf('x'.repeat(lineLimits.bytes + 1))).toBe('tooLong');
    expect(reasonOf('x'.repeat(lineLimits.bytes))).toBe('notJson');
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(reasonOf(nested(lineLimits.depth))).toBe('notJson');
    expect(reasonOf(nested(lineLimits.depth + 1))).toBe('tooDeep');
    expect(reasonOf('{"a":'.repeat(9))).toBe('tooDeep');
    // Brackets in a text are text, also after an escaped quotation mark.
    expect(reasonOf({ ...edit, s: { nameJa: `"${'['.repeat(50)}\\` } })).toBe('good');
    expect(reasonOf('[],'.repeat(20))).toBe('notJson');
  });

  it.each([
    ['writer', { ...edit, w: w.toUpperCase() }],
    ['writer', { ...edit, w: w.slice(1) }],
    ['writer', { ...edit, w: 7 }],
    ['position', { ...edit, n: 0 }],
    ['position', { ...edit, n: 1.5 }],
    ['position', { ...edit, n: '2' }],
    ['position', { ...edit, x: 0 }],
    ['position', { ...edit, x: 3 }],
    ['stamp', { ...edit, t: '0' }],
    ['stamp', { ...edit, t: 7 }],
    ['version', { ...edit, v: '1' }],
    ['version', { ...edit, v: '12345.1' }],
    ['version', { ...edit, v: 1.2 }],
    ['author', { ...edit, u: 'x'.repeat(201) }],
    ['author', without(edit, 'u')],
    ['kind', { ...edit, k: 'x'.repeat(21) }],
    ['table', { ...edit, e: '__proto__' }],
    ['table', { ...edit, e: '1x' }],
    ['table', { ...edit, e: 'x'.repeat(61) }],
    ['record', { ...edit, r: 'x' }],
    ['record', { ...edit, r: `${id}0` }],
    ['values', { ...edit, s: 'x' }],
    ['values', without(edit, 's')],
    ['values', without(edit, 'e')],
    ['values', without(edit, 'r')],
    ['column', { ...edit, s: { constructor: 'x' } }],
    ['column', { ...edit, s: { 'name Ja': 'x' } }],
    ['value', { ...edit, s: { nameJa: 1.5 } }],
    ['value', { ...edit, s: { nameJa: true } }],
    ['value', { ...edit, s: { nameJa: ['x'] } }],
    ['value', { ...edit, s: { nameJa: 'a\0b' } }],
    ['value', { ...edit, s: { nameJa: 'x'.repeat(lineLimits.text + 1) } }],
    ['predecessors', { ...edit, p: [] }],
    ['predecessors', { ...edit, p: { nameJa: `${other}.1` } }],
    ['predecessors', { ...edit, p: { nameJa: [`${other}.0`] } }],
    ['predecessors', { ...edit, p: { 'name Ja': [`${other}.1`] } }],
    ['predecessors', { ...edit, p: { nameJa: Array(lineLimits.dots + 1).fill(`${other}.1`) } }],
    ['seen', { ...edit, saw: 'x' }],
    ['seen', { ...edit, saw: { nameJa: 'x' } }],
    ['seen', { ...edit, saw: { 'name Ja': `${other}.1` } }],
    ['writer', without(opening, 'writer')],
    ['writer', { ...edit, writer: opening.writer }],
    ['writer', { ...opening, writer: 'x' }],
    ['writer', { ...opening, writer: { ...opening.writer, desk: 'x'.repeat(41) } }],
    ['writer', { ...opening, writer: { ...opening.writer, opened: 7 } }],
    ['writer', { ...opening, writer: { ...opening.writer, app: 'x'.repeat(41) } }],
    ['writer', { ...opening, writer: { ...opening.writer, schema: 'x'.repeat(21) } }],
    ['writer', { ...opening, writer: { ...opening.writer, host: 'x'.repeat(201) } }],
    ['writer', { ...opening, writer: { ...opening.writer, prev: 'x' } }],
    ['writer', { ...opening, writer: { ...opening.writer, prev: { w: 'x', n: 1, sha: '0'.repeat(64) } } }],
    ['writer', { ...opening, writer: { ...opening.writer, prev: { w: other, n: 0, sha: '0'.repeat(64) } } }],
    ['writer', { ...opening, writer: { ...opening.writer, prev: { w: other, n: 1, sha: '0'.repeat(63) } } }],
    ['export', { ...edit, export: { bundle: 7, kind: 'delta', to: [] } }],
    ['export', { ...edit, export: { bundle: id, kind: 'x'.repeat(11), to: [] } }],
    ['export', { ...edit, export: { bundle: id, kind: 'delta', to: 'x' } }],
    ['export', { ...edit, export: 'x' }],
    ['redact', { ...edit, redact: 'x' }],
    ['redact', { ...edit, redact: { reason: 'x'.repeat(2_001), of: [] } }],
    ['redact', { ...edit, redact: { reason: 'x', of: 'x' } }],
    ['redact', { ...edit, redact: { reason: 'x', of: ['x'] } }],
    ['redact', { ...edit, redact: { reason: 'x', of: [['x', []]] } }],
    ['redact', { ...edit, redact: { reason: 'x', of: [[`${other}.1`, 'note']] } }],
    ['redact', { ...edit, redact: { reason: 'x', of: [[`${other}.1`, [7]]] } }],
    ['redact', { ...edit, redact: { reason: 'x', of: [[`${other}.1`, ['no te']]] } }],
    ['redacted', { ...edit, redacted: { sha: '0'.repeat(64), columns: [] } }],
    ['redacted', { redacted: { sha: '0'.repeat(63), columns: [] }, ...edit }],
    ['redacted', { redacted: { sha: '0'.repeat(64), columns: 'x' }, ...edit }],
    ['redacted', { redacted: { sha: '0'.repeat(64), columns: ['no te'] }, ...edit }],
    ['redacted', { redacted: 'x', ...edit }],
  ])('is refused for its %s (%#)', (reason, value) => {
    expect(reasonOf(value)).toBe(reason);
  });

  it('says its major version', () => {
    expect([majorOf('1.2'), majorOf('12.0')]).toEqual([1, 12]);
    expect(majorOf('x')).toBeNaN();
  });
});

describe('an operation', () => {
  const operation = edit as unknown as Operation;

  it('is named by its writer and position, also where the writer holds a dot', () => {
    expect(dot(w, 12)).toBe(`${w}.12`);
    expect(splitDot(`${w}.12`)).toEqual({ w, n: 12 });
    expect(splitDot('a.b.3')).toEqual({ w: 'a.b', n: 3 });
  });

  it('comes back out of its line', () => {
    expect(decode(encode(operation))).toEqual(operation);
  });

  it('without the erased values keeps its hash, and with it the chain', () => {
    const line = encode({ ...operation, s: { nameJa: '見本市', note: '秘密', nameEn: 'Mihon' } });
    const erased = redactedLine(line, ['note']);
    expect(erased).not.toContain('秘密');
    expect(decode(erased)).toMatchObject({ s: { nameJa: '見本市', nameEn: 'Mihon' }, p: operation.p, redacted: { columns: ['note'] } });
    expect(shaOf(erased)).toBe(shaOf(line));
    expect(chain(chainStart, erased)).toBe(chain(chainStart, line));
    expect(chainOf(chainStart, shaOf(line))).toBe(chain(chainStart, line));
    expect(reasonOf(erased)).toBe('good');
    // A second erasure adds to the first, in the order of names.
    expect(decode(redactedLine(erased, ['nameEn', 'note'])).redacted).toEqual({ sha: shaOf(line), columns: ['nameEn', 'note'] });
  });

  it('without values stays without after an erasure', () => {
    const { s: _, ...bare } = operation;
    expect(decode(redactedLine(encode(bare), ['note']))).not.toHaveProperty('s');
  });
});
