// Edits of many cells at once: pasting a block, filling down, setting a column, clearing. First what would happen to
// every cell, then one commit that one undo takes back.
import { brokenOrder, checkValue, termsOf } from '../../../db/catalog/check.ts';
import { type Column, columnOf, type Table, tableOf, type Value } from '../../../db/catalog/index.ts';
import { DeskError } from '../../../db/errors.ts';
import type { Mutation, SetValue } from '../../../db/log/mutation.ts';
import { requireTable } from '../../../db/queries/filter.ts';
import { type ListedRow, type ListRequest, list, recordNames, termNames } from '../../../db/queries/list.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { cellText, type DisplayPreferences, recordTitle, type Words } from '../../../resources/locales/sentences.ts';
import { newRecords } from '../records/new-records.ts';
import type { Cell } from '../tabular/cells.ts';
import { Names } from '../tabular/names.ts';
import { type CellRefusal, readValue } from '../tabular/read-value.ts';
import { ambiguousText, comparableText, storedText } from '../tabular/same-value.ts';
import type { Edit } from './edit.ts';
import { firstOf, pasteBlock } from './paste-block.ts';
import type { EditPlan, PlannedCell } from './plan.ts';
import { understoodText } from './understood-text.ts';

export interface EditOptions {
  readonly request: ListRequest & { readonly today: string };
  readonly edit: Edit;
  /** Record that the page shows in the first row concerned: the list may have changed since. */
  readonly first?: string | undefined;
  /** Values that a new record gets from its screen. */
  readonly preset?: Readonly<Record<string, SetValue>> | undefined;
  readonly display: DisplayPreferences;
  readonly words: Words;
}

/** Cells reported one by one; beyond, they are only counted. */
const reportedCells = 300;
/** Records one edit may touch. */
const mostRows = 20_000;
const page = 1_000;

/** Works out what an edit would do to every cell. @throws DeskError `unknownTable`, `unknownColumn`, `listMoved`, `tooManyRows`, `badRequest` */
export function planEdit(db: Reader, options: EditOptions): EditPlan {
  return new EditPlanner(db, options).run();
}

class EditPlanner {
  readonly #db: Reader;
  readonly #options: EditOptions;
  readonly #table: Table;
  readonly #names: Names;
  readonly #refused: PlannedCell[] = [];
  readonly #noted: PlannedCell[] = [];
  readonly #mutations: Mutation[] = [];
  readonly #counts = { change: 0, create: 0, refused: 0 };
  /** The first row was compared with the one that the page shows. */
  #begun = false;
  readonly #records = { changed: 0, created: 0 };
  readonly #missing = new Set<string>();
  readonly #complete: ReturnType<typeof newRecords>;
  #corrected = 0;

  constructor(db: Reader, options: EditOptions) {
    this.#db = db;
    this.#options = options;
    this.#table = tableOf(requireTable(options.request.table).name);
    this.#names = new Names(db);
    this.#complete = newRecords({ db, table: this.#table, today: options.request.today, words: options.words });
  }

