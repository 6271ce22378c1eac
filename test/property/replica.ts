// A replica in memory, made of the pure core alone (db/operations, db/exchange/core): a desk without files, SQL and windows. Parts of
// the core can be replaced by broken ones, to prove that the properties would notice.

import { columnsOfRegister, type Table, type Value } from '../../db/catalog/index.ts';
import { defineTable } from '../../db/catalog/table.ts';
import { judge } from '../../db/exchange/core/delivery.ts';
import { type ChainLink, forksOf } from '../../db/exchange/core/forks.ts';
import { covers, expand, frontierOf, heldByAll, type Links, type Statement, withStatement } from '../../db/exchange/core/vectors.ts';
import { nextStamp } from '../../db/operations/clock.ts';
import { type Dot, dot, encode, type Operation, redactedLine, shaOf, splitDot, type WriterLine } from '../../db/operations/operation.ts';
import {
  type Applied,
  applyChange,
  type Change,
  headsOf,
  newest,
  type RowState,
  registersOf,
  sameValues,
  type Version,
  valueIn,
} from '../../db/operations/registers.ts';
import { twinsOf } from '../../db/operations/twins.ts';

const columns = {
  a: { kind: 'text' },
  b: { kind: 'text' },
  /** Two columns that belong together. */
  g1: { kind: 'text', group: 'pair' },
  g2: { kind: 'text', group: 'pair' },
} as const;
const shape = { name: 'thing', plural: 'things', naming: { ja: 'a', en: 'a', ko: 'a' }, order: ['a'] } as const;
/** The same table before and after an update of the program that added a column. */
export const oldTable: Table = defineTable({ ...shape, columns });
export const newTable: Table = defineTable({ ...shape, columns: { ...columns, later: { kind: 'text' } } });

export interface Bundle {
  readonly desk: string;
  readonly tip: { readonly w: string; readonly n: number };
  readonly since: ReadonlyMap<string, number>;
  readonly frontier: ReadonlyMap<string, number>;
  readonly statements: readonly Statement[];
  readonly lines: readonly string[];
}

/** The parts that a test may break. */
export interface Core {
  readonly apply: typeof applyChange;
  readonly twins: typeof twinsOf;
  readonly judge: typeof judge;
  readonly withStatement: typeof withStatement;
  readonly heldByAll: typeof heldByAll;
  /** Versions named as seen. */
  readonly pred: (heads: readonly string[]) => readonly string[];
  /** Whether an edit of a cell in conflict replaces every value or only the one shown, which the clocks choose. */
  readonly answersAll: boolean;
  readonly exportIsOperation: boolean;
  readonly writerPerLaunch: boolean;
  readonly checkSince: boolean;
  readonly arrange: (lines: readonly string[]) => readonly string[];
  /** What becomes of a line at a desk that does not know all of it. */
  readonly keep: (line: string, table: Table) => string;
  readonly hardDelete: boolean;
}
export const soundCore: Core = {
  apply: applyChange,
  twins: twinsOf,
  judge,
  withStatement,
  heldByAll,
  pred: (heads) => heads,
  answersAll: false,
  exportIsOperation: true,
  writerPerLaunch: true,
  checkSince: true,
  arrange: (lines) => lines,
  keep: (line) => line,
  hardDelete: false,
};

interface Held {
  readonly operation: Operation;
  line: string;
}

interface State {
  readonly log: Map<Dot, Held>;
  readonly order: Dot[];
  readonly writers: Map<string, { desk: string; prev: { w: string; n: number } | null; max: number; opened: string }>;
  readonly rows: Map<string, RowState>;
  readonly inbox: Bundle[];
  readonly statements: Map<string, readonly Statement[]>;
  tip: { w: string; n: number } | null;
  persistent: string;
}

let minted = 0;
/** The same history again gives the same writers. */
export const beginWriters = (): void => {
  minted = 0;
};
const newWriter = (): string => (++minted).toString(16).padStart(32, '0');

export class Replica {
  readonly desk: string;
  readonly core: Core;
  table: Table;
  state: State = {
    log: new Map(),
    order: [],
    writers: new Map(),
    rows: new Map(),
    inbox: [],
    statements: new Map(),
    tip: null,
    persistent: newWriter(),
  };
  clock = 0;
  /** Two different operations met under one name. */
  collisions = 0;
  /** Deliveries refused because something they build on was missing. */
  refused = 0;
  readonly retired = new Set<string>();
  #writer: string | undefined;
  #last = '';
  #imports: { before: State; exported: boolean; built: boolean }[] = [];

