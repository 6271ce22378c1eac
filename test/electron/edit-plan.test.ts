// Edits of many cells: the plan is what happens, one undo restores it, and nothing else is changed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Column, columnOf, tableOf } from '../../db/catalog/index.ts';
import { DeskError } from '../../db/errors.ts';
import { commit } from '../../db/log/commit.ts';
import { digest } from '../../db/log/digest.ts';
import { undo } from '../../db/log/undo.ts';
import { list } from '../../db/queries/list.ts';
import { copyCells } from '../../electron/services/bulk-edit/copy-cells.ts';
import type { Edit } from '../../electron/services/bulk-edit/edit.ts';
import { planEdit } from '../../electron/services/bulk-edit/edit-plan.ts';
import { wordsIn } from '../../electron/words.ts';
import { stockedDesk } from '../fresh-desk.ts';
import { announce } from '../property/seed.ts';

type Open = ReturnType<typeof stockedDesk>;
const display = { language: 'ja', dates: 'era' } as const;
const plan = (desk: Open, table: string, edit: Edit, more: { first?: string; search?: string } = {}) =>
  planEdit(desk.db, {
    request: { table, today: '2026-11-23', ...(more.search ? { search: more.search } : {}) },
    edit,
    first: more.first,
    display,
    words: wordsIn('ja'),
  });
const copied = (desk: Open, table: string, columns: readonly string[], { from, to }: { from: number; to: number }) =>
  copyCells(desk.db, { request: { table }, columns, ...display, words: wordsIn('ja'), today: '2026-11-23' }, [{ from, to }]);

/** All places of a list from one on. */
const onward = (from: number) => [{ from, to: 100_000 }];

