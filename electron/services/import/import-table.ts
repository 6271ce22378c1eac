// A file as records of a table: first what would happen, line by line, then all of it in one action or nothing.
import { brokenOrder } from '../../../db/catalog/check.ts';
import { headingKey } from '../../../db/catalog/fold.ts';
import { type Column, columnOf, storedColumns, type Table, tableOf, type Value } from '../../../db/catalog/index.ts';
import { DeskError } from '../../../db/errors.ts';
import type { Mutation, SetValue } from '../../../db/log/mutation.ts';
import { requireTable } from '../../../db/queries/filter.ts';
import { type PlainRecord, plainRecords } from '../../../db/queries/values.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { readBureauList } from '../tabular/bureau-list.ts';
import { type Cell, isBlank, type Notice, type Sheet, type SheetFile, textOf } from '../tabular/cells.ts';
import { type FoundTable, findTable } from '../tabular/find-table.ts';
import { headingWords, matchColumns, type Target } from '../tabular/match-columns.ts';
import { Names } from '../tabular/names.ts';
import { type CellRefusal, manyRecords, readValue } from '../tabular/read-value.ts';
import { ambiguousText, comparableText, storedText } from '../tabular/same-value.ts';
import type { Mapping } from './import-mapping.ts';
import type { ImportPlan, PlannedLine, Rejection } from './import-plan.ts';

/** Lines shown in a preview. */
const shownLines = 100;

/** What tells records of a table apart, when nobody says: its rule of uniqueness, else its name with its day. */
export function naturalKeys(table: Table, mapped: readonly string[]): string[] {
  const unique = (table.rules ?? []).find((rule) => rule.kind === 'unique');
  const wanted =
    unique?.kind === 'unique'
      ? unique.columns
      : [table.naming.ja, ...table.order.map((one) => one.replace(/^-/, ''))].filter((one) =>
          ['text', 'longText', 'date', 'reference'].includes(columnOf(table, one)?.kind ?? ''),
        );
  const keys = [...new Set(wanted)].filter((one) => mapped.includes(one));
  // Without its name a record is not told apart by its day.
  return unique !== undefined || keys.includes(table.naming.ja) ? keys : [];
}

/** Columns that share a link table as lead and related: one cell of a file may fill both. */
function relatedTo(table: Table, target: string): string | undefined {
  const column = columnOf(table, target);
  if (column?.kind !== 'links' || column.where?.role !== 'lead') return undefined;
  return Object.entries(table.columns).find(([, other]) => other.kind === 'links' && other.through === column.through && other.where?.role === 'related')?.[0];
}

interface Filled {
  /** Column of the file; -1 for what is the same on every line. */
  readonly at: number;
  readonly fixed?: string;
  readonly target: string;
  readonly column: Column;
  /** Cells of the same text are read once. */
  readonly cache: Map<Cell, Understood>;
}
interface Understood {
  /** Comparable text; undefined when the cell means nothing that could be stored. */
  readonly text: string | undefined;
  readonly value: SetValue;
  readonly refusal?: CellRefusal;
  readonly corrected?: true;
}

/** What can be taken as it is. @throws DeskError as `planImport`; `noColumns`, `duplicateHeading` */
export function requirePlan(plan: ImportPlan): ImportPlan {
  if (plan.problem) throw new DeskError(plan.problem.code, plan.problem.details);
  return plan;
}

