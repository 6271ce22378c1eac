// The only write path. One transaction checks values, rules and the versions the author saw, writes the rows, and
// appends one operation per changed record to the log. History, undo, audit and sync are reads of that log.
import { brokenOrder, checkValue, isRecordId } from '../catalog/check.ts';
import { columnOf, columnsOfRegister, findTable, linkColumns, registerOf, storedColumns, type Table, type TableName, type Value } from '../catalog/index.ts';
import type { Desk } from '../desk/desk.ts';
import { DeskError } from '../errors.ts';
import { type Stamp, stampMs } from '../operations/clock.ts';
import { type Dot, decode, dot, type Saw, splitDot, type Why } from '../operations/operation.ts';
import { type Heads, headsOf, newest } from '../operations/registers.ts';
import type { Writer } from '../store/connection.ts';
import { append, type ChainEnd } from './append.ts';
import { linkId, newRecordId } from './ids.ts';
import type { Mutation, SetValue } from './mutation.ts';
import { Projection, readRow, type StoredRow, versions } from './projection.ts';

export interface Committed {
  /** Every record written, as it is now, in the order of writing. */
  readonly rows: readonly { readonly table: TableName; readonly row: StoredRow }[];
  /** Names the action for history and undo; null when nothing had to change. */
  readonly action: Dot | null;
}

export interface CommitOptions {
  readonly why?: Why;
  /** For undo and redo: the action meant. */
  readonly of?: Dot;
}

/**
 * @param author  who is acting, as shown in the history
 * @throws DeskError `invalid`, `unknownTable`, `unknownColumn`, `notFound`, `missingReference`, `stale`, `ruleBroken`,
 *   `duplicate`, `alreadyDeleted`, `notDeleted`, or trouble with the database. Nothing is written then.
 */
export function commit(desk: Desk, author: string, mutations: readonly Mutation[], options: CommitOptions = {}): Committed {
  return desk.writing(author, (start, stamp) => {
    const work = new Commit(desk, author, start, stamp, options);
    for (const mutation of mutations) work.perform(mutation);
    return { chain: work.chain, result: work.result() };
  });
}

type Plain = Record<string, Value>;

class Commit {
  readonly #desk: Desk;
  readonly #db: Writer;
  readonly #author: string;
  readonly #options: CommitOptions;
  readonly #start: ChainEnd;
  readonly #stamp: Stamp;
  readonly #projection: Projection;
  readonly #written = new Map<string, { table: TableName; row: StoredRow }>();
  readonly #known = new Set<string>();
  readonly #globalWriters = new Map<string, string>();
  chain: ChainEnd;

  constructor(desk: Desk, author: string, start: ChainEnd, stamp: () => Stamp, options: CommitOptions) {
    this.#desk = desk;
    this.#db = desk.db;
    this.#author = author;
    this.#options = options;
    this.#start = start;
    this.chain = start;
    this.#stamp = stamp();
    this.#projection = new Projection(desk.db);
  }

