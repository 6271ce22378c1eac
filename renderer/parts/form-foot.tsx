// The foot of a form in a dialog: what was refused, and the buttons to submit and to cancel.
import { useWords } from '../bridge/i18n.ts';

export function FormFoot({
  refusal,
  help,
  submit,
  onCancel,
}: {
  refusal?: string | undefined;
  help?: string | undefined;
  submit: string;
  onCancel: () => void;
}) {
  const words = useWords();
  return (
    <>
      {refusal && (
        <p className="editor-problem" role="alert">
          {refusal}
        </p>
      )}
      <div className="dialog-actions">
        {help && <span className="quiet-text">{help}</span>}
        <button type="button" className="button quiet" onClick={onCancel}>
          {words('ui.cancel')}
        </button>
        <button type="submit" className="button primary">
          {submit}
        </button>
      </div>
    </>
  );
}
