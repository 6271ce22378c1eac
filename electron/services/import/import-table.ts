// A file as records of a table: first what would happen, line by line, then all of it in one action or nothing.

import { lacking } from '../../../db/catalog/defaults.ts';
import { headingKey } from '../../../db/catalog/fold.ts';
import { columnOf, storedColumns, type Table, tableOf } from '../../../db/catalog/index.ts';
import { partyTargets } from '../../../db/catalog/party-targets.ts';
import { DeskError } from '../../../db/errors.ts';
import type { Mutation } from '../../../db/log/mutation.ts';
import { requireTable } from '../../../db/queries/filter.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { fieldLabel, type Words } from '../../../resources/locales/sentences.ts';
import { newRecords } from '../records/new-records.ts';
import type { Notice, Sheet, SheetFile } from '../tabular/cells.ts';
import { fillDittos } from '../tabular/fill-dittos.ts';
import { type FoundTable, locateTable } from '../tabular/locate-table.ts';
import { headingWords, matchColumns, type Target } from '../tabular/match-columns.ts';
import type { Mapping } from './import-mapping.ts';
import type { ImportPlan } from './import-plan.ts';
import { ImportPlanner } from './import-planner.ts';
import { yearOfTitle } from './year-of-title.ts';

/** A plan without a problem. @throws DeskError as `planImport`; `noColumns`, `duplicateHeading` */
export function requirePlan(plan: ImportPlan): ImportPlan {
  if (plan.problem) throw new DeskError(plan.problem.code, plan.problem.details);
  return plan;
}

/** When and in which words an import happens: what new records begin with depends on it. */
export interface ImportContext {
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly words: Words;
  /** A fresh record id. */
  readonly newId: () => string;
}

export interface ImportOptions {
  readonly mapping?: Mapping | undefined;
  /** Absent: new records hold only what the file says. */
  readonly context?: ImportContext | undefined;
}

/**
 * Works out what importing the file into a table would do.
 * @throws DeskError `unknownTable`, `unknownColumn`, `noTable`
 */
export function planImport(db: Reader, tableName: string, source: SheetFile, { mapping = {}, context }: ImportOptions = {}): ImportPlan {
  const table = tableOf(requireTable(tableName).name);
  const words = headingWords(table);
  const party: readonly string[] = partyTargets(table);
  const given: Record<string, Target> = {};
  for (const [heading, target] of Object.entries(mapping.columns ?? {})) {
    if (target !== null && target !== 'id' && !party.includes(target) && !columnOf(table, target))
      throw new DeskError('unknownColumn', { table: table.name, column: target });
    given[headingKey(heading)] = target;
  }
  for (const column of Object.keys(mapping.fixed ?? {})) if (!columnOf(table, column)) throw new DeskError('unknownColumn', { table: table.name, column });
  for (const key of mapping.keys ?? []) if (!columnOf(table, key)) throw new DeskError('unknownColumn', { table: table.name, column: key });
  const { file, isUnsure } = chooseReading(source, mapping);
  const { sheet: shown, found: whole } = chooseSheet(file, mapping, (heading) => words.has(headingKey(heading)) || Object.hasOwn(given, headingKey(heading)));
  const { targets: matched, duplicate } = matchColumns(whole.headings, words, given);
  const { found, notices: hidden } = hiddenRows(shown, whole, mapping);
  const { sheet, notices: dittos } = fillDittos(shown, found);
  const notices = [...file.notices, ...(sheet.notices ?? []), ...found.notices, ...hidden, ...dittos, ...otherSheets(file, sheet)];
  const targets = matched.map((target) => {
    if (target === null || target === 'id') return target;
    return columnOf(table, target)?.kind === 'computed' ? null : target;
  });
  const left = found.headings.filter((heading, at) => heading !== '' && matched[at] === null);
  if (left.length > 0) notices.push({ code: 'unmapped', details: { headings: left.join('、') } });
  const computed = found.headings.filter((_, at) => matched[at] !== null && targets[at] === null);
  if (computed.length > 0) notices.push({ code: 'readOnly', details: { headings: computed.join('、') } });
  const year = yearOfTitle(sheet, found);
  const complete = context && newRecords({ db, table, ...context });
  const work = new ImportPlanner(db, { table, sheet, found, targets, mapping, complete, newId: context?.newId, yearOf: year?.day });
  const problem: ImportPlan['problem'] = duplicate
    ? { code: 'duplicateHeading', details: duplicate }
    : work.fillsNothing
      ? { code: 'noColumns', details: { table: table.name } }
      : isUnsure
        ? { code: 'encodingUnsure', details: { encodings: (file.readings ?? []).map(({ encoding }) => encoding).join(', ') } }
        : undefined;
  const sheets = file.sheets.map((one) => one.name);
  const filled = Object.fromEntries([...targets, ...Object.keys(mapping.fixed ?? {})].map((column) => [String(column), true]));
  const missing = lacking(context ? table : { columns: Object.fromEntries(storedColumns(table)) }, filled);
  const readings = (source.readings ?? []).map(({ encoding, sample }) => ({ encoding, sample }));
  const plan = work.run(notices, problem !== undefined);
  if (year && plan.lines.length > 0 && work.usesYear) notices.push({ code: 'yearOfTitle', details: { year: year.year } });
  if (context && work.defaulted.size > 0) notices.push(defaultedNotice(table, work.defaulted, context.words));
  return { ...plan, readings, table: table.name, sheets, targets: work.shownTargets(), problem, missing };
}