  result(): Committed {
    return { rows: [...this.#written.values()], action: this.chain.n === this.#start.n ? null : dot(this.chain.id, this.#start.n + 1) };
  }

  perform(mutation: Mutation): void {
    const table = findTable(mutation.table);
    if (!table) throw new DeskError('unknownTable', { table: mutation.table });
    if (mutation.kind === 'create') {
      // An id of our own making is new by its 74 random bits; one that was given is looked up.
      if (mutation.id !== undefined && readRow(this.#db, table.name, mutation.id)) throw new DeskError('duplicate', { table: table.name, id: mutation.id });
      this.#create(table, mutation.id ?? newRecordId(this.#desk.environment.now(), this.#desk.environment.random), mutation.set);
      return;
    }
    const row = readRow(this.#db, table.name, mutation.id);
    if (!row) throw new DeskError('notFound', { table: table.name, id: mutation.id });
    if (mutation.kind === 'set') this.#set(table, row, mutation.set, mutation.seen);
    else if (mutation.kind === 'addVersion') this.#beside(table, row, mutation.set);
    else this.#setDeleted(table, row, mutation.kind === 'delete' ? 1 : 0, mutation.seen);
  }

  #create(table: Table & { name: TableName }, id: string, set: Readonly<Record<string, SetValue>>): void {
    const { plain, links } = this.#sorted(table, set);
    for (const [name, column] of storedColumns(table))
      if (column.required && (plain[name] ?? null) === null) throw invalid(table, name, id, { code: 'required' });
    this.#checkRules(table, id, plain, Object.keys(plain));
    // Empty cells of a new record need no mention: an operation without them means the same.
    const values: Plain = {};
    for (const name in plain) if (plain[name] !== null) values[name] = plain[name] as Value;
    this.#append(table, id, values, undefined, undefined);
    for (const [name, wanted] of links) this.#link(table, id, name, wanted);
  }

  #set(table: Table & { name: TableName }, row: StoredRow, set: Readonly<Record<string, SetValue>>, seen: string | undefined): void {
    // An edit of a deleted record would stand against the deletion, as if its author had not known of it.
    if (row.values.deleted === 1) throw new DeskError('alreadyDeleted', { table: table.name, id: row.id });
    const { plain, links } = this.#sorted(table, set);
    const registers = new Set(Object.keys(plain).map((name) => registerOf(table, name)));
    const changed = [...registers].filter((register) => {
      const contested = headsOf(row.heads, register).length > 1;
      return contested || columnsOfRegister(table, register).some((column) => column in plain && plain[column] !== row.values[column]);
    });
    if (changed.length > 0) {
      this.#refuseStale(table, row, plain, changed, seen);
      const merged = { ...row.values, ...plain };
      this.#checkRules(table, row.id, merged, Object.keys(plain));
      // A register is written whole: its columns belong together.
      const values: Plain = {};
      for (const register of changed) for (const column of columnsOfRegister(table, register)) values[column] = merged[column] ?? null;
      this.#append(table, row.id, values, changed, row);
    }
    for (const [name, wanted] of links) this.#link(table, row.id, name, wanted);
  }

  /** A second version beside the standing one: taking a settlement back opens the question again. */
  #beside(table: Table & { name: TableName }, row: StoredRow, set: Readonly<Record<string, SetValue>>): void {
    const { plain } = this.#sorted(table, set);
    const registers = [...new Set(Object.keys(plain).map((name) => registerOf(table, name)))];
    const values: Plain = {};
    for (const register of registers) for (const column of columnsOfRegister(table, register)) values[column] = plain[column] ?? null;
    this.#append(table, row.id, values, registers, row, { pred: () => [] });
  }

  #setDeleted(table: Table & { name: TableName }, row: StoredRow, deleted: 0 | 1, seen: string | undefined): void {
    const open = this.#db.value("SELECT 1 FROM sync_conflict WHERE tbl = ? AND row = ? AND register = 'deleted'", table.name, row.id) !== undefined;
    if (row.values.deleted === deleted && !open) throw new DeskError(deleted ? 'alreadyDeleted' : 'notDeleted', { table: table.name, id: row.id });
    // Whoever deletes must have seen the record as it is: not only its deletion mark, every value.
    if (deleted && seen !== undefined && seen !== row.seen) {
      const registers = [...new Set(storedColumns(table).map(([name]) => registerOf(table, name))), 'deleted'];
      this.#refuseStale(table, row, { deleted }, registers, seen);
    }
    this.#append(table, row.id, { deleted }, ['deleted'], row, deleted ? { saw: row.heads } : {});
  }

  /** Checks every value given and tells stored values from links. */
  #sorted(table: Table & { name: TableName }, set: Readonly<Record<string, SetValue>>): { plain: Plain; links: [string, SetValue][] } {
    const plain: Plain = {};
    const links: [string, SetValue][] = [];
    for (const name of Object.keys(set)) {
      const given = set[name] ?? null;
      const column = columnOf(table, name);
      if (!column) throw new DeskError('unknownColumn', { table: table.name, column: name });
      if (column.kind === 'links') {
        const all = given === null ? [] : Array.isArray(given) ? given : typeof given === 'object' ? [...given.add, ...given.remove] : undefined;
        const refusal = all === undefined ? ({ code: 'notReference' } as const) : checkValue(column, all);
        if (refusal) throw invalid(table, name, undefined, refusal);
        links.push([name, given]);
        continue;
      }
      const value = typeof given === 'string' ? given.normalize('NFC') : given;
      const emptied = value === '' ? null : value;
      const refusal = checkValue(column, emptied);
      if (refusal) throw invalid(table, name, undefined, refusal);
      plain[name] = emptied as Value; // checkValue lets only stored values of this column's kind through
      if (column.kind === 'reference' && emptied !== null) this.#requireRecord(table.name, name, column.to, String(emptied));
      if ((column.kind === 'term' || column.kind === 'terms') && emptied !== null)
        this.#requireTerms(table, name, column.list, column.kind === 'term' ? [String(emptied)] : (JSON.parse(String(emptied)) as string[]));
    }
    return { plain, links };
  }

