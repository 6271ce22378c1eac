// Text, numbers, dates and times, as typed. Enter commits, Esc gives up; an input method's own Enter does neither.
import { useEffect, useId, useRef, useState } from 'react';
import type { Refusal } from '../../../db/catalog/check.ts';
import { formatDate } from '../../../db/catalog/dates.ts';
import { errorSentence } from '../../../resources/locales/sentences.ts';
import { Refused } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { draftOf, readDraft } from './draft.ts';
import type { EditorProps } from './editor.tsx';

interface Shown {
  readonly start: string;
  readonly onSave: EditorProps['onSave'];
}

export function TextEditor({ column, label, value, initial, multiline, inForm, onSave, onDone }: EditorProps & { multiline: boolean }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { say } = useAnnouncer();
  const start = draftOf(column, typeof value === 'object' ? null : value);
  const [draft, setDraft] = useState(initial ?? start);
  const [problem, setProblem] = useState<string>();
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const busy = useRef(false);
  // What the person saw when typing began, and the way to save that goes with it: a value that changes meanwhile must meet
  // the refusal, not be written over. Once told, the person answers what is shown now.
  const begun = useRef<Shown | 'told' | undefined>(initial === undefined ? undefined : { start, onSave });
  // Leaving takes the focus away, and losing the focus must not commit once more, least of all what Esc gave up.
  const left = useRef(false);
  const leave = (move: Parameters<typeof onDone>[0]) => {
    left.current = !inForm;
    onDone(move);
  };
  const errorId = useId();
  useEffect(() => {
    if (inForm) return;
    field.current?.focus();
    if (initial === undefined) field.current?.select();
  }, [inForm, initial]);
  // The value may change under an untouched field: after an undo, for instance.
  useEffect(() => {
    if (begun.current === undefined) setDraft(start);
  }, [start]);
  const explain = (refusal: Refusal) => setProblem(words(`reasons.${refusal.code}`, { ...refusal }));
  const finish = async (move: 'down' | 'right' | 'left' | 'stay') => {
    if (busy.current || left.current) return;
    const read = readDraft(column, draft);
    if (!read.ok) return explain(read.refusal);
    const shown = typeof begun.current === 'object' ? begun.current : { start, onSave };
    if (draft === shown.start) {
      begun.current = undefined;
      setDraft(start);
      setProblem(undefined);
      return leave(move);
    }
    busy.current = true;
    try {
      await shown.onSave(read.value);
      begun.current = undefined;
      if (read.corrected) say(words('ui.corrected', { value: formatDate(String(read.value), display.language, 'era') }));
      setProblem(undefined);
      leave(move);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.code === 'stale') begun.current = 'told';
      setProblem(errorSentence(words, display, error));
    } finally {
      busy.current = false;
    }
  };
  const common = {
    ref: field,
    className: 'editor-field',
    'aria-label': label,
    'aria-invalid': problem !== undefined,
    'aria-describedby': problem ? errorId : undefined,
    value: draft,
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      if (typeof begun.current !== 'object') begun.current = { start, onSave };
      setDraft(event.target.value);
    },
    // Going elsewhere is no answer to what one has just been told.
    onBlur: () => (begun.current === 'told' ? undefined : finish('stay')),
    onKeyDown: (event: React.KeyboardEvent) => {
      event.stopPropagation();
      // While composing, Enter and Esc belong to the conversion (229 is what Chromium reports for its last key).
      if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
      if (event.key === 'Enter' && !(multiline && (event.shiftKey || event.altKey || inForm))) {
        event.preventDefault();
        finish('down');
      } else if (event.key === 'Tab' && !inForm) {
        event.preventDefault();
        finish(event.shiftKey ? 'left' : 'right');
      } else if (event.key === 'Escape') {
        event.preventDefault();
        begun.current = undefined;
        setDraft(start);
        setProblem(undefined);
        leave('stay');
      }
    },
  };
  return (
    <div className="editor">
      {multiline ? <textarea rows={inForm ? 3 : 5} {...common} /> : <input type="text" {...common} />}
      {problem && (
        <div className="editor-problem" id={errorId} role="alert">
          {problem}
        </div>
      )}
    </div>
  );
}
