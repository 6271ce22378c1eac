// A returned sheet: which issue it is, which column and row is which, and what is written there now. Nothing is decided
// here; what is uncertain becomes a notice (sync 3.2–3.4).
import { fold } from '../../../db/catalog/fold.ts';
import { languages } from '../../../db/catalog/index.ts';
import { DeskError } from '../../../db/errors.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { type Cell, isBlank, type Sheet, type SheetFile, textOf } from '../tabular/cells.ts';
import { columnLetters } from '../tabular/sheet-cells.ts';
import { checkOf } from './sheet-check.ts';
import { bureauWrites, type SheetDefinition, type SheetKey, type WrittenKey } from './sheet-definition.ts';
import { type Issue, type IssuedRow, issueOf } from './sheet-issue.ts';

export type ReturnNotice =
  | { readonly code: 'extraColumn'; readonly text: string }
  | { readonly code: 'missingColumn'; readonly text: string }
  | { readonly code: 'missingRow'; readonly text: string }
  | { readonly code: 'copiedRow'; readonly text: string }
  | { readonly code: 'matchedByNumber'; readonly text: string }
  | { readonly code: 'tornIds' | 'matchedByReference'; readonly text: string }
  | { readonly code: 'mergedCells' | 'comments'; readonly text: string }
  | { readonly code: 'unreadable' | 'noResult'; readonly text: string }
  | { readonly code: 'lockedChanged'; readonly text: string };

export interface ReturnedRow {
  readonly issued: IssuedRow;
  /** Row of the sheet. */
  readonly line: number;
  /** Columns that the file has, as text; absent: no statement. */
  readonly values: Readonly<Partial<Record<WrittenKey, string>>>;
  /** Cells whose content cannot be interpreted. */
  readonly unreadable: readonly { readonly column: WrittenKey; readonly text: string }[];
}

export interface AddedRow {
  readonly line: number;
  readonly measure: string;
  readonly values: Readonly<Partial<Record<WrittenKey, string>>>;
}

export interface Returned {
  readonly issue: Issue;
  readonly rows: readonly ReturnedRow[];
  readonly added: readonly AddedRow[];
  readonly notices: readonly ReturnNotice[];
}

/** Reads a returned file. @param name  file name, for the error @throws DeskError as `issueOf`; `sheetNoTable` when its headings cannot be found */
export function readReturned(db: Reader, file: SheetFile, name: string): Returned {
  const issue = issueOf(db, file, name);
  const notices: ReturnNotice[] = [];
  if (issue.byReference) notices.push({ code: 'matchedByReference', text: '' });
  // Formulas are no notice: the summary of our own sheet consists of them.
  for (const notice of [...file.notices, ...file.sheets.flatMap((sheet) => sheet.notices ?? [])])
    if (notice.code === 'merged') notices.push({ code: 'mergedCells', text: String(notice.details.count ?? '') });
  if ((file.comments ?? 0) > 0) notices.push({ code: 'comments', text: String(file.comments) });
  const { sheet, head, columns, extra } = findColumns(issue.definition, file, name);
  for (const text of extra) notices.push({ code: 'extraColumn', text });
  for (const { key, label, locked } of issue.definition.columns) if (!locked && !columns.has(key)) notices.push({ code: 'missingColumn', text: label.ja });
  const writes = bureauWrites(issue.definition).filter((key) => columns.has(key));
  const at = (row: readonly Cell[], key: SheetKey): Cell => row[columns.get(key) ?? -1] ?? null;
  const lines = sheet.rows.slice(head + 1).map((row, index) => ({ row, line: sheet.lines[head + 1 + index] ?? 0 }));
  const byId = new Map(issue.rows.map((row) => [row.progress, row]));
  const byNumber = new Map<string, IssuedRow>();
  for (const row of issue.rows) {
    byNumber.set(visibleKey(row.number, row.bureau), row);
    if (issue.rows.filter((other) => other.number === row.number).length === 1) byNumber.set(visibleKey(row.number, ''), row);
  }
  // A sort that did not take the hidden column along leaves each id in the row of another measure.
  const withIds = lines.filter(({ row }) => byId.has(textOf(at(row, 'id'))));
  const torn = withIds.filter(
    ({ row }) =>
      !isIntact(issue, byId.get(textOf(at(row, 'id'))), row, at) &&
      byNumber.has(keyOf(row, at)) &&
      byNumber.get(keyOf(row, at)) !== byId.get(textOf(at(row, 'id'))),
  );
  const useIds = withIds.length > 0 && torn.length * 4 < withIds.length;
  if (!useIds && withIds.length > 0) notices.push({ code: 'tornIds', text: String(torn.length) });
  const rows: ReturnedRow[] = [];
  const added: AddedRow[] = [];
  const taken = new Set<string>();
  for (const { row, line } of lines) {
    const id = textOf(at(row, 'id'));
    const known = useIds ? byId.get(id) : undefined;
    const matched = known ?? byNumber.get(keyOf(row, at));
    const { values, unreadable } = valuesOf(issue.definition, writes, row, at);
    const filled = Object.values(values).some((text) => text !== '');
    if (!matched || taken.has(matched.progress)) {
      const measure = textOf(at(row, 'measure'));
      if (!filled && unreadable.length === 0 && measure === '') continue; // a band, or nothing
      for (const one of unreadable) notices.push(noticeOf(one, String(line), addressOf(columns.get(one.column), line)));
      if (matched) notices.push({ code: 'copiedRow', text: `${line}` });
      if (filled) added.push({ line, measure, values });
      continue;
    }
    if (!known) notices.push({ code: 'matchedByNumber', text: `${matched.number}` });
    else if (!isIntact(issue, known, row, at)) notices.push({ code: 'lockedChanged', text: `${known.number} ${known.measure}` });
    taken.add(matched.progress);
    for (const one of unreadable) notices.push(noticeOf(one, String(matched.number), addressOf(columns.get(one.column), line)));
    rows.push({ issued: matched, line, values, unreadable });
  }
  for (const row of issue.rows) if (!taken.has(row.progress)) notices.push({ code: 'missingRow', text: `${row.number} ${row.measure}` });
  return { issue, rows, added, notices };
}

