// How a table is looked at: columns and their order, filter, sort, groups, height of rows. A named view is one of these,
// kept as JSON in a record. Pure.
import { columnOf, type Language, type Table } from '../../../db/catalog/index.ts';
import type { Condition, Filter, Sort } from '../../../electron/contract/records.ts';

export interface ArrangedColumn {
  readonly name: string;
  /** Pixels; that of the catalog when absent. */
  readonly width?: number;
  /** Stays at the left while the others scroll. */
  readonly pinned?: true;
}

export interface Arrangement {
  readonly columns: readonly ArrangedColumn[];
  readonly sort: readonly Sort[];
  readonly conditions: Filter;
  /** Must all conditions hold, or any? */
  readonly match: 'all' | 'any';
  readonly group?: string | undefined;
  /** Lines of text a row shows. */
  readonly lines: 1 | 2 | 3;
}

export const rowHeights: Readonly<Record<Arrangement['lines'], number>> = { 1: 33, 2: 52, 3: 72 };

/** The name in the language of the window comes before the Japanese one. */
function inLanguage(columns: readonly string[], { naming }: Table, language: Language): readonly string[] {
  const own = naming[language];
  return own === naming.ja ? columns : columns.filter((name) => name !== own).flatMap((name) => (name === naming.ja ? [own, name] : [name]));
}

export const plainArrangement = (table: Table, language: Language, columns?: readonly string[]): Arrangement => ({
  columns: inLanguage(columns ?? table.shown ?? Object.keys(table.columns), table, language).map((name) => ({ name })),
  sort: [],
  conditions: {},
  match: 'all',
  lines: 1,
});

/** Pinned columns come first. */
export const inOrder = (columns: readonly ArrangedColumn[]): ArrangedColumn[] => [
  ...columns.filter((column) => column.pinned),
  ...columns.filter((column) => !column.pinned),
];

/** Puts a column in the place of another, and with that one's side: pinned or not. */
export function moved(columns: readonly ArrangedColumn[], name: string, to: string): readonly ArrangedColumn[] {
  const order = inOrder(columns);
  const [one, other] = [order.find((column) => column.name === name), order.find((column) => column.name === to)];
  if (!one || !other || one === other) return columns;
  const { pinned: _, ...plain } = one;
  const next = order.filter((column) => column !== one);
  const isRightwards = order.indexOf(one) < order.indexOf(other);
  next.splice(next.indexOf(other) + Number(isRightwards), 0, other.pinned ? { ...plain, pinned: true } : plain);
  return next;
}

/** Always in the same order, so that two arrangements that look alike are the same text. */
export const toJson = ({ columns, sort, conditions, match, group, lines }: Arrangement): string =>
  JSON.stringify({
    columns: columns.map(({ name, width, pinned }) => ({ name, width, pinned })),
    sort: sort.map(({ column, descending }) => ({ column, descending: descending === true })),
    conditions: Object.fromEntries(Object.entries(conditions).sort(([one], [other]) => (one < other ? -1 : 1))),
    match,
    group,
    lines,
  });

/**
 * A stored view, as far as this program understands it: it may come from a desk with another version, and names of
 * columns it does not know are left out. What the conditions say is checked again by the main process.
 * @returns undefined when it is no view at all
 */
export function fromJson(json: string, table: Table): Arrangement | undefined {
  let read: unknown;
  try {
    read = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (!isObject(read) || !Array.isArray(read.columns)) return undefined;
  const known = (name: unknown): name is string => typeof name === 'string' && columnOf(table, name) !== undefined;
  const columns = read.columns.flatMap((column: unknown): ArrangedColumn[] =>
    isObject(column) && known(column.name)
      ? [
          {
            name: column.name,
            ...(typeof column.width === 'number' && column.width >= 40 && column.width <= 2_000 ? { width: column.width } : {}),
            ...(column.pinned === true ? { pinned: true } : {}),
          },
        ]
      : [],
  );
  if (columns.length === 0) return undefined;
  const conditions = isObject(read.conditions) ? Object.entries(read.conditions).filter(([name]) => known(name)) : [];
  return {
    columns,
    sort: Array.isArray(read.sort)
      ? read.sort.flatMap((sort: unknown): Sort[] =>
          isObject(sort) && known(sort.column) ? [{ column: sort.column, descending: sort.descending === true }] : [],
        )
      : [],
    conditions: Object.fromEntries(conditions) as Record<string, Condition>,
    match: read.match === 'any' ? 'any' : 'all',
    group: known(read.group) ? read.group : undefined,
    lines: read.lines === 2 || read.lines === 3 ? read.lines : 1,
  };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