  #requireRecord(table: string, column: string, to: string, id: string): void {
    const key = `${to}:${id}`;
    if (this.#known.has(key)) return;
    if (!isRecordId(id) || !readRow(this.#db, to, id)) throw new DeskError('missingReference', { table, column, to, id });
    this.#known.add(key);
  }

  #requireTerms(table: Table, column: string, list: string, terms: readonly string[]): void {
    for (const term of terms) {
      const key = `term:${list}:${term}`;
      if (this.#known.has(key)) continue;
      if (this.#db.value('SELECT 1 FROM vocabulary WHERE list = ? AND key = ? AND deleted = 0', list, term) === undefined)
        throw invalid(table, column, undefined, { code: 'notListed', list });
      this.#known.add(key);
    }
  }

  /** @throws DeskError `stale` with both values when a cell about to be written is not the one the author saw */
  #refuseStale(table: Table, row: StoredRow, mine: Plain, registers: readonly string[], seen: string | undefined): void {
    if (seen === undefined || seen === row.seen) return;
    const shown = parseSeen(seen);
    for (const register of registers) {
      const now = headsOf(row.heads, register);
      if (JSON.stringify(now) === JSON.stringify(headsOf(shown, register))) continue;
      const column = columnsOfRegister(table, register).find((name) => name in mine) ?? columnsOfRegister(table, register)[0] ?? register;
      const newest = now[now.length - 1];
      const found =
        newest === undefined
          ? undefined
          : this.#db.get<{ line: string }>('SELECT line FROM sync_op WHERE w = ? AND n = ?', Number(splitDot(newest).w), splitDot(newest).n);
      const operation = found && decode(found.line);
      throw new DeskError('stale', {
        table: table.name,
        id: row.id,
        column,
        mine: mine[column] ?? null,
        theirs: row.values[column] ?? null,
        author: operation?.u ?? '',
        at: operation ? stampMs(operation.t) : 0,
      });
    }
  }

  #checkRules(table: Table, id: string, values: Readonly<Plain>, touched: readonly string[]): void {
    const broken = brokenOrder(table, values);
    if (broken && (touched.includes(broken.from) || touched.includes(broken.to)))
      throw new DeskError('ruleBroken', { table: table.name, rule: 'order', from: broken.from, to: broken.to });
    for (const rule of table.rules ?? []) {
      if (rule.kind !== 'unique' || !rule.columns.some((column) => touched.includes(column))) continue;
      const where = rule.columns.map((column) => `"${column}" IS ?`).join(' AND ');
      const other = this.#db.value<string>(
        `SELECT id FROM "${table.name}" WHERE deleted = 0 AND id <> ? AND ${where}`,
        id,
        ...rule.columns.map((column) => values[column] ?? null),
      );
      if (other !== undefined) throw new DeskError('ruleBroken', { table: table.name, rule: 'unique', from: rule.columns.join(', '), other });
    }
  }

