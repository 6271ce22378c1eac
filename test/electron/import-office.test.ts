// Tables as an office keeps them: without what the program can know by itself, with years in the title only, two times in
// one cell, names almost right. Every fault of a line is told, faults of one kind once.
import { describe, expect, it } from 'vitest';
import { commit } from '../../db/log/commit.ts';
import { digest } from '../../db/log/digest.ts';
import { newRecordId } from '../../db/log/ids.ts';
import type { Mutation } from '../../db/log/mutation.ts';
import { undo } from '../../db/log/undo.ts';
import type { Mapping } from '../../electron/services/import/import-mapping.ts';
import { planImport } from '../../electron/services/import/import-table.ts';
import { readText } from '../../electron/services/tabular/read-text.ts';
import { wordsIn } from '../../electron/words.ts';
import { environment, stockedDesk } from '../fresh-desk.ts';

const desk = () => stockedDesk(true);
const context = { today: '2026-11-29', words: wordsIn('ja'), newId: () => newRecordId(environment.now(), environment.random) };
const plan = (db: ReturnType<typeof desk>['db'], text: string, mapping: Mapping = {}, table = 'visit') =>
  planImport(db, table, { sheets: [{ ...readText(text, ''), name: '' }], notices: [] }, { mapping, context });
const sets = (mutations: readonly Mutation[]) => mutations.map((one) => ('set' in one ? one.set : {}));

describe('an import of visits as an office lists them', () => {
  it('fills what follows by itself, and says so in one line', () => {
    const { db } = desk();
    const found = plan(db, '来庁日,相手先,備考\n2026/11/2,パリ,\n2026/12/20,ローマ市,見本\n');
    expect([found.created, found.rejectedRows, found.missing]).toEqual([2, 0, []]);
    expect(sets(found.mutations)).toMatchObject([
      { date: '2026-11-02', kind: 'courtesy', status: 'done', titleJa: expect.stringMatching(/パリ.*表敬訪問/) },
      { date: '2026-12-20', kind: 'courtesy', status: 'planned', titleJa: expect.stringMatching(/ローマ.*表敬訪問/) },
    ]);
    expect(found.notices.filter(({ code }) => code === 'defaulted')).toEqual([{ code: 'defaulted', details: { columns: '件名、種別、状況', count: 2 } }]);
  });

  it('asks for what does not follow: a title needs a city', () => {
    const { db } = desk();
    expect(plan(db, '来庁日,備考\n2026/11/2,見本\n').missing).toEqual(['titleJa']);
    expect(plan(db, '相手先,備考\nパリ,見本\n').missing).toEqual(['date', 'status']);
    // A line without its city is refused for its title, not for its kind or its state.
    const found = plan(db, '来庁日,相手先,備考\n2026/11/2,,見本\n');
    expect(found.rejected.map(({ column, code }) => [column, code])).toEqual([['titleJa', 'required']]);
  });

  it('never puts a default over what the file says', () => {
    const { db } = desk();
    const found = plan(db, '来庁日,相手先,件名,種別,状況\n2026/11/2,パリ,【見本】懇談,視察,中止\n');
    expect(sets(found.mutations)).toMatchObject([{ titleJa: '【見本】懇談', kind: 'inspection', status: 'cancelled' }]);
    expect(found.notices.map(({ code }) => code)).not.toContain('defaulted');
  });

  it('takes two times in one cell as start and end', () => {
    const { db } = desk();
    const found = plan(
      db,
      '来庁日,時間,相手先\n2026/12/1,10:00～10:30,パリ\n2026/12/2,午後2時から3時半まで,パリ\n2026/12/3,15:00～,パリ\n2026/12/4,9:00,パリ\n',
    );
    expect(found.rejected).toEqual([]);
    expect(sets(found.mutations).map(({ startTime, endTime }) => [startTime, endTime])).toEqual([
      ['10:00', '10:30'],
      ['14:00', '15:30'],
      ['15:00', undefined],
      ['09:00', undefined],
    ]);
    // A file with a column for the end keeps to it.
    expect(plan(db, '来庁日,開始,終了,相手先\n2026/12/1,10:00～10:30,10:40,パリ\n').rejected.map(({ code }) => code)).toEqual(['timeRange']);
  });

  it('gives dates without a year the fiscal year of the title, and says which', () => {
    const { db } = desk();
    const found = plan(db, '令和7年度 来訪者一覧（見本）,,\n来庁日,相手先,備考\n4月8日,パリ,\n12/10,ローマ市,\n3月30日（月）,パリ,\n');
    expect(sets(found.mutations).map(({ date }) => date)).toEqual(['2025-04-08', '2025-12-10', '2026-03-30']);
    expect(found.notices.filter(({ code }) => code === 'yearOfTitle')).toEqual([{ code: 'yearOfTitle', details: { year: '令和7年度' } }]);
    // Without such a title a day without its year means nothing.
    expect(plan(db, '来庁日,相手先\n4月8日,パリ\n').rejected.map(({ code }) => code)).toEqual(['notDate']);
  });

  it('tells every fault of a line, and faults of one kind together', () => {
    const { db } = desk();
    const found = plan(db, '来庁日,相手先,人数,状況\n来週,見本市,五六,予定\n2026/12/1,見本市,7,予定\n2026/12/2,見本市,8,予定\n2026/12/3,パリ,9,そのうち\n');
    expect(found.rejectedRows).toBe(4);
    expect(found.rejected.filter(({ line }) => line === 2).map(({ column }) => column)).toEqual(['date', 'partner', 'partySize']);
    expect(found.faults.find(({ code }) => code === 'unknownName')).toEqual({
      column: 'partner',
      code: 'unknownName',
      details: { name: '見本市', to: 'partner' },
      lines: [2, 3, 4],
      count: 3,
    });
  });

  it('proposals for a name: what is spelt much alike, or what it may mean; an answer holds for all lines', () => {
    const { db } = desk();
    const found = plan(db, '来庁日,相手先\n2026/12/1,ベルリソ\n2026/12/2,ベルリソ\n2026/12/3,まったく知らない所\n');
    const [berlin, nowhere] = found.unknownNames;
    expect([berlin?.count, berlin?.proposals[0]?.name]).toEqual([2, 'ベルリン市']);
    expect(nowhere?.proposals).toEqual([]);
    const answered = plan(db, '来庁日,相手先\n2026/12/1,ベルリソ\n2026/12/2,ベルリソ\n', { names: { 'partner:ベルリソ': berlin?.proposals[0]?.id ?? '' } });
    expect([answered.created, answered.rejectedRows]).toEqual([2, 0]);
  });

  it('offers the few that a name may mean where it means several', () => {
    const open = desk();
    commit(open, '見本 花子', [
      { kind: 'create', table: 'partner', set: { nameJa: '見本港市', kind: 'city' } },
      { kind: 'create', table: 'partner', set: { nameJa: '見本港州', kind: 'state' } },
    ]);
    const found = plan(open.db, '来庁日,相手先\n2026/12/1,見本港\n');
    expect(found.unknownNames[0]?.proposals.map(({ name }) => name).sort()).toEqual(['見本港州', '見本港市'].sort());
  });
});