describe('edits of many cells', () => {
  it('change nothing when a block is pasted back where it came from, in every table', () => {
    const desk = stockedDesk(true);
    for (const table of ['visit', 'agreement', 'partner', 'measure', 'progress', 'event', 'gift', 'actionItem', 'trip', 'target']) {
      const columns = tableOf(table).shown ?? Object.keys(tableOf(table).columns);
      const { total } = list(desk.db, { table, limit: 1 });
      const { text, rows } = copied(desk, table, columns, { from: 0, to: Math.min(total, 60) - 1 });
      const made = plan(desk, table, { kind: 'paste', rows: onward(0), columns: [...columns], text, selected: { rows: 1, columns: 1 } });
      expect([table, rows > 0, made.counts, made.cells.slice(0, 2)]).toEqual([table, true, { change: 0, create: 0, refused: 0 }, []]);
    }
  });

  it('report every refused cell with its reason, and do the rest in one action', () => {
    const desk = stockedDesk(true);
    const before = digest(desk.db);
    const made = plan(desk, 'visit', {
      kind: 'paste',
      rows: onward(0),
      columns: ['startTime', 'kind', 'partner', 'partySize'],
      text: '夕方\t表敬訪問\tどこにもない市\t多数\n09:15\t散歩\tニューヨーク市\t12\n',
      selected: { rows: 1, columns: 1 },
    });
    expect(made.cells.filter(({ kind }) => kind === 'refused').map(({ row, column, code }) => [row, column, code])).toEqual([
      [1, 'startTime', 'notTime'],
      [1, 'partner', 'unknownName'],
      [1, 'partySize', 'notWhole'],
      [2, 'kind', 'notListed'],
    ]);
    commit(desk, '見本 花子', made.mutations);
    expect(list(desk.db, { table: 'visit', limit: 2 }).rows.map(({ values }) => values.partySize)).toContain(12);
    undo(desk, '見本 花子');
    expect(digest(desk.db)).toBe(before);
  });

  it('refuse a list that has changed since it was shown', () => {
    const desk = stockedDesk(true);
    const made = plan(desk, 'visit', { kind: 'paste', rows: onward(0), columns: ['note'], text: '見本の覚え', selected: { rows: 5, columns: 1 } });
    expect(made.records.changed).toBe(5);
    const [, second] = list(desk.db, { table: 'visit', limit: 2 }).rows;
    expect(() => plan(desk, 'visit', { kind: 'clear', rows: [{ from: 0, to: 3 }], columns: ['note'] }, { first: second?.id ?? '' })).toThrow(DeskError);
  });

  /** Pastes two columns at the top of the visits, and returns what they hold afterwards. */
  function pasted(text: string, selected: { rows: number; columns: number }, columns = ['note', 'interpreter']): unknown[][] {
    const desk = stockedDesk(true);
    const before = list(desk.db, { table: 'visit', limit: 6 }).rows.map(({ id }) => id);
    commit(desk, '見本 花子', plan(desk, 'visit', { kind: 'paste', rows: onward(0), columns, text, selected }).mutations);
    return before.map((id) => {
      const values = list(desk.db, { table: 'visit', filter: { id } }).rows[0]?.values;
      return [values?.note, values?.interpreter];
    });
  }
  const untouched = [null, null];

  it('repeat a block where the selection is a multiple of it, in rows and columns', () => {
    expect(pasted('一\n二', { rows: 4, columns: 2 })).toEqual([['一', '一'], ['二', '二'], ['一', '一'], ['二', '二'], untouched, untouched]);
    expect(pasted('一\t甲', { rows: 3, columns: 2 })).toEqual([['一', '甲'], ['一', '甲'], ['一', '甲'], untouched, untouched, untouched]);
  });
  it('paste a block once where the selection is smaller or no multiple of it', () => {
    expect(pasted('一\n二', { rows: 3, columns: 1 })).toEqual([['一', null], ['二', null], untouched, untouched, untouched, untouched]);
    expect(pasted('一\n二\n三', { rows: 1, columns: 1 })).toEqual([['一', null], ['二', null], ['三', null], untouched, untouched, untouched]);
    expect(pasted('一\t甲', { rows: 1, columns: 1 })).toEqual([['一', '甲'], untouched, untouched, untouched, untouched, untouched]);
  });
  it('leave out columns of a block beyond the last one of the table', () => {
    expect(pasted('一\t甲\t余り', { rows: 1, columns: 1 })[0]).toEqual(['一', '甲']);
  });
  it('make new records of the rows of a block beyond the end of the list', () => {
    const desk = stockedDesk(true);
    const { total } = list(desk.db, { table: 'visit' });
    const text = '2027-03-01\t新しい訪問\t表敬訪問\tplanned\n2027-03-02\t次の訪問\t表敬訪問\tplanned\n2027-03-03\t\t表敬訪問\tplanned';
    const made = plan(desk, 'visit', {
      kind: 'paste',
      rows: onward(total - 1),
      columns: ['date', 'titleJa', 'kind', 'status'],
      text,
      selected: { rows: 1, columns: 1 },
    });
    expect(made.records).toEqual({ changed: 1, created: 1 });
    // The third row has no title, which a visit needs.
    expect(made.cells.filter(({ kind }) => kind === 'refused').map(({ row, column, code }) => [row, column, code])).toEqual([
      [total + 2, 'titleJa', 'required'],
    ]);
  });

  it('set one column of all records that a search found, and of no others', () => {
    const desk = stockedDesk(true);
    const found = list(desk.db, { table: 'visit', search: 'ローマ' }).total;
    const made = plan(desk, 'visit', { kind: 'set', rows: 'all', column: 'note', value: '【見本】' }, { search: 'ローマ' });
    expect([made.records.changed, made.counts.change]).toEqual([found, found]);
    commit(desk, '見本 花子', made.mutations);
    expect(list(desk.db, { table: 'visit', filter: { note: '【見本】' } }).total).toBe(found);
  });

  it('write exactly what was planned, whatever is pasted', () => {
    const desk = stockedDesk(true);
    const columns = ['date', 'startTime', 'titleJa', 'kind', 'partner', 'partySize', 'note'];
    const cell = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('令和8年5月1日', '不明', '2026-13-40', '12', '▲3', '表敬訪問', 'ニューヨーク市', '=1+1', '', '"', 'a\u0000b'),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 6 }), fc.nat(75), (block, row) => {
        const text = block.map((line) => line.map((one) => `"${one.replaceAll('"', '""')}"`).join('\t')).join('\n');
        const before = digest(desk.db);
        const made = plan(desk, 'visit', { kind: 'paste', rows: onward(row), columns, text, selected: { rows: 1, columns: 1 } });
        expect(digest(desk.db)).toBe(before);
        if (made.mutations.length === 0) return;
        // What a plan offers, the write path takes.
        commit(desk, '見本 花子', made.mutations);
        undo(desk, '見本 花子');
        expect(digest(desk.db)).toBe(before);
      }),
      { ...announce('paste'), numRuns: 40 },
    );
  });
});

