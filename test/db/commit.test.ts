import { describe, expect, it } from 'vitest';
import { createDesk, openDesk, openReader } from '../../db/desk/open.ts';
import { commit } from '../../db/log/commit.ts';
import { digest } from '../../db/log/digest.ts';
import { redo, undo, undoState } from '../../db/log/undo.ts';
import { verify } from '../../db/log/verify.ts';
import { getRow, list } from '../../db/queries/list.ts';
import { history, record } from '../../db/queries/record.ts';
import { catchUp } from '../../db/store/search-index.ts';
import { environment, freshDesk, freshFolder, stockedDesk } from '../fresh-desk.ts';
import { refusal } from '../refusal.ts';

const freshDeskAt = (folder: string) => createDesk(folder, '試験', environment);
const city = (name: string) => ({ kind: 'create', table: 'partner', set: { nameJa: name, kind: 'city' } }) as const;
const firstRow = (done: ReturnType<typeof commit>) => {
  const first = done.rows[0];
  if (!first) throw new Error('nothing written');
  return first.row;
};

describe('commit', () => {
  it('writes a record and one operation, and returns its name', () => {
    const desk = freshDesk();
    const done = commit(desk, '田中', [city('架空市')]);
    expect(done.action).toMatch(/^[0-9a-f]{32}\.2$/);
    expect(desk.db.value('SELECT count(*) FROM sync_op')).toBe(2); // the writer's own, and this
    catchUp(desk.db);
    expect(verify(desk.db, environment).faults).toEqual([]);
  });

  it('refuses a stale edit with both values, and writes nothing', () => {
    const desk = freshDesk();
    const shown = firstRow(commit(desk, '田中', [city('架空市')]));
    commit(desk, '鈴木', [{ kind: 'set', table: 'partner', id: shown.id, set: { nameJa: '新架空市' }, seen: shown.seen }]);
    const before = digest(desk.db);
    const error = refusal(() => commit(desk, '田中', [{ kind: 'set', table: 'partner', id: shown.id, set: { nameJa: '旧架空市' }, seen: shown.seen }]));
    expect(error.code).toBe('stale');
    expect(error.details).toMatchObject({ column: 'nameJa', mine: '旧架空市', theirs: '新架空市', author: '鈴木' });
    expect(digest(desk.db)).toBe(before);
  });

  it('accepts edits of different cells of one record by two people', () => {
    const desk = freshDesk();
    const shown = firstRow(commit(desk, '田中', [city('架空市')]));
    commit(desk, '田中', [{ kind: 'set', table: 'partner', id: shown.id, set: { note: '甲' }, seen: shown.seen }]);
    commit(desk, '鈴木', [{ kind: 'set', table: 'partner', id: shown.id, set: { nameEn: 'Fiction' }, seen: shown.seen }]);
    expect(getRow(desk.db, 'partner', shown.id, { language: 'ja' })?.row.values).toMatchObject({ note: '甲', nameEn: 'Fiction' });
  });

  it('writes all mutations or none', () => {
    const desk = freshDesk();
    const error = refusal(() =>
      commit(desk, '田中', [city('甲市'), city('乙市'), { kind: 'create', table: 'partner', set: { nameJa: '丙市', kind: 'planet' } }]),
    );
    expect(error).toMatchObject({ code: 'invalid', details: { column: 'kind', reason: 'notListed' } });
    expect(list(desk.db, { table: 'partner' }).total).toBe(0);
    expect(desk.db.value('SELECT count(*) FROM sync_op')).toBe(0);
  });

  it.each([
    ['unknown table', { kind: 'create', table: 'sqlite_schema', set: {} }, 'unknownTable'],
    ['prototype as a table', { kind: 'create', table: '__proto__', set: {} }, 'unknownTable'],
    ['unknown column', { kind: 'create', table: 'partner', set: { 'nameJa" = 1 --': 'x' } }, 'unknownColumn'],
    ['missing required', { kind: 'create', table: 'partner', set: { nameJa: '甲' } }, 'invalid'],
    ['computed column', { kind: 'create', table: 'agreement', set: { titleJa: '甲', kind: 'other', nextReview: '2020' } }, 'invalid'],
    [
      'reference to nothing',
      { kind: 'create', table: 'partner', set: { nameJa: '甲', kind: 'city', country: '00000000-0000-7000-8000-000000000000' } },
      'missingReference',
    ],
    ['end before start', { kind: 'create', table: 'agreement', set: { titleJa: '甲', kind: 'other', validFrom: '2020', validTo: '2019-12' } }, 'ruleBroken'],
    ['word not on the list', { kind: 'create', table: 'visit', set: { titleJa: '甲', date: '2026', kind: 'picnic', status: 'planned' } }, 'invalid'],
  ] as const)('refuses: %s', (_, mutation, code) => {
    const desk = stockedDesk();
    const before = digest(desk.db);
    expect(refusal(() => commit(desk, '田中', [mutation])).code).toBe(code);
    expect(digest(desk.db)).toBe(before);
  });

  it('refuses the same name entered twice', () => {
    const desk = freshDesk();
    commit(desk, '田中', [city('架空市')]);
    expect(refusal(() => commit(desk, '田中', [city('架空市')])).details).toMatchObject({ rule: 'unique' });
  });

  it('writes the columns of a merge group together', () => {
    const desk = stockedDesk(true);
    const visit = list(desk.db, { table: 'visit', limit: 1 }).rows[0];
    if (!visit) throw new Error('no visit');
    commit(desk, '田中', [{ kind: 'set', table: 'visit', id: visit.id, set: { date: '2026-12-01' }, seen: visit.seen }]);
    const line = desk.db.value<string>('SELECT line FROM sync_op ORDER BY seq DESC LIMIT 1') ?? '';
    expect(JSON.parse(line).s).toEqual({ date: '2026-12-01', startTime: visit.values.startTime, endTime: visit.values.endTime });
    expect(Object.keys(JSON.parse(line).p)).toEqual(['when']);
  });

  it('adds and removes links one by one, as records with their own history', () => {
    const desk = stockedDesk();
    const [seoul, paris] = ['ソウル特別市', 'パリ市'].map((name) => list(desk.db, { table: 'partner', filter: { nameJa: name } }).rows[0]?.id ?? '');
    const row = firstRow(commit(desk, '田中', [{ kind: 'create', table: 'agreement', set: { titleJa: '試し', kind: 'other', partners: [seoul ?? ''] } }]));
    commit(desk, '田中', [{ kind: 'set', table: 'agreement', id: row.id, set: { partners: { add: [paris ?? ''], remove: [seoul ?? ''] } } }]);
    expect(getRow(desk.db, 'agreement', row.id, { language: 'ja' })?.row.values.partners).toEqual([paris]);
    const reported = history(desk.db, 'agreement', row.id, 'ja');
    expect(reported.entries.filter((entry) => entry.changes.some((change) => change.column === 'partners'))).toHaveLength(3);
    expect(record(desk.db, 'partner', paris ?? '', { language: 'ja' }).related).toContainEqual(
      expect.objectContaining({ table: 'agreement', column: 'partners' }),
    );
  });
});