describe('who came', () => {
  const guestsOf = (mutations: readonly Mutation[]) => mutations.flatMap((one) => (one.kind === 'create' && one.table === 'visitGuest' ? [one.set] : []));

  it('is the party of the visit: several names in a cell with their posts, known people as themselves, the uncounted counted', () => {
    const { db } = desk();
    const known = db.get<{ id: string; nameJa: string }>('SELECT id, nameJa FROM person WHERE deleted = 0 ORDER BY id LIMIT 1');
    const found = plan(
      db,
      `来庁日,相手先,来訪者,肩書\n2026/12/1,パリ,"アンヌ・ミホン、ルイ・レイ","市長、秘書"\n2026/12/2,パリ,${known?.nameJa} ほか3名,\n2026/12/3,パリ,マリ・レイ（副市長）,\n2026/12/4,パリ,,\n`,
    );
    expect(found.rejected).toEqual([]);
    const visits = found.mutations.flatMap((one) => (one.kind === 'create' && one.table === 'visit' ? [one] : []));
    expect(visits.map(({ set }) => set.partySize)).toEqual([2, 4, 1, undefined]);
    expect(visits[1]?.set.leader).toBe(known?.id);
    expect(guestsOf(found.mutations)).toEqual([
      { visit: visits[0]?.id, order: 1, name: 'アンヌ・ミホン', postJa: '市長' },
      { visit: visits[0]?.id, order: 2, name: 'ルイ・レイ', postJa: '秘書' },
      { visit: visits[1]?.id, order: 1, person: known?.id },
      { visit: visits[2]?.id, order: 1, name: 'マリ・レイ', postJa: '副市長' },
    ]);
  });

  it('is asked about when names and posts do not go together, and one undo takes all of it back', () => {
    const open = desk();
    const differ = plan(open.db, '来庁日,相手先,来訪者,肩書\n2026/12/1,パリ,"甲、乙、丙","市長、秘書"\n');
    expect(differ.rejected.map(({ code, details }) => [code, details])).toEqual([['postsDiffer', { names: 3, posts: 2 }]]);
    const before = digest(open.db);
    const found = plan(open.db, '来庁日,相手先,来訪者\n2026/12/1,パリ,"甲、乙"\n2026/12/2,ローマ市,丙\n');
    commit(open, '見本 花子', found.mutations, { why: 'import' });
    expect(digest(open.db)).not.toBe(before);
    // Read once more, the file says nothing new.
    const again = plan(open.db, '来庁日,相手先,来訪者\n2026/12/1,パリ,"甲、乙"\n2026/12/2,ローマ市,丙\n');
    expect([again.created, again.updated, again.unchanged]).toEqual([0, 0, 2]);
    undo(open, '見本 花子');
    expect(digest(open.db)).toBe(before);
  });
});
