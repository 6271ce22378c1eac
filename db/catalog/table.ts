// What a table is: its columns, how its records are named, ordered and listed.
import type { Column } from './column.ts';
import type { Default } from './defaults.ts';

export type Language = 'ja' | 'en' | 'ko';
export const languages = ['ja', 'en', 'ko'] as const satisfies readonly Language[];

/** Rules over more than one column or row. Refused for a person's edit; after a merge they are issues, never losses. */
export type Rule = { readonly kind: 'order'; readonly from: string; readonly to: string } | { readonly kind: 'unique'; readonly columns: readonly string[] };

export interface Table {
  readonly name: string;
  /** The word used on the command line and for lists. */
  readonly plural: string;
  readonly columns: Readonly<Record<string, Column>>;
  /** Columns that name a record, per language; the Japanese one is used where another is empty. */
  readonly naming: Readonly<Record<Language, string>>;
  /** A number that people say before the name: 「13 多言語対応の推進」. */
  readonly numberedBy?: string;
  /** Columns that tell records of one name apart, where they say anything: two cities are called Córdoba. */
  readonly tellsApart?: readonly string[];
  /** Default order of lists: column names, `-` in front for descending. */
  readonly order: readonly string[];
  /** Long tables: the default order has its own index, so that a window of rows costs the same anywhere in the list. */
  readonly long?: true;
  /** Columns a list shows at first, in order; all stored ones when absent. */
  readonly shown?: readonly string[];
  /** What required columns of a new record begin with; one that follows from another comes after it. */
  readonly defaults?: Readonly<Record<string, Default>>;
  readonly rules?: readonly Rule[];
  /** A record in one of these states whose day has passed is overdue. */
  readonly overdue?: { readonly column: string; readonly state: string; readonly open: readonly string[] };
  /** Ties two records; has no page of its own. */
  readonly link?: true;
}

/** Keeps the literal types of a table's columns, for typed access from services. */
export const defineTable = <const T extends Table>(table: T): T => table;

const same = <const C extends string>(column: C) => ({ ja: column, en: column, ko: column }) as const;

/** Records named by `nameJa`, `nameEn`, `nameKo`. */
export const namedInThree = { ja: 'nameJa', en: 'nameEn', ko: 'nameKo' } as const;
/** Records titled by `titleJa`, `titleEn`. */
export const titledInTwo = { ja: 'titleJa', en: 'titleEn', ko: 'titleJa' } as const;
export const namedBy = same;
