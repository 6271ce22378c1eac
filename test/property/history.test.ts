// Random histories of one desk on a real file: the tables are always a projection of the log.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storedColumns, tableNames, tableOf } from '../../db/catalog/index.ts';
import type { Desk } from '../../db/desk/desk.ts';
import { createDesk, openDesk } from '../../db/desk/open.ts';
import { DeskError } from '../../db/errors.ts';
import { commit } from '../../db/log/commit.ts';
import { digest } from '../../db/log/digest.ts';
import { redo, undo } from '../../db/log/undo.ts';
import { rebuild, verify } from '../../db/log/verify.ts';
import type { Reader } from '../../db/store/connection.ts';
import { catchUp } from '../../db/store/search-index.ts';
import { environment, freshFolder } from '../fresh-desk.ts';
import { announce, effort, patience } from './seed.ts';

const text = fc.oneof(
  fc.string({ maxLength: 12, unit: 'grapheme' }),
  fc.constantFrom('ニューヨーク', '令和', "'; DROP TABLE visit; --", '=1+1', '\u3042\u3099', '𠮷野家'),
);
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('create' as const), name: text }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('set' as const),
      at: fc.nat(),
      column: fc.constantFrom('nameJa', 'nameEn', 'note', 'latitude', 'longitude'),
      value: text,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('stale' as const), at: fc.nat(), value: text }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete' as const), at: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('restore' as const), at: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('link' as const), at: fc.nat(), to: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('undo' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('redo' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('relaunch' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clock' as const), to: fc.integer({ min: -1e12, max: 1e14 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Every byte of every record table and of the search text. */
function dump(db: Reader): string {
  const tables = tableNames.map((name) => {
    const columns = ['id', 'deleted', '_h', ...storedColumns(tableOf(name)).map(([column]) => column)].map((column) => `"${column}"`).join(', ');
    return db.all(`SELECT ${columns} FROM "${name}" ORDER BY id`);
  });
  return JSON.stringify([tables, db.all('SELECT tbl, row, text FROM search_doc ORDER BY tbl, row')]);
}

class Play {
  desk: Desk;
  now = 1_700_000_000_000;
  readonly #folder = freshFolder();
  readonly cities: { id: string; seen: string }[] = [];
  readonly agreements: string[] = [];

  constructor() {
    this.desk = createDesk(this.#folder, '試験', this.#environment());
  }
  #environment() {
    return { ...environment, now: () => (this.now += 7) };
  }
  perform(one: Step): void {
    const { desk } = this;
    const city = (at: number) => this.cities[at % Math.max(1, this.cities.length)];
    switch (one.do) {
      case 'create': {
        const made = commit(desk, '甲', [{ kind: 'create', table: 'partner', set: { nameJa: `${one.name}${this.cities.length}`, kind: 'city' } }]);
        for (const { row } of made.rows) this.cities.push({ id: row.id, seen: row.seen });
        const agreement = commit(desk, '甲', [{ kind: 'create', table: 'agreement', set: { titleJa: `合意${this.agreements.length}`, kind: 'other' } }]);
        for (const { row } of agreement.rows) this.agreements.push(row.id);
        return;
      }
      case 'set': {
        const value = one.column.endsWith('itude') ? String(one.value.length) : one.value;
        commit(desk, '乙', [{ kind: 'set', table: 'partner', id: city(one.at)?.id ?? '', set: { [one.column]: value } }]);
        return;
      }
      case 'stale': // what was shown when the record was made
        commit(desk, '丙', [{ kind: 'set', table: 'partner', id: city(one.at)?.id ?? '', set: { note: one.value }, seen: city(one.at)?.seen }]);
        return;
      case 'delete':
      case 'restore':
        commit(desk, '丁', [{ kind: one.do, table: 'partner', id: city(one.at)?.id ?? '' }]);
        return;
      case 'link': {
        const agreement = this.agreements[one.at % Math.max(1, this.agreements.length)] ?? '';
        const to = city(one.to)?.id ?? '';
        commit(desk, '戊', [{ kind: 'set', table: 'agreement', id: agreement, set: { partners: one.to % 2 === 0 ? [to] : { add: [], remove: [to] } } }]);
        return;
      }
      case 'undo':
        undo(desk, '甲');
        return;
      case 'redo':
        redo(desk, '甲');
        return;
      case 'relaunch':
        desk.close();
        this.desk = openDesk(this.#folder, this.#environment());
        return;
      case 'clock':
        this.now = one.to;
    }
  }
}

describe('random histories', () => {
  it('rebuild from the log to the byte, verify without faults, and leave no trace of a refused edit', patience(60_000), () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
        const play = new Play();
        for (const one of steps) {
          const before = digest(play.desk.db);
          const count = play.desk.db.value('SELECT count(*) FROM sync_op');
          try {
            play.perform(one);
          } catch (error) {
            if (!(error instanceof DeskError)) throw error;
            expect(digest(play.desk.db)).toBe(before);
            expect(play.desk.db.value('SELECT count(*) FROM sync_op')).toBe(count);
          }
        }
        catchUp(play.desk.db);
        const before = dump(play.desk.db);
        rebuild(play.desk.db);
        expect(dump(play.desk.db)).toBe(before);
        expect(verify(play.desk.db, environment).faults).toEqual([]);
        play.desk.close();
      }),
      { ...announce('histories'), numRuns: 60 * effort },
    );
  });

  it('give the digest of the beginning when everything is undone', patience(60_000), () => {
    fc.assert(
      fc.property(
        fc.array(
          step.filter((one) => ['create', 'set', 'delete', 'restore', 'link', 'relaunch'].includes(one.do)),
          { maxLength: 25 },
        ),
        (steps) => {
          const play = new Play();
          const before = digest(play.desk.db);
          for (const one of steps) {
            try {
              play.perform(one);
            } catch (error) {
              if (!(error instanceof DeskError)) throw error;
            }
          }
          for (;;) {
            try {
              undo(play.desk, '甲');
            } catch (error) {
              if (error instanceof DeskError && error.code === 'nothingToUndo') break;
              throw error;
            }
          }
          expect(digest(play.desk.db)).toBe(before);
          play.desk.close();
        },
      ),
      { ...announce('undo'), numRuns: 40 * effort },
    );
  });
});
