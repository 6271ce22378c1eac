// The merge of registers: in any order of arrival in which each operation comes after what its author saw, the
// record ends the same, and no value is lost without an author who saw it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableOf } from '../../db/catalog/index.ts';
import { applyChange, type Change, headsOf, type RowState, type Version } from '../../db/operations/registers.ts';
import { announce, effort } from './seed.ts';

const table = tableOf('tag');
interface Event {
  readonly change: Change;
  readonly after: readonly number[];
}

/** Writers edit what some earlier subset of events shows them. */
const stories = fc.array(
  fc.record({
    writer: fc.nat(3),
    sees: fc.array(fc.nat(20), { maxLength: 3 }),
    column: fc.constantFrom('name', 'colour'),
    value: fc.constantFrom('甲', '乙', '丙'),
    t: fc.nat(9),
  }),
  { minLength: 1, maxLength: 9 },
);

function send(entries: readonly { writer: number; sees: readonly number[]; column: string; value: string; t: number }[]): Event[] {
  const events: Event[] = [];
  const counts = new Map<number, number>();
  const lastOf = new Map<number, number>();
  const causes = (at: number): Set<number> => new Set([at, ...(events[at]?.after ?? []).flatMap((cause) => [...causes(cause)])]);
  entries.forEach(({ writer, sees, column, value, t }, at) => {
    const n = (counts.get(writer) ?? 0) + 1;
    counts.set(writer, n);
    const own = lastOf.get(writer);
    const after = [...new Set([...sees.map((one) => one % Math.max(1, at)).filter((one) => one < at), ...(own === undefined ? [] : [own])])];
    lastOf.set(writer, at);
    const version: Version = { t: String(t), writer: `w${writer}`, n, values: { [column]: value } };
    const past = [...new Set(after.flatMap((one) => [...causes(one)]))].sort((a, b) => a - b);
    const state = play(past.map((one) => events[one]?.change).filter((change) => change !== undefined));
    const pred = state ? { [column]: headsOf(state.heads, column) } : undefined;
    events.push({ change: { dot: `${writer}.${n}`, version, ...(pred ? { pred } : {}) }, after });
  });
  return events;
}

function play(changes: readonly Change[]): RowState | undefined {
  const known = new Map<string, Version>();
  let state: RowState | undefined;
  for (const change of changes) {
    known.set(change.dot, change.version);
    state = applyChange(table, state, change, {
      versionAt: (dot) => {
        const version = known.get(dot);
        if (!version) throw new Error(`not yet known: ${dot}`);
        return version;
      },
    });
  }
  return state;
}

/** Another order in which everything still comes after what its author saw. */
function shuffled(events: readonly Event[], choices: readonly number[]): Change[] {
  const left = new Set(events.map((_, at) => at));
  const order: Change[] = [];
  for (let turn = 0; left.size > 0; turn++) {
    const free = [...left].filter((at) => events[at]?.after.every((cause) => !left.has(cause)));
    const next = free[(choices[turn] ?? 0) % free.length] as number; // a causal order always has a first
    left.delete(next);
    order.push((events[next] as Event).change);
  }
  return order;
}

const canonical = (state: RowState | undefined) =>
  state && { values: Object.entries(state.values).sort(), heads: ['name', 'colour', 'deleted'].map((register) => headsOf(state.heads, register)) };

describe('registers', () => {
  it('converge in every causal order', () => {
    fc.assert(
      fc.property(stories, fc.array(fc.nat(20), { maxLength: 12 }), (entries, choices) => {
        const events = send(entries);
        expect(canonical(play(shuffled(events, choices)))).toEqual(canonical(play(events.map((event) => event.change))));
      }),
      { ...announce('registers'), numRuns: 2_000 * effort },
    );
  });

  it('lose no value unseen: each is a head, or was seen by the author who replaced it', () => {
    fc.assert(
      fc.property(stories, (entries) => {
        const events = send(entries);
        const state = play(events.map((event) => event.change));
        if (!state) return;
        for (const { change } of events) {
          for (const column of Object.keys(change.version.values)) {
            const isHead = headsOf(state.heads, column).includes(change.dot);
            const replaced = events.some((other) => other.change.pred?.[column]?.includes(change.dot));
            expect(isHead || replaced).toBe(true);
          }
        }
      }),
      { ...announce('no silent loss'), numRuns: 1_000 * effort },
    );
  });
});
