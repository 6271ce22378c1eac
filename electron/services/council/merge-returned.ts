// The three-way merge of a returned sheet, cell by cell: what was sent, what is here now, what came back (sync 3.5).
// Applying it is one commit, one undo.

import type { Desk } from '../../../db/desk/desk.ts';
import { DeskError } from '../../../db/errors.ts';
import { type Committed, commit } from '../../../db/log/commit.ts';
import { fixedRecordId } from '../../../db/log/ids.ts';
import type { Mutation, SetValue } from '../../../db/log/mutation.ts';
import { readRow } from '../../../db/log/projection.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { today } from '../calendar/today.ts';
import { type AddedRow, normalizeCell, type Returned } from './read-returned.ts';
import type { WrittenKey } from './sheet-definition.ts';

/**
 * `take`: only the bureau changed it. `conflict`: both did, differently. `cleared`: the bureau emptied it.
 * `ambiguous`: it is again as it was sent, though something else was taken from the last return.
 */
export type Verdict = 'take' | 'conflict' | 'cleared' | 'ambiguous';

export interface CellChange {
  /** `sheet:progress:column` */
  readonly key: string;
  readonly sheet: string;
  readonly row: string;
  readonly progress: string;
  readonly number: number;
  readonly measure: string;
  readonly bureau: string;
  readonly column: WrittenKey;
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  readonly verdict: Verdict;
  /** Taken unless a person says otherwise. */
  readonly ticked: boolean;
}

/** One column of one record as it is here, in the form in which a sheet shows it; undefined for a deleted record. */
const current = (db: Reader, progress: string, column: WrittenKey): string | undefined => {
  const row = readRow(db, 'progress', progress);
  if (!row || row.values.deleted === 1) return undefined;
  return normalizeCell(String(row.values[column] ?? ''));
};

/** Outcome for one cell; undefined when there is nothing to do. B, O and T as in the specification. */
export function decide(base: string, ours: string, theirs: string, last: string | undefined): { verdict: Verdict; base: string } | undefined {
  if (theirs === ours) return undefined;
  if (last !== undefined && theirs === last) return undefined;
  if (last !== undefined && theirs === base) return { verdict: 'ambiguous', base };
  const from = last ?? base;
  if (theirs === from) return undefined;
  if (theirs === '') return { verdict: 'cleared', base: from };
  return { verdict: ours === from ? 'take' : 'conflict', base: from };
}

/** Cells of a returned sheet that differ from the records here, with what is proposed for each. */
export function changesOf(db: Reader, returned: Returned): CellChange[] {
  const changes: CellChange[] = [];
  for (const { issued, values } of returned.rows)
    for (const [column, theirs] of Object.entries(values) as [WrittenKey, string][]) {
      const ours = current(db, issued.progress, column);
      if (ours === undefined) continue;
      // A status is never emptied: an empty cell says nothing about it.
      if (column === 'status' && theirs === '') continue;
      const decided = decide(normalizeCell(issued.values[column] ?? ''), ours, theirs, issued.accepted[column]);
      if (!decided) continue;
      changes.push({
        key: `${returned.issue.id}:${issued.progress}:${column}`,
        sheet: returned.issue.id,
        row: issued.id,
        progress: issued.progress,
        number: issued.number,
        measure: issued.measure,
        bureau: issued.bureau,
        column,
        base: decided.base,
        ours,
        theirs,
        verdict: decided.verdict,
        ticked: decided.verdict === 'take',
      });
    }
  return changes;
}

/** Without the cells about which two files say different things: neither is taken unseen. */
export function agreed(changes: readonly CellChange[]): CellChange[] {
  const byCell = new Map<string, Set<string>>();
  for (const one of changes) byCell.set(`${one.progress}:${one.column}`, (byCell.get(`${one.progress}:${one.column}`) ?? new Set()).add(one.theirs));
  return changes.filter((one) => (byCell.get(`${one.progress}:${one.column}`)?.size ?? 0) < 2);
}

/** What is to be done with one added row: a note on the period, a new measure, or nothing. */
export type AdditionChoice = 'note' | 'measure' | 'ignore';

export interface Choices {
  /** Keys of the changes taken. */
  readonly take: ReadonlySet<string>;
  /** Conflicts to be settled later: both values are kept. */
  readonly later?: ReadonlySet<string> | undefined;
  /** Per `sheet:line`. */
  readonly additions?: Readonly<Record<string, AdditionChoice>> | undefined;
}

export interface ReturnedFile {
  readonly returned: Returned;
  readonly sha: string;
  readonly fileName: string;
}

/** What was shown of the returned files, and what was chosen of it. */
export interface ReturnedWork {
  readonly files: readonly ReturnedFile[];
  readonly shown: readonly CellChange[];
  readonly choices: Choices;
}

/**
 * Takes what was chosen from any number of returned sheets, in one action.
 * @throws DeskError those of `commit`; `listMoved` when a cell has changed since it was looked at
 */