/** @throws DeskError `unknownTable`, `unknownColumn`, `noTable` */
export function planImport(db: Reader, tableName: string, file: SheetFile, mapping: Mapping = {}): ImportPlan {
  const table = tableOf(requireTable(tableName).name);
  const words = headingWords(table);
  const given: Record<string, Target> = {};
  for (const [heading, target] of Object.entries(mapping.columns ?? {})) {
    if (target !== null && target !== 'id' && !columnOf(table, target)) throw new DeskError('unknownColumn', { table: table.name, column: target });
    given[headingKey(heading)] = target;
  }
  for (const column of Object.keys(mapping.fixed ?? {})) if (!columnOf(table, column)) throw new DeskError('unknownColumn', { table: table.name, column });
  for (const key of mapping.keys ?? []) if (!columnOf(table, key)) throw new DeskError('unknownColumn', { table: table.name, column: key });
  const { sheet, found } = chooseSheet(file, mapping, (heading) => words.has(headingKey(heading)) || Object.hasOwn(given, headingKey(heading)));
  const { targets: matched, duplicate } = matchColumns(found.headings, words, given);
  const notices = [...file.notices, ...found.notices];
  if (file.sheets.length > 1) notices.push({ code: 'otherSheets', details: { sheet: sheet.name, count: file.sheets.length - 1 } });
  const targets = matched.map((target) => {
    if (target === null || target === 'id') return target;
    return columnOf(table, target)?.kind === 'computed' ? null : target;
  });
  const left = found.headings.filter((heading, at) => heading !== '' && matched[at] === null);
  if (left.length > 0) notices.push({ code: 'unmapped', details: { headings: left.join('、') } });
  const computed = found.headings.filter((_, at) => matched[at] !== null && targets[at] === null);
  if (computed.length > 0) notices.push({ code: 'readOnly', details: { headings: computed.join('、') } });
  const work = new Planning(db, table, sheet, found, targets, mapping);
  const problem: ImportPlan['problem'] = duplicate
    ? { code: 'duplicateHeading', details: duplicate }
    : work.fillsNothing
      ? { code: 'noColumns', details: { table: table.name } }
      : undefined;
  const sheets = file.sheets.map((one) => one.name);
  const missing = storedColumns(table).flatMap(([column, { required }]) =>
    required && !targets.includes(column) && mapping.fixed?.[column] === undefined ? [column] : [],
  );
  return { ...work.run(notices, problem !== undefined), table: table.name, sheets, targets: work.shownTargets(), problem, missing };
}

function chooseSheet(file: SheetFile, mapping: Mapping, known: (heading: string) => boolean): { sheet: Sheet; found: FoundTable } {
  const wanted = mapping.sheet === undefined ? file.sheets : file.sheets.filter((sheet) => sheet.name === mapping.sheet);
  const ranked = wanted
    .flatMap((sheet) => {
      const found = findTable(sheet, known, mapping.headingLine);
      return found ? [{ sheet, found, score: found.headings.filter(known).length }] : [];
    })
    .sort((a, b) => b.score - a.score);
  const [best] = ranked;
  if (!best || best.found.records.length === 0) throw new DeskError('noTable');
  return best;
}

class Planning {
  readonly #db: Reader;
  readonly #table: Table;
  readonly #sheet: Sheet;
  readonly #found: FoundTable;
  readonly #mapping: Mapping;
  readonly #names: Names;
  readonly #targets: readonly Target[];
  readonly #filled: readonly Filled[];
  readonly #idAt: number;
  /** Target whose cells name lead and related bureaus together, and the column of the related ones. */
  readonly #split: { readonly lead: string; readonly related: string; readonly column: Extract<Column, { kind: 'links' }> } | undefined;
  readonly #rejected: Rejection[] = [];
  readonly #mutations: Mutation[] = [];
  readonly #unknown = new Map<string, { to: string; name: string; count: number }>();
  readonly #unique = new Map<string, number>();
  /** No heading stands for a column. */
  readonly fillsNothing: boolean;
  #corrected = 0;
  #splitCells = 0;

