// Works out line by line what an import would do.
import { brokenOrder } from '../../../db/catalog/check.ts';
import { type Column, columnOf, storedColumns, type Table } from '../../../db/catalog/index.ts';
import type { PartyTarget } from '../../../db/catalog/party-targets.ts';
import type { ReadContext } from '../../../db/catalog/read-date.ts';
import { parseTimeRange } from '../../../db/catalog/read-time.ts';
import type { Mutation, SetValue } from '../../../db/log/mutation.ts';
import { type PlainRecord, plainRecords } from '../../../db/queries/values.ts';
import type { Reader } from '../../../db/store/connection.ts';
import type { Completed } from '../records/new-records.ts';
import { readBureauList } from '../tabular/bureau-list.ts';
import { type Cell, identityOf, isBlank, type Notice, type Sheet, textOf } from '../tabular/cells.ts';
import type { FoundTable } from '../tabular/locate-table.ts';
import type { Target } from '../tabular/match-columns.ts';
import { Names } from '../tabular/names.ts';
import { manyRecords, readValue } from '../tabular/read-value.ts';
import { ambiguousText, comparableText, storedText } from '../tabular/same-value.ts';
import { cellOf, type Filled, relatedTo, type Understood } from './filled-columns.ts';
import type { Mapping } from './import-mapping.ts';
import type { ImportPlan, PlannedLine, Rejection } from './import-plan.ts';
import { KnownRecords, spelling } from './known-records.ts';
import { naturalKeys } from './natural-keys.ts';
import { followsFromParty, type Guest, guestMutations, type Party, readParty } from './party-cells.ts';
import { Refusals } from './refusals.ts';
import { UniqueLines } from './unique-lines.ts';

/** Lines shown in a preview. */
const shownLines = 100;

interface SettledLine {
  readonly line: number;
  /** Who came, of a new visit. */
  readonly party: Extract<Party, { ok: true }> | 'rejected' | undefined;
}

export interface PlannerOptions {
  readonly table: Table;
  readonly sheet: Sheet;
  readonly found: FoundTable;
  /** What each column of the file fills. */
  readonly targets: readonly Target[];
  readonly mapping: Mapping;
  /** Fills in what follows by itself in a new record. */
  readonly complete: ((values: Readonly<Record<string, SetValue>>) => Completed) | undefined;
  /** Ids for records that others of the file belong to; absent: the party of a visit is not read. */
  readonly newId: (() => string) | undefined;
  /** Days without a year are those of this one's fiscal year. */
  readonly yearOf: string | undefined;
}

/** Plans an import line by line. */
export class ImportPlanner {
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
  readonly #refusals = new Refusals();
  readonly #mutations: Mutation[] = [];
  readonly #complete: PlannerOptions['complete'];
  readonly #newId: PlannerOptions['newId'];
  readonly #partyAt: Readonly<Record<PartyTarget, number>>;
  readonly #context: ReadContext;
  /** Column of the file with a start that may name the end too, where no other does. */
  readonly #ranged: Filled | undefined;
  /** A day was read as one of the title's year. */
  usesYear = false;
  /** Columns that were filled in by themselves. */
  readonly defaulted = new Map<string, number>();
  readonly #lines: UniqueLines;
  /** No heading names a column. */
  readonly fillsNothing: boolean;
  #keys: readonly string[] = [];
  #corrected = 0;
  #splitCells = 0;

  constructor(db: Reader, { table, sheet, found, targets, mapping, complete, newId, yearOf }: PlannerOptions) {
    this.#db = db;
    this.#table = table;
    this.#sheet = sheet;
    this.#found = found;
    this.#mapping = mapping;
    this.#lines = new UniqueLines(db, table);
    this.#complete = complete;
    this.#newId = newId;
    this.#partyAt = { party: targets.indexOf('party'), partyPosts: targets.indexOf('partyPosts') };
    this.#context = { today: yearOf };
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
    this.fillsNothing = given.length === 0 && this.#partyAt.party < 0;
    const endsByItself = this.#filled.some(({ target }) => target === 'endTime') || columnOf(table, 'endTime') === undefined;
    this.#ranged = endsByItself ? undefined : given.find(({ target }) => target === 'startTime');
    for (const { target, column } of this.#filled) {
      const related = relatedTo(table, target);
      if (related !== undefined && !targets.includes(related) && column.kind === 'links') this.#split = { lead: target, related, column };
    }
  }

