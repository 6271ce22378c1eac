// A question with two answers, before something that cannot be undone.
import { useWords } from '../bridge/i18n.ts';
import { DialogFrame } from './dialog-frame.tsx';

export function Ask({ title, text, yes, onYes, onNo }: { title: string; text: string; yes: string; onYes: () => void; onNo: () => void }) {
  const words = useWords();
  return (
    <DialogFrame title={title} role="alertdialog" onClose={onNo}>
      <div className="dialog-fields">
        <p>{text}</p>
      </div>
      <div className="dialog-actions">
        <button type="button" className="button quiet" onClick={onNo}>
          {words('ui.cancel')}
        </button>
        <button type="button" className="button primary" onClick={onYes}>
          {yes}
        </button>
      </div>
    </DialogFrame>
  );
}
