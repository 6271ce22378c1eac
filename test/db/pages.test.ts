// Pages of a visit and of a partner: what stands on them, in which order, and what is said of it.
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../db/desk/desk.ts';
import { commit } from '../../db/log/commit.ts';
import { list } from '../../db/queries/list.ts';
import { type PartnerPage, pageOf, type VisitPage } from '../../db/queries/page/page.ts';
import { searchAll } from '../../db/queries/page/search.ts';
import { catchUp } from '../../db/store/search-index.ts';
import { stockedDesk } from '../fresh-desk.ts';
import { refusal } from '../refusal.ts';

const view = { language: 'ja', today: '2026-11-20' } as const;
type Values = Record<string, string | number | null>;
const make = (desk: Desk, table: string, set: Values): string =>
  commit(desk, '見本 花子', [{ kind: 'create', table, set }]).rows.find((row) => row.table === table)?.row.id ?? '';
const visitPage = (desk: Desk, id: string) => pageOf(desk.db, 'visit', id, view) as VisitPage;
const partnerPage = (desk: Desk, id: string) => pageOf(desk.db, 'partner', id, view) as PartnerPage;
const part = (page: { parts: VisitPage['parts']; aside: VisitPage['aside'] }, name: string) => {
  const found = [...page.parts, ...page.aside].find((one) => one.part === name);
  if (!found) throw new Error(`no part ${name}`);
  return found;
};
const shown = (page: VisitPage | PartnerPage, name: string, column: string) => part(page, name).rows.map(({ values }) => values[column]);

function visitOf(desk: Desk, more: Values = {}) {
  const partner = make(desk, 'partner', { nameJa: '見本市', kind: 'city' });
  const visit = (set: Values) => make(desk, 'visit', { titleJa: '見本市長表敬', kind: 'courtesy', status: 'planned', partner, ...set });
  return { partner, visit, id: visit({ date: '2026-11-25', startTime: '10:15', language: 'fr', ...more }) };
}

describe('the page of a visit', () => {
  it('has the programme by time, the party by precedence on each side, and says what is missing', () => {
    const desk = stockedDesk();
    const { id } = visitOf(desk);
    expect(visitPage(desk, id).missing).toEqual(['place', 'interpreter', 'guests', 'hosts', 'gift', 'programme', 'checklist']);
    for (const [startTime, titleJa] of [
      ['10:40', '記念撮影'],
      ['10:15', '到着'],
      [null, '時刻未定'],
      ['10:20', 'あいさつ'],
    ] as const)
      make(desk, 'programmeItem', { visit: id, date: '2026-11-25', startTime, titleJa });
    make(desk, 'visitGuest', { visit: id, order: 2, name: '随員' });
    make(desk, 'visitGuest', { visit: id, order: 1, name: '市長', side: 'guest' });
    make(desk, 'visitGuest', { visit: id, order: 1, name: '知事', side: 'host' });
    const page = visitPage(desk, id);
    expect(shown(page, 'programme', 'titleJa')).toEqual(['到着', 'あいさつ', '記念撮影', '時刻未定']);
    expect([shown(page, 'guests', 'name'), shown(page, 'hosts', 'name')]).toEqual([['市長', '随員'], ['知事']]);
    expect(page.missing).toEqual(['place', 'interpreter', 'gift', 'checklist']);
    commit(desk, '見本 花子', [{ kind: 'set', table: 'visit', id, set: { status: 'done' } }]);
    expect(visitPage(desk, id).missing).toEqual([]);
  });

  it('names the post held on the day of the visit, also when only its month is known', () => {
    const desk = stockedDesk();
    const { id, visit } = visitOf(desk);
    const person = make(desk, 'person', { nameJa: '見本 一郎', postJa: '元市長' });
    make(desk, 'personPost', { person, titleJa: '助役', validFrom: '2010', validTo: '2020-03' });
    make(desk, 'personPost', { person, titleJa: '市長', validFrom: '2020-04', validTo: '2026-11' });
    const earlier = visit({ date: '2020-03-31' });
    const later = visit({ date: '2027-01-10' });
    for (const of of [id, earlier, later]) make(desk, 'visitGuest', { visit: of, order: 1, person });
    const post = (of: string) => Object.values(part(visitPage(desk, of), 'guests').notes);
    expect(post(id)).toEqual([[{ code: 'post', text: '市長' }]]);
    expect(post(earlier)).toEqual([[{ code: 'post', text: '助役' }]]);
    expect(post(later)).toEqual([[{ code: 'post', text: '元市長' }]]);
  });

  it('warns of a gift that was given before, in the same direction, on an earlier visit that took place', () => {
    const desk = stockedDesk();
    const { id, visit } = visitOf(desk);
    const gift = (of: string, itemJa: string, direction = 'given') => make(desk, 'gift', { visit: of, itemJa, direction });
    const last = visit({ date: '2025-05-01', status: 'done', titleJa: '前回の表敬' });
    gift(visit({ date: '2024-05-01', status: 'done' }), '扇子');
    gift(last, '扇子 ');
    gift(last, '絵皿', 'received');
    gift(visit({ date: '2025-09-01', status: 'cancelled' }), '風呂敷');
    const [again] = [gift(id, '扇子'), gift(id, '絵皿'), gift(id, '風呂敷')];
    const page = visitPage(desk, id);
    expect(part(page, 'gifts').notes).toEqual({ [again ?? '']: [{ code: 'again', date: '2025-05-01', record: last }] });
    expect(page.names[last]).toBe('前回の表敬');
  });

  it('says until when each line of the checklist is due, and which are overdue', () => {
    const desk = stockedDesk();
    const { id } = visitOf(desk);
    const item = (order: number, more: Values) => make(desk, 'checklistItem', { visit: id, order, area: 'room', text: `項目${order}`, ...more });
    const [late, soon, done] = [item(1, { hoursBefore: 24 * 10 }), item(2, { hoursBefore: 48 }), item(3, { hoursBefore: 48, doneOn: '2026-11-19' })];
    const { notes } = part(visitPage(desk, id), 'checklist');
    expect(notes).toEqual({
      [late ?? '']: [{ code: 'overdue', date: '2026-11-15 10:15' }],
      [soon ?? '']: [{ code: 'due', date: '2026-11-23 10:15' }],
    });
    expect(notes[done ?? '']).toBeUndefined();
  });
});