/** A formula whose result the file does not hold is named by its cell: nothing is written there to show. */
const noticeOf = ({ text }: { readonly text: string }, row: string, address: string): ReturnNotice =>
  text === '' ? { code: 'noResult', text: `${row}: ${address}` } : { code: 'unreadable', text: `${row}: ${text}` };

const addressOf = (column: number | undefined, line: number): string => `${columnLetters(column ?? 0)}${line}`;

const visibleKey = (number: number | string, bureau: string) => `${number}:${fold(bureau)}`;
const keyOf = (row: readonly Cell[], at: (row: readonly Cell[], key: SheetKey) => Cell): string => {
  const number = textOf(at(row, 'number')).normalize('NFKC').trim();
  return visibleKey(number, textOf(at(row, 'bureau')));
};

function isIntact(issue: Issue, row: IssuedRow | undefined, cells: readonly Cell[], at: (row: readonly Cell[], key: SheetKey) => Cell): boolean {
  if (!row) return false;
  const planned = issue.definition.columns.some(({ key, locked }) => key === 'planned' && locked)
    ? normalizeCell(textOf(at(cells, 'planned')))
    : (row.values.planned ?? '');
  const locked = [textOf(at(cells, 'number')).normalize('NFKC').trim(), textOf(at(cells, 'measure')), textOf(at(cells, 'bureau')), planned].join('\u001f');
  return checkOf(issue.key, issue.id, row.progress, locked) === row.check;
}

/** The sheet and row whose cells are the headings, wherever columns have moved to. */
function findColumns(
  definition: SheetDefinition,
  file: SheetFile,
  name: string,
): { sheet: Sheet; head: number; columns: Map<SheetKey, number>; extra: string[] } {
  const meaning = new Map<string, SheetKey>();
  for (const { key, label } of definition.columns) {
    for (const language of languages) if (label[language] !== '') meaning.set(fold(label[language]), key);
    if (label.ja === '') meaning.set(fold(key), key);
  }
  let best: { sheet: Sheet; head: number; columns: Map<SheetKey, number>; extra: string[] } | undefined;
  for (const sheet of file.sheets) {
    if (textOf(sheet.rows[0]?.[0]) === 'citydesk-progress-sheet') continue;
    for (let head = 0; head < Math.min(sheet.rows.length, 30); head++) {
      const columns = new Map<SheetKey, number>();
      const extra: string[] = [];
      (sheet.rows[head] ?? []).forEach((cell, at) => {
        const text = textOf(cell).trim();
        if (text === '') return;
        const key = meaning.get(fold(text));
        if (key && !columns.has(key)) columns.set(key, at);
        else extra.push(text);
      });
      if (columns.size > (best?.columns.size ?? 3)) best = { sheet, head, columns, extra };
    }
  }
  if (!best?.columns.has('number')) throw new DeskError('sheetNoTable', { file: name });
  return best;
}

/** Text without differences in line ends, trailing blanks and Excel's escaped carriage returns. */
export const normalizeCell = (text: string): string =>
  text
    .replace(/_x000D_/gi, '')
    .replace(/\r\n?/g, '\n')
    .normalize('NFC')
    .replace(/[ \t\u3000]+$/gm, '')
    .trim();

function valuesOf(definition: SheetDefinition, writes: readonly WrittenKey[], row: readonly Cell[], at: (row: readonly Cell[], key: SheetKey) => Cell) {
  const values: Partial<Record<WrittenKey, string>> = {};
  const unreadable: { column: WrittenKey; text: string }[] = [];
  for (const key of writes) {
    const cell = at(row, key);
    const text = isBlank(cell) ? '' : normalizeCell(textOf(cell));
    if (cell !== null && typeof cell === 'object' && 'fault' in cell) {
      unreadable.push({ column: key, text: cell.fault });
      continue;
    }
    if (/^#(REF|N\/A|VALUE|DIV\/0|NAME|NUM|NULL)/.test(text)) {
      unreadable.push({ column: key, text });
      continue;
    }
    if (key !== 'status') {
      values[key] = text;
      continue;
    }
    const status = text === '' ? '' : statusOf(definition, text);
    if (status === undefined) unreadable.push({ column: key, text });
    else values[key] = status;
  }
  return { values, unreadable };
}

/** A word of the scale in any of the three languages, however it is spaced and in whatever width. */
function statusOf(definition: SheetDefinition, text: string): string | undefined {
  const wanted = fold(text);
  return definition.scale.find(({ status, label }) => fold(status) === wanted || languages.some((language) => fold(label[language]) === wanted))?.status;
}