  run(): EditPlan {
    const { edit } = this.#options;
    switch (edit.kind) {
      case 'paste':
        this.#paste(edit);
        break;
      case 'fill': {
        const [source] = this.#rows([{ from: edit.rows.from, to: edit.rows.from }]);
        if (source) for (const target of this.#rows([{ from: edit.rows.from + 1, to: edit.rows.to }])) this.#copy(source, target, edit.columns);
        break;
      }
      case 'set':
        this.#setAll(edit);
        break;
      case 'delete':
        for (const target of this.#rows(edit.rows)) this.#delete(target);
        break;
      case 'append':
        this.#append(edit.values);
        break;
      case 'clear':
        for (const target of this.#rows(edit.rows))
          this.#write(
            target,
            edit.columns.filter((name) => this.#column(name).kind !== 'computed').map((name) => [name, null]),
          );
    }
    const cells = [...this.#refused, ...this.#noted].slice(0, reportedCells);
    return { counts: this.#counts, records: this.#records, corrected: this.#corrected, cells, missing: [...this.#missing], mutations: this.#mutations };
  }

  #setAll({ rows, column: name, value }: Extract<Edit, { kind: 'set' }>): void {
    const column = this.#column(name);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) throw new DeskError('badRequest', { what: 'value' });
    const refusal = checkValue(column, value);
    if (refusal) {
      const { code: reason, ...limits } = refusal;
      throw new DeskError('invalid', { table: this.#table.name, column: name, reason, ...limits });
    }
    const { language } = this.#options.display;
    const ids = Array.isArray(value) ? value : [String(value)];
    const names =
      column.kind === 'reference' || column.kind === 'links'
        ? recordNames(this.#db, new Map([[column.to, new Set(ids)]]), language)
        : column.kind === 'term' || column.kind === 'terms'
          ? termNames(
              this.#db,
              (column.kind === 'term' ? ids : (termsOf(String(value)) ?? [])).map((key) => ({ list: column.list, key })),
              language,
            )
          : {};
    const source = { place: -1, row: { id: '', seen: '', deleted: false, values: { [name]: value } }, names };
    for (const target of this.#rows(rows)) {
      if (target.row.deleted) this.#refuse({ ...this.#place(target), column: name, from: '', to: '' }, { code: 'deletedRecord' });
      else this.#copy(source, target, [name]);
    }
  }

  #paste(edit: Extract<Edit, { kind: 'paste' }>): void {
    const { height, cellsOf } = pasteBlock(edit, mostRows);
    if (height === 0) return;
    let at = 0;
    let place = -1;
    for (const target of edit.rows === 'end' ? [] : this.#rows(firstOf(edit.rows, height))) {
      this.#write(target, cellsOf(at++));
      ({ place } = target);
    }
    for (let more = 1; at < height; at++) this.#create(place + more++, cellsOf(at));
  }

  /** Rows at the places given, in order, with what is shown in them. */
  *#rows(wanted: readonly { readonly from: number; readonly to: number }[] | 'all'): Generator<Target> {
    const { request, first, display } = this.#options;
    const places = wanted === 'all' ? [{ from: 0, to: Number.MAX_SAFE_INTEGER }] : wanted;
    let seen = 0;
    for (const { from, to } of places) {
      for (let offset = from; offset <= to; offset += page) {
        const listing = list(this.#db, { ...request, language: display.language, offset, limit: Math.min(page, to - offset + 1), counted: false });
        for (const [at, row] of listing.rows.entries()) {
          if (!this.#begun && first !== undefined && wanted !== 'all' && row.id !== first) throw new DeskError('listMoved');
          this.#begun = true;
          seen += 1;
          if (seen > mostRows) throw new DeskError('tooManyRows', { max: mostRows });
          yield { place: offset + at, row, names: listing.names };
        }
        if (listing.rows.length < page) break;
      }
    }
  }

  #column(name: string): Column {
    const column = columnOf(this.#table, name);
    if (!column) throw new DeskError('unknownColumn', { table: this.#table.name, column: name });
    return column;
  }

  #copy(source: Target, target: Target, names: readonly string[]): void {
    const set: Record<string, SetValue> = {};
    for (const name of names) {
      const column = this.#column(name);
      if (column.kind === 'computed') continue;
      const value = source.row.values[name] ?? null;
      const before = storedText(column, target.row.values[name], this.#names);
      if (storedText(column, value, this.#names) === before) continue;
      this.#note({ ...this.#place(target), column: name, kind: 'change', from: this.#text(column, target, name), to: this.#text(column, source, name) });
      set[name] = value as SetValue;
    }
    this.#settle(target, set);
  }

  #write(target: Target, cells: readonly (readonly [string, Cell])[]): void {
    const set: Record<string, SetValue> = {};
    for (const [name, cell] of cells) {
      const column = this.#column(name);
      const read = target.row.deleted ? deletedRow : this.#read(column, cell);
      const before = storedText(column, target.row.values[name], this.#names);
      const from = this.#text(column, target, name);
      // What says the same as the cell does now is no edit, even where a name could mean several records.
      if ((read.ok ? comparableText(column, read.value, this.#names) : ambiguousText(column, cell, this.#names)) === before && !target.row.deleted) continue;
      // Our own export shows computed cells; pasting them back over themselves is no mistake.
      if (column.kind === 'computed' && String(cell ?? '') === from) continue;
      const noted = { ...this.#place(target), column: name, from, to: understoodText(this.#options, column, cell, read) };
      if (!read.ok) {
        this.#refuse(noted, read.refusal);
        continue;
      }
      if (read.value === null && column.required) {
        this.#refuse(noted, { code: 'required' });
        continue;
      }
      this.#note({ ...noted, kind: 'change' });
      if (read.corrected) this.#corrected += 1;
      set[name] = read.value;
    }
    this.#settle(target, set);
  }

  #settle(target: Target, set: Record<string, SetValue>): void {
    if (Object.keys(set).length === 0) return;
    const broken = brokenOrder(this.#table, { ...target.row.values, ...set });
    if (broken) {
      for (const name of [broken.from, broken.to].filter((one) => one in set)) {
        delete set[name];
        this.#counts.change -= 1;
        this.#refuse({ ...this.#place(target), column: name, from: '', to: '' }, { code: 'order' });
      }
      if (Object.keys(set).length === 0) return;
    }
    this.#records.changed += 1;
    this.#mutations.push({ kind: 'set', table: this.#table.name, id: target.row.id, set, seen: target.row.seen });
  }

  #create(place: number, cells: readonly (readonly [string, Cell])[]): void {
    const set: Record<string, SetValue> = { ...this.#options.preset };
    const made: PlannedCell[] = [];
    let whole = true;
    for (const [name, cell] of cells) {
      const column = this.#column(name);
      if (cell === null || column.kind === 'computed') continue;
      const read = this.#read(column, cell);
      const noted = { row: place + 1, name: '', column: name, from: '', to: understoodText(this.#options, column, cell, read) };
      if (!read.ok) {
        whole = false;
        this.#refuse(noted, read.refusal);
      } else {
        made.push({ ...noted, kind: 'create' });
        if (read.corrected) this.#corrected += 1;
        set[name] = read.value;
      }
    }
    if (whole && made.length > 0 && this.#make(place, set)) for (const cell of made) this.#note(cell);
  }

  #delete(target: Target): void {
    if (target.row.deleted) return;
    const naming = this.#table.naming[this.#options.display.language];
    this.#note({ ...this.#place(target), column: naming, kind: 'change', from: this.#place(target).name, to: this.#options.words('ui.deletedMark') });
    this.#records.changed += 1;
    this.#mutations.push({ kind: 'delete', table: this.#table.name, id: target.row.id, seen: target.row.seen });
  }

  /** The record that is being written at the end of the table: its values are there already. */
  #append(values: Readonly<Record<string, SetValue>>): void {
    for (const name of Object.keys(values)) this.#column(name);
    if (this.#make(-1, { ...this.#options.preset, ...values })) this.#counts.create += Object.keys(values).length;
  }

  /** @returns false when something is missing that only a person can say */
  #make(place: number, values: Readonly<Record<string, SetValue>>): boolean {
    const { set, missing } = this.#complete(values);
    for (const name of missing) {
      this.#missing.add(name);
      this.#refuse({ row: place + 1, name: '', column: name, from: '', to: '' }, { code: 'required' });
    }
    if (missing.length > 0) return false;
    this.#records.created += 1;
    this.#mutations.push({ kind: 'create', table: this.#table.name, set });
    return true;
  }

  #place(target: Target): { row: number; name: string } {
    return { row: target.place + 1, name: recordTitle(this.#options, this.#table, target.row.values, target.names) };
  }

  readonly #read = (column: Column, cell: Cell) => readValue(column, cell, this.#names, { today: this.#options.request.today });

  #text(column: Column, target: Target, name: string): string {
    return cellText(this.#options, column, target.row.values[name] as Value | readonly string[] | undefined, target.names);
  }

  #note(cell: PlannedCell): void {
    this.#counts[cell.kind] += 1;
    if (this.#noted.length < reportedCells) this.#noted.push(cell);
  }

  #refuse(cell: Omit<PlannedCell, 'kind'>, refusal: CellRefusal | { readonly code: 'order' | 'deletedRecord' }): void {
    const { code, ...details } = refusal;
    this.#counts.refused += 1;
    if (this.#refused.length < reportedCells) this.#refused.push({ ...cell, kind: 'refused', code, details });
  }
}

interface Target {
  readonly place: number;
  readonly row: ListedRow;
  readonly names: Readonly<Record<string, string>>;
}

const deletedRow = { ok: false, refusal: { code: 'deletedRecord' } } as const;
