// Properties of the exchange on the pure core: thousands of random histories, clones, restored backups and wrong clocks
// included; and ten ways of breaking it, each of which must be noticed (sync 4.1).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOfRegister } from '../../db/catalog/index.ts';
import { expand, frontierOf, heldByAll, type Statement, type withStatement } from '../../db/exchange/core/vectors.ts';
import { type Dot, decode, dot, type Operation, splitDot } from '../../db/operations/operation.ts';
import { applyChange, headsOf, type RowState } from '../../db/operations/registers.ts';
import { type Bundle, beginWriters, type Core, newTable, oldTable, Replica, soundCore } from './replica.ts';
import { announce, effort, patience } from './seed.ts';
import { history, type Step } from './steps.ts';

interface Edit {
  readonly name: Dot;
  readonly row: string;
  readonly registers: readonly string[];
}

/** What went wrong in a history; empty when nothing did. */
class Play {
  readonly desks: Replica[];
  readonly pool: Bundle[] = [];
  readonly backups: { desk: string; state: ReturnType<Replica['snapshot']> }[] = [];
  readonly edits: Edit[] = [];
  readonly shown = new Map<string, RowState[]>();
  readonly problems: string[] = [];
  readonly core: Core;
  copies = 0;
  now = 1_700_000_000_000;

  constructor(count: number, core: Core) {
    this.core = core;
    this.desks = Array.from({ length: count }, (_, at) => new Replica(String(at).padStart(32, '0'), core, at % 2 === 1 ? oldTable : newTable));
  }

  perform(one: Step): void {
    this.now += 10;
    const desk = this.desks[one.desk % this.desks.length] as Replica;
    const row = 'row' in one ? `r${one.row}` : '';
    const before = desk.vector();
    switch (one.do) {
      case 'edit':
      case 'stale': {
        const column = one.column === 'later' && desk.table === oldTable ? 'a' : one.column;
        const key = `${one.desk % this.desks.length} ${row}`;
        const shown = this.shown.get(key) ?? [];
        const seen = one.do === 'stale' ? shown[shown.length - 1 - one.back] : undefined;
        // Only what this replica has shown counts: after a restore the screen is drawn again.
        const stood = desk.state.rows.get(row);
        const made = desk.edit(row, { [column]: `${one.value}${this.now}` }, this.now, seen);
        if (made?.r) this.edits.push({ name: dot(made.w, made.n), row, registers: made.p ? Object.keys(made.p) : ['a', 'b', 'pair', 'later'] });
        const now = desk.state.rows.get(row);
        // An edit replaces what was on the screen: nobody is in conflict with themselves.
        for (const register of one.do === 'edit' && stood && now && made ? Object.keys(made.p ?? {}) : [])
          if (stood && now && headsOf(stood.heads, register).length === 1 && headsOf(now.heads, register).length !== 1)
            this.problems.push('P14: an edit conflicts with what its author saw');
        if (now) this.shown.set(key, [...shown, structuredClone(now)]);
        break;
      }
      case 'delete':
      case 'restoreRow':
        desk.mark(row, one.do === 'delete' ? 1 : 0, this.now);
        break;
      case 'settle': {
        const made = desk.settle(one.at, this.now);
        if (made) this.edits.push({ name: dot(made.w, made.n), row: made.r ?? '', registers: Object.keys(made.p ?? {}) });
        break;
      }
      case 'export':
        this.pool.push(desk.export(this.now, one.full === 0));
        break;
      case 'import': {
        const bundle = this.pool[one.bundle % Math.max(1, this.pool.length)];
        if (!bundle) break;
        desk.import(bundle);
        const view = desk.view();
        desk.import(bundle);
        if (desk.view() !== view) this.problems.push('P2: a second import changed something');
        break;
      }
      case 'relaunch':
        desk.relaunch();
        break;
      case 'backup':
        this.backups.push({ desk: desk.desk, state: desk.snapshot() });
        break;
      case 'restore': {
        const own = this.backups.filter((backup) => backup.desk === desk.desk);
        const chosen = own[one.bundle % Math.max(1, own.length)];
        if (!chosen) break;
        desk.load(chosen.state);
        desk.upgrade(desk.table);
        this.shown.clear();
        this.copies += 1;
        return;
      }
      case 'clone': {
        if (this.desks.length >= 7) break;
        const copy = new Replica(desk.desk, this.core, desk.table);
        copy.load(desk.snapshot());
        copy.clock = desk.clock;
        desk.relaunch();
        this.desks.push(copy);
        this.shown.clear();
        this.copies += 1;
        break;
      }
      case 'clock':
        desk.clock = one.by;
        break;
      case 'withdraw': {
        const done = desk.withdraw();
        if (!done) break;
        const runningCopy = new Replica(desk.desk, this.core, desk.table);
        runningCopy.load(done.before);
        if (runningCopy.view() !== desk.view()) this.problems.push('P16: a withdrawn import left something');
        // Nobody can build on what was withdrawn: the write path refuses an edit of a record that is not as it was shown.
        this.shown.clear();
        return;
      }
      case 'upgrade':
        desk.upgrade(newTable);
        break;
    }
    const after = desk.vector();
    if (one.do !== 'withdraw') for (const [w, n] of before) if ((after.get(w) ?? 0) < n) this.problems.push('P5: something held was lost');
  }

