import { describe, expect, it } from 'vitest';
import { digest } from '../../db/log/digest.ts';
import { verify } from '../../db/log/verify.ts';
import { list } from '../../db/queries/list.ts';
import { catchUp } from '../../db/store/search-index.ts';
import { environment, stockedDesk } from '../fresh-desk.ts';

describe('reference data', () => {
  it('is the same, operation for operation, on every desk', () => {
    const lines = [stockedDesk(), stockedDesk()].map((desk) => desk.db.all('SELECT line FROM sync_op ORDER BY seq'));
    expect(lines[0]).toEqual(lines[1]);
    expect(digest(stockedDesk(true).db)).toBe(digest(stockedDesk(true).db));
  });

  it('has the numbers of records of its sources', () => {
    const desk = stockedDesk();
    const total = (table: string, filter = {}) => list(desk.db, { table, filter, limit: 0 }).total;
    expect(total('measure')).toBe(76);
    expect(total('agreement')).toBe(12 + 9 + 6);
    expect(total('bureau', { kind: 'bureau' })).toBe(20);
    expect(total('strategy')).toBe(2);
    expect(total('membership')).toBe(13);
    expect(total('project')).toBe(11);
    expect(total('goal', { kind: 'purpose' })).toBe(3);
    expect(total('goal', { kind: 'section' })).toBe(14);
    expect(total('goal', { kind: 'direction' })).toBe(10);
    expect(total('tripStop')).toBe(8);
    expect(total('target')).toBe(4);
    expect(total('agreement', { signedOn: '?' })).toBe(9); // the listed ones, whose dates the sources do not give
  });

  it('keeps Tomsk the city and Tomsk Oblast apart, and both documents of Beijing', () => {
    const desk = stockedDesk();
    expect(list(desk.db, { table: 'partner', search: 'トムスク', filter: { kind: ['city', 'state'] } }).total).toBe(2);
    expect(list(desk.db, { table: 'agreement', search: '北京市との合意書' }).total).toBe(2);
  });

  it('comes with a sample that says 見本 on every visit, trip and report', () => {
    const desk = stockedDesk(true);
    expect(list(desk.db, { table: 'visit' }).total).toBe(70);
    expect(list(desk.db, { table: 'visit', search: '見本' }).total).toBe(70);
    expect(list(desk.db, { table: 'trip', search: '見本' }).total).toBe(10);
    expect(list(desk.db, { table: 'period' }).total).toBe(2);
    const reported = new Set(list(desk.db, { table: 'progress', limit: 1000 }).rows.map((row) => row.values.measure));
    expect(reported.size).toBe(76);
    expect(list(desk.db, { table: 'person', search: '見本' }).total).toBe(list(desk.db, { table: 'person' }).total);
    catchUp(desk.db);
    expect(verify(desk.db, environment).faults).toEqual([]);
  });
});
