import { describe, expect, it } from 'vitest';
import type { Desk } from '../../db/desk/desk.ts';
import { commit } from '../../db/log/commit.ts';
import type { SetValue } from '../../db/log/mutation.ts';
import { list } from '../../db/queries/list.ts';
import { openPeriod } from '../../electron/services/council/open-period.ts';
import { reminders } from '../../electron/services/council/reminders.ts';
import { home } from '../../electron/services/home/home.ts';
import { wordsIn } from '../../electron/words.ts';
import { valuesOf } from '../db/desk-actions.ts';
import { stockedDesk } from '../fresh-desk.ts';

const author = '見本 花子';
const display = { language: 'ja', dates: 'era' } as const;
const words = wordsIn('ja');
const lastPeriod = '令和8年度第2四半期';

const idOf = (desk: Desk, table: 'period' | 'council' | 'strategy' | 'bureau', nameJa: string): string =>
  desk.db.value<string>(`SELECT id FROM "${table}" WHERE nameJa = ?`, nameJa) ?? '';
const edit = (desk: Desk, table: string, id: string, set: Record<string, SetValue>) => commit(desk, author, [{ kind: 'set', table, id, set }]);

describe('a new period', () => {
  /** Opens the next period after the first report of the last one got these values; what became of that report. */
  function carriedFrom(set: Record<string, SetValue>) {
    const desk = stockedDesk(true);
    const report = list(desk.db, { table: 'progress', filter: { period: idOf(desk, 'period', lastPeriod) }, limit: 1 }).rows[0];
    edit(desk, 'progress', report?.id ?? '', set);
    const options = { council: '都市外交推進会議', strategy: '東京都都市外交基本戦略', nameJa: '次の期間', kind: 'quarter' } as const;
    const opened = openPeriod(desk, author, { ...options, dateFrom: '2026-10-01', dateTo: '2026-12-31' });
    const next = list(desk.db, {
      table: 'progress',
      filter: { period: opened.period, measure: String(report?.values.measure), bureau: String(report?.values.bureau) },
    }).rows;
    return { desk, opened, next: next.map(({ values }) => values) };
  }

  it('plans what were the next steps, and starts without results', () => {
    const { next } = carriedFrom({ status: 'behind', planned: '前の計画', nextSteps: '次の予定', problems: '残る課題', contact: '内線 1', done: '前の実績' });
    expect(next).toEqual([
      expect.objectContaining({ status: 'behind', planned: '次の予定', problems: '残る課題', contact: '内線 1', done: null, figures: null, nextSteps: null }),
    ]);
  });
  it('keeps the plan where no next steps were given', () => {
    expect(carriedFrom({ status: 'onTrack', planned: '前の計画', nextSteps: null }).next[0]?.planned).toBe('前の計画');
  });
  it('does not carry over problems of a finished measure', () => {
    expect(carriedFrom({ status: 'done', problems: '終わった課題' }).next[0]).toMatchObject({ status: 'done', problems: null });
  });
  it('has no report for a measure that was given up', () => {
    const { next, opened, desk } = carriedFrom({ status: 'cancelled' });
    expect(next).toEqual([]);
    expect(list(desk.db, { table: 'progress', filter: { period: opened.period } }).total).toBe(opened.records);
  });
  it('ends on its reporting date unless another is given, and counts what was carried over', () => {
    const { desk, opened } = carriedFrom({ status: 'onTrack' });
    expect(valuesOf(desk, 'period', opened.period)).toMatchObject({ status: 'open', dateTo: '2026-12-31', asOf: '2026-12-31', dueOn: null });
    expect(opened.carried).toBe(opened.records);
  });
  it('refuses an unknown council or strategy', () => {
    const desk = stockedDesk(true);
    const options = { nameJa: '次の期間', kind: 'quarter', dateFrom: '2026-10-01', dateTo: '2026-12-31' } as const;
    const attempt = (council: string, strategy: string) => () => openPeriod(desk, author, { ...options, council, strategy });
    expect(attempt('ない会議', '東京都都市外交基本戦略')).toThrow(
      expect.objectContaining({ code: 'notFound', details: expect.objectContaining({ table: 'council' }) }),
    );
    expect(attempt('都市外交推進会議', 'ない戦略')).toThrow(
      expect.objectContaining({ code: 'notFound', details: expect.objectContaining({ table: 'strategy' }) }),
    );
  });
});