  /** Rounds of exchange until nothing moves, then every property that can be observed from outside. */
  finish(): string[] {
    for (const desk of this.desks) desk.upgrade(newTable);
    const settled = () => this.desks.every((desk) => desk.state.inbox.length === 0 && desk.view() === this.desks[0]?.view());
    for (let round = 0; round < 6; round++) {
      this.now += 10;
      for (const bundle of this.desks.map((desk) => desk.export(this.now))) for (const desk of this.desks) desk.import(bundle);
      if (round > 0 && settled()) break;
    }
    if (this.desks.some((desk) => desk.collisions > 0)) this.problems.push('P10: two operations under one name');
    if (this.desks.some((desk) => desk.refused > 0)) this.problems.push('P3: a delivery was not in causal order');
    const held = new Map<string, number>();
    for (const desk of this.desks) for (const [w, n] of desk.vector()) held.set(w, Math.max(n, held.get(w) ?? 0));
    const waits = (bundle: Bundle) => [...bundle.since].some(([w, n]) => (held.get(w) ?? 0) < n);
    if (this.desks.some((desk) => desk.state.inbox.some((bundle) => !waits(bundle)))) this.problems.push('P11: a bundle waits for what is there');
    if (this.desks.some((desk) => desk.view() !== this.desks[0]?.view())) this.problems.push('P1: desks differ');
    this.#noLoss();
    for (const desk of this.desks) {
      const view = desk.view();
      desk.upgrade(newTable);
      if (desk.view() !== view) this.problems.push('P7: a replay gives something else');
      const short = frontierOf(desk.vector(), desk.links);
      if (JSON.stringify([...expand(short, desk.links)].sort()) !== JSON.stringify([...desk.vector()].sort()))
        this.problems.push('P13: the short form lost something');
    }
    const forked = this.desks[0]?.forks().length ?? 0;
    if (forked > 0 && this.copies === 0) this.problems.push('P10: a fork that was none');
    return this.problems;
  }

  /** Equal edits are one: was another with the same value answered? */
  #equalAnswered(desk: Replica, { name, row, register }: { name: Dot; row: string; register: string }, superseded: ReadonlySet<string> | undefined): boolean {
    const said = (operation: Operation | undefined) => JSON.stringify(columnsOfRegister(newTable, register).map((column) => operation?.s?.[column] ?? null));
    const value = said(desk.state.log.get(name)?.operation);
    return [...desk.state.log].some(
      ([other, { operation }]) => operation.k === 'set' && operation.r === row && superseded?.has(other) && said(operation) === value,
    );
  }

  /** Every edit that any desk holds is superseded by someone who saw it, or is current. */
  #noLoss(): void {
    const [first] = this.desks;
    if (!first) return;
    const superseded = new Map<string, Set<string>>();
    for (const { operation } of first.state.log.values())
      for (const [register, dots] of Object.entries(operation.p ?? {})) {
        const set = superseded.get(register) ?? new Set<string>();
        for (const one of dots) set.add(one);
        superseded.set(register, set);
      }
    for (const { name, row, registers } of this.edits) {
      const { w, n } = splitDot(name);
      const somewhere = this.desks.some((desk) => (desk.vector().get(w) ?? 0) >= n);
      if (!somewhere) continue; // lost with a disk before anyone else had it
      if (!first.state.log.has(name)) {
        this.problems.push('P6: an edit did not arrive');
        continue;
      }
      const state = first.state.rows.get(row);
      for (const register of registers) {
        if (superseded.get(register)?.has(name)) continue;
        const heads = state ? [state.heads[register] ?? state.heads['*'] ?? []].flat() : [];
        if (!heads.includes(name) && !this.#equalAnswered(first, { name, row, register }, superseded.get(register)))
          this.problems.push('P6: an edit that nobody answered does not stand');
      }
    }
  }
}