  constructor(db: Reader, table: Table, sheet: Sheet, found: FoundTable, targets: readonly Target[], mapping: Mapping) {
    this.#db = db;
    this.#table = table;
    this.#sheet = sheet;
    this.#found = found;
    this.#mapping = mapping;
    this.#targets = targets;
    this.#names = new Names(db, mapping.names);
    this.#idAt = targets.indexOf('id');
    const given = targets.flatMap((target, at): Filled[] => {
      const column = target === null ? undefined : columnOf(table, target);
      return target !== null && column ? [{ at, target, column, cache: new Map() }] : [];
    });
    const fixed = Object.entries(mapping.fixed ?? {}).flatMap(([target, text]): Filled[] => {
      const column = targets.includes(target) ? undefined : columnOf(table, target);
      return column ? [{ at: -1, target, column, fixed: text, cache: new Map() }] : [];
    });
    this.#filled = [...given, ...fixed];
    this.fillsNothing = given.length === 0;
    for (const { target, column } of this.#filled) {
      const related = relatedTo(table, target);
      if (related !== undefined && !targets.includes(related) && column.kind === 'links') this.#split = { lead: target, related, column };
    }
  }

  shownTargets(): Target[] {
    return this.#targets.map((target) => (target !== null && target === this.#split?.lead && this.#splitCells > 0 ? `${target}+` : target));
  }