describe('copied cells', () => {
  it('are numbers, days and text to a spreadsheet, and never a formula', () => {
    const desk = stockedDesk(true);
    commit(desk, '見本 花子', [
      { kind: 'set', table: 'visit', id: list(desk.db, { table: 'visit', limit: 1 }).rows[0]?.id ?? '', set: { note: '=1+1\n二行目', partySize: 7 } },
    ]);
    const { text, html } = copied(desk, 'visit', ['date', 'partySize', 'note'], { from: 0, to: 0 });
    expect(text).toMatch(/\t7\t"'=1\+1\n二行目"$/);
    expect(html).toMatch(/sdnum="1041;0;YYYY\/MM\/DD">\d{4}\/\d\d\/\d\d</);
    expect(html).toContain('<td sdval="7" sdnum="1041;">7</td>');
    expect(html).toContain('=1+1<br style="mso-data-placement:same-cell">二行目');
  });
});

describe('filters', () => {
  const desk = () => stockedDesk(true);
  const total = (open: Open, request: Parameters<typeof list>[1]) => list(open.db, { today: '2026-11-23', ...request }).total;
  it('of fiscal years and days from today take and leave the same records as plain ranges', () => {
    const open = desk();
    const range = (from: string, to: string) => total(open, { table: 'visit', filter: { date: { from, to } } });
    expect(total(open, { table: 'visit', filter: { date: { period: 'thisFiscalYear' } } })).toBe(range('2026-04-01', '2027-03-31'));
    expect(total(open, { table: 'visit', filter: { date: { period: 'lastFiscalYear' } } })).toBe(range('2025-04-01', '2026-03-31'));
    expect(total(open, { table: 'visit', filter: { date: { days: { from: -30, to: 30 } } } })).toBe(range('2026-10-24', '2026-12-23'));
    expect(total(open, { table: 'visit', filter: { date: { period: 'thisMonth' } } })).toBe(range('2026-11-01', '2026-11-30'));
  });
  it('joined by or find the union, and negated ones the rest', () => {
    const open = desk();
    const all = total(open, { table: 'visit' });
    const a = total(open, { table: 'visit', filter: { kind: 'courtesy' } });
    const b = total(open, { table: 'visit', filter: { status: 'done' } });
    const both = total(open, { table: 'visit', filter: { kind: 'courtesy', status: 'done' } });
    expect(total(open, { table: 'visit', anyOf: [{ kind: 'courtesy' }, { status: 'done' }] })).toBe(a + b - both);
    expect(total(open, { table: 'visit', filter: { kind: { not: 'courtesy' } } })).toBe(all - a);
    for (const name of ['note', 'partner', 'talkRecord'] as const) {
      const column = columnOf(tableOf('visit'), name) as Column; // columns of the visit log
      const empty = total(open, { table: 'visit', filter: { [name]: { empty: true } } });
      expect([column.kind, empty + total(open, { table: 'visit', filter: { [name]: { empty: false } } })]).toEqual([column.kind, all]);
    }
    const contains = total(open, { table: 'visit', filter: { titleJa: { contains: '視察' } } });
    expect(total(open, { table: 'visit', filter: { titleJa: { lacks: '視察' } } })).toBe(all - contains);
  });
});

describe('dates that are pasted', () => {
  const paste = (columns: readonly string[], text: string) =>
    plan(stockedDesk(true), 'visit', { kind: 'paste', rows: onward(0), columns: [...columns], text, selected: { rows: 1, columns: 1 } });

  it('are previewed as the list will show them, and belong to the fiscal year of today where they have no year', () => {
    const [cell] = paste(['date'], '12/3(木)').cells;
    expect(cell).toMatchObject({ kind: 'change', to: '令和8年12月3日' });
    expect(paste(['date'], '2026-04-01').cells[0]?.to).toBe('令和8年4月1日');
    expect(paste(['startTime'], '午前６時半').cells[0]?.to).toBe('06:30');
  });
  it('are shown as they were written when they are refused, with the right weekday', () => {
    expect(paste(['date'], '12/3(金)').cells[0]).toMatchObject({ kind: 'refused', to: '12/3(金)', code: 'weekdayDiffers', details: { weekday: 'thursday' } });
    expect(paste(['startTime'], '10:00～10:30').cells[0]).toMatchObject({ kind: 'refused', code: 'timeRange' });
  });
  it('are counted when an era or a time is not kept as written', () => {
    expect([paste(['date'], '昭和64年1月8日').corrected, paste(['date'], '2026/04/01 10:30').corrected, paste(['date'], '2026/4/1').corrected]).toEqual([
      1, 1, 0,
    ]);
  });
});
