// How the cost grows with the desk: the same questions at a thousand, ten thousand, a hundred thousand and a million rows.

import type { Desk } from '../../db/desk/desk.ts';
import { commit } from '../../db/log/commit.ts';
import { compile } from '../../db/queries/compile.ts';
import { groups } from '../../db/queries/groups.ts';
import { type ListRequest, list, listStatements } from '../../db/queries/list.ts';
import { catchUp } from '../../db/store/search-index.ts';
import { sampleHosts, sampleVisit } from '../../electron/services/sample/visits.ts';

const sizes = [1_000, 10_000, 100_000, 1_000_000];
const rounds = 5;

type Question = readonly [what: string, request: Omit<ListRequest, 'table'>, counted: boolean];
const questions: readonly Question[] = [
  ['first window', {}, false],
  ['window in the middle', {}, false],
  ['sorted by title', { sort: [{ column: 'titleJa' }] }, false],
  ['sorted by place, the other way', { sort: [{ column: 'place', descending: true }] }, false],
  ['visits of one partner, newest first', {}, false],
  ['this month', { filter: { date: { period: 'thisMonth' } } }, false],
  ['sorted by partner (order of another table)', { sort: [{ column: 'partner' }] }, false],
  ['sorted by kind (order of a list)', { sort: [{ column: 'kind' }] }, false],
  ['counted', { limit: 0 }, true],
  ['searched 「ローマ」, counted (index)', { search: 'ローマ 視察' }, true],
  ['searched 「ロ」, counted (every text)', { search: 'ロ' }, true],
];

export interface Growth {
  readonly what: string;
  readonly ours: readonly number[];
  /** The same SQL on the bare connection, at the largest size. */
  readonly bare: number;
}

export function growth(make: (name: string) => Desk, median: (values: number[]) => number, most: number): { sizes: number[]; lines: Growth[]; edit: number[] } {
  const hosts = sampleHosts();
  const desk = make('growth');
  const used = sizes.filter((size) => size <= most);
  const ours = new Map<string, number[]>();
  const edit: number[] = [];
  const bare = new Map<string, number>();
  let made = desk.db.value<number>('SELECT count(*) FROM visit') ?? 0;
  for (const size of used) {
    for (; made < size; ) {
      const step = Math.min(20_000, size - made);
      commit(
        desk,
        'bench',
        Array.from({ length: step }, (_, at) => ({ kind: 'create', table: 'visit', set: sampleVisit(1_000 + made + at, hosts) })),
      );
      made += step;
    }
    catchUp(desk.db);
    const partner = desk.db.value<string>('SELECT partner FROM visit WHERE partner IS NOT NULL LIMIT 1') ?? '';
    const id = desk.db.value<string>('SELECT id FROM visit LIMIT 1') ?? '';
    const timed = (run: (round: number) => void, before?: (round: number) => void) => {
      const times: number[] = [];
      for (let round = -1; round < rounds; round++) {
        before?.(round);
        const began = performance.now();
        run(round);
        if (round >= 0) times.push(performance.now() - began);
      }
      return median(times);
    };
    for (const [what, part, counted] of questions) {
      const request = {
        table: 'visit',
        limit: 100,
        today: '2026-11-23',
        ...part,
        ...(what === 'window in the middle' ? { offset: Math.floor(size / 2) } : {}),
        ...(what.startsWith('visits of one partner') ? { filter: { partner } } : {}),
        counted,
      };
      const took = timed(
        () => list(desk.db, request),
        // A note on one record between the rounds: no earlier result of a search may be reused.
        (round) => commit(desk, 'bench', [{ kind: 'set', table: 'visit', id, set: { note: `${what} ${round}` } }]),
      );
      ours.set(what, [...(ours.get(what) ?? []), took]);
      if (size !== used[used.length - 1]) continue;
      const statements = listStatements(request);
      const [window, count] = [compile(statements.window), compile(statements.count)];
      bare.set(
        what,
        timed(() => {
          if (counted) desk.db.all(count.sql, ...count.parameters);
          if (part.limit !== 0) desk.db.all(window.sql, ...window.parameters);
        }),
      );
    }
    ours.set('grouped by fiscal year, counted', [
      ...(ours.get('grouped by fiscal year, counted') ?? []),
      timed(() => groups(desk.db, { table: 'visit', group: 'date' }, 'ja')),
    ]);
    edit.push(timed((round) => commit(desk, 'bench', [{ kind: 'set', table: 'visit', id, set: { note: `覚え ${size} ${round}` } }])));
  }
  desk.close();
  return { sizes: used, lines: [...ours].map(([what, times]) => ({ what, ours: times, bare: bare.get(what) ?? Number.NaN })), edit };
}
