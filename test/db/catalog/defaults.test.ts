// What new records begin with: only what the catalog allows, and never what cannot be known.
import { describe, expect, it } from 'vitest';
import { checkValue } from '../../../db/catalog/check.ts';
import { isPast, plainDefault } from '../../../db/catalog/defaults.ts';
import { columnOf, tableNames, tableOf } from '../../../db/catalog/index.ts';

const rules = tableNames.flatMap((table) => Object.entries(tableOf(table).defaults ?? {}).map(([column, rule]) => ({ table, column, rule })));

describe('defaults', () => {
  it('fill required columns of their table with words it allows', () => {
    expect(rules.length).toBeGreaterThan(10);
    for (const { table, column, rule } of rules) {
      const definition = columnOf(tableOf(table), column);
      expect([table, column, definition?.required]).toEqual([table, column, true]);
      const words = rule.kind === 'value' ? [rule.value] : rule.kind === 'byDay' ? [rule.past, rule.ahead] : [];
      for (const word of words) expect([table, column, definition && checkValue(definition, word)]).toEqual([table, column, undefined]);
      const named = rule.kind === 'byDay' ? rule.column : rule.kind === 'next' ? rule.within : undefined;
      if (named !== undefined) expect([table, named, columnOf(tableOf(table), named)?.kind]).toEqual([table, named, expect.any(String)]);
    }
  });

  it('take a day, month or year for past once all of it is over', () => {
    const today = '2026-11-28';
    expect(['2026-11-27', '2026-10', '2025'].map((day) => isPast(day, today))).toEqual([true, true, true]);
    expect(['2026-11-28', '2026-11-29', '2026-11', '2026', '2027-01', '?'].map((day) => isPast(day, today))).toEqual(Array(6).fill(false));
  });

  it('say nothing of a state whose day nobody has given', () => {
    const rule = { kind: 'byDay', column: 'date', past: 'done', ahead: 'planned' } as const;
    expect(plainDefault(rule, {}, '2026-11-28')).toBeUndefined();
    expect(plainDefault(rule, { date: '2026-11-28' }, '2026-11-28')).toBe('planned');
    expect(plainDefault(rule, { date: '2026-11-27' }, '2026-11-28')).toBe('done');
  });
});
