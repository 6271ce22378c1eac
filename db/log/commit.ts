// The only write path. One transaction checks values, rules and the versions the author saw, writes the rows, and
// appends one operation per changed record to the log. History, undo, audit and exchange are reads of that log.
import { columnsOfRegister, findTable, linkColumns, registerOf, storedColumns, type Table, type TableName, type Value } from '../catalog/index.ts';
import { DeskError } from '../errors.ts';
import { type Dot, decode, splitDot, type Why } from '../operations/operation.ts';
import { headsOf } from '../operations/registers.ts';
import type { Writer } from '../store/connection.ts';
import { ActionAppender, type Committed, type RecordChange } from './action-appender.ts';
import { linkId, newRecordId } from './ids.ts';
import type { Mutation, SetValue } from './mutation.ts';
import { readRow, type StoredRow, WriterNumbers } from './projection.ts';
import { refuseStale } from './stale.ts';
import { invalid, type PlainValues, ValueChecks } from './value-checks.ts';
import type { WritableDesk } from './writable-desk.ts';

export type { Committed } from './action-appender.ts';

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
export function commit(desk: WritableDesk, author: string, mutations: readonly Mutation[], options: CommitOptions = {}): Committed {
  return desk.writing(author, (start, stamp) => {
    const action = new ActionAppender(desk.db, start, { author, stamp: stamp(), ...options });
    const work = new Commit(desk, action);
    for (const mutation of mutations) work.perform(mutation);
    return { chain: action.chain, result: action.result() };
  });
}

/** One call of `commit`: mutations in their order, each seeing what the ones before have written. */
class Commit {
  readonly #desk: WritableDesk;
  readonly #db: Writer;
  readonly #checks: ValueChecks;
  readonly #action: ActionAppender;

  constructor(desk: WritableDesk, action: ActionAppender) {
    this.#desk = desk;
    this.#db = desk.db;
    this.#checks = new ValueChecks(desk.db);
    this.#action = action;
  }