  /** Brings the link rows of one cell to what is wanted: rows are made, deleted or restored, each with its own history. */
  #link(table: Table, id: string, name: string, wanted: SetValue): void {
    const column = linkColumns(table).find(([one]) => one === name)?.[1];
    const through = column && findTable(column.through);
    if (!column || !through) throw new Error(`${table.name}.${name} has no link table`);
    const where = column.where ?? {};
    const conditions = [`"${column.from}" = ?`, ...Object.keys(where).map((key) => `"${key}" = ?`)].join(' AND ');
    const present = this.#db.all<{ id: string; target: string }>(
      `SELECT id, "${column.target}" AS target FROM "${through.name}" WHERE deleted = 0 AND ${conditions}`,
      id,
      ...Object.values(where),
    );
    const have = new Set(present.map((row) => row.target));
    const change =
      wanted !== null && typeof wanted === 'object' && !Array.isArray(wanted)
        ? { add: wanted.add, remove: wanted.remove }
        : { add: (wanted as string[] | null) ?? [], remove: [...have].filter((one) => !((wanted as string[] | null) ?? []).includes(one)) };
    for (const target of change.remove) {
      const gone = present.find((row) => row.target === target);
      const row = gone && readRow(this.#db, through.name, gone.id);
      if (row) this.#append(through, row.id, { deleted: 1 }, ['deleted'], row, { saw: row.heads });
    }
    for (const target of change.add) {
      if (have.has(target)) continue;
      this.#requireRecord(table.name, name, column.to, target);
      const link = linkId(through.name, id, target, where);
      const row = readRow(this.#db, through.name, link);
      if (row) this.#append(through, link, { deleted: 0 }, ['deleted'], row);
      else this.#append(through, link, { [column.from]: id, [column.target]: target, ...where }, undefined, undefined);
    }
  }

  /** One operation into the log, and its record brought along. */
  #append(
    table: Table & { name: TableName },
    id: string,
    values: Readonly<Plain>,
    registers: readonly string[] | undefined,
    row: StoredRow | undefined,
    more: { readonly saw?: Heads; readonly pred?: (register: string) => readonly string[] } = {},
  ): void {
    const { why = 'edit', of } = this.#options;
    const pred = more.pred ?? ((register: string) => (row ? this.#superseded(register, row) : []));
    const appended = append(this.#db, this.chain, {
      x: this.#start.n + 1,
      t: this.#stamp,
      u: this.#author,
      k: 'set',
      e: table.name,
      r: id,
      s: values,
      ...(registers && row ? { p: Object.fromEntries(registers.map((register) => [register, pred(register).map((local) => this.#global(local))])) } : {}),
      ...(more.saw ? { saw: this.#globalHeads(more.saw) } : {}),
      why,
      ...(of ? { of } : {}),
    });
    this.chain = appended.end;
    const now = this.#projection.apply(appended.operation, row);
    this.#written.set(`${table.name}:${id}`, { table: table.name, row: now });
    this.#known.add(`${table.name}:${id}`);
  }

  /**
   * Versions that this edit takes the place of. Where several stand, an ordinary edit answers the one that is shown and
   * leaves the question open; only settling answers all of them (sync 2.5).
   */
  #superseded(register: string, row: StoredRow): readonly string[] {
    const heads = headsOf(row.heads, register);
    if (heads.length < 2 || register === 'deleted' || this.#options.why === 'settle') return heads;
    const versionAt = versions(this.#db);
    return [newest(heads.map((local) => ({ ...versionAt(local), local }))).local];
  }

  #globalHeads(heads: Heads): Saw {
    const all = Object.entries(heads).map(([register, dots]) => [
      register,
      typeof dots === 'string' ? this.#global(dots) : dots.map((one) => this.#global(one)),
    ]);
    return Object.fromEntries(all) as Saw;
  }

  #global(local: string): Dot {
    const { w, n } = splitDot(local);
    let writer = this.#globalWriters.get(w);
    if (writer === undefined) {
      writer = this.#db.value<string>('SELECT id FROM sync_writer WHERE w = ?', Number(w)) ?? versions(this.#db)(local).writer;
      this.#globalWriters.set(w, writer);
    }
    return dot(writer, n);
  }
}

const invalid = (table: Table, column: string, id: string | undefined, refusal: NonNullable<ReturnType<typeof checkValue>>) => {
  const { code, ...limits } = refusal;
  return new DeskError('invalid', { table: table.name, column, id, reason: code, ...limits });
};

/** What an editor sends back is text of ours, but it comes from outside this process: take nothing else than heads. */
function parseSeen(text: string): Heads {
  try {
    const parsed: unknown = JSON.parse(text);
    if (parsed !== null && typeof parsed === 'object' && !Array.isArray(parsed)) {
      const good = Object.values(parsed).every((heads) => typeof heads === 'string' || (Array.isArray(heads) && heads.every((one) => typeof one === 'string')));
      if (good) return parsed as Heads;
    }
  } catch {
    // Falls through to the refusal below.
  }
  throw new DeskError('badRequest', { what: 'seen' });
}
