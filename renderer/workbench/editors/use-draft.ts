// The state of a text editor: what is typed, what is refused, and when it is saved.
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Column } from '../../../db/catalog/index.ts';
import { cellText, errorSentence } from '../../../resources/locales/sentences.ts';
import { Refused } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences, useSituation } from '../../bridge/preferences.tsx';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { useUnsaved } from '../../parts/unsaved.ts';
import { draftOf, type Read, readDraft } from './draft.ts';
import type { EditorProps, Move } from './editor-props.ts';

interface Begun {
  readonly start: string;
  readonly onSave: EditorProps['onSave'];
}

/** @returns saves what was read; gives the refusal, if there was one */
function useDraftSaving(column: Column) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { say } = useAnnouncer();
  return async ({ onSave }: Begun, read: Extract<Read, { ok: true }>): Promise<Refused | undefined> => {
    try {
      await onSave(read.value);
    } catch (error) {
      if (error instanceof Refused) return error;
      throw error;
    }
    if (read.corrected) say(words('ui.corrected', { value: cellText({ words, display }, column, read.value, {}) }));
    return undefined;
  };
}

/** @returns what a text says; the reason is shown when it cannot be read */
function useUnderstanding(column: Column, show: (problem: string) => void) {
  const words = useWords();
  const { today } = useSituation();
  return (text: string): Extract<Read, { ok: true }> | undefined => {
    const read = readDraft(column, text, { today });
    if (read.ok) return read;
    show(words(`reasons.${read.refusal.code}`, { ...read.refusal }));
    return undefined;
  };
}

/** A text that goes with its editor, unsaved, is not dropped without a word. @returns tells of one that is refused afterwards */
function useLostDraft({ isLost, draft, start }: { isLost: () => boolean; draft: string; start: string }) {
  const words = useWords();
  const { warn } = useAnnouncer();
  const isGone = useRef(false);
  useUnsaved(draft !== start);
  const tell = () => warn(words('edit.notSaved', { text: draft }));
  const onGone = useEffectEvent(() => {
    if (draft !== start && isLost()) tell();
  });
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
      onGone();
    };
  }, []);
  return () => {
    if (isGone.current) tell();
  };
}

/** What is typed, and what it is to replace. */
function useTyped({ initial, onSave }: EditorProps, start: string) {
  const [draft, setDraft] = useState(initial ?? start);
  // What was shown when typing began, and the way to save that belongs to it: a value that changes meanwhile must be refused,
  // not overwritten. After that refusal the person answers what is shown now.
  const begun = useRef<Begun | 'refused' | undefined>(initial === undefined ? undefined : { start, onSave });
  // The value may change under an untouched field: after an undo, for instance.
  useEffect(() => {
    if (begun.current === undefined) setDraft(start);
  }, [start]);
  const shown = (): Begun => (typeof begun.current === 'object' ? begun.current : { start, onSave });
  const type = (text: string) => {
    begun.current = shown();
    setDraft(text);
  };
  return { draft, setDraft, begun, shown, type };
}

/** The state of one text that is edited, in a cell or in a field of a form. */
export function useDraft(props: EditorProps) {
  const { column, value, inForm, onDone } = props;
  const [words, display, save] = [useWords(), useDisplayPreferences(), useDraftSaving(column)];
  const start = draftOf(column, typeof value === 'object' ? null : value, display);
  const { draft, setDraft, begun, shown, type } = useTyped(props, start);
  const [problem, setProblem] = useState<string>();
  const understand = useUnderstanding(column, setProblem);
  /** The text that is on its way to the desk; over a cell also afterwards, until the editor goes. */
  const saving = useRef<string>(undefined);
  // Closing the editor moves the focus, and losing the focus must not save once more.
  const left = useRef(false);
  const tellIfGone = useLostDraft({
    isLost: () => !left.current && saving.current === undefined && begun.current !== undefined,
    ...{ draft, start },
  });
  const leave = (move: Move) => {
    left.current = !inForm;
    onDone(move);
  };
  const reset = () => {
    begun.current = undefined;
    setDraft(start);
    setProblem(undefined);
  };
  /** @returns whether the field could be left */
  const finish = async (move: Move): Promise<boolean> => {
    if (saving.current !== undefined || left.current) return left.current;
    const read = understand(draft);
    if (!read) return false;
    const before = shown();
    if (draft !== before.start) {
      saving.current = draft;
      const refusal = await save(before, read).catch((error: unknown) => {
        saving.current = undefined;
        throw error;
      });
      if (refusal || inForm) saving.current = undefined;
      setProblem(refusal && errorSentence(words, display, refusal));
      if (refusal?.code === 'stale') begun.current = 'refused';
      if (refusal) {
        tellIfGone();
        return false;
      }
      begun.current = undefined;
    } else reset();
    leave(move);
    return true;
  };
  return {
    draft,
    problem,
    /** What has been typed behind the text that is saved: while that was on its way. */
    typedOn: (text: string) => (saving.current !== undefined && text.startsWith(saving.current) ? text.slice(saving.current.length) : ''),
    /** Can what is typed be read? */
    check: (): boolean => understand(draft) !== undefined,
    type,
    finish,
    /** Leaving the field does not answer a refusal that has just been shown. */
    finishOnBlur: () => (begun.current === 'refused' ? undefined : finish('stay')),
    cancel: () => {
      reset();
      leave('stay');
    },
  };
}
