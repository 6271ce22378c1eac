// Sentences put together from locale entries: errors, labels of columns and values. The words of the language come in as `t`.

import { termsOf } from '../../db/catalog/check.ts';
import { type DateStyle, formatDate, isStoredDate } from '../../db/catalog/dates.ts';
import type { Column, Language, Table, Value } from '../../db/catalog/index.ts';
import { columnOf, findTable, labelKey, nameColumns } from '../../db/catalog/index.ts';

/** Looks up an entry of one language by its key, and fills its places with the options. */
export type Words = (key: string, options?: Record<string, unknown>) => string;

export interface DisplayPreferences {
  readonly language: Language;
  readonly dates: DateStyle;
}

/** Name of a table. */
export const tableLabel = (t: Words, table: string): string => t(`tables.${table}`);
/** Label of a column. */
export const columnLabel = (t: Words, name: string, column: Column): string => t(`fields.${labelKey(name, column)}`);
/** Word of a fixed list for a stored value; the value itself when the list lacks it. */
export const valueLabel = (t: Words, list: string, value: string): string => t(`values.${list}.${value}`, { defaultValue: value });

/** Label of a column that is known by name only; the name itself when there is no such column. */
export function fieldLabel(t: Words, table: string, column: string): string {
  const definition = findTable(table);
  const found = definition && columnOf(definition, column);
  return found ? columnLabel(t, column, found) : column;
}

/** The words and the form of dates in which a value is written. */
export interface CellStyle {
  readonly words: Words;
  readonly display: DisplayPreferences;
}

/**
 * What is written in a cell for a person: dates in their style, words of lists, names of records, units left out.
 * @param names  of records by id, and of terms by `list:key`
 */
export function cellText(
  { words: t, display }: CellStyle,
  column: Column,
  value: Value | readonly string[] | undefined,
  names: Readonly<Record<string, string>>,
): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') return value.map((id) => names[id] ?? id).join(display.language === 'en' ? ', ' : '、');
  switch (column.kind) {
    case 'date':
      return formatDate(String(value), display.language, display.dates);
    case 'oneOf':
      return valueLabel(t, column.values, String(value));
    case 'term':
      return names[`${column.list}:${value}`] ?? String(value);
    case 'terms':
      return (termsOf(String(value)) ?? []).map((term) => names[`${column.list}:${term}`] ?? term).join(display.language === 'en' ? ', ' : '、');
    case 'reference':
      return names[String(value)] ?? String(value);
    case 'integer':
      return column.unit === 'fiscalYear' || column.unit === undefined ? String(value) : Number(value).toLocaleString(display.language);
    case 'flag':
      return value === 1 ? '○' : '';
    case 'computed': {
      const { date, from, years } = JSON.parse(String(value)) as { date: string; from: string; years: number };
      const shown = formatDate(date, display.language, display.dates);
      return column.by === 'nextAnniversary'
        ? `${shown} (${t('ui.anniversary', { years })})`
        : `${shown} (${t('ui.computedFrom', { from: formatDate(from, display.language, display.dates), years })})`;
    }
    default:
      return String(value);
  }
}

/** What a record is called: its naming column as a person reads it, or the Japanese one where that of the language is empty. */
export function recordTitle(
  style: CellStyle,
  table: Table,
  values: Readonly<Record<string, Value | readonly string[] | undefined>>,
  names: Readonly<Record<string, string>>,
): string {
  const texts = nameColumns(table, style.display.language).map((name) => {
    const column = columnOf(table, name);
    return column ? cellText(style, column, values[name], names) : '';
  });
  return texts.find((text) => text !== '') ?? '';
}

export interface ErrorValue {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly id?: string | undefined;
}

/** The sentence for a failure: what happened, what was not changed, what to do next. */
export function errorSentence(t: Words, display: DisplayPreferences, error: ErrorValue): string {
  const { details } = error;
  const table = typeof details.table === 'string' ? details.table : '';
  const label = (name: unknown) =>
    typeof name === 'string'
      ? name
          .split(', ')
          .map((one) => fieldLabel(t, table, one))
          .join('・')
      : '';
  const definition = findTable(table);
  const column = definition && typeof details.column === 'string' ? columnOf(definition, details.column) : undefined;
  const show = (value: unknown) => {
    if (value === null || value === undefined || value === '') return t('ui.empty_value');
    return typeof value === 'string' && isStoredDate(value) && column?.kind === 'date'
      ? formatDate(value, display.language, display.dates)
      : column
        ? cellText({ words: t, display }, column, value as Value, {})
        : String(value);
  };
  const key = error.code === 'ruleBroken' ? `errors.ruleBroken_${String(details.rule)}` : `errors.${error.code}`;
  return t(key, {
    ...details,
    id: error.id ?? details.id,
    table: error.code === 'unknownTable' ? table : table && definition ? tableLabel(t, definition.name) : table,
    column: error.code === 'unknownColumn' ? String(details.column) : label(details.column),
    from: label(details.from),
    to: label(details.to),
    mine: show(details.mine),
    theirs: show(details.theirs),
    reasonText: typeof details.reason === 'string' ? t(`reasons.${details.reason}`, { ...details }) : '',
    placeText: typeof details.part === 'string' ? t('briefing.templatePlace', { ...details, partText: t(`briefing.templateParts.${details.part}`) }) : '',
  });
}

/** One fault of a Word template: what it is, where it stands, and what was probably meant. */
export function templateFaultSentence(
  t: Words,
  fault: { code: string; tag: string; part: string; paragraph: number; near: string; meant?: string | undefined },
): string {
  const place = t('briefing.templatePlace', { ...fault, partText: t(`briefing.templateParts.${fault.part}`) });
  const meant = fault.meant === undefined ? '' : t('briefing.templateMeant', { meant: fault.meant });
  return `${t(`reasons.${fault.code}`)} {${fault.tag}} ${place}${meant}`;
}

/** A fault of an import in words: the lines it stands in, the column, the reason. */
export function importFaultSentence(
  t: Words,
  table: string,
  fault: { lines: readonly number[]; count: number; column: string; code: string; details: Readonly<Record<string, string | number>> },
): string {
  const { lines, count, column, code, details } = fault;
  return t('import.faultLines', {
    lines: lines.join(', '),
    more: count > lines.length ? t('import.moreLines', { count: count - lines.length }) : '',
    column: column === '' ? '' : fieldLabel(t, table, column),
    reason: t(`reasons.${code}`, { ...details, to: typeof details.to === 'string' ? tableLabel(t, details.to) : '' }),
  });
}
