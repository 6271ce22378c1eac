// What a column can be. Plain data: storage, validation, editors, filters, exports and history all read it.

interface Base {
  /** Key below `fields.` in the locale files; the column's own name when absent. */
  readonly label?: string;
  /** A record cannot be without it. */
  readonly required?: true;
  /** Personal data: leaves the desk only in encrypted bundles, listed in "everything held on a person", erasable. */
  readonly personal?: true;
  /** Free text or a file that may name a person: an erasure takes the versions that do. */
  readonly mayName?: true;
  /** Columns of one merge group are one register: a merge takes or leaves them together (sync 2.7). */
  readonly group?: string;
  /** Gets a database index: columns that long tables are sorted or filtered by. */
  readonly indexed?: true;
  /** Width in the table, in characters of Latin text. */
  readonly width?: number;
}

export interface TextColumn extends Base {
  readonly kind: 'text' | 'longText';
  /** Longest text in UTF-16 units; 200 for a line, 20,000 for long text when absent. */
  readonly max?: number;
  /** Found by the search box unless false. */
  readonly search?: false;
  /** Another column that says how this one is read (よみ); sorting uses it. */
  readonly reading?: string;
}
export interface IntegerColumn extends Base {
  readonly kind: 'integer';
  readonly min?: number;
  readonly max?: number;
  /** Key below `units.`: yen, people, year … */
  readonly unit?: string;
}
/** A decimal number kept as text: no binary rounding on its way through files and merges. */
export interface DecimalColumn extends Base {
  readonly kind: 'decimal';
}
export interface FlagColumn extends Base {
  readonly kind: 'flag';
}
/** `2014-04-25`, `2014-04`, `2014`, or `?` for a date that is known to be unknown. */
export interface DateColumn extends Base {
  readonly kind: 'date';
}
/** Local time of day, `14:30`. */
export interface TimeColumn extends Base {
  readonly kind: 'time';
}
export interface OneOfColumn extends Base {
  readonly kind: 'oneOf';
  /** Name of a list in vocabularies.ts; labels below `values.<list>.` in the locale files. */
  readonly values: string;
}
/** One word, or several, of a list that officers edit themselves (records of `vocabulary`). */
export interface TermColumn extends Base {
  readonly kind: 'term' | 'terms';
  readonly list: string;
}
export interface ReferenceColumn extends Base {
  readonly kind: 'reference';
  readonly to: string;
  /** Searching this table also finds rows whose referenced record matches. */
  readonly searchThrough?: true;
}
/** Records of `to`, tied by rows of the link table `through`. Shown and edited as one cell. */
export interface LinksColumn extends Base {
  readonly kind: 'links';
  readonly to: string;
  readonly through: string;
  readonly from: string;
  readonly target: string;
  /** Fixed values of the link rows meant here, e.g. `{ role: 'lead' }`. */
  readonly where?: Readonly<Record<string, string>>;
  readonly searchThrough?: true;
}
/** Worked out from the record when it is read; never stored. */
export interface ComputedColumn extends Base {
  readonly kind: 'computed';
  readonly by: 'nextReview' | 'nextAnniversary';
}

export type Column =
  | TextColumn
  | IntegerColumn
  | DecimalColumn
  | FlagColumn
  | DateColumn
  | TimeColumn
  | OneOfColumn
  | TermColumn
  | ReferenceColumn
  | LinksColumn
  | ComputedColumn;

export type StoredColumn = Exclude<Column, LinksColumn | ComputedColumn>;

/** Values as stored and exchanged: text, whole numbers, or nothing. `terms` are a JSON array as text. */
export type Value = string | number | null;

export const isStored = (column: Column): column is StoredColumn => column.kind !== 'links' && column.kind !== 'computed';

/** Stored as INTEGER; everything else as TEXT. */
export const isNumeric = (column: Column): boolean => column.kind === 'integer' || column.kind === 'flag';