function play([count, steps]: [number, Step[]], core = soundCore): string[] {
  const game = new Play(count, core);
  for (const one of steps) game.perform(one);
  return game.finish();
}

describe('the exchange', () => {
  it('converges, loses no edit, waits only for missing operations, and is idempotent', patience(600_000), () => {
    fc.assert(
      fc.property(history(70), (given) => {
        expect(play(given)).toEqual([]);
      }),
      { ...announce('exchange'), numRuns: 1_000 * effort },
    );
  });

  it('gives the same result in any order of files, split or relayed', patience(300_000), () => {
    fc.assert(
      fc.property(history(40), fc.array(fc.nat(), { minLength: 30, maxLength: 30 }), ([count, steps], order) => {
        const game = new Play(count, soundCore);
        for (const one of steps) game.perform(one);
        for (const desk of game.desks) desk.upgrade(newTable);
        const last = game.desks.map((desk) => desk.export(game.now + 1, true));
        const shuffled = [...last].sort((a, b) => (order[last.indexOf(a)] ?? 0) - (order[last.indexOf(b)] ?? 0));
        const [one, other] = [new Replica('f'.repeat(32)), new Replica('e'.repeat(32))];
        for (const bundle of last) one.import(bundle);
        for (const bundle of shuffled) {
          const half = Math.floor(bundle.lines.length / 2);
          other.import({ ...bundle, lines: bundle.lines.slice(0, half) });
          other.import(bundle);
        }
        const relayed = new Replica('d'.repeat(32));
        relayed.import(one.export(game.now + 2, true));
        expect(other.view()).toBe(one.view());
        expect(relayed.view()).toBe(one.view());
      }),
      { ...announce('orders'), numRuns: 400 * effort },
    );
  });

  it('ends without conflicts when all settle alike', patience(300_000), () => {
    fc.assert(
      fc.property(history(40), ([count, steps]) => {
        const game = new Play(count, soundCore);
        for (const one of steps) game.perform(one);
        game.finish();
        const [first] = game.desks as [Replica, ...Replica[]];
        for (let left = 200; first.conflicts().size > 0 && left > 0; left--) first.settle(0, game.now + 200 - left);
        const bundle = first.export(game.now, true);
        for (const desk of game.desks) desk.import(bundle);
        for (const desk of game.desks) expect([...desk.conflicts().keys()]).toEqual([]);
      }),
      { ...announce('settling'), numRuns: 200 * effort },
    );
  });

  it('gives the same current values under any clocks', patience(300_000), () => {
    fc.assert(
      fc.property(history(40), ([count, steps]) => {
        const standing = (list: Step[]) => {
          beginWriters();
          const game = new Play(count, { ...soundCore, answersAll: true });
          for (const one of list) game.perform(one);
          game.finish();
          const [first] = game.desks as [Replica, ...Replica[]];
          return [...first.state.rows].map(([row, { heads, values }]) => [row, heads, values.deleted]);
        };
        // Values carry their time of entry, which is the same in both.
        const still = steps.map((one): Step => (one.do === 'clock' ? { ...one, by: 0 } : one));
        expect(standing(steps)).toEqual(standing(still));
      }),
      { ...announce('clocks'), numRuns: 200 * effort },
    );
  });

  it('erases values at every desk and keeps the chains valid', patience(300_000), () => {
    fc.assert(
      fc.property(history(40), fc.nat(2), ([count, steps], row) => {
        const game = new Play(count, soundCore);
        for (const one of steps) game.perform(one);
        game.finish();
        const [first] = game.desks as [Replica, ...Replica[]];
        const late = first.export(game.now + 1, true);
        first.redact(`r${row}`, game.now + 2);
        const reported = first.export(game.now + 3, true);
        for (const desk of game.desks) {
          desk.import(reported);
          desk.import(late); // the original arrives once more and is ignored
          const texts = [...desk.state.log.values()].filter(({ operation }) => operation.r === `r${row}`).map(({ line }) => decode(line).s?.a ?? null);
          expect(texts.every((text) => text === null)).toBe(true);
          expect(desk.view()).toBe(first.view());
        }
      }),
      { ...announce('erasing'), numRuns: 200 * effort },
    );
  });
});