describe('the page of a partner', () => {
  it('has one timeline, the latest first, with counts, and the last contact of heads', () => {
    const desk = stockedDesk();
    const { partner, visit, id } = visitOf(desk);
    const heads = visit({ date: '2023-10-01', status: 'done', receivedBy: 'governor', leaderRank: 'governorMayor' });
    visit({ date: '2025-10-01', status: 'done', receivedBy: 'viceGovernor', leaderRank: 'governorMayor' });
    const unknown = visit({ date: '?', status: 'done', receivedBy: 'governor', leaderRank: 'head' });
    const trip = make(desk, 'trip', { titleJa: '見本市訪問', traveller: 'governor', dateFrom: '2022-05-01', status: 'done' });
    make(desk, 'tripStop', { trip, partner, order: 1 });
    const page = partnerPage(desk, partner);
    expect(page.timeline.map((entry) => entry.id)).toEqual([id, expect.any(String), heads, trip, unknown]);
    expect(page.counts).toEqual({ visit: 4, trip: 1 });
    expect(page.lastHeads).toMatchObject({ table: 'visit', id: heads, date: '2023-10-01' });
    commit(desk, '見本 花子', [{ kind: 'set', table: 'trip', id: trip, set: { dateFrom: '2024-05-01' } }]);
    expect(partnerPage(desk, partner).lastHeads).toMatchObject({ table: 'trip', id: trip });
  });

  it('has agreements with what replaced them, open promises, and measures with what was last reported', () => {
    const desk = stockedDesk(true);
    const paris = list(desk.db, { table: 'partner', search: 'パリ市' }).rows[0]?.id ?? '';
    const [old] = part(partnerPage(desk, paris), 'agreements').rows;
    const renewed = make(desk, 'agreement', { titleJa: '新しい覚書', kind: 'memorandum', replaces: old?.id ?? '', signedOn: '2026-01-01' });
    make(desk, 'agreementParty', { agreement: renewed, partner: paris });
    const visit = make(desk, 'visit', { titleJa: '約束のある表敬', date: '2026-02-01', kind: 'courtesy', status: 'done', partner: paris });
    const promise = make(desk, 'followUp', { visit, text: '資料を送る', status: 'open', dueOn: '2026-03-01' });
    make(desk, 'followUp', { visit, text: '済んだこと', status: 'closed' });
    const measure = list(desk.db, { table: 'progress', sort: [{ column: 'period' }] }).rows[0]?.values.measure;
    make(desk, 'measurePartner', { measure: String(measure), partner: paris });
    const page = partnerPage(desk, paris);
    expect(
      part(page, 'agreements')
        .rows.map(({ id }) => id)
        .slice(0, 1),
    ).toEqual([renewed]);
    expect(part(page, 'agreements').notes[old?.id ?? '']).toEqual([{ code: 'replacedBy', record: renewed }]);
    expect(page.names[renewed]).toBe('新しい覚書');
    expect(part(page, 'promises').rows.map(({ id }) => id)).toContain(promise);
    expect(shown(page, 'promises', 'text')).not.toContain('済んだこと');
    expect(part(page, 'measures').notes[String(measure)]?.[0]).toMatchObject({ code: 'status', text: expect.any(String) });
  });

  it('of an embassy speaks for the cities of its country: nobody is told that there is no agreement with London', () => {
    const desk = stockedDesk(false);
    const uk = list(desk.db, { table: 'partner', search: '英国', filter: { kind: 'country' } }).rows[0]?.id ?? '';
    const london = list(desk.db, { table: 'partner', search: 'ロンドン' }).rows[0]?.id ?? '';
    const embassy = make(desk, 'partner', { nameJa: '英国大使館', kind: 'embassy', country: uk });
    const own = part(partnerPage(desk, london), 'agreements').total;
    expect(own).toBeGreaterThan(0);
    for (const of of [embassy, uk]) {
      const page = partnerPage(desk, of);
      expect(part(page, 'agreements').total).toBe(own);
      expect(part(page, 'cities').notes[london]).toEqual([{ code: 'agreements', count: own }]);
    }
    const call = make(desk, 'visit', { titleJa: '英国大使表敬', date: '2026-12-01', kind: 'courtesy', status: 'planned', partner: embassy });
    expect(part(visitPage(desk, call), 'agreements').total).toBe(own);
    expect(partnerPage(desk, london).aside.map((one) => one.part)).toEqual(['promises']);
  });

  it('refuses what is not there and what has no page', () => {
    const desk = stockedDesk();
    const none = '00000000-0000-4000-8000-000000000000';
    expect(refusal(() => pageOf(desk.db, 'visit', none, view)).code).toBe('notFound');
    expect(refusal(() => pageOf(desk.db, 'vocabulary', none, view)).code).toBe('badRequest');
    expect(refusal(() => pageOf(desk.db, 'nothing', none, view)).code).toBe('unknownTable');
  });
});

