// A file as records of a table: first what would happen, line by line, then all of it in one action or nothing.
import { headingKey } from '../../../db/catalog/fold.ts';
import { columnOf, storedColumns, tableOf } from '../../../db/catalog/index.ts';
import { DeskError } from '../../../db/errors.ts';
import type { Mutation } from '../../../db/log/mutation.ts';
import { requireTable } from '../../../db/queries/filter.ts';
import type { Reader } from '../../../db/store/connection.ts';
import type { Sheet, SheetFile } from '../tabular/cells.ts';
import { type FoundTable, locateTable } from '../tabular/locate-table.ts';
import { headingWords, matchColumns, type Target } from '../tabular/match-columns.ts';
import type { Mapping } from './import-mapping.ts';
import type { ImportPlan } from './import-plan.ts';
import { ImportPlanner } from './import-planner.ts';

/** A plan without a problem. @throws DeskError as `planImport`; `noColumns`, `duplicateHeading` */
export function requirePlan(plan: ImportPlan): ImportPlan {
  if (plan.problem) throw new DeskError(plan.problem.code, plan.problem.details);
  return plan;
}

/** Works out what importing the file into a table would do. @throws DeskError `unknownTable`, `unknownColumn`, `noTable` */
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
  const work = new ImportPlanner(db, { table, sheet, found, targets, mapping });
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
      const found = locateTable(sheet, known, mapping.headingLine);
      return found ? [{ sheet, found, score: found.headings.filter(known).length }] : [];
    })
    .sort((a, b) => b.score - a.score);
  const [best] = ranked;
  if (!best || best.found.records.length === 0) throw new DeskError('noTable');
  return best;
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