describe('reminders', () => {
  function issued(desk: Desk, bureau: string, dueOn: string | null, more: Record<string, SetValue> = {}): string {
    const set = { council: idOf(desk, 'council', '都市外交推進会議'), period: idOf(desk, 'period', lastPeriod), bureau, issuedOn: '2026-11-01', dueOn };
    return commit(desk, author, [{ kind: 'create', table: 'sheet', set: { ...set, state: 'issued', fileName: 'x.xlsx', ...more } }]).rows[0]?.row.id ?? '';
  }
  const remind = (desk: Desk, day: string) => reminders(desk.db, { period: idOf(desk, 'period', lastPeriod), day, display, words });
  const bureaus = (desk: Desk) => list(desk.db, { table: 'bureau', limit: 4 }).rows.map(({ id }) => id);

  it.each([
    ['2026-11-19', -1, 'council.remindDue', 'home.sheetDue'],
    ['2026-11-20', 0, 'council.remindDue', 'home.sheetDue'],
    ['2026-11-21', 1, 'council.remindOverdue', 'home.sheetOverdue'],
  ])('of a sheet due on 20 November say on %s that %i days are past', (day, overdue, sentence, homeSentence) => {
    const desk = stockedDesk(true);
    issued(desk, bureaus(desk)[0] ?? '', '2026-11-20');
    const [one] = remind(desk, day);
    expect(one?.overdue).toBe(overdue);
    const values = { bureau: one?.bureau, period: lastPeriod, file: 'x.xlsx', due: '令和8年11月20日', issued: '令和8年11月1日', days: Math.abs(overdue) };
    expect(one?.text).toBe(words(sentence, values));
    const [line] = home(desk, day, display, words).sheets.lines;
    expect(line?.when).toBe(words(homeSentence, { due: '令和8年11月20日', days: overdue }));
  });
  it('list the longest overdue first, sheets without a due date last', () => {
    const desk = stockedDesk(true);
    const [first = '', second = '', third = ''] = bureaus(desk);
    const ids = [issued(desk, first, null), issued(desk, second, '2026-11-20'), issued(desk, third, '2026-11-10')];
    expect(remind(desk, '2026-11-25').map(({ sheet, overdue }) => [ids.indexOf(sheet), overdue])).toEqual([
      [2, 15],
      [1, 5],
      [0, null],
    ]);
  });
  it('count the last of several sheets to one bureau, and none to a bureau that has answered', () => {
    const desk = stockedDesk(true);
    const [first = '', second = ''] = bureaus(desk);
    issued(desk, first, '2026-11-10');
    const again = issued(desk, first, '2026-11-20', { issuedOn: '2026-11-12' });
    issued(desk, second, '2026-11-10', { state: 'merged' });
    issued(desk, second, '2026-11-20', { issuedOn: '2026-11-12' });
    expect(remind(desk, '2026-11-25').map(({ sheet }) => sheet)).toEqual([again]);
  });
});

describe('home', () => {
  it('counts an action item as overdue from the day after it is due', () => {
    const desk = stockedDesk(true);
    const meeting = list(desk.db, { table: 'meeting', limit: 1 }).rows[0]?.id ?? '';
    commit(desk, author, [{ kind: 'create', table: 'actionItem', set: { meeting, text: '期限の見本', dueOn: '2026-11-20', status: 'open' } }]);
    const titles = (day: string) => home(desk, day, display, words).overdue.lines.map(({ title }) => title);
    expect(titles('2026-11-20')).not.toContain('期限の見本');
    expect(titles('2026-11-21')).toContain('期限の見本');
  });
  it('shows an unreadable view as not countable', () => {
    const desk = stockedDesk(true);
    const view = (name: string, definition: string) => ({ kind: 'create' as const, table: 'view', set: { table: 'visit', name, definition, onHome: 1 } });
    commit(desk, author, [view('あ', '{"conditions":{"kind":"courtesy"}}'), view('い', '{'), view('う', '{"conditions":{"ない列":"x"}}')]);
    const total = list(desk.db, { table: 'visit', filter: { kind: 'courtesy' } }).total;
    expect(home(desk, '2026-11-25', display, words).views.map(({ count }) => count)).toEqual([total, -1, -1]);
  });
});