export function applyReturned(desk: Desk, author: string, { files, shown, choices }: ReturnedWork): Committed {
  const { db } = desk;
  const day = today(desk.environment.now());
  const perRecord = new Map<string, Record<string, SetValue>>();
  const concurrent: Mutation[] = [];
  const accepted = new Map<string, Record<string, string>>();
  for (const change of shown) {
    const later = choices.later?.has(change.key) ?? false;
    if (!choices.take.has(change.key) && !later) continue;
    if (current(db, change.progress, change.column) !== change.ours) throw new DeskError('listMoved', { table: 'progress', id: change.progress });
    const value = change.theirs === '' ? null : change.theirs;
    if (later) concurrent.push({ kind: 'addVersion', table: 'progress', id: change.progress, set: { [change.column]: value } });
    else perRecord.set(change.progress, { ...perRecord.get(change.progress), [change.column]: value });
    accepted.set(change.row, { ...accepted.get(change.row), [change.column]: change.theirs });
  }
  const mutations: Mutation[] = [];
  for (const [progress, set] of perRecord) mutations.push({ kind: 'set', table: 'progress', id: progress, set: { ...set, reportedOn: day } });
  mutations.push(...concurrent);
  for (const [row, values] of accepted) {
    const before = files.flatMap(({ returned }) => returned.issue.rows).find((one) => one.id === row)?.accepted ?? {};
    mutations.push({ kind: 'set', table: 'sheetRow', id: row, set: { accepted: JSON.stringify({ ...before, ...values }) } });
  }
  const made: Made = { ids: new Set(), numbers: new Map() };
  for (const { returned, sha } of files) {
    mutations.push({ kind: 'set', table: 'sheet', id: returned.issue.id, set: { state: 'merged', returnedOn: day, returnedHash: sha } });
    for (const added of returned.added) {
      const choice = choices.additions?.[`${returned.issue.id}:${added.line}`] ?? 'ignore';
      if (choice !== 'ignore') mutations.push(...addition(desk, { issue: returned.issue, added, choice, author, day }, made));
    }
  }
  return commit(desk, author, mutations, { why: 'sheet' });
}

interface Addition {
  readonly issue: Returned['issue'];
  readonly added: AddedRow;
  readonly choice: Exclude<AdditionChoice, 'ignore'>;
  readonly author: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
}

/** What the rows before in the same action make: it is not in the tables yet. */
interface Made {
  readonly ids: Set<string>;
  /** Per strategy, the last number given. */
  readonly numbers: Map<string, number>;
}

/** Is there such a record, or will there be one? From here on there will. */
function taken(db: Reader, table: string, id: string, made: Made): boolean {
  if (made.ids.has(id) || readRow(db, table, id)) return true;
  made.ids.add(id);
  return false;
}

/** The beginning of a text as a title: in one line, without half a character at its end. */
const titleOf = (text: string, most: number): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, most)
    .replace(/[\ud800-\udbff]$/, '');

/** The ids follow from the issue and the text, so that two desks taking the same file make one record. */
function addition(desk: Desk, { issue, added, choice, author, day }: Addition, made: Made): Mutation[] {
  const text = [added.measure, ...Object.values(added.values).filter((value) => value !== '')].join('\n');
  if (choice === 'note' || issue.bureau === null) {
    const id = fixedRecordId('note', `${issue.id}:${text}`);
    if (taken(desk.db, 'note', id, made)) return [];
    return [
      { kind: 'create', table: 'note', id, set: { recordTable: 'period', record: issue.period, text: `${issue.bureauName}: ${text}`, author, writtenOn: day } },
    ];
  }
  // Rows without a name, or with that of a row before, differ by what they say.
  const said = `${issue.id}:${text}`;
  const named = `${issue.id}:${added.measure || text}`;
  const name = made.ids.has(fixedRecordId('measure', named)) && !made.ids.has(said) ? said : named;
  made.ids.add(said);
  const id = fixedRecordId('measure', name);
  if (taken(desk.db, 'measure', id, made)) return [];
  const strategy = desk.db.value<string>('SELECT strategy FROM period WHERE id = ?', issue.period) ?? '';
  const number =
    (made.numbers.get(strategy) ?? desk.db.value<number>('SELECT coalesce(max(number), 0) FROM measure WHERE strategy = ? AND deleted = 0', strategy) ?? 0) + 1;
  made.numbers.set(strategy, number);
  const titleJa = titleOf(added.measure, 200) || titleOf(text, 100);
  const { status, ...rest } = added.values;
  return [
    { kind: 'create', table: 'measure', id, set: { strategy, number, titleJa, leadBureaus: [issue.bureau] } },
    {
      kind: 'create',
      table: 'progress',
      id: fixedRecordId('progress', name),
      set: {
        period: issue.period,
        measure: id,
        bureau: issue.bureau,
        status: status || 'notStarted',
        ...Object.fromEntries(Object.entries(rest).map(([column, value]) => [column, value || null])),
      },
    },
  ];
}
