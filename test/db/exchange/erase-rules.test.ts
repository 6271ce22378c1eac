// Erasing personal values: out of every version of a record and out of nothing else, here and where the versions arrive.
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../db/desk/desk.ts';
import { erasePersonal } from '../../../db/exchange/erase.ts';
import { digest } from '../../../db/log/digest.ts';
import { erasableColumns } from '../../../db/log/erased-records.ts';
import { readRow } from '../../../db/log/projection.ts';
import { verify } from '../../../db/log/verify.ts';
import { list } from '../../../db/queries/list.ts';
import { catchUp } from '../../../db/store/search-index.ts';
import { environment, freshDesk } from '../../fresh-desk.ts';
import { refusalOf } from '../../refusal.ts';
import { add, deliver, lastOperation, operationCount, set } from '../desk-actions.ts';

const linesOf = (desk: Desk) => desk.db.all<{ line: string }>('SELECT line FROM sync_op ORDER BY seq').map(({ line }) => line);
const faultsOf = (desk: Desk) => {
  catchUp(desk.db);
  return verify(desk.db, environment).faults;
};

describe('erasing personal values', () => {
  it('takes them out of every version of the record, and out of nothing else', () => {
    const desk = freshDesk();
    const person = add(desk, 'person', { nameJa: '見本 花子', note: '残る' });
    set(desk, 'person', person, { nameJa: '見本 華子' });
    set(desk, 'person', person, { note: '残る事' });
    const other = add(desk, 'person', { nameJa: '見本 太郎' });
    const before = operationCount(desk);
    expect(erasableColumns('person')).toContain('nameJa');
    const personal = erasableColumns('person');
    const noteIsPersonal = personal.includes('note');
    expect(erasePersonal(desk, '鈴木', [{ table: 'person', id: person }], { reason: '本人の求め' })).toBe(noteIsPersonal ? 3 : 2);
    expect(operationCount(desk)).toBe(before + 1);
    expect(lastOperation(desk)).toMatchObject({ k: 'redact', u: '鈴木', x: lastOperation(desk).n, redact: { reason: '本人の求め' } });
    const lines = linesOf(desk).join('\n');
    for (const gone of ['見本 花子', '見本 華子']) expect(lines).not.toContain(gone);
    expect(lines).toContain('見本 太郎');
    expect(readRow(desk.db, 'person', person)?.values.nameJa).toBeNull();
    expect(readRow(desk.db, 'person', other)?.values.nameJa).toBe('見本 太郎');
    expect(list(desk.db, { table: 'person', search: '華子' }).total).toBe(0);
    expect(faultsOf(desk)).toEqual([]);
  });

  it('names each version with the columns that held something, and reaches every record named', () => {
    const desk = freshDesk();
    const one = add(desk, 'person', { nameJa: '見本 花子' });
    const first = lastOperation(desk);
    const two = add(desk, 'person', { nameJa: '見本 太郎', nameEn: 'Taro' });
    const second = lastOperation(desk);
    catchUp(desk.db);
    const people = [one, two].map((id) => ({ table: 'person' as const, id }));
    erasePersonal(desk, '鈴木', people, { reason: '本人の求め' });
    const erased = lastOperation(desk).redact as { of: [string, string[]][] };
    expect(erased.of.map(([name, columns]) => [name, [...columns].sort()])).toEqual([
      [`${first.w}.${first.n}`, ['nameJa']],
      [`${second.w}.${second.n}`, ['nameEn', 'nameJa']],
    ]);
    for (const { id } of people) expect(readRow(desk.db, 'person', id)?.values).toMatchObject({ nameJa: null, nameEn: null });
    expect(desk.db.value('SELECT count(*) FROM search_doc')).toBe(0);
  });

  it('is refused where there is nothing to erase, and leaves no operation', () => {
    const desk = freshDesk();
    const city = add(desk, 'partner', { nameJa: '甲市', kind: 'city' });
    const before = operationCount(desk);
    expect(refusalOf(() => erasePersonal(desk, '鈴木', [{ table: 'partner', id: city }], { reason: '理由' }))).toEqual({
      code: 'notFound',
      table: 'partner',
      id: city,
    });
    expect(refusalOf(() => erasePersonal(desk, '鈴木', [], { reason: '理由' }))).toEqual({ code: 'notFound', table: '', id: '' });
    expect(operationCount(desk)).toBe(before);
  });

  it('is followed where the versions arrive, before or after it', () => {
    const [a, b, c] = [freshDesk(), freshDesk(), freshDesk()];
    const person = add(a, 'person', { nameJa: '見本 花子' });
    deliver(a, b);
    catchUp(b.db);
    expect(list(b.db, { table: 'person', search: '花子' }).total).toBe(1);
    erasePersonal(a, '鈴木', [{ table: 'person', id: person }], { reason: '理由' });
    deliver(a, b);
    deliver(a, c);
    for (const desk of [b, c]) {
      expect(linesOf(desk).join('\n')).not.toContain('花子');
      expect(readRow(desk.db, 'person', person)?.values.nameJa).toBeNull();
      expect(list(desk.db, { table: 'person', search: '花子' }).total).toBe(0);
      expect(faultsOf(desk)).toEqual([]);
    }
    expect(digest(b.db)).toBe(digest(a.db));
  });
});
