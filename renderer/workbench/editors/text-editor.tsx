// Text, numbers, dates and times in a form. Enter saves a line, Esc cancels; over a cell of the table, see cell-text.tsx.
import { useId } from 'react';
import type { EditorProps } from './editor-props.ts';
import { useDraft } from './use-draft.ts';

export function TextEditor(props: EditorProps & { multiline: boolean }) {
  const { label, multiline } = props;
  const { draft, problem, type, finish, finishOnBlur, cancel } = useDraft(props);
  const errorId = useId();
  const onKeyDown = (event: React.KeyboardEvent) => {
    event.stopPropagation();
    // While an input method is composing, Enter and Esc are its own (229 is what Chromium reports for its last key).
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
    if (event.key === 'Enter' && (!multiline || event.ctrlKey)) {
      event.preventDefault();
      finish('down');
    } else if (event.key === 'Escape') {
      event.preventDefault();
      cancel();
    }
  };
  const common = {
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
      {multiline ? <textarea rows={3} {...common} /> : <input type="text" {...common} />}
      {problem && (
        <div className="editor-problem" id={errorId} role="alert">
          {problem}
        </div>
      )}
    </div>
  );
}