  constructor(desk: string, core: Core = soundCore, table = newTable) {
    this.desk = desk;
    this.core = core;
    this.table = table;
  }

  snapshot(): State {
    return structuredClone(this.state);
  }
  load(state: State): void {
    this.state = structuredClone(state);
    this.relaunch();
  }
  relaunch(): void {
    this.#writer = undefined;
    this.#last = '';
    this.#imports = [];
  }

  readonly links: Links = (writer) => this.state.writers.get(writer)?.prev ?? (this.state.writers.has(writer) ? null : undefined);
  vector(): Map<string, number> {
    return new Map([...this.state.writers].map(([id, { max }]) => [id, max]));
  }

  #stamp(now: number): string {
    const seen = this.state.order.length > 0 ? (this.state.log.get(this.state.order[this.state.order.length - 1] as Dot)?.operation.t ?? '') : '';
    this.#last = nextStamp({ last: this.#last, seen }, now + this.clock);
    return this.#last;
  }

  #append(draft: Pick<Operation, 'k'> & Partial<Operation>, now: number): Operation {
    let writer = this.#writer ?? (this.core.writerPerLaunch ? newWriter() : this.state.persistent);
    const t = this.#stamp(now);
    if (!this.state.writers.has(writer)) {
      const prev = this.state.tip && { ...this.state.tip, n: this.state.writers.get(this.state.tip.w)?.max ?? this.state.tip.n, sha: '0'.repeat(64) };
      const line: WriterLine = { desk: this.desk, prev, opened: t, app: '', schema: '1.1', host: '' };
      this.#writer = writer;
      this.#take({ w: writer, n: 1, x: 1, t, v: '1.1', u: this.desk, k: 'writer', writer: line });
    }
    writer = this.#writer ?? writer;
    this.#writer = writer;
    const n = (this.state.writers.get(writer)?.max ?? 0) + 1;
    const operation = { w: writer, n, x: n, t, v: '1.1', u: this.desk, ...draft } as Operation;
    this.#take(operation);
    this.state.tip = { w: writer, n };
    return operation;
  }

  /** Into the log and the rows; the caller has judged it. */
  #take(operation: Operation, line = encode(operation)): void {
    const name = dot(operation.w, operation.n);
    this.state.log.set(name, { operation, line });
    this.state.order.push(name);
    const known = this.state.writers.get(operation.w);
    if (known) known.max = operation.n;
    else {
      const prev = operation.writer?.prev ? { w: operation.writer.prev.w, n: operation.writer.prev.n } : null;
      this.state.writers.set(operation.w, { desk: operation.writer?.desk ?? this.desk, prev, max: operation.n, opened: operation.t });
    }
    if (operation.k === 'redact') for (const [one, gone] of operation.redact?.of ?? []) this.#erase(one, gone);
    if (operation.k === 'set') this.#project(operation);
  }

  #project(operation: Operation): void {
    const row = operation.r ?? '';
    const before = this.state.rows.get(row);
    const after: Applied = this.core.apply(this.table, before, this.#change(operation), {
      versionAt: (one) => this.#version(one),
      isReplaced: this.core.twins(this.table, () => this.#changesUpTo(operation)),
    });
    if (this.core.hardDelete && after.values.deleted === 1) this.state.rows.delete(row);
    else this.state.rows.set(row, { heads: after.heads, values: after.values });
  }

  #changesUpTo({ w, n, r }: Operation): Change[] {
    const { order, log } = this.state;
    return order.slice(0, order.indexOf(dot(w, n)) + 1).flatMap((name) => {
      const held = log.get(name);
      return held?.operation.k === 'set' && held.operation.r === r ? [this.#change(held.operation)] : [];
    });
  }
  #change(operation: Operation): Change {
    const name = dot(operation.w, operation.n);
    return { dot: name, version: this.#version(name), ...(operation.p ? { pred: operation.p } : {}) };
  }
  #version(one: string): Version {
    const held = this.state.log.get(one as Dot);
    if (!held) throw new Error(`no ${one}`);
    const operation = JSON.parse(held.line) as Operation;
    return { t: operation.t, writer: operation.w, n: operation.n, values: operation.s ?? {}, ...(operation.saw ? { saw: operation.saw } : {}) };
  }

  #erase(one: Dot, gone: readonly string[]): void {
    const held = this.state.log.get(one);
    if (!held) return;
    held.line = redactedLine(held.line, gone);
    this.remake(held.operation.r ?? '');
  }

  /** A row projected again from the log. */
  remake(row: string): void {
    this.state.rows.delete(row);
    for (const name of this.state.order) {
      const held = this.state.log.get(name);
      if (held?.operation.k === 'set' && held.operation.r === row) this.#project(held.operation);
    }
  }

  upgrade(table: Table): void {
    this.table = table;
    for (const row of new Set([...this.state.log.values()].map(({ operation }) => operation.r ?? ''))) if (row !== '') this.remake(row);
  }

  // What people do.

  /** Creates the row when it is not here. `seen`: the row as it was shown earlier. */
  edit(row: string, set: Readonly<Record<string, Value>>, now: number, seen?: RowState): Operation | undefined {
    const known = seen ?? this.state.rows.get(row);
    if (!known) return this.#append({ k: 'set', e: 'thing', r: row, s: set }, now);
    if (this.state.rows.get(row)?.values.deleted === 1) return undefined;
    const registers = [...new Set(Object.keys(set).map((column) => (column.startsWith('g') ? 'pair' : column)))];
    const values = registers.includes('pair') ? { g1: known.values.g1 ?? null, g2: known.values.g2 ?? null, ...set } : set;
    // An ordinary edit replaces the version that is shown.
    const shown = (register: string) => {
      const heads = headsOf(known.heads, register);
      if (heads.length < 2 || this.core.answersAll) return heads;
      const winner = newest(heads.map((one) => this.#version(one)));
      return heads.filter((one) => sameValues(columnsOfRegister(this.table, register), this.#version(one), winner));
    };
    return this.#append({ k: 'set', e: 'thing', r: row, s: values, p: this.#named(registers, shown) }, now);
  }
  #named(registers: readonly string[], of: (register: string) => readonly string[]): Record<string, readonly Dot[]> {
    return Object.fromEntries(registers.map((register) => [register, this.core.pred(of(register)) as readonly Dot[]]));
  }
  mark(row: string, deleted: 0 | 1, now: number): Operation | undefined {
    const known = this.state.rows.get(row);
    if (!known || known.values.deleted === deleted) return undefined;
    const p = this.#named(['deleted'], (register) => headsOf(known.heads, register));
    return this.#append({ k: 'set', e: 'thing', r: row, s: { deleted }, p, ...(deleted ? { saw: known.heads as Operation['saw'] } : {}) }, now);
  }
  settle(at: number, now: number): Operation | undefined {
    const open = [...this.conflicts().keys()].sort();
    const key = open[at % Math.max(1, open.length)];
    if (key === undefined) return undefined;
    const [row = '', register = ''] = key.split('|');
    const known = this.state.rows.get(row) as RowState;
    const heads = headsOf(known.heads, register);
    const p = this.#named([register], () => heads);
    if (register === 'deleted') return this.#append({ k: 'set', e: 'thing', r: row, s: { deleted: 0 }, p, why: 'settle' }, now);
    const version = this.#version(heads[at % heads.length] ?? '');
    const set = Object.fromEntries((register === 'pair' ? ['g1', 'g2'] : [register]).map((column) => [column, valueIn(version, column)]));
    return this.#append({ k: 'set', e: 'thing', r: row, s: set, p, why: 'settle' }, now);
  }
  redact(row: string, now: number): void {
    const of = this.state.order.flatMap((name): (readonly [Dot, readonly string[]])[] => {
      const held = this.state.log.get(name);
      return held?.operation.k === 'set' && held.operation.r === row && held.operation.s && 'a' in held.operation.s ? [[name, ['a']]] : [];
    });
    if (of.length > 0) this.#append({ k: 'redact', redact: { of, reason: '' } }, now);
  }

  // Exchange.

  export(now: number, full = false): Bundle {
    if (this.core.exportIsOperation || !this.state.tip) this.#append({ k: 'export', export: { bundle: '', kind: 'delta', to: [] } }, now);
    for (const one of this.#imports) one.exported = true;
    const own = this.vector();
    const others = [...this.state.statements].filter(([desk]) => desk !== this.desk && !this.retired.has(desk));
    const since =
      full || others.length === 0
        ? new Map<string, number>()
        : this.core.heldByAll(
            own,
            others.map(([, statements]) => statements),
            this.links,
          );
    const lines = this.state.order.flatMap((name) => {
      const { w, n } = splitDot(name);
      return n > (since.get(w) ?? 0) ? [this.state.log.get(name)?.line ?? ''] : [];
    });
    return {
      desk: this.desk,
      tip: this.state.tip as { w: string; n: number },
      since: frontierOf(since, this.links),
      frontier: frontierOf(own, this.links),
      statements: [...this.state.statements.values()].flat(),
      lines: this.core.arrange(lines),
    };
  }

  import(bundle: Bundle): void {
    this.state.inbox.push(bundle);
    this.#note(bundle);
    this.#importWaiting();
  }

  #importWaiting(): void {
    for (let moved = true; moved; ) {
      moved = false;
      for (const bundle of [...this.state.inbox]) {
        if (this.core.checkSince && !covers(this.vector(), bundle.since)) continue;
        this.state.inbox.splice(this.state.inbox.indexOf(bundle), 1);
        const before = this.snapshot();
        const count = this.state.order.length;
        if (!this.#deliver(bundle)) {
          this.state = before;
          continue;
        }
        if (this.state.order.length > count) this.#imports.push({ before, exported: false, built: false });
        this.#note(bundle);
        moved = true;
      }
    }
  }

  #deliver(bundle: Bundle): boolean {
    const held = { max: (w: string) => this.state.writers.get(w)?.max ?? 0, sha: (w: string, n: number) => shaOf(this.state.log.get(dot(w, n))?.line ?? '') };
    for (const line of bundle.lines) {
      const operation = JSON.parse(line) as Operation;
      const judged = this.core.judge(operation, shaOf(line), held);
      if (judged.verdict === 'known') continue;
      if (judged.verdict === 'refused') {
        if (judged.reason === 'reused') this.collisions += 1;
        else this.refused += 1;
        return false;
      }
      this.#take(operation, this.core.keep(line, this.table));
    }
    return true;
  }

  #note(bundle: Bundle): void {
    const fresh: Statement = { desk: bundle.desk, tip: bundle.tip, frontier: bundle.frontier };
    for (const one of [fresh, ...bundle.statements]) {
      if (one.desk === this.desk && covers(this.vector(), expand(one.frontier, this.links))) continue;
      this.state.statements.set(one.desk, this.core.withStatement(this.state.statements.get(one.desk) ?? [], one, this.links));
    }
  }

  /** Withdraws the last import when nothing was exported or built on it since. Returns the state before it. */
  withdraw(): { readonly before: State } | undefined {
    const last = this.#imports[this.#imports.length - 1];
    if (!last || last.exported) return undefined;
    const later = this.state.order.length;
    const delivered = new Set(this.state.order.slice(last.before.order.length));
    const own = [...delivered].some((name) => this.state.writers.get(splitDot(name).w)?.desk === this.desk);
    if (own || later === last.before.order.length) return undefined;
    this.#imports.pop();
    const { statements, inbox } = this.state;
    this.state = structuredClone(last.before);
    // Statements of others stay true, and waiting files stay.
    this.state.statements.clear();
    for (const [desk, list] of statements) this.state.statements.set(desk, list);
    this.state.inbox.splice(0, this.state.inbox.length, ...inbox);
    return { before: last.before };
  }

  // What can be seen.

  /** Current values per register in conflict: `row|register` → texts. */
  conflicts(): Map<string, string[]> {
    const open = new Map<string, string[]>();
    for (const [row, { heads, values }] of [...this.state.rows].filter(([, { values }]) => values.deleted !== 1))
      for (const register of registersOf(this.table)) {
        const versions = headsOf(heads, register).map((one) => this.#version(one));
        const columnsOf = register === 'pair' ? ['g1', 'g2'] : [register];
        const texts = [...new Set(versions.map((version) => JSON.stringify(columnsOf.map((column) => valueIn(version, column)))))].sort();
        const deletedUnseen = register === 'deleted' && values.deleted === 0 && versions.every((version) => valueIn(version, 'deleted') === 1);
        if (texts.length > 1 || deletedUnseen) open.set(`${row}|${register}`, texts);
      }
    return open;
  }

  /** Rows, heads and conflicts, the same on every desk that holds the same. */
  view(): string {
    const rows = [...this.state.rows]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([row, { heads, values }]) => {
        const full = registersOf(this.table).map((register) => [register, [...headsOf(heads, register)].sort()]);
        const known = Object.keys(this.table.columns).map((column) => [column, values[column] ?? null]);
        return [row, full, known, values.deleted];
      });
    return JSON.stringify([rows, [...this.conflicts()].sort()]);
  }
  forks() {
    const links = [...this.state.writers].map(([id, { desk, prev, max, opened }]): ChainLink => ({ id, desk, prev, max, opened, host: '' }));
    return forksOf(links);
  }
}