  perform(mutation: Mutation): void {
    const table = findTable(mutation.table);
    if (!table) throw new DeskError('unknownTable', { table: mutation.table });
    if (mutation.kind === 'create') {
      // A generated id is new by its 74 random bits; a given one is looked up.
      if (mutation.id !== undefined && readRow(this.#db, table.name, mutation.id)) throw new DeskError('duplicate', { table: table.name, id: mutation.id });
      this.#create(table, mutation.id ?? newRecordId(this.#desk.environment.now(), this.#desk.environment.random), mutation.set);
      return;
    }
    const row = readRow(this.#db, table.name, mutation.id);
    if (!row) throw new DeskError('notFound', { table: table.name, id: mutation.id });
    if (mutation.kind === 'set') this.#set(table, row, mutation.set, mutation.seen);
    else if (mutation.kind === 'mergeInto')
      this.#append(table, { id: row.id, values: { deleted: 1 }, registers: ['deleted'], row, saw: row.heads, into: mutation.into });
    else if (mutation.kind === 'addVersion') this.#addVersion(table, row, mutation.set);
    else this.#setDeleted(table, row, mutation.kind === 'delete' ? 1 : 0, mutation.seen);
  }

  #create(table: Table & { name: TableName }, id: string, set: Readonly<Record<string, SetValue>>): void {
    const { plain, links } = this.#checks.split(table, set);
    for (const [name, column] of storedColumns(table))
      if (column.required && (plain[name] ?? null) === null) throw invalid(table, name, id, { code: 'required' });
    this.#checks.rules(table, { id, values: plain }, Object.keys(plain));
    // Empty cells of a new record are left out: an operation without them means the same.
    const values: PlainValues = {};
    for (const name in plain) if (plain[name] !== null) values[name] = plain[name] as Value;
    this.#append(table, { id, values });
    for (const [name, wanted] of links) this.#link(table, id, name, wanted);
  }

  #set(table: Table & { name: TableName }, row: StoredRow, set: Readonly<Record<string, SetValue>>, seen: string | undefined): void {
    // An edit of a deleted record would be in conflict with the deletion, as if its author had not known of it.
    if (row.values.deleted === 1) throw new DeskError('alreadyDeleted', { table: table.name, id: row.id });
    const { plain, links } = this.#checks.split(table, set);
    const registers = new Set(Object.keys(plain).map((name) => registerOf(table, name)));
    const changed = [...registers].filter((register) => {
      const contested = headsOf(row.heads, register).length > 1;
      return contested || columnsOfRegister(table, register).some((column) => column in plain && plain[column] !== row.values[column]);
    });
    if (changed.length > 0) {
      refuseStale(this.#db, { table, row, mine: plain, registers: changed, seen });
      const merged = { ...row.values, ...plain };
      this.#checks.rules(table, { id: row.id, values: merged }, Object.keys(plain));
      // A register is written whole: its columns belong together.
      const values: PlainValues = {};
      for (const register of changed) for (const column of columnsOfRegister(table, register)) values[column] = merged[column] ?? null;
      this.#append(table, { id: row.id, values, registers: changed, row });
    }
    for (const [name, wanted] of links) this.#link(table, row.id, name, wanted);
  }

  /** A further version that replaces none: undoing a settlement reopens the conflict. */
  #addVersion(table: Table & { name: TableName }, row: StoredRow, set: Readonly<Record<string, SetValue>>): void {
    const { plain } = this.#checks.split(table, set);
    const registers = [...new Set(Object.keys(plain).map((name) => registerOf(table, name)))];
    const values: PlainValues = {};
    for (const register of registers) for (const column of columnsOfRegister(table, register)) values[column] = plain[column] ?? null;
    // It names what the version before named: what is gone already, so that it replaces nothing and is told from any other.
    this.#append(table, { id: row.id, values, registers, row, replaces: (register) => this.#alongside(row, register) });
  }

  /** What the newest current version has replaced. */
  #alongside(row: StoredRow, register: string): readonly string[] {
    const head = headsOf(row.heads, register).at(-1) ?? '';
    const { w, n } = splitDot(head);
    const line = this.#db.value<string>('SELECT line FROM sync_op WHERE w = ? AND n = ?', Number(w), n);
    const numbers = new WriterNumbers(this.#db);
    return line === undefined ? [] : (decode(line).p?.[register] ?? []).map((one) => numbers.local(one));
  }

  #setDeleted(table: Table & { name: TableName }, row: StoredRow, deleted: 0 | 1, seen: string | undefined): void {
    const open = this.#db.value("SELECT 1 FROM sync_conflict WHERE tbl = ? AND row = ? AND register = 'deleted'", table.name, row.id) !== undefined;
    if (row.values.deleted === deleted && !open) throw new DeskError(deleted ? 'alreadyDeleted' : 'notDeleted', { table: table.name, id: row.id });
    // A deletion must have seen the record as it is: every value, not only the deletion mark.
    if (deleted && seen !== undefined && seen !== row.seen) {
      const registers = [...new Set(storedColumns(table).map(([name]) => registerOf(table, name))), 'deleted'];
      refuseStale(this.#db, { table, row, mine: { deleted }, registers, seen });
    }
    this.#append(table, { id: row.id, values: { deleted }, registers: ['deleted'], row, ...(deleted ? { saw: row.heads } : {}) });
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
    // A link that is named twice is changed once.
    for (const target of new Set(change.remove)) {
      const gone = present.find((row) => row.target === target);
      const row = gone && readRow(this.#db, through.name, gone.id);
      if (row) this.#append(through, { id: row.id, values: { deleted: 1 }, registers: ['deleted'], row, saw: row.heads });
    }
    for (const target of new Set(change.add)) {
      if (have.has(target)) continue;
      this.#checks.requireRecord({ table: table.name, column: name, to: column.to, id: target });
      const link = linkId(through.name, id, target, where);
      const row = readRow(this.#db, through.name, link);
      if (row) this.#append(through, { id: link, values: { deleted: 0 }, registers: ['deleted'], row });
      else this.#append(through, { id: link, values: { [column.from]: id, [column.target]: target, ...where } });
    }
  }

  #append(table: Table & { name: TableName }, change: RecordChange): void {
    this.#action.append(table, change);
    this.#checks.noteWritten(table.name, change.id);
  }
}