  run(notices: Notice[], onlyLook: boolean): Omit<ImportPlan, 'table' | 'sheets' | 'targets' | 'problem' | 'missing'> {
    const columns = [...this.#filled.map(({ target }) => target), ...(this.#split ? [this.#split.related] : [])];
    const records = plainRecords(this.#db, this.#table, columns);
    const byId = new Map(records.map((record) => [record.id, record]));
    const keys = this.#mapping.keys ?? naturalKeys(this.#table, columns);
    const keyed = this.#filled.filter(({ target }) => keys.includes(target));
    const byKey = this.#index(keyed.length === 0 ? [] : records, keyed);
    const byAll = this.#index(records, this.#filled);
    const used = new Set<string>();
    const counts = { created: 0, updated: 0, unchanged: 0 };
    const lines: PlannedLine[] = [];
    for (const index of this.#found.records) {
      const row = this.#sheet.rows[index] ?? [];
      const line = this.#sheet.lines[index] ?? 0;
      const kind = onlyLook ? 'unchanged' : this.#line(row, line, { byId, byKey, byAll, keyed, used });
      if (kind !== 'rejected') counts[kind] += onlyLook ? 0 : 1;
      if (lines.length < shownLines || (kind === 'rejected' && lines.length < 2 * shownLines))
        lines.push({ line, kind, cells: this.#found.headings.map((_, at) => textOf(row[at]).slice(0, 200)) });
    }
    if (this.#corrected > 0) notices.push({ code: 'corrected', details: { count: this.#corrected } });
    if (this.#splitCells > 0) notices.push({ code: 'bureausSplit', details: { count: this.#splitCells } });
    return {
      sheet: this.#sheet.name,
      headingLine: this.#sheet.lines[this.#found.headingRow] ?? 0,
      headings: this.#found.headings,
      keys,
      ...counts,
      rejected: this.#rejected,
      notices,
      unknownNames: [...this.#unknown.values()],
      lines,
      mutations: this.#mutations,
    };
  }

  #index(records: readonly PlainRecord[], columns: readonly Filled[]): Map<string, PlainRecord[]> {
    const index = new Map<string, PlainRecord[]>();
    for (const record of records) {
      const key = columns.map(({ target, column }) => storedText(column, record.values[target], this.#names)).join('\u0001');
      const there = index.get(key);
      if (there) there.push(record);
      else index.set(key, [record]);
    }
    return index;
  }

  /** A cell is understood once per text: columns of ten thousand lines hold a few hundred different ones. */
  #understand(filled: Filled, cell: Cell): Understood {
    const key = cell !== null && typeof cell === 'object' ? textOf(cell) : cell;
    const known = filled.cache.get(key);
    if (known) return known;
    const understood = this.#readCell(filled, cell);
    filled.cache.set(key, understood);
    return understood;
  }

  #readCell({ column, target }: Filled, cell: Cell): Understood {
    const read = target === this.#split?.lead ? this.#readLead(cell) : readValue(column, cell, this.#names);
    if (!read.ok) return { text: ambiguousText(column, cell, this.#names), value: null, refusal: read.refusal };
    return { text: comparableText(column, read.value, this.#names), value: read.value, ...(read.corrected ? { corrected: true } : {}) };
  }

  #readLead(cell: Cell): ReturnType<typeof readValue> {
    return isBlank(cell) ? { ok: true, value: [] } : manyRecords(this.#split?.column.to ?? '', readBureauList(textOf(cell)).lead, this.#names);
  }

  #line(
    row: readonly Cell[],
    line: number,
    known: {
      readonly byId: ReadonlyMap<string, PlainRecord>;
      readonly byKey: ReadonlyMap<string, PlainRecord[]>;
      readonly byAll: ReadonlyMap<string, PlainRecord[]>;
      readonly keyed: readonly Filled[];
      readonly used: Set<string>;
    },
  ): PlannedLine['kind'] {
    const cells = this.#filled.map((filled) => this.#understand(filled, cellOf(filled, row)));
    const related = this.#readRelated(row, line);
    if (related === 'rejected') return 'rejected';
    const named = this.#idAt >= 0 ? known.byId.get(textOf(row[this.#idAt]).trim()) : undefined;
    let record = named;
    if (!record) {
      // A line that says what a record says is that record, whatever tells others apart.
      const same = cells.every(({ text }) => text !== undefined) ? known.byAll.get(cells.map(({ text }) => text).join('\u0001')) : undefined;
      const free = same?.find((one) => !known.used.has(one.id));
      if (free && !related?.length) {
        known.used.add(free.id);
        return 'unchanged';
      }
      if (known.keyed.length > 0) {
        const key = known.keyed.map((filled) => cells[this.#filled.indexOf(filled)]?.text ?? '\u0002').join('\u0001');
        const blank = known.keyed.every((filled) => isBlank(cellOf(filled, row)));
        const candidates = blank ? [] : (known.byKey.get(key) ?? []);
        if (candidates.length > 1) return this.#reject(line, '', 'ambiguousMatch', { count: candidates.length });
        record = candidates[0];
      }
    }
    if (record && known.used.has(record.id)) return this.#reject(line, '', 'twiceInFile', {});
    if (record) known.used.add(record.id);
    const set: Record<string, SetValue> = {};
    for (const [at, understood] of cells.entries()) {
      const filled = this.#filled[at] as Filled; // as many cells as filled columns
      const before = record ? storedText(filled.column, record.values[filled.target], this.#names) : '';
      if (understood.text !== undefined && understood.text === before) continue;
      if (understood.refusal) return this.#refuse(line, filled, understood.refusal);
      if (record && understood.text === '' && this.#mapping.blank !== 'clear') continue;
      if (understood.corrected) this.#corrected += 1;
      set[filled.target] = understood.value;
    }
    if (related !== undefined && this.#split) {
      const before = record ? storedText(this.#split.column, record.values[this.#split.related], this.#names) : '';
      if (related.length > 0 && comparableText(this.#split.column, related, this.#names) !== before) set[this.#split.related] = related;
    }
    return this.#settle(record, set, line);
  }

  /** Related bureaus out of the cell of the lead ones. */
  #readRelated(row: readonly Cell[], line: number): string[] | 'rejected' | undefined {
    if (!this.#split) return undefined;
    const filled = this.#filled.find(({ target }) => target === this.#split?.lead);
    const cell = filled ? cellOf(filled, row) : null;
    if (!filled || isBlank(cell)) return undefined;
    const wanted = readBureauList(textOf(cell)).related;
    if (wanted.length === 0) return [];
    const read = manyRecords(this.#split.column.to, wanted, this.#names);
    if (!read.ok) {
      this.#refuse(line, filled, read.refusal);
      return 'rejected';
    }
    this.#splitCells += 1;
    return Array.isArray(read.value) ? read.value : [];
  }

  #settle(record: PlainRecord | undefined, set: Record<string, SetValue>, line: number): PlannedLine['kind'] {
    if (record && Object.keys(set).length === 0) return 'unchanged';
    for (const [column, definition] of storedColumns(this.#table)) {
      const value = column in set ? set[column] : record?.values[column];
      const missing = record === undefined ? (value ?? null) === null : column in set && set[column] === null;
      if (definition.required && missing) return this.#reject(line, column, 'required', {});
    }
    const merged: Record<string, unknown> = { ...record?.values, ...set };
    const broken = brokenOrder(this.#table, merged);
    if (broken && (broken.from in set || broken.to in set)) return this.#reject(line, broken.from, 'order', { other: broken.to });
    for (const [at, rule] of (this.#table.rules ?? []).entries()) {
      if (rule.kind !== 'unique' || (record && !rule.columns.some((column) => column in set))) continue;
      const values = rule.columns.map((column) => (merged[column] ?? null) as Value);
      const key = `${at}:${JSON.stringify(values)}`;
      const other = this.#unique.get(key);
      if (other !== undefined) return this.#reject(line, rule.columns[0] ?? '', 'sameAsLine', { line: other });
      if (this.#takenBy(rule.columns, values, record?.id)) return this.#reject(line, rule.columns[0] ?? '', 'unique', {});
      this.#unique.set(key, line);
    }
    const links = Object.entries(set).filter(([, value]) => Array.isArray(value) && value.length === 0);
    if (!record) for (const [column] of links) delete set[column];
    this.#mutations.push(
      record
        ? { kind: 'set', table: this.#table.name, id: record.id, set, seen: record.seen }
        : { kind: 'create', table: this.#table.name, set: Object.fromEntries(Object.entries(set).filter(([, value]) => value !== null)) },
    );
    return record ? 'updated' : 'created';
  }

  #takenBy(columns: readonly string[], values: readonly Value[], own: string | undefined): boolean {
    const where = columns.map((column) => `"${column}" IS ?`).join(' AND ');
    return this.#db.value(`SELECT 1 FROM "${this.#table.name}" WHERE deleted = 0 AND id IS NOT ? AND ${where} LIMIT 1`, own ?? null, ...values) !== undefined;
  }

  #refuse(line: number, filled: Filled, refusal: CellRefusal): 'rejected' {
    const { code, ...details } = refusal;
    if (refusal.code === 'unknownName') {
      const key = `${refusal.to}:${refusal.name}`;
      const known = this.#unknown.get(key);
      this.#unknown.set(key, { to: refusal.to, name: refusal.name, count: (known?.count ?? 0) + 1 });
    }
    return this.#reject(line, filled.target, code, details);
  }

  #reject(line: number, column: string, code: string, details: Rejection['details']): 'rejected' {
    this.#rejected.push({ line, column, code, details });
    return 'rejected';
  }
}

const cellOf = (filled: Filled, row: readonly Cell[]): Cell => filled.fixed ?? row[filled.at] ?? null;

/** Names settled for a file, to be remembered with it. */
export function rememberNames(db: Reader, names: Readonly<Record<string, string>> | undefined): Mutation[] {
  return Object.entries(names ?? {}).flatMap(([key, record]): Mutation[] => {
    const at = key.indexOf(':');
    const [recordTable, alias] = [key.slice(0, at), key.slice(at + 1)];
    const known = db.get<{ id: string; record: string }>(
      'SELECT id, record FROM nameAlias WHERE deleted = 0 AND recordTable = ? AND alias = ?',
      recordTable,
      alias,
    );
    if (known) return known.record === record ? [] : [{ kind: 'set', table: 'nameAlias', id: known.id, set: { record } }];
    return [{ kind: 'create', table: 'nameAlias', set: { recordTable, alias, record } }];
  });
}
