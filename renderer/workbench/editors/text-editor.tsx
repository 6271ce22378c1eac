// Text, numbers, dates and times, as typed. Enter saves, Esc cancels.
import { useEffect, useId, useRef } from 'react';
import type { EditorProps } from './editor-props.ts';
import { useDraft } from './use-draft.ts';

export function TextEditor(props: EditorProps & { multiline: boolean }) {
  const { label, initial, multiline, inForm } = props;
  const { draft, problem, type, finish, finishOnBlur, cancel } = useDraft(props);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const errorId = useId();
  useEffect(() => {
    if (inForm) return;
    const { current } = field;
    if (!current) return;
    current.focus();
    if (initial === undefined) current.select();
    // A text of several lines would go on at its beginning.
    else current.setSelectionRange(current.value.length, current.value.length);
  }, [inForm, initial]);
  const onKeyDown = (event: React.KeyboardEvent) => {
    event.stopPropagation();
    // While an input method is composing, Enter and Esc are its own (229 is what Chromium reports for its last key).
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
    if (event.key === 'Enter' && !(multiline && (event.shiftKey || event.altKey || inForm))) {
      event.preventDefault();
      finish('down');
    } else if (event.key === 'Tab' && !inForm) {
      event.preventDefault();
      finish(event.shiftKey ? 'left' : 'right');
    } else if (event.key === 'Escape') {
      event.preventDefault();
      cancel();
    }
  };
  const common = {
    ref: field,
    className: 'editor-field',
    'aria-label': label,
    'aria-invalid': problem !== undefined,
    'aria-describedby': problem ? errorId : undefined,
    value: draft,
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => type(event.target.value),
    onBlur: finishOnBlur,
    onKeyDown,
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
