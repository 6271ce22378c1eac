// Edits of many cells: copy, paste, fill, clear, set. An edit that refuses nothing and that one undo takes back is done at
// once; everything else is shown first.
import { useState } from 'react';
import type { Input } from '../../electron/contract/inputs.ts';
import type { Outputs } from '../../electron/contract/outputs.ts';
import type { SetValue } from '../../electron/contract/records.ts';
import { fieldLabel, tableLabel, type Words } from '../../resources/locales/sentences.ts';
import { call } from '../bridge/bridge.ts';
import { useWords } from '../bridge/i18n.ts';
import { applyWritten } from '../bridge/query-cache.ts';
import { useAnnouncer } from '../parts/announcer.tsx';
import { useUndo } from '../parts/use-actions.ts';
import type { Selected } from './grid/grid-props.ts';
import type { Request } from './grid/use-listing.ts';

export type Plan = Outputs['planEdit'];
type Edit = Input<'planEdit'>['edit'];

/** Cells that may change without being shown first: undo is one key away. */
const shownFrom = 2;

export interface Edits {
  /** Waiting to be confirmed. */
  readonly plan: Plan | undefined;
  /** New records lack what only a person can say. */
  readonly question: Question | undefined;
  readonly copy: (selected: Selected, cut: boolean) => Promise<void>;
  readonly paste: (selected: Selected, text: string) => Promise<void>;
  readonly fill: (selected: Selected) => Promise<void>;
  readonly clear: (selected: Selected) => Promise<void>;
  /** Deletes the selected records. */
  readonly remove: (selected: Selected) => Promise<void>;
  /** Makes a record of what was written in the empty row. @param onMade  it is there, under this id */
  readonly append: (values: Readonly<Record<string, SetValue>>, onMade: () => void) => Promise<void>;
  readonly set: (rows: Selected['rows'] | 'all', column: string, value: SetValue) => Promise<void>;
  readonly confirm: () => Promise<void>;
  readonly dismiss: () => void;
}

export interface Question {
  readonly columns: readonly string[];
  readonly count: number;
  readonly answer: (values: Readonly<Record<string, SetValue>>) => void;
  readonly dismiss: () => void;
}

export function useEdits(request: Request, preset: Readonly<Record<string, SetValue>>): Edits {
  const words = useWords();
  const { say, refuse } = useAnnouncer();
  const { plan, question, setPlan, apply, perform } = usePlan(request, preset);
  return {
    plan,
    question,
    copy: async (selected, cut) => {
      const { columns, height } = selected;
      try {
        const copied = await call('copyCells', { request, columns: [...columns], rows: rowsOf(selected) });
        say(words('edit.copied', { cells: (copied.rows * columns.length).toLocaleString() }));
        if (cut && height > 0) await perform({ kind: 'clear', rows: rowsOf(selected), columns: [...columns] }, { first: selected.first, when: always });
      } catch (error) {
        refuse(error);
      }
    },
    paste: async ({ rows, columns, onward, first, height }, text) => {
      if (text === '') return say(words('edit.emptyClipboard'));
      const size = { rows: Math.max(1, height), columns: columns.length };
      await perform({ kind: 'paste', row: rows[0]?.from ?? 0, columns: [...onward], text, selected: size }, { first, when: isSmall });
    },
    fill: async ({ rows, columns, first }) => {
      const [range] = rows;
      if (!range || rows.length > 1 || range.to === range.from) return say(words('edit.fillNeedsRange'));
      await perform({ kind: 'fill', rows: { ...range }, columns: [...columns] }, { first, when: always });
    },
    clear: (selected) => perform({ kind: 'clear', rows: rowsOf(selected), columns: [...selected.columns] }, { first: selected.first, when: always }),
    remove: (selected) => perform({ kind: 'delete', rows: rowsOf(selected) }, { first: selected.first, when: isSmall }),
    append: (values, onMade) => perform({ kind: 'append', values: { ...values } }, { when: always, onMade }),
    set: (rows, column, value) => perform({ kind: 'set', rows: rows === 'all' ? 'all' : rows.map((one) => ({ ...one })), column, value }, { when: never }),
    confirm: async () => {
      if (plan) await apply(plan);
    },
    dismiss: () => setPlan(undefined),
  };
}

/** One cell that cannot be changed needs no table of changes. */
function refusedText(words: Words, table: string, { cells: [cell] }: Plan): string {
  if (!cell?.code) return words('edit.nothing');
  const { to } = cell.details ?? {};
  const reason = words(`reasons.${cell.code}`, { ...cell.details, to: typeof to === 'string' ? tableLabel(words, to) : '' });
  return `${fieldLabel(words, table, cell.column)}: ${reason}`;
}

const rowsOf = ({ rows }: Selected) => rows.map((one) => ({ ...one }));

/** Which edits are done at once, without being shown first. */
const isSmall = ({ counts, corrected }: Plan) => counts.create === 0 && counts.change < shownFrom && corrected === 0;
const always = () => true;
const never = () => false;

interface HowToPerform {
  /** The record that the page shows in the first row. */
  readonly first?: string | undefined;
  /** Whether it is done at once, without being shown first. */
  readonly when: (plan: Plan) => boolean;
  readonly onMade?: () => void;
}

/** What an edit would do is asked first; then it is done at once, or kept until the person has seen it. */
function usePlan(request: Request, preset: Readonly<Record<string, SetValue>>) {
  const words = useWords();
  const { say, refuse } = useAnnouncer();
  const undo = useUndo();
  const [plan, setPlan] = useState<Plan>();
  const [question, setQuestion] = useState<Question>();
  const apply = async (wanted: Plan, isRecord = false): Promise<boolean> => {
    setPlan(undefined);
    try {
      const written = await call('applyEdit', { plan: wanted.plan });
      applyWritten(written);
      const [made] = written.rows;
      // The order of the list decides where the record stands: far from the row where it was written, perhaps.
      const place = isRecord && made ? await call('placeOf', { request, id: made.row.id }) : null;
      const { change, create } = wanted.counts;
      const done = words('edit.done', { count: (change + create).toLocaleString() });
      say(isRecord ? (place === null ? words('ui.created') : words('ui.createdAt', { row: (place + 1).toLocaleString() })) : done, undo);
      return true;
    } catch (error) {
      refuse(error);
      return false;
    }
  };
  const perform = async (edit: Edit, how: HowToPerform, given = preset): Promise<void> => {
    try {
      const made = await call('planEdit', { request, edit, ...(how.first === undefined ? {} : { first: how.first }), preset: given });
      const { change, create, refused } = made.counts;
      if (made.missing.length > 0) ask(made, (values) => perform(edit, how, { ...given, ...values }));
      else if (change + create + refused === 0) say(words('edit.nothing'));
      else if (change + create === 0 && refused === 1) say(refusedText(words, request.table, made));
      else if (refused === 0 && how.when(made)) {
        if (await apply(made, edit.kind === 'append')) how.onMade?.();
      } else setPlan(made);
    } catch (error) {
      refuse(error);
    }
  };
  const ask = ({ missing, cells }: Plan, answer: Question['answer']) =>
    setQuestion({
      columns: missing,
      count: new Set(cells.filter(({ code }) => code === 'required').map(({ row }) => row)).size,
      answer: (values) => {
        setQuestion(undefined);
        answer(values);
      },
      dismiss: () => setQuestion(undefined),
    });
  return { plan, question, setPlan, apply, perform };
}
