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
  /** Makes a record of what was written in the empty row. @returns whether it was made */
  readonly append: (values: Readonly<Record<string, SetValue>>) => Promise<boolean>;
  readonly set: (rows: Selected['rows'] | 'all', column: string, value: SetValue) => Promise<void>;
  readonly confirm: () => Promise<void>;
  readonly dismiss: () => void;
}

type Values = Readonly<Record<string, SetValue>>;

export interface Question {
  readonly columns: readonly string[];
  readonly count: number;
  readonly answer: (values: Values) => void;
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
      const { columns } = selected;
      if (!hasRecords(selected)) return say(words('edit.needsRecords'));
      try {
        const copied = await call('copyCells', { request, columns: [...columns], rows: rowsOf(selected) });
        say(words('edit.copied', { cells: (copied.rows * columns.length).toLocaleString() }));
        if (cut) await perform({ kind: 'clear', rows: rowsOf(selected), columns: [...columns] }, atOnce(selected));
      } catch (error) {
        refuse(error);
      }
    },
    paste: async (selected, text) => {
      const { columns, onward, first, height, below } = selected;
      if (text === '') return say(words('edit.emptyClipboard'));
      if (below !== 'end' && below.length === 0) return say(words('edit.needsRecords'));
      const size = { rows: Math.max(1, height), columns: columns.length };
      const rows = below === 'end' ? below : below.map((one) => ({ ...one }));
      await perform({ kind: 'paste', rows, columns: [...onward], text, selected: size }, { first, when: first === undefined ? never : isSmall });
    },
    fill: async (selected) => {
      const [range] = selected.rows;
      if (!range || selected.rows.length > 1 || range.to === range.from) return say(words('edit.fillNeedsRange'));
      await perform({ kind: 'fill', rows: { ...range }, columns: [...selected.columns] }, atOnce(selected));
    },
    clear: async (selected) => {
      if (!hasRecords(selected)) return say(words('edit.needsRecords'));
      await perform({ kind: 'clear', rows: rowsOf(selected), columns: [...selected.columns] }, atOnce(selected));
    },
    remove: async (selected) => {
      if (!hasRecords(selected)) return say(words('edit.needsRecords'));
      await perform({ kind: 'delete', rows: rowsOf(selected) }, { first: selected.first, when: isSmall });
    },
    append: (values) => perform({ kind: 'append', values: { ...values } }, { when: always }),
    set: async (rows, column, value) => {
      await perform({ kind: 'set', rows: rows === 'all' ? 'all' : rows.map((one) => ({ ...one })), column, value }, { when: never });
    },
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

const hasRecords = ({ rows }: Selected): boolean => rows.length > 0;
const rowsOf = ({ rows }: Selected) => rows.map((one) => ({ ...one }));

/** Which edits are done at once, without being shown first. */
const isSmall = ({ counts, corrected }: Plan) => counts.create === 0 && counts.change < shownFrom && corrected === 0;
/** Done without being shown, unless nobody can tell that the rows are still the ones on the screen. */
const atOnce = ({ first }: Selected): HowToPerform => ({ first, when: first === undefined ? never : always });
const always = () => true;
const never = () => false;

interface HowToPerform {
  /** The record that the page shows in the first row. */
  readonly first?: string | undefined;
  /** Whether it is done at once, without being shown first. */
  readonly when: (plan: Plan) => boolean;
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
  /** @returns whether it was done at once */
  const perform = async (edit: Edit, how: HowToPerform, given = preset): Promise<boolean> => {
    try {
      const made = await call('planEdit', { request, edit, ...(how.first === undefined ? {} : { first: how.first }), preset: given });
      const { change, create, refused } = made.counts;
      if (made.missing.length > 0) {
        const answer = await ask(made);
        return answer !== undefined && (await perform(edit, how, { ...given, ...answer }));
      }
      if (refused === 0 && change + create > 0 && how.when(made)) return await apply(made, edit.kind === 'append');
      if (change + create + refused === 0) say(words('edit.nothing'));
      else if (change + create === 0 && refused === 1) say(refusedText(words, request.table, made));
      else setPlan(made);
    } catch (error) {
      refuse(error);
    }
    return false;
  };
  /** @returns undefined when the person does not answer */
  const ask = ({ missing, cells }: Plan): Promise<Values | undefined> =>
    new Promise((resolve) => {
      const close = (answer: Values | undefined) => {
        setQuestion(undefined);
        resolve(answer);
      };
      const count = new Set(cells.filter(({ code }) => code === 'required').map(({ row }) => row)).size;
      setQuestion({ columns: missing, count, answer: close, dismiss: () => close(undefined) });
    });
  return { plan, question, setPlan, apply, perform };
}
