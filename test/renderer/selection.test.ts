import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableOf } from '../../db/catalog/index.ts';
import type { Group } from '../../db/queries/groups.ts';
import { fromJson, plainArrangement, toJson } from '../../renderer/workbench/grid/arrangement.ts';
import { actionFor, type KeyPress } from '../../renderer/workbench/grid/keys.ts';
import { grouped, groupId } from '../../renderer/workbench/grid/segments.ts';
import { cycled, extended, rangeOf, single, within } from '../../renderer/workbench/grid/selection.ts';
import { announce } from '../property/seed.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({ key, ctrl: false, shift: false, alt: false, composing: false, ...more });
const extent = { rows: 11, records: 10, columns: 4, page: 5 };

describe('keys', () => {
  const at = { row: 3, column: 1 };
  it('move as in Excel, draw a range with Shift, and stay within the table', () => {
    expect(actionFor(press('ArrowDown'), at, at, extent)).toEqual({ kind: 'move', to: { row: 4, column: 1 }, extend: false });
    expect(actionFor(press('ArrowDown', { shift: true }), at, { row: 6, column: 2 }, extent)).toEqual({
      kind: 'move',
      to: { row: 7, column: 2 },
      extend: true,
    });
    expect(actionFor(press('End', { ctrl: true }), at, at, extent)).toEqual({ kind: 'move', to: { row: 9, column: 3 }, extend: false });
    expect(actionFor(press('ArrowUp'), { row: 0, column: 0 }, at, extent)).toEqual({ kind: 'move', to: { row: 0, column: 0 }, extend: false });
    expect(actionFor(press('d', { ctrl: true }), at, at, extent)).toEqual({ kind: 'fill' });
    expect(actionFor(press(' ', { shift: true }), at, at, extent)).toEqual({ kind: 'select', what: 'rows' });
  });
  it('let Tab out of the grid at its corners, and leave an input method alone', () => {
    expect(actionFor(press('Tab'), { row: 10, column: 3 }, at, extent)).toMatchObject({ kind: 'next', otherwise: undefined });
    expect(actionFor(press('Tab', { shift: true }), { row: 0, column: 0 }, at, extent)).toMatchObject({ otherwise: undefined });
    expect(actionFor(press('Enter', { composing: true }), at, at, extent)).toBeUndefined();
    for (const key of ['Process', 'a', 'あ']) expect(actionFor(press(key), at, at, extent)).toBeUndefined();
  });
});

const spots = fc.record({ row: fc.nat(20), column: fc.nat(20) });

describe('selection', () => {
  it('goes round every cell of a range exactly once, both ways, by rows and by columns', () => {
    fc.assert(
      fc.property(spots, spots, fc.boolean(), fc.boolean(), (from, to, byRows, back) => {
        const start = extended(single(from), to);
        const { top, bottom, left, right } = rangeOf(start);
        const size = (bottom - top + 1) * (right - left + 1);
        const seen = new Set<string>();
        let now = start;
        for (let step = 0; step < size; step++) {
          seen.add(`${now.active.row} ${now.active.column}`);
          now = cycled(now, byRows ? 'rows' : 'columns', back);
        }
        expect(seen.size).toBe(size);
        expect(now.active).toEqual(start.active);
        expect(within(now, 5, 3).active.row).toBeLessThan(5);
      }),
      announce('selection'),
    );
  });
});

describe('groups', () => {
  it('put every record on exactly one line, in order, whatever is folded', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ size: fc.integer({ min: 1, max: 9 }), folded: fc.boolean() }), { minLength: 1, maxLength: 12 }), (parts) => {
        const groups: Group[] = parts.map(({ size }, key) => ({ key, count: size }));
        const folded = new Set(groups.filter((_, at) => parts[at]?.folded).map(groupId));
        const total = groups.reduce((sum, { count }) => sum + count, 0);
        const segments = grouped(groups, total, folded);
        const places: number[] = [];
        let headings = 0;
        for (let index = 0; index < segments.count; index++) {
          const line = segments.line(index);
          if (line.kind === 'record') places.push(line.position);
          else headings += 1;
        }
        const open = groups.flatMap((group, at) => {
          const first = groups.slice(0, at).reduce((sum, { count }) => sum + count, 0);
          return folded.has(groupId(group)) ? [] : Array.from({ length: group.count }, (_, more) => first + more);
        });
        expect(headings).toBe(groups.length);
        expect(places).toEqual(open);
        // Intervals name the same records.
        const named = segments.places(0, segments.count - 1).flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at));
        expect(named).toEqual(open);
      }),
      announce('groups'),
    );
  });
});

describe('views', () => {
  it('come back as they were kept, and drop what this program does not know', () => {
    const table = tableOf('visit');
    const kept = { ...plainArrangement(table, 'ja'), conditions: { kind: ['courtesy'] }, match: 'any' as const, group: 'kind', lines: 2 as const };
    const read = fromJson(toJson(kept), table);
    expect(read && toJson(read)).toBe(toJson(kept));
    const strange = fromJson(
      '{"columns":[{"name":"date"},{"name":"ofTomorrow"},{"name":"__proto__"}],"conditions":{"ofTomorrow":1},"group":"ofTomorrow","lines":9,"match":"x"}',
      table,
    );
    expect(strange).toEqual({ columns: [{ name: 'date' }], sort: [], conditions: {}, match: 'all', group: undefined, lines: 1 });
    for (const bad of ['', '[]', 'null', '{"columns":7}', '{"columns":[]}']) expect(fromJson(bad, table)).toBeUndefined();
  });
});