describe('undo and redo', () => {
  it('survive a restart and leave the digest as it was', () => {
    const folder = freshFolder();
    const first = freshDeskAt(folder);
    const before = digest(first.db);
    const row = firstRow(commit(first, '田中', [city('架空市')]));
    commit(first, '田中', [{ kind: 'set', table: 'partner', id: row.id, set: { nameEn: 'Fiction' } }]);
    const changed = digest(first.db);
    first.close();

    const second = openDesk(folder, environment);
    undo(second, '田中');
    undo(second, '田中');
    expect(digest(second.db)).toBe(before);
    expect(refusal(() => undo(second, '田中')).code).toBe('nothingToUndo');
    second.close();

    const third = openDesk(folder, environment);
    redo(third, '田中');
    redo(third, '田中');
    expect(digest(third.db)).toBe(changed);
    expect(refusal(() => redo(third, '田中')).code).toBe('nothingToRedo');
    catchUp(third.db);
    expect(verify(third.db, environment).faults).toEqual([]);
    third.close();
  });

  it('undo a deletion, and a new edit ends redo', () => {
    const desk = freshDesk();
    const row = firstRow(commit(desk, '田中', [city('架空市')]));
    commit(desk, '田中', [{ kind: 'delete', table: 'partner', id: row.id }]);
    expect(list(desk.db, { table: 'partner' }).total).toBe(0);
    undo(desk, '田中');
    expect(list(desk.db, { table: 'partner' }).total).toBe(1);
    expect(undoState(desk.db, desk.id).redo).not.toBeNull();
    commit(desk, '田中', [city('別市')]);
    expect(undoState(desk.db, desk.id).redo).toBeNull();
  });

  it('do not reach into the reference data', () => {
    const desk = stockedDesk(true);
    expect(refusal(() => undo(desk, '田中')).code).toBe('nothingToUndo');
  });
});

describe('one writer per folder', () => {
  it('refuses a second writer, admits a reader, and frees the lock with the desk', () => {
    const folder = freshFolder();
    const desk = freshDeskAt(folder);
    commit(desk, '田中', [city('架空市')]);
    expect(refusal(() => openDesk(folder, environment)).code).toBe('locked');
    const reader = openReader(folder, environment);
    expect(list(reader.db, { table: 'partner' }).total).toBe(1);
    // Digest and verification read one state, also while the other process writes.
    reader.db.snapshot(() => {
      const before = digest(reader.db);
      commit(desk, '田中', [city('別の架空市')]);
      expect(digest(reader.db)).toBe(before);
      expect(verify(reader.db, environment).faults).toEqual([]);
    });
    expect(list(reader.db, { table: 'partner' }).total).toBe(2);
    reader.close();
    desk.close();
    openDesk(folder, environment).close();
  });
});
