// Exhaustive: three desks, two cells, up to six steps, every order of delivery at the end; against an oracle
// written as plainly as possible: a value is current unless somebody who had seen it wrote another.
import { describe, expect, it } from 'vitest';
import { defineTable } from '../../db/catalog/table.ts';
import { applyChange, type Change, headsOf, type RowState, type Version } from '../../db/operations/registers.ts';

const table = defineTable({
  name: 'cellular',
  plural: 'cellulars',
  columns: { x: { kind: 'text' }, y: { kind: 'text' } },
  naming: { ja: 'x', en: 'x', ko: 'x' },
  order: ['x'],
});
const cells = ['x', 'y'] as const;
type Cell = (typeof cells)[number];

interface Write {
  readonly name: string;
  readonly cell: Cell;
  readonly change: Change;
  /** What its author had on the screen: everything it held. */
  readonly seen: ReadonlySet<string>;
}
type Log = readonly Write[];

const row = (log: Log): RowState => {
  const versions = new Map<string, Version>(log.map((write) => [write.name, write.change.version]));
  const versionAt = (one: string): Version => versions.get(one) ?? born.version;
  return log.reduce<RowState>((state, write) => applyChange(table, state, write.change, { versionAt }), applyChange(table, undefined, born, { versionAt }));
};
const born: Change = { dot: 'seed.1', version: { t: '0', writer: 'seed', n: 1, values: {} } };

let written = 0;
function write(log: Log, desk: number, cell: Cell): Write {
  written += 1;
  const n = log.length + 1;
  const name = `w${desk}-${written}.${n}`;
  const version = { t: String(9 - desk), writer: `w${desk}-${written}`, n, values: { [cell]: name } };
  return { name, cell, change: { dot: name, version, pred: { [cell]: headsOf(row(log).heads, cell) } }, seen: new Set(log.map((one) => one.name)) };
}

/** The expected values of one cell. */
function standing(all: Log, cell: Cell): string[] {
  const writes = all.filter((one) => one.cell === cell);
  const open = writes.filter((one) => !writes.some((other) => other.seen.has(one.name)));
  return open.map((one) => one.name).sort();
}

const union = (into: Log, from: Log): Log => [...into, ...from.filter((one) => !into.includes(one))];
const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

describe('every history of three desks and two cells', () => {
  it('ends with the values of the oracle, in every order of delivery', { timeout: 300_000 }, () => {
    let histories = 0;
    const check = (logs: readonly Log[]) => {
      histories += 1;
      const all = logs.reduce(union, []);
      for (const cell of cells) {
        const expected = standing(all, cell);
        for (const order of orders) {
          const delivered = order.reduce<Log>((log, from) => union(log, logs[from] ?? []), logs[order[0] ?? 0] ?? []);
          const heads = [...headsOf(row(delivered).heads, cell)].filter((one) => one !== born.dot).sort();
          if (JSON.stringify(heads) !== JSON.stringify(expected)) expect({ order, heads }).toEqual({ order, heads: expected });
        }
      }
    };
    const go = (logs: readonly Log[], left: number) => {
      let deeper = false;
      if (left > 0) {
        for (let desk = 0; desk < 3; desk++) {
          // Names of desks do not matter: the next desk to write for the first time is the lowest that has not.
          if (desk > 0 && logs[desk - 1]?.length === 0 && logs[desk]?.length === 0) continue;
          for (const cell of cells) {
            if (written0(logs) && cell === 'y') continue; // nor do names of cells: the first write is of x
            deeper = true;
            const own = logs[desk] ?? [];
            go(
              logs.map((log, at) => (at === desk ? [...own, write(own, desk, cell)] : log)),
              left - 1,
            );
          }
        }
        for (let from = 0; from < 3; from++)
          for (let to = 0; to < 3; to++) {
            const merged = union(logs[to] ?? [], logs[from] ?? []);
            if (from === to || merged.length === logs[to]?.length) continue;
            deeper = true;
            go(
              logs.map((log, at) => (at === to ? merged : log)),
              left - 1,
            );
          }
      }
      if (!deeper) check(logs);
    };
    const written0 = (logs: readonly Log[]) => logs.every((log) => log.length === 0);
    go([[], [], []], 6);
    process.stderr.write(`every order: ${histories} histories, ${orders.length} orders each\n`);
    expect(histories).toBeGreaterThan(10_000);
  });
});
