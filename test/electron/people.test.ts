// Persons that were entered twice: how they are found, and what merging them moves.
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../db/desk/desk.ts';
import { DeskError } from '../../db/errors.ts';
import { commit } from '../../db/log/commit.ts';
import { digest } from '../../db/log/digest.ts';
import { undo } from '../../db/log/undo.ts';
import { list } from '../../db/queries/list.ts';
import { duplicatePeople, mergePeople } from '../../electron/services/people/duplicate-people.ts';
import { stockedDesk } from '../fresh-desk.ts';

const day = '2026-11-25';
const visitOf = (desk: Desk) => list(desk.db, { table: 'visit', sort: [{ column: 'date', descending: true }], limit: 1 }).rows[0]?.id ?? '';

describe('duplicate persons', () => {
  it.each([
    ['王毅', '王 毅'],
    ['文在寅', '文在寅'],
    ['髙橋一', '高橋一'],
    ['渡邊花', '渡辺 花'],
    ['박원', '박 원'],
  ])('%s and %s are one, however short', (one, other) => {
    const desk = stockedDesk();
    commit(
      desk,
      '見本 花子',
      [one, other].map((nameJa) => ({ kind: 'create', table: 'person', set: { nameJa } })),
    );
    expect(duplicatePeople(desk.db).map(({ names }) => [...names].sort())).toEqual([[one, other].sort()]);
  });

  it('two letters of Latin or kana are an abbreviation and make nobody one', () => {
    const desk = stockedDesk();
    commit(
      desk,
      '見本 花子',
      ['AB', 'AB', 'アン', 'アン'].map((nameJa) => ({ kind: 'create', table: 'person', set: { nameJa } })),
    );
    expect(duplicatePeople(desk.db)).toEqual([]);
  });

  it('are found in any script, and merged with every reference', () => {
    const desk = stockedDesk(true);
    const made = commit(desk, '見本 花子', [
      { kind: 'create', table: 'person', set: { nameJa: '見本 マリー', nameEn: 'Marie Échantillon' } },
      { kind: 'create', table: 'person', set: { nameJa: 'マリー・見本', nameEn: 'ECHANTILLON Marie', dietary: '見本の制限' } },
    ]);
    const [keep = '', other = ''] = made.rows.map(({ row }) => row.id);
    expect(duplicatePeople(desk.db).some((pair) => pair.ids.includes(keep) && pair.ids.includes(other))).toBe(true);
    const visit = visitOf(desk);
    commit(desk, '見本 花子', [{ kind: 'set', table: 'visit', id: visit, set: { leader: other } }]);
    mergePeople(desk, '見本 花子', keep, other);
    expect(list(desk.db, { table: 'visit', filter: { id: visit } }).rows[0]?.values.leader).toBe(keep);
    expect(list(desk.db, { table: 'person', filter: { id: keep } }).rows[0]?.values.dietary).toBe('見本の制限');
    expect(list(desk.db, { table: 'person', filter: { id: other } }).total).toBe(0);
  });
});

describe('merging two persons', () => {
  it('moves notes and attachments of both tables that name a record, and nothing of other records', () => {
    const desk = stockedDesk(true);
    const author = '見本 花子';
    const person = (nameJa: string) => ({ kind: 'create' as const, table: 'person', set: { nameJa } });
    const [keep = '', other = '', third = ''] = commit(desk, author, [person('甲'), person('乙'), person('丙')]).rows.map(({ row }) => row.id);
    const note = (recordTable: string, record: string) => ({
      kind: 'create' as const,
      table: 'note',
      set: { recordTable, record, text: '覚え', author, writtenOn: day },
    });
    const visit = visitOf(desk);
    const notes = commit(desk, author, [note('person', other), note('person', third), note('visit', visit)]).rows.map(({ row }) => row.id);
    const file = { recordTable: 'person', record: other, fileName: 'a.png', fileHash: '0'.repeat(64), mediaType: 'image/png', size: 1 };
    const [attachment = ''] = commit(desk, author, [{ kind: 'create', table: 'attachment', set: file }]).rows.map(({ row }) => row.id);
    const before = digest(desk.db);
    mergePeople(desk, author, keep, other);
    const owner = (table: string, id: string) => desk.db.value<string>(`SELECT recordTable || ' ' || record FROM "${table}" WHERE id = ?`, id);
    expect(notes.map((id) => owner('note', id))).toEqual([`person ${keep}`, `person ${third}`, `visit ${visit}`]);
    expect(owner('attachment', attachment)).toBe(`person ${keep}`);
    undo(desk, author);
    expect(digest(desk.db)).toBe(before);
  });
  it('keeps what the kept person already has', () => {
    const desk = stockedDesk(true);
    const person = (set: Record<string, string>) => ({ kind: 'create' as const, table: 'person', set: { nameJa: '甲', ...set } });
    const made = commit(desk, '見本 花子', [person({ postJa: '市長' }), person({ postJa: '議長', reading: 'こう' })]);
    const [keep = '', other = ''] = made.rows.map(({ row }) => row.id);
    mergePeople(desk, '見本 花子', keep, other);
    expect(list(desk.db, { table: 'person', filter: { id: keep } }).rows[0]?.values).toMatchObject({ postJa: '市長', reading: 'こう' });
  });
  it('refuses a person with itself, and one that is deleted', () => {
    const desk = stockedDesk(true);
    const [one, two] = list(desk.db, { table: 'person', limit: 2 }).rows.map(({ id }) => id);
    expect(() => mergePeople(desk, '見本 花子', one ?? '', one ?? '')).toThrow(DeskError);
    commit(desk, '見本 花子', [{ kind: 'delete', table: 'person', id: two ?? '' }]);
    expect(() => mergePeople(desk, '見本 花子', one ?? '', two ?? '')).toThrow(DeskError);
    expect(() => mergePeople(desk, '見本 花子', two ?? '', one ?? '')).toThrow(DeskError);
  });
});
