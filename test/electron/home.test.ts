// Home: sheets that have not come back, the last backup, reports in trouble, targets.
import { expect, it } from 'vitest';
import { commit } from '../../db/log/commit.ts';
import { list } from '../../db/queries/list.ts';
import { backUp } from '../../db/store/backup.ts';
import { home } from '../../electron/services/home/home.ts';
import { wordsIn } from '../../electron/words.ts';
import { stockedDesk } from '../fresh-desk.ts';

it('lists bureaus whose sheets have not come back, with the days past the due date', () => {
  const desk = stockedDesk(true);
  const look = (day: string) => home(desk, day, { language: 'ja', dates: 'era' }, wordsIn('ja'));
  expect(look('2026-11-25').sheets.total).toBe(0);
  const period = desk.db.value<string>('SELECT id FROM period WHERE deleted = 0 ORDER BY dateFrom DESC LIMIT 1') ?? '';
  const council = desk.db.value<string>('SELECT id FROM council WHERE deleted = 0 LIMIT 1') ?? '';
  const [first, second] = list(desk.db, { table: 'bureau', limit: 2 }).rows;
  const sheet = (bureau: string | undefined, dueOn: string) => ({
    kind: 'create' as const,
    table: 'sheet',
    set: { council, period, bureau: bureau ?? '', issuedOn: '2026-11-01', dueOn, state: 'issued', fileName: 'x.xlsx' },
  });
  const made = commit(desk, '見本', [sheet(first?.id, '2026-11-20'), sheet(second?.id, '2026-11-30')]);
  const { sheets } = look('2026-11-25');
  expect(sheets.lines.map(({ title, when }) => [title, when])).toEqual([
    [first?.values.nameJa, '令和8年11月20日期限(5日経過)'],
    [second?.values.nameJa, '令和8年11月30日期限'],
  ]);
  commit(desk, '見本', [{ kind: 'set', table: 'sheet', id: made.rows[0]?.row.id ?? '', set: { state: 'returned' } }]);
  expect(look('2026-11-25').sheets.lines.map(({ title }) => title)).toEqual([second?.values.nameJa]);
});

it('shows the time of the last backup', () => {
  const desk = stockedDesk();
  const look = () => home(desk, '2026-11-25', { language: 'ja', dates: 'era' }, wordsIn('ja')).keeping;
  expect(look()).toEqual({ conflicts: 0, lastBackup: null, desks: [] });
  backUp(desk.db, desk.folder, { at: Date.UTC(2026, 10, 25, 1), reason: 'manual' });
  expect(look().lastBackup).toBe(Date.UTC(2026, 10, 25, 1));
});

it('shows every report of the latest period once, under its purpose and bureau, and counts those in trouble', () => {
  const desk = stockedDesk(true);
  const look = () => home(desk, '2026-11-25', { language: 'ja', dates: 'era' }, wordsIn('ja')).progress;
  const { rows } = list(desk.db, { table: 'progress', filter: { period: look()?.id ?? '' }, limit: 1_000 });
  const bad = rows.filter(({ values }) => values.status === 'behind' || values.status === 'atRisk');
  const cells = look()?.bureaus.flatMap((bureau) => bureau.cells) ?? [];
  expect(cells.reduce((sum, cell) => sum + (cell?.reports ?? 0), 0)).toBe(rows.length);
  expect(cells.reduce((sum, cell) => sum + (cell?.troubled ?? 0), 0)).toBe(bad.length);
  expect(look()?.purposes.map(({ code }) => code)).toEqual(['1', '2', '3']);
  for (const { id, cells: own } of look()?.bureaus ?? [])
    expect(own.reduce((sum, cell) => sum + (cell?.reports ?? 0), 0)).toBe(rows.filter(({ values }) => values.bureau === id).length);
  // A measure without a goal is not lost: it is in a column of its own, the last.
  commit(desk, '見本', [{ kind: 'set', table: 'measure', id: String(rows[0]?.values.measure), set: { goal: null } }]);
  expect(look()?.purposes).toHaveLength(4);
  expect(look()?.purposes.at(-1)).toEqual({ id: '', code: '', title: '' });
  expect(
    look()
      ?.bureaus.flatMap((bureau) => bureau.cells)
      .reduce((sum, cell) => sum + (cell?.reports ?? 0), 0),
  ).toBe(rows.length);
});

it('compares cities with ties with their targets, and shows the counting rule', () => {
  const desk = stockedDesk(true);
  const look = (day: string) => home(desk, day, { language: 'ja', dates: 'era' }, wordsIn('ja')).ties;
  const { rows } = list(desk.db, { table: 'target', filter: { metric: 'cities' }, limit: 100 });
  expect(
    look('2026-11-25')
      .map(({ id }) => id)
      .sort(),
  ).toEqual(rows.map(({ id }) => id).sort());
  const [first] = look('2026-11-25');
  expect(first?.rule).not.toBe('');
  expect(first?.actual).toBeGreaterThan(0);
  expect(look('1900-01-01')[0]?.actual).toBeLessThan(first?.actual ?? 0);
});
