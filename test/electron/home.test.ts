// What Home says needs an officer: sheets that have not come back, what is contested, when a backup was last made.
import { expect, it } from 'vitest';
import { backUp } from '../../db/backup.ts';
import { commit } from '../../db/commit.ts';
import { list } from '../../db/queries/list.ts';
import { wordsIn } from '../../electron/i18n.ts';
import { home } from '../../electron/services/home.ts';
import { stockedDesk } from '../fresh-desk.ts';

it('names the bureaus whose sheets are awaited, with the days past the due date, until they come back', () => {
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

it('tells the last backup', () => {
  const desk = stockedDesk();
  const look = () => home(desk, '2026-11-25', { language: 'ja', dates: 'era' }, wordsIn('ja')).keeping;
  expect(look()).toEqual({ conflicts: 0, lastBackup: null, desks: [] });
  backUp(desk.db, desk.folder, Date.UTC(2026, 10, 25, 1), 'manual');
  expect(look().lastBackup).toBe(Date.UTC(2026, 10, 25, 1));
});
