// Text, numbers, dates and times, as typed. Enter commits, Esc gives up; an input method's own Enter does neither.
import { useEffect, useId, useRef, useState } from 'react';
import type { Refusal } from '../../../db/catalog/check.ts';
import { formatDate } from '../../../db/catalog/dates.ts';
import { errorSentence } from '../../../resources/locales/sentences.ts';
import { Refused } from '../../desk.ts';
import { useWords } from '../../i18n.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { useTaste } from '../../settings.tsx';
import { draftOf, readDraft } from './draft.ts';
import type { EditorProps } from './editor.tsx';

export function TextEditor({ column, label, value, initial, multiline, inForm, onSave, onDone }: EditorProps & { multiline: boolean }) {
  const words = useWords();
  const taste = useTaste();
  const { say } = useAnnouncer();
  const start = draftOf(column, typeof value === 'object' ? null : value);
  const [draft, setDraft] = useState(initial ?? start);
  const [problem, setProblem] = useState<string>();
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const busy = useRef(false);
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
  // In a form the value may change under an untouched field: after an undo, for instance.
  useEffect(() => {
    if (inForm && document.activeElement !== field.current) setDraft(start);
  }, [inForm, start]);
  const explain = (refusal: Refusal) => setProblem(words(`reasons.${refusal.code}`, { ...refusal }));
  const finish = async (move: 'down' | 'right' | 'left' | 'stay') => {
    if (busy.current || left.current) return;
    const read = readDraft(column, draft);
    if (!read.ok) return explain(read.refusal);
    if (draft === start) {
      setProblem(undefined);
      return leave(move);
    }
    busy.current = true;
    try {
      await onSave(read.value);
      if (read.corrected) say(words('ui.corrected', { value: formatDate(String(read.value), taste.language, 'era') }));
      setProblem(undefined);
      leave(move);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setProblem(errorSentence(words, taste, error));
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
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => setDraft(event.target.value),
    onBlur: () => finish('stay'),
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
