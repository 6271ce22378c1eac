// Rows written or pasted below the last one: what the desk takes for granted, and what it asks once for all of them.
import { describe, expect, it } from 'vitest';
import { commit } from '../../db/log/commit.ts';
import { undo } from '../../db/log/undo.ts';
import { list } from '../../db/queries/list.ts';
import type { Edit } from '../../electron/services/bulk-edit/edit.ts';
import { planEdit } from '../../electron/services/bulk-edit/edit-plan.ts';
import { wordsIn } from '../../electron/words.ts';
import { stockedDesk } from '../fresh-desk.ts';

type Open = ReturnType<typeof stockedDesk>;
const display = { language: 'ja', dates: 'era' } as const;
const plan = (desk: Open, table: string, edit: Edit, preset = {}) =>
  planEdit(desk.db, { request: { table, today: '2026-11-28' }, edit, display, words: wordsIn('ja'), preset });
const total = (desk: Open, table: string) => list(desk.db, { table, limit: 0 }).total;
const below = (columns: string[], text: string): Edit => ({
  kind: 'paste',
  rows: 'end',
  columns,
  text,
  selected: { rows: 1, columns: 1 },
});
const id = (desk: Open, table: string, search: string) => list(desk.db, { table, search, limit: 1 }).rows[0]?.id ?? '';

describe('a block of days and cities below the visits', () => {
  it('becomes visits: a courtesy call unless said otherwise, done or planned by its day, named after the city', () => {
    const desk = stockedDesk(true);
    const before = total(desk, 'visit');
    const made = plan(desk, 'visit', below(['date', 'partner', 'kind'], 'R8.11.27\tパリ市\r\nR8.12.10\tローマ市\t視察\r\n'));
    expect([made.counts.refused, made.missing, made.records]).toEqual([0, [], { changed: 0, created: 2 }]);
    commit(desk, '見本 花子', made.mutations);
    expect(total(desk, 'visit')).toBe(before + 2);
    const rows = list(desk.db, { table: 'visit', filter: { date: ['2026-11-27', '2026-12-10'] }, sort: [{ column: 'date' }] }).rows.map(({ values }) => values);
    expect(rows.map(({ kind, status }) => [kind, status])).toEqual([
      ['courtesy', 'done'],
      ['inspection', 'planned'],
    ]);
    expect(rows[0]?.titleJa).toBe('パリ市長 表敬訪問');
    expect(rows[1]?.titleJa).toMatch(/^ローマ市/);
    undo(desk, '見本 花子');
    expect(total(desk, 'visit')).toBe(before);
  });

  it('is asked once for what nobody can know, and nothing is made before', () => {
    const desk = stockedDesk(true);
    const block = below(['itemJa'], '風呂敷(見本)\r\n扇子(見本)\r\n');
    const asked = plan(desk, 'gift', block);
    expect([asked.missing, asked.records.created, asked.mutations]).toEqual([['direction'], 0, []]);
    const answered = plan(desk, 'gift', block, { direction: 'given' });
    expect([answered.missing, answered.records.created]).toEqual([[], 2]);
    commit(desk, '見本 花子', answered.mutations);
    expect(desk.db.all("SELECT direction FROM gift WHERE itemJa = '扇子(見本)'")).toContainEqual({ direction: 'given' });
  });

  it('leaves a row with an unreadable cell alone, and takes the others', () => {
    const desk = stockedDesk(true);
    const made = plan(desk, 'visit', below(['date', 'partner'], '来週\tパリ市\r\nR8.12.1\tパリ市\r\n'));
    expect([made.records.created, made.counts.refused, made.missing]).toEqual([1, 1, []]);
  });
});

describe('a paste', () => {
  it('into the empty row makes records, whatever the list has become meanwhile', () => {
    const desk = stockedDesk(true);
    const made = plan(desk, 'partner', below(['nameJa', 'kind'], '架空市(見本)\t都市\r\n'));
    expect(made.mutations.map(({ kind }) => kind)).toEqual(['create']);
  });

  it('goes through the places it is given, over gaps, and makes records only beyond the last of them', () => {
    const desk = stockedDesk(true);
    const rows = list(desk.db, { table: 'visit', limit: 8 }).rows.map(({ id: one }) => one);
    const paste = (places: { from: number; to: number }[], text: string, selected: number) =>
      plan(desk, 'visit', { kind: 'paste', rows: places, columns: ['note'], text, selected: { rows: selected, columns: 1 } });
    const changed = (made: ReturnType<typeof plan>) => made.mutations.map((one) => (one.kind === 'set' ? rows.indexOf(one.id) : one.kind));
    const gaps = [
      { from: 1, to: 2 },
      { from: 5, to: 6 },
    ];
    expect(changed(paste(gaps, '見本', 4))).toEqual([1, 2, 5, 6]);
    expect(changed(paste(gaps, '甲\r\n乙\r\n丙', 1))).toEqual([1, 2, 5]);
    expect(paste([{ from: 69, to: 69 }], '甲\r\n乙', 1).missing).toEqual(['date', 'titleJa', 'status']);
  });
});

describe('numbers of new records', () => {
  it('go on after the highest of the same owner, through a block', () => {
    const desk = stockedDesk(true);
    const visit = id(desk, 'visit', 'ニューヨーク');
    const highest = Math.max(0, ...list(desk.db, { table: 'visitGuest', filter: { visit } }).rows.map(({ values }) => Number(values.order)));
    const made = plan(desk, 'visitGuest', below(['name'], '甲(見本)\r\n乙(見本)\r\n'), { visit });
    expect(made.mutations.map((one) => ('set' in one ? one.set.order : undefined))).toEqual([highest + 1, highest + 2]);
  });
});

describe('one record written at the end of its table', () => {
  it('is completed from its values, and says what it lacks', () => {
    const desk = stockedDesk(true);
    const partner = id(desk, 'partner', 'パリ市');
    const lacking = plan(desk, 'visit', { kind: 'append', values: { partner } });
    expect([lacking.missing, lacking.mutations]).toEqual([['date', 'status'], []]);
    const whole = plan(desk, 'visit', { kind: 'append', values: { partner, date: '2026-12-10' } });
    commit(desk, '見本 花子', whole.mutations);
    expect(list(desk.db, { table: 'visit', filter: { date: ['2026-12-10'] } }).rows[0]?.values).toMatchObject({ partner, status: 'planned', kind: 'courtesy' });
  });
});

describe('names of partners', () => {
  it('are found as the office writes them, and never guessed', () => {
    const desk = stockedDesk(true);
    const partnerOf = (name: string) => {
      const made = plan(desk, 'visit', below(['date', 'partner'], `R8.12.1\t${name}\r\n`));
      const [mutation] = made.mutations;
      const partner = mutation && 'set' in mutation ? mutation.set.partner : made.cells[0]?.code;
      return typeof partner === 'string' ? (desk.db.value<string>('SELECT nameJa FROM partner WHERE id = ?', partner) ?? partner) : partner;
    };
    expect(['パリ', 'ソウル', 'ソウル市', 'ニューヨーク', '北京', 'サンパウロ', 'São Paulo', 'Sao Paulo', 'ニュー・サウス・ウェールズ'].map(partnerOf)).toEqual(
      ['パリ市', 'ソウル特別市', 'ソウル特別市', 'ニューヨーク市', '北京市', 'サンパウロ州', 'サンパウロ州', 'サンパウロ州', 'ニュー・サウス・ウェールズ州'],
    );
    expect(['サンパウロ市', 'どこにもない市'].map(partnerOf)).toEqual(['unknownName', 'unknownName']);
  });
});