  shownTargets = (): Target[] =>
    this.#targets.map((target) => (target !== null && target === this.#split?.lead && this.#splitCells > 0 ? `${target}+` : target));

  run(notices: Notice[], onlyLook: boolean): Omit<ImportPlan, 'table' | 'sheets' | 'targets' | 'problem' | 'missing' | 'readings'> {
    const columns = [...this.#filled.map(({ target }) => target), ...(this.#split ? [this.#split.related] : []), ...(this.#ranged ? ['endTime'] : [])];
    const records = plainRecords(this.#db, this.#table, columns);
    const keys = this.#mapping.keys ?? naturalKeys(this.#table, columns);
    const known = new KnownRecords(records, { filled: this.#filled, keys, apart: this.#table.tellsApart ?? [], names: this.#names });
    this.#keys = keys;
    const counts = { created: 0, updated: 0, unchanged: 0 };
    const lines: PlannedLine[] = [];
    for (const index of this.#found.records) {
      const row = this.#sheet.rows[index] ?? [];
      const line = this.#sheet.lines[index] ?? 0;
      const kind = onlyLook ? 'unchanged' : this.#line(row, line, known);
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
      ...this.#refusals.summary(this.#names),
      notices,
      lines,
      mutations: this.#mutations,
    };
  }

  /** A cell is understood once per text: columns of ten thousand lines hold a few hundred different ones. */
  #understand(filled: Filled, cell: Cell): Understood {
    const key = identityOf(cell);
    const known = filled.cache.get(key);
    if (known) return known;
    const understood = this.#readCell(filled, cell);
    filled.cache.set(key, understood);
    return understood;
  }

  #readCell({ column, target }: Filled, cell: Cell): Understood {
    const read = target === this.#split?.lead ? this.#readLead(cell) : readValue(column, cell, this.#names, this.#context);
    if (this.#context.today !== undefined && column.kind === 'date' && read.ok) this.usesYear ||= !readValue(column, cell, this.#names).ok;
    if (!read.ok) return { text: ambiguousText(column, cell, this.#names), value: null, refusal: read.refusal };
    return { text: comparableText(column, read.value, this.#names), value: read.value, ...(read.corrected ? { corrected: true } : {}) };
  }

  #readLead(cell: Cell): ReturnType<typeof readValue> {
    return isBlank(cell) ? { ok: true, value: [] } : manyRecords(this.#split?.column.to ?? '', readBureauList(textOf(cell)).lead, this.#names);
  }

  #line(row: readonly Cell[], line: number, known: KnownRecords): PlannedLine['kind'] {
    const times = this.#timesOf(row);
    const cells = this.#filled.map((filled) => this.#understand(filled, filled === this.#ranged && times ? times.start : cellOf(filled, row)));
    const related = this.#readRelated(row, line);
    let record = this.#idAt >= 0 ? known.byId.get(textOf(row[this.#idAt]).trim()) : undefined;
    if (!record) {
      // A line that equals a record is that record, whatever the key columns are.
      const same = related?.length || times?.end ? undefined : known.equalTo(cells);
      if (same) {
        known.used.add(same.id);
        return 'unchanged';
      }
      const candidates = known.matching(row, cells);
      if (candidates.length > 1) return this.#reject(line, { column: '', code: 'ambiguousMatch', details: { count: candidates.length } });
      record = candidates[0];
      // Where records are told by their names and not by days, two lines of one name mean one of them.
      const earlier = record || !this.#table.tellsApart ? undefined : known.sameLine(row, cells);
      if (earlier !== undefined) return this.#reject(line, { column: '', code: 'sameAsLine', details: { line: earlier } });
    }
    if (record && known.used.has(record.id)) return this.#reject(line, { column: '', code: 'twiceInFile', details: {} });
    if (record) known.used.add(record.id);
    const set = this.#changes(cells, record, line);
    if (set === 'rejected' || related === 'rejected') return 'rejected';
    if (times?.end && times.end !== record?.values.endTime) set.endTime = times.end;
    if (related !== undefined && this.#split) {
      const before = record ? storedText(this.#split.column, record.values[this.#split.related], this.#names) : '';
      if (related.length > 0 && comparableText(this.#split.column, related, this.#names) !== before) set[this.#split.related] = related;
    }
    const kind = this.#settle(record, set, { line, party: record ? undefined : this.#readParty(row, line) });
    if (kind === 'created') known.note(row, cells, line);
    return kind;
  }

  /** Start and end, where one cell names both. */
  #timesOf(row: readonly Cell[]): ReturnType<typeof parseTimeRange> {
    const cell = this.#ranged ? cellOf(this.#ranged, row) : null;
    return typeof cell === 'string' ? parseTimeRange(cell) : undefined;
  }

  /** Values that differ from the record's; all of them for a new one. */
  #changes(cells: readonly Understood[], record: PlainRecord | undefined, line: number): Record<string, SetValue> | 'rejected' {
    const set: Record<string, SetValue> = {};
    let isRefused = false;
    for (const [at, understood] of cells.entries()) {
      const filled = this.#filled[at] as Filled; // as many cells as filled columns
      const before = record ? storedText(filled.column, record.values[filled.target], this.#names) : '';
      if (understood.text !== undefined && understood.text === before) continue;
      // Another spelling of the name that the record was found by changes nothing.
      if (record && this.#keys.includes(filled.target) && understood.text && spelling(filled, understood.text) === spelling(filled, before)) continue;
      if (understood.refusal) {
        this.#refusals.refuse(line, filled.target, understood.refusal);
        isRefused = true;
        continue;
      }
      if (record && understood.text === '' && this.#mapping.blank !== 'clear') continue;
      if (understood.corrected) this.#corrected += 1;
      set[filled.target] = understood.value;
    }
    return isRefused ? 'rejected' : set;
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
      this.#refusals.refuse(line, filled.target, read.refusal);
      return 'rejected';
    }
    this.#splitCells += 1;
    return Array.isArray(read.value) ? read.value : [];
  }

  #settle(record: PlainRecord | undefined, set: Record<string, SetValue>, { line, party }: SettledLine): PlannedLine['kind'] {
    if (record && Object.keys(set).length === 0) return 'unchanged';
    if (party === 'rejected') return 'rejected';
    if (party) Object.assign(set, followsFromParty(party, set));
    if (!record) this.#fillIn(set);
    const missing = storedColumns(this.#table).filter(
      ([column, { required }]) => required && (record === undefined ? (set[column] ?? null) === null : column in set && set[column] === null),
    );
    for (const [column] of missing) this.#reject(line, { column, code: 'required', details: {} });
    if (missing.length > 0) return 'rejected';
    const merged: Record<string, unknown> = { ...record?.values, ...set };
    const broken = brokenOrder(this.#table, merged);
    if (broken && (broken.from in set || broken.to in set)) return this.#reject(line, { column: broken.from, code: 'order', details: { other: broken.to } });
    const same = this.#lines.conflictOf(merged, { record, changed: (column) => column in set, line });
    if (same) return this.#reject(line, same);
    const links = Object.entries(set).filter(([, value]) => Array.isArray(value) && value.length === 0);
    if (!record) for (const [column] of links) delete set[column];
    if (record) this.#mutations.push({ kind: 'set', table: this.#table.name, id: record.id, set, seen: record.seen });
    else this.#create(set, party?.guests ?? []);
    return record ? 'updated' : 'created';
  }

  #create(given: Readonly<Record<string, SetValue>>, guests: readonly Guest[]): void {
    const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
    const id = guests.length > 0 ? this.#newId?.() : undefined;
    this.#mutations.push({ kind: 'create', table: this.#table.name, ...(id === undefined ? {} : { id }), set });
    if (id !== undefined) this.#mutations.push(...guestMutations(id, guests));
  }

  #readParty(row: readonly Cell[], line: number): SettledLine['party'] {
    const { party: at, partyPosts } = this.#partyAt;
    if (at < 0 || !this.#newId || isBlank(row[at])) return undefined;
    const party = readParty(textOf(row[at]), partyPosts < 0 ? '' : textOf(row[partyPosts]), (name) => {
      const found = this.#names.find('person', name);
      return found.kind === 'one' && found.id !== '' ? found.id : undefined;
    });
    if (party.ok) return party;
    return this.#reject(line, { column: '', code: 'postsDiffer', details: { names: party.names, posts: party.posts } });
  }

  #fillIn(set: Record<string, SetValue>): void {
    const given = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== null));
    for (const [column, value] of Object.entries(this.#complete?.(given).set ?? {})) {
      if (column in given) continue;
      set[column] = value;
      this.defaulted.set(column, (this.defaulted.get(column) ?? 0) + 1);
    }
  }

  #reject(line: number, rejection: Omit<Rejection, 'line'>): 'rejected' {
    return this.#refusals.reject(line, rejection);
  }
}
