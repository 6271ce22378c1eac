// New records from what a person has entered: the catalog's defaults are added, and what is still missing is named.
import { sql } from 'drizzle-orm';
import { type Default, plainDefault } from '../../../db/catalog/defaults.ts';
import { storedColumns, type Table, type Value } from '../../../db/catalog/index.ts';
import type { SetValue } from '../../../db/log/mutation.ts';
import { allOf } from '../../../db/queries/compile.ts';
import { namedIn } from '../../../db/queries/named.ts';
import type { Reader } from '../../../db/store/connection.ts';
import type { Words } from '../../../resources/locales/sentences.ts';
import { visitTitle } from '../visits/visit-title.ts';

type Values = Readonly<Record<string, SetValue>>;

export interface Completed {
  readonly set: Values;
  /** Required columns that neither a person nor a default has filled. */
  readonly missing: readonly string[];
}

export interface NewRecordContext {
  readonly db: Reader;
  readonly table: Table;
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly words: Words;
}

/** @returns completes one new record after the other: numbers go on from one to the next */
export function newRecords(context: NewRecordContext): (values: Values) => Completed {
  const { table, today } = context;
  const numbers = new Map<string, number>();
  const next = (column: string, rule: Extract<Default, { kind: 'next' }>, values: Values): number => {
    const owner = rule.within === undefined ? null : (values[rule.within] ?? null);
    const key = `${column} ${String(owner)}`;
    const number = (numbers.get(key) ?? highest(context, column, rule.within, owner)) + 1;
    numbers.set(key, number);
    return number;
  };
  const defaultFor = (column: string, rule: Default, values: Values): Value | undefined => {
    if (rule.kind === 'next') return next(column, rule, values);
    return rule.kind === 'visitTitle' ? composedTitle(context, values) : plainDefault(rule, values, today);
  };
  return (values) => {
    const set: Record<string, SetValue> = { ...values };
    for (const [column, rule] of Object.entries(table.defaults ?? {})) {
      if ((set[column] ?? null) !== null) continue;
      const value = defaultFor(column, rule, set);
      if (value !== undefined) set[column] = value;
    }
    const missing = storedColumns(table).flatMap(([name, column]) => (column.required && (set[name] ?? null) === null ? [name] : []));
    return { set, missing };
  };
}

function highest({ db, table }: NewRecordContext, column: string, within: string | undefined, owner: SetValue): number {
  const among = within === undefined ? sql`1` : sql`${sql.identifier(within)} = ${typeof owner === 'string' ? owner : null}`;
  const [found] = allOf<{ n: number | null }>(
    db,
    sql`SELECT max(${sql.identifier(column)}) AS n FROM ${sql.identifier(table.name)} WHERE deleted = 0 AND ${among}`,
  );
  return found?.n ?? 0;
}

/** 「パリ市長 表敬訪問」; undefined without a partner, whose name the title needs. */
function composedTitle({ db, words }: NewRecordContext, { partner, kind }: Values): string | undefined {
  if (typeof partner !== 'string') return undefined;
  const [named] = allOf<{ name: string; post: string | null }>(
    db,
    sql`SELECT ${namedIn('partner', 'ja', 'p')} AS name,
      (SELECT h.postJa FROM person h WHERE h.deleted = 0 AND h.partner = p.id ORDER BY h.precedence IS NULL, h.precedence, h.reading LIMIT 1) AS post
      FROM partner p WHERE p.id = ${partner} AND p.deleted = 0`,
  );
  return named && visitTitle(words, { courtesy: kind === 'courtesy', partner: named.name, post: named.post ?? '' });
}