function defaultedNotice(table: Table, defaulted: ReadonlyMap<string, number>, words: Words): Notice {
  const order = Object.keys(table.columns).filter((column) => defaulted.has(column));
  const columns = order.map((column) => fieldLabel(words, table.name, column)).join('、');
  return { code: 'defaulted', details: { columns, count: Math.max(...defaulted.values()) } };
}

/** The reading of a text file that a person has chosen, where several fit. */
function chooseReading(file: SheetFile, mapping: Mapping): { file: SheetFile; isUnsure: boolean } {
  const chosen = file.readings?.find(({ encoding }) => encoding === mapping.encoding);
  if (!chosen) return { file, isUnsure: file.readings !== undefined };
  const notices = file.notices.map((notice) => (notice.code === 'encoding' ? { ...notice, details: { encoding: chosen.encoding } } : notice));
  return { file: { ...file, notices, sheets: [chosen.sheet] }, isUnsure: false };
}

function chooseSheet(file: SheetFile, mapping: Mapping, known: (heading: string) => boolean): { sheet: Sheet; found: FoundTable } {
  const wanted = mapping.sheet === undefined ? file.sheets : file.sheets.filter((sheet) => sheet.name === mapping.sheet);
  const ranked = wanted
    .flatMap((sheet) => {
      const found = locateTable(sheet, known, mapping.headingLine);
      return found ? [{ sheet, found, score: found.headings.filter(known).length }] : [];
    })
    // What a file hides is taken only where nothing that it shows has a heading of the table.
    .sort((a, b) => rank(b) - rank(a) || b.score - a.score);
  const [best] = ranked;
  if (!best || best.found.records.length === 0) throw new DeskError('noTable');
  return best;
}

const rank = ({ sheet, score }: { readonly sheet: Sheet; readonly score: number }): number => (score === 0 ? 0 : sheet.hidden ? 1 : 2);

function otherSheets(file: SheetFile, sheet: Sheet): Notice[] {
  const others = file.sheets.filter((one) => one !== sheet && one.name !== sheet.name);
  const hidden = others.filter((one) => one.hidden);
  const shown = others.filter((one) => !one.hidden);
  const names = (sheets: readonly Sheet[]) => sheets.map(({ name }) => name).join('、');
  return [
    ...(shown.length > 0 ? [{ code: 'otherSheets' as const, details: { sheet: sheet.name, count: shown.length, names: names(shown) } }] : []),
    ...(hidden.length > 0 ? [{ code: 'hiddenSheets' as const, details: { count: hidden.length, names: names(hidden) } }] : []),
  ];
}

/** Lines that the file hides, told, and left out where the mapping says so. */
function hiddenRows(sheet: Sheet, found: FoundTable, mapping: Mapping): { found: FoundTable; notices: Notice[] } {
  const hidden = found.records.filter((row) => sheet.hiddenLines?.includes(sheet.lines[row] ?? 0));
  if (hidden.length === 0) return { found, notices: [] };
  const lines = hidden.map((row) => sheet.lines[row] ?? 0).join(', ');
  const skip = mapping.hiddenRows === 'skip';
  const records = skip ? found.records.filter((row) => !hidden.includes(row)) : found.records;
  return { found: { ...found, records }, notices: [{ code: skip ? 'hiddenSkipped' : 'hiddenRows', details: { count: hidden.length, lines } }] };
}

/** Mutations that store the names chosen for a file as aliases. */
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