describe('a broken core is noticed', () => {
  const broken: Record<string, Partial<Core>> = {
    'edits that do not say what they saw': { pred: () => [] },
    'a log put in order by the clock': { arrange: (lines) => [...lines].sort((a, b) => (decode(a).t < decode(b).t ? -1 : 1)) },
    'the highest of everything ever said taken for what a desk has': {
      withStatement: ((known: readonly Statement[], fresh: Statement) => {
        const most = new Map(known[0]?.frontier ?? []);
        for (const [w, n] of fresh.frontier) most.set(w, Math.max(n, most.get(w) ?? 0));
        return [{ ...fresh, frontier: most }];
      }) as typeof withStatement,
    },
    'one writer for ever': { writerPerLaunch: false },
    'deliveries that are not checked': {
      checkSince: false,
      judge: (operation, sha, held) =>
        operation.n <= held.max(operation.w) && held.sha(operation.w, operation.n) === sha ? { verdict: 'known' } : { verdict: 'fresh' },
    },
    'bundles put in order by position': { arrange: (lines) => [...lines].sort((a, b) => decode(a).n - decode(b).n) },
    'a winner by value and order of arrival': {
      apply: (table, row, change, known) => {
        const after = applyChange(table, row, change, known);
        return row && change.pred ? { ...after, values: { ...after.values, ...change.version.values } } : after;
      },
    },
    'columns of later versions dropped': {
      keep: (line, table) => {
        const operation = decode(line);
        const s = operation.s && Object.fromEntries(Object.entries(operation.s).filter(([name]) => name === 'deleted' || name in table.columns));
        return s ? JSON.stringify({ ...operation, s }) : line;
      },
    },
    'rows really deleted': { hardDelete: true },
  };
  for (const [name, parts] of Object.entries(broken))
    it(name, patience(300_000), () => {
      const { seed } = announce(`broken: ${name}`);
      const outcome = fc.check(
        fc.property(history(70), (given) => {
          try {
            return play(given, { ...soundCore, ...parts }).length === 0;
          } catch {
            return false; // it failed on its own state
          }
        }),
        { seed, numRuns: 2_000, endOnFailure: true },
      );
      expect(outcome.failed).toBe(true);
    });

  it('a lower bound beyond what the sender holds', () => {
    // A holds nothing of C. A bundle of B states that C holds C's own operations, and waits here: B's `since` is beyond A.
    const [a, b, c] = ['a', 'b', 'c'].map((name) => new Replica(name.repeat(32))) as [Replica, Replica, Replica];
    c.edit('r0', { a: '壱' }, 1);
    const early = c.export(2);
    b.import(early);
    const fromB = b.export(3);
    c.import(fromB);
    b.import(c.export(4));
    a.import(b.export(5)); // delta for C only: waits at A
    expect(a.state.inbox).toHaveLength(1);
    a.edit('r1', { a: '弐' }, 6);
    const own = a.vector();
    const statements = [...a.state.statements.values()];
    const clamped = heldByAll(own, statements, a.links);
    for (const [w, n] of clamped) expect(own.get(w) ?? 0).toBeGreaterThanOrEqual(n);
    // Without the limit the bound names chains of B and C, and nobody could ever import A's file from A alone.
    const unclamped = statements.flat().map((one) => expand(one.frontier, a.links));
    const said = new Map([...(unclamped[0] ?? [])].map(([w, n]) => [w, Math.min(n, ...unclamped.map((one) => one.get(w) ?? 0))]));
    expect([...said].some(([w, n]) => n > (own.get(w) ?? 0))).toBe(true);
    const fresh = new Replica('9'.repeat(32));
    fresh.import(a.export(7));
    expect(fresh.state.rows.get('r1')?.values.a).toBe('弐');
  });
});