describe('the search over everything', () => {
  const found = (desk: Desk, text: string) => {
    catchUp(desk.db);
    const { groups } = searchAll(desk.db, text, view);
    return Object.fromEntries(groups.map(({ table, rows }) => [table, rows.map(({ values }) => values.nameJa ?? values.titleJa)]));
  };
  it('finds a city by names in every script, its reading and a shorter name', () => {
    const desk = stockedDesk(true);
    for (const text of ['パリ市', 'paris', 'ぱりし', '파리', 'ＰＡＲＩＳ', 'パリ']) expect([text, found(desk, text).partner?.[0]]).toEqual([text, 'パリ市']);
    expect(found(desk, 'ソウル市').partner).toContain('ソウル特別市');
  });
  it('finds visits and agreements of it with it, and measures by number', () => {
    const desk = stockedDesk(true);
    const paris = found(desk, 'パリ');
    expect(paris.visit?.length).toBeGreaterThan(0);
    expect(paris.agreement).toContain('パリ市との姉妹友好都市提携');
    for (const text of ['施策13', '13']) {
      const { groups } = searchAll(desk.db, text, view);
      expect(groups.find(({ table }) => table === 'measure')?.rows[0]?.values.number).toBe(13);
    }
    expect(found(desk, 'どこにもないもの')).toEqual({});
    expect(found(desk, '  ')).toEqual({});
  });
});
