import { describe, expect, it } from 'vitest';
import { commit } from '../../db/log/commit.ts';
import { compile } from '../../db/queries/compile.ts';
import { list, listStatements } from '../../db/queries/list.ts';
import { catchUp, searchBehind } from '../../db/store/search-index.ts';
import { sampleHosts, sampleVisit } from '../../electron/services/sample/visits.ts';
import { stockedDesk } from '../fresh-desk.ts';

describe('lists', () => {
  const titles = (desk: ReturnType<typeof stockedDesk>, request: Parameters<typeof list>[1]) =>
    list(desk.db, request).rows.map((row) => row.values.titleJa ?? row.values.nameJa);

  it('show the 12 sister cities by date, 11 of them before 2015', () => {
    const desk = stockedDesk();
    expect(list(desk.db, { table: 'agreement', filter: { kind: 'sister' } }).total).toBe(12);
    expect(list(desk.db, { table: 'agreement', filter: { kind: 'sister', signedOn: { to: '2014-12-31' } } }).total).toBe(11);
    expect(list(desk.db, { table: 'agreement', filter: { kind: 'sister', signedOn: { to: '2022-03' } } }).total).toBe(12);
    expect(titles(desk, { table: 'agreement', filter: { kind: 'sister' }, limit: 2 })).toEqual([
      'ニューヨーク市との姉妹友好都市提携',
      '北京市との姉妹友好都市提携',
    ]);
  });

  it('find by two letters and more, in any width or kana, through what a record refers to', () => {
    const desk = stockedDesk();
    const found = (search: string) => titles(desk, { table: 'agreement', search });
    expect(found('ニュ')).toEqual([
      'ニューヨーク市との姉妹友好都市提携',
      'ニュー・サウス・ウェールズ州との姉妹友好都市提携',
      'ニュー・サウス・ウェールズ州との合意書',
    ]);
    expect(found('ﾆｭｰｻｳｽ')).toHaveLength(2);
    expect(found('にゅーよーく')).toEqual(['ニューヨーク市との姉妹友好都市提携']);
    expect(found('베를린')).toHaveLength(3); // the Korean name of the partner
    expect(found('ソウル 合意書')).toHaveLength(2);
    expect(found('"; DROP TABLE visit; --')).toEqual([]);
    expect(found('%')).toEqual([]);
    const contains = (text: string) => titles(desk, { table: 'agreement', filter: { titleJa: { contains: text } } });
    expect(contains('ﾆｭｰﾖｰｸ')).toEqual(['ニューヨーク市との姉妹友好都市提携']);
    expect(contains('にゅー')).toHaveLength(3);
  });

  it('sort by reading, by official order, and by several columns', () => {
    const desk = stockedDesk(true);
    const partners = list(desk.db, { table: 'partner', filter: { kind: 'city' }, sort: [{ column: 'nameJa' }], limit: 100 }).rows.map((row) =>
      String(row.values.reading),
    );
    expect(partners).toEqual([...partners].sort());
    const bureaus = list(desk.db, { table: 'measure', filter: { number: 13 } }).rows[0]?.values.leadBureaus;
    expect(bureaus).toHaveLength(12);
    const status = list(desk.db, { table: 'progress', sort: [{ column: 'status' }, { column: 'measure', descending: true }], limit: 1000 }).rows.map(
      (row) => row.values.status,
    );
    expect([...new Set(status)]).toEqual(['notStarted', 'onTrack', 'behind', 'atRisk', 'done', 'cancelled']);
  });

  it('keep lead and related bureaus apart: measure 4', () => {
    const desk = stockedDesk();
    const listing = list(desk.db, { table: 'measure', filter: { number: 4 } });
    const row = listing.rows[0];
    const names = (value: unknown) => (Array.isArray(value) ? value.map((id) => listing.names[id]) : []);
    expect(names(row?.values.leadBureaus)).toEqual(['教育庁']);
    expect(names(row?.values.relatedBureaus)).toEqual(['生活文化局']);
  });

  it('return the same rows by windows as in one', () => {
    const desk = stockedDesk(true);
    const all = list(desk.db, { table: 'visit', limit: 100 }).rows.map((row) => row.id);
    const parts = Array.from({ length: 7 }, (_, at) => list(desk.db, { table: 'visit', offset: at * 10, limit: 10 }).rows.map((row) => row.id)).flat();
    expect(parts).toEqual(all);
    expect(new Set(all).size).toBe(70);
  });

  it('give the same order by windows as in one statement when terms or other records sort', () => {
    const desk = stockedDesk(true);
    for (const column of ['kind', 'partner', 'leader', 'leaderRank', 'status', 'language'])
      for (const descending of [false, true]) {
        const request = { table: 'visit', sort: [{ column, descending }] };
        const { sql, parameters } = compile(listStatements({ ...request, limit: 100 }).window);
        const whole = desk.db.all<{ id: string }>(sql, ...parameters).map(({ id }) => id);
        const parts = [0, 13, 26, 39, 52, 65].flatMap((offset) => list(desk.db, { ...request, offset, limit: 13 }).rows.map(({ id }) => id));
        expect([column, descending, parts]).toEqual([column, descending, whole]);
      }
  });

  it('find all matches while a large import is still being indexed', () => {
    const desk = stockedDesk(true);
    const hosts = sampleHosts();
    commit(
      desk,
      '試験',
      Array.from({ length: 500 }, (_, at) => ({
        kind: 'create' as const,
        table: 'visit',
        set: { ...sampleVisit(at + 100, hosts), titleJa: `特別行事 ${at}` },
      })),
    );
    expect(searchBehind(desk.db)).toBeGreaterThan(0);
    catchUp(desk.db);
    expect(list(desk.db, { table: 'visit', search: '特別行事' }).total).toBe(500);
    expect(searchBehind(desk.db)).toBe(0);
  });

  it.each([
    ['the first window of visits', { table: 'visit' }, /COVERING INDEX visit_listed/],
    ['visits by partner, in the order of its reading', { table: 'visit', sort: [{ column: 'partner' }] }, /COVERING INDEX visit_by_partner/],
    ['visits by place', { table: 'visit', sort: [{ column: 'place' }] }, /COVERING INDEX visit_by_place/],
    ['visits of a partner', { table: 'visit', filter: { partner: '00000000-0000-7000-8000-000000000000' } }, /visit_by_partner/],
    ['visits of a month', { table: 'visit', filter: { date: '2026-04' } }, /visit_(date|listed)/],
    ['progress of a period', { table: 'progress', filter: { period: '00000000-0000-7000-8000-000000000000' } }, /progress_(period|rule0)/],
  ])('use an index for %s', (_, request, index) => {
    const desk = stockedDesk(true);
    const { sql, parameters } = compile(listStatements(request).window);
    const plan = desk.db
      .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...parameters)
      .map((row) => row.detail)
      .join('\n');
    expect(plan).toMatch(index);
  });
});
